package io.shuangsuiji.web.intake;

import io.shuangsuiji.jobs.Cancellation;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;

/**
 * The work of one request, and what it holds: a place among those that may run at once, the body that was received. A caller
 * who goes away cancels the work; what it holds is given back only when the answer has ended <em>and</em> no thread is at
 * it any longer: otherwise whoever hangs up and calls again would have more run at once than may.
 */
public final class RequestWork {
    private static final String KEY = RequestWork.class.getName();

    private final Cancellation cancellation = new Cancellation();
    private List<Runnable> atEnd = new ArrayList<>();
    /** The answer, and the thread while one is at it. */
    private int holders = 1;

    private RequestWork() {}

    /** That of a request. */
    public static RequestWork of(RoutingContext context) {
        RequestWork known = context.get(KEY);
        if (known != null) {
            return known;
        }
        var work = new RequestWork();
        context.put(KEY, work);
        context.addEndHandler(ended -> {
            if (ended.failed()) {
                work.cancellation.cancel();
            }
            work.release();
        });
        return work;
    }

    /** Runs once all is over; at once where it is over already. */
    public void atEnd(Runnable task) {
        synchronized (this) {
            if (holders > 0) {
                atEnd.add(task);
                return;
            }
        }
        task.run();
    }

    /** A thread begins with it. */
    void hold() {
        synchronized (this) {
            holders++;
        }
    }

    /** The thread, or the answer, has ended. */
    void release() {
        List<Runnable> tasks;
        synchronized (this) {
            if (--holders > 0) {
                return;
            }
            tasks = atEnd;
            atEnd = List.of();
        }
        tasks.forEach(Runnable::run);
    }

    /** This thread is at it until {@link Cancellation#end}. */
    public void begin() {
        cancellation.begin();
    }
}
