package io.shuangsuiji.scenario.run;

import io.shuangsuiji.jobs.Cancellation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Spreads work over the cores; results keep the order of the work. */
public final class Parallel {
    private Parallel() {}

    public static <T, R> List<R> map(List<T> work, Function<T, R> function, Progress progress) {
        var cancellation = Cancellation.current();
        var loader = Thread.currentThread().getContextClassLoader();
        var pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), task -> {
            var thread = new Thread(task, "scenarios");
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            return thread;
        });
        try {
            var done = new AtomicInteger();
            var futures = new ArrayList<Future<R>>();
            for (var item : work) {
                futures.add(pool.submit(() -> {
                    var result = cancellation.during(() -> {
                        Cancellation.check();
                        return function.apply(item);
                    });
                    progress.done(done.incrementAndGet(), work.size());
                    return result;
                }));
            }
            var results = new ArrayList<R>(work.size());
            for (var future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } finally {
            pool.shutdownNow();
        }
    }
}
