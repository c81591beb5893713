package io.shuangsuiji.decision;

import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.decision.json.MalformedJson;
import java.util.Locale;

/** What became of an input. */
public enum Outcome {
    /** It was decided. */
    OK,
    /** It is not what the model can be asked: the caller must mend it. */
    INVALID,
    /** It is valid and the tables give no answer: the edition must be mended. */
    UNDECIDED,
    /** The service failed. */
    FAILED;

    /** As logs and metrics write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What an exception stands for. */
    public static Outcome of(RuntimeException failure) {
        if (failure == null) {
            return OK;
        }
        return failure instanceof NoMatchingRule
                ? UNDECIDED
                : failure instanceof InvalidInput || failure instanceof MalformedJson ? INVALID : FAILED;
    }
}
