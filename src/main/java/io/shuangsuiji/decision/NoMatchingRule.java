package io.shuangsuiji.decision;

import java.util.List;

/** A valid input to which the edition's tables give no answer: the edition is at fault, not the caller. */
public final class NoMatchingRule extends RuntimeException {
    private final transient List<String> reasons;

    /** With the engine's own words. */
    public NoMatchingRule(String model, List<String> reasons) {
        super(model + ": " + String.join("; ", reasons), null, false, false);
        this.reasons = List.copyOf(reasons);
    }

    /** Why no answer was found. */
    public List<String> reasons() {
        return reasons;
    }
}
