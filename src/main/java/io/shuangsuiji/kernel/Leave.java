package io.shuangsuiji.kernel;

/**
 * Thrown where a case is to be left to KIE: the engine's answer is an error, or lies outside what a kernel computes.
 */
public final class Leave extends RuntimeException {
    /** While a row is evaluated: no reason is wanted, and no stack trace is paid for. */
    static final Leave ROW = new Leave("");

    Leave(String reason) {
        super(reason, null, false, false);
    }
}
