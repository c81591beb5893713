package io.shuangsuiji.jobs;

import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * Whether somebody still waits for the work that a thread is at. Long loops look at it at every step, and work that is
 * handed to other threads takes it along; a caller who is gone, or a deadline that is past, cancels it.
 */
public final class Cancellation {
    private static final ThreadLocal<Cancellation> CURRENT = new ThreadLocal<>();

    private final Cancellation around;
    private volatile boolean cancelled;

    /** Of work that stands for itself. */
    public Cancellation() {
        this(null);
    }

    private Cancellation(Cancellation around) {
        this.around = around;
    }

    /** Of a part of this work: it ends with the whole, and may end before. */
    public Cancellation part() {
        return new Cancellation(this);
    }

    /** The work goes no further than its next {@link #check}. */
    public void cancel() {
        cancelled = true;
    }

    /** True once it, or the work that it is a part of, is cancelled. */
    public boolean cancelled() {
        return cancelled || around != null && around.cancelled();
    }

    /** Work on this thread and on those that it hands work to, until it is done or this is cancelled. */
    public <T> T during(Supplier<T> work) {
        var before = CURRENT.get();
        CURRENT.set(this);
        try {
            return work.get();
        } finally {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        }
    }

    /** What this thread does from now on is this work, until {@link #end}: for work that begins and ends in two calls. */
    public void begin() {
        CURRENT.set(this);
    }

    /** What this thread does from now on is nobody's in particular. */
    public static void end() {
        CURRENT.remove();
    }

    /** That of the work under way on this thread; one that nobody cancels where there is none. */
    public static Cancellation current() {
        var current = CURRENT.get();
        return current == null ? new Cancellation() : current;
    }

    /** Returns where the work is still wanted. */
    public static void check() {
        var current = CURRENT.get();
        if (current != null && current.cancelled() || Thread.currentThread().isInterrupted()) {
            throw new CancellationException("没有人再等这个结果，已停止 / nobody waits for the answer any longer");
        }
    }
}
