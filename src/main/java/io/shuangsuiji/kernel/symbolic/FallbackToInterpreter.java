package io.shuangsuiji.kernel.symbolic;

/**
 * Thrown when the kernel cannot answer and KIE must: KIE would report an error, or the model uses FEEL that kernels do not support.
 */
public final class FallbackToInterpreter extends RuntimeException {
    /** For use while a row is evaluated: one instance without reason or stack trace, since making those takes long. */
    static final FallbackToInterpreter ROW = new FallbackToInterpreter("");

    public FallbackToInterpreter(String reason) {
        super(reason, null, false, false);
    }
}
