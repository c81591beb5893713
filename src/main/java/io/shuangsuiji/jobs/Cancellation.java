package io.shuangsuiji.jobs;

import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * Whether somebody still waits for the work that a thread is at. Long loops look at it at every step, and work that is
 * handed to other threads takes it along; a caller who is gone, or a deadline that is past, cancels it.
 */
public final class Cancellation {
    private static final ThreadLocal<Cancellation> CURRENT = new ThreadLocal<>();

    private volatile boolean cancelled;

    /** The work goes no further than its next {@link #check}. */
    public void cancel() {
        cancelled = true;
    }

    /** Work on this thread and on those that it hands work to, until it is done or this is cancelled. */
    public <T> T during(Supplier<T> work) {
        var before = CURRENT.get();
        CURRENT.set(this);
        try {
            return work.get();
        } finally {
            CURRENT.set(before);
        }
    }

    /** That of the work under way on this thread; one that nobody cancels where there is none. */
    public static Cancellation current() {
        var current = CURRENT.get();
        return current == null ? new Cancellation() : current;
    }

    /** Returns where the work is still wanted. */
    public static void check() {
        var current = CURRENT.get();
        if (current != null && current.cancelled || Thread.currentThread().isInterrupted()) {
            throw new CancellationException("没有人再等这个结果，已停止 / nobody waits for the answer any longer");
        }
    }
}
