package io.shuangsuiji.kernel.symbolic;

/** Thrown where a number does not fit the whole-number path and has to be computed as a decimal. */
public final class Inexact extends RuntimeException {
    static final Inexact INSTANCE = new Inexact();

    private Inexact() {
        super(null, null, false, false);
    }
}
