package io.shuangsuiji.draw.verify;

import io.shuangsuiji.draw.verify.Check.Item;
import io.shuangsuiji.draw.verify.Check.Status;
import java.util.ArrayList;
import java.util.List;

/** Makes checks one after the other, and no further than the first difference. Not thread-safe. */
final class Examination {
    private final List<Check> checks = new ArrayList<>();
    private Words first;

    /** Makes a check, which throws a {@link Difference} where it finds one. */
    void check(Item item, Runnable comparison) {
        if (first != null) {
            checks.add(item.as(Status.NOT_REACHED, null));
            return;
        }
        try {
            comparison.run();
            checks.add(item.as(Status.SAME, null));
        } catch (Difference found) {
            first = found.words();
            checks.add(item.as(Status.DIFFERENT, first));
        }
    }

    /** Notes what cannot be checked. */
    void notGiven(Item item, String chinese, String english) {
        checks.add(item.as(Status.NOT_GIVEN, new Words(chinese, english)));
    }

    boolean consistent() {
        return first == null;
    }

    Words first() {
        return first;
    }

    List<Check> checks() {
        return List.copyOf(checks);
    }
}
