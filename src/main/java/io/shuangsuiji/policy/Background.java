package io.shuangsuiji.policy;

import io.shuangsuiji.jobs.Cancellation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Work done beside other work of the same load, for as long as that is wanted and by the class loader of whoever asks: KIE
 * finds its services by that.
 */
public final class Background {
    private Background() {}

    /** Begins work, whose outcome {@link #result} gives. */
    public static <T> CompletableFuture<T> start(Supplier<T> work) {
        var loader = Thread.currentThread().getContextClassLoader();
        var cancellation = Cancellation.current();
        return CompletableFuture.supplyAsync(() -> {
            var before = Thread.currentThread().getContextClassLoader();
            Thread.currentThread().setContextClassLoader(loader);
            try {
                return cancellation.during(work);
            } finally {
                Thread.currentThread().setContextClassLoader(before);
            }
        });
    }

    /** The same on this thread, at once: what fails is kept for {@link #result}. */
    public static <T> CompletableFuture<T> now(Supplier<T> work) {
        try {
            return CompletableFuture.completedFuture(work.get());
        } catch (RuntimeException | StackOverflowError failed) {
            return CompletableFuture.failedFuture(failed);
        }
    }

    /** What came of it; what it threw, as it was thrown. */
    public static <T> T result(CompletableFuture<T> started) {
        try {
            return started.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException unforeseen) {
                throw unforeseen;
            }
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw failed;
        }
    }
}
