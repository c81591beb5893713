package io.shuangsuiji.amendment.draft;

import java.util.function.Consumer;

/** Places at which a test may stop the process, to see that every one of them can be recovered from. */
public final class CrashPoint {
    private static volatile Consumer<String> listener = place -> {};

    private CrashPoint() {}

    static void reached(String place) {
        listener.accept(place);
    }

    /** Calls the listener at every place from now on; null for none. */
    public static void listen(Consumer<String> places) {
        listener = places == null ? place -> {} : places;
    }
}
