package io.shuangsuiji.policy;

import java.util.function.Supplier;

/** A value that is worked out when it is first asked for, and then kept. Thread-safe. */
public final class Once<T> implements Supplier<T> {
    private Supplier<T> work;
    private T found;

    /** A value that is not yet worked out. */
    public Once(Supplier<T> work) {
        this.work = work;
    }

    @Override
    public synchronized T get() {
        if (work != null) {
            found = work.get();
            work = null;
        }
        return found;
    }
}
