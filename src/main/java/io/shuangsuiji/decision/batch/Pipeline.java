package io.shuangsuiji.decision.batch;

import io.shuangsuiji.jobs.Cancellation;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Reads, works on and writes pieces of a stream at the same time and in order: one thread reads, those of a pool work, the
 * caller's writes. Only a fixed number of pieces is under way, so a consumer that is slow, or stands still, soon stops
 * the reading.
 */
final class Pipeline {
    private Pipeline() {}

    /** Where the pieces come from; asked by one thread only. */
    interface Source<I> {
        /** The next piece, or null after the last. */
        I next() throws IOException;

        /** Told once when what was read last could not be handed on for a while: the consumer stands still. */
        default void stalled() throws IOException {}
    }

    /** Where what became of the pieces goes, in their order. */
    interface Sink<O> {
        void accept(O piece) throws IOException;
    }

    /** More time was taken than was given. */
    static final class OutOfTime extends IOException {
        OutOfTime() {
            super("out of time");
        }
    }

    /**
     * Runs to the end of the source.
     *
     * @param time how long all of it may take
     * @param patience how long the reader waits for the consumer before it tells the source
     * @throws OutOfTime where it is not done by then
     * @throws IOException of the source, after everything before was written; or of the sink
     */
    static <I, O> void run(
            Source<I> source, Function<I, O> work, Sink<O> sink, Workers workers, Duration time, Duration patience)
            throws IOException {
        long end = System.nanoTime() + time.toNanos();
        // one that is being written, and enough that no worker waits for it
        BlockingQueue<CompletableFuture<O>> underWay = new ArrayBlockingQueue<>(workers.count() + 1);
        var cancellation = Cancellation.current();
        var reader = workers.reading(() -> cancellation.during(() -> read(source, work, underWay, workers, patience)));
        try {
            while (true) {
                Cancellation.check();
                var next = underWay.poll(left(end), TimeUnit.NANOSECONDS);
                if (next == null) {
                    throw new OutOfTime();
                }
                var done = next.get(left(end), TimeUnit.NANOSECONDS);
                if (done == null) {
                    return;
                }
                sink.accept(done);
            }
        } catch (TimeoutException late) {
            throw new OutOfTime();
        } catch (InterruptedException interrupted) {
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException failed) {
            throw unwrapped(failed.getCause());
        } finally {
            stop(reader, underWay);
        }
    }

    private static <I, O> Void read(
            Source<I> source,
            Function<I, O> work,
            BlockingQueue<CompletableFuture<O>> underWay,
            Workers workers,
            Duration patience) {
        try {
            var told = false;
            for (var piece = source.next(); piece != null; piece = source.next()) {
                Cancellation.check();
                var taken = piece;
                var done = CompletableFuture.supplyAsync(() -> work.apply(taken), workers.pool());
                if (told) {
                    underWay.put(done);
                } else if (!underWay.offer(done, patience.toNanos(), TimeUnit.NANOSECONDS)) {
                    told = true;
                    source.stalled();
                    underWay.put(done);
                }
            }
            underWay.put(CompletableFuture.completedFuture(null));
        } catch (InterruptedException stopped) {
            // by the caller, who waits for nothing more
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException | Error broken) {
            tell(underWay, CompletableFuture.failedFuture(broken));
        }
        return null;
    }

    private static <O> void tell(BlockingQueue<CompletableFuture<O>> underWay, CompletableFuture<O> end) {
        try {
            underWay.put(end);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static long left(long end) {
        return Math.max(end - System.nanoTime(), 1);
    }

    /** Ends the reader, and forgets what nobody will write. */
    private static void stop(Future<?> reader, BlockingQueue<? extends Future<?>> underWay) {
        if (!reader.isDone()) {
            reader.cancel(true);
        }
        underWay.forEach(waiting -> waiting.cancel(true));
    }

    private static IOException unwrapped(Throwable cause) throws IOException {
        if (cause instanceof IOException broken) {
            throw broken;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof CancellationException cancelled) {
            throw cancelled;
        }
        throw cause instanceof RuntimeException unforeseen ? unforeseen : new IllegalStateException(cause);
    }
}
