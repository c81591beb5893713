package io.shuangsuiji.decision.batch;

import java.io.Closeable;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of all batches: a fixed number of threads decide, and each batch has one more thread that reads its input. */
public final class Workers implements Closeable {
    private final int count;
    private final ExecutorService pool;
    private final ExecutorService readers = Executors.newCachedThreadPool(named("batch-reader"));

    /** One for each core. */
    public Workers() {
        this(Runtime.getRuntime().availableProcessors());
    }

    /** So many. */
    public Workers(int count) {
        this.count = count;
        this.pool = Executors.newFixedThreadPool(count, named("batch-worker"));
    }

    int count() {
        return count;
    }

    Executor pool() {
        return pool;
    }

    Future<Void> reading(Callable<Void> task) {
        return readers.submit(task);
    }

    @Override
    public void close() {
        readers.shutdownNow();
        pool.shutdownNow();
    }

    private static ThreadFactory named(String name) {
        var number = new AtomicInteger();
        return task -> {
            var thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
