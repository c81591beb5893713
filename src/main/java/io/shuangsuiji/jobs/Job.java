package io.shuangsuiji.jobs;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Work that a {@link JobQueue} has taken: waiting, running or ended. Read by pages while a worker goes on with it.
 *
 * @param <K> what names the work
 * @param <T> what the work returns
 */
public final class Job<K extends JobQueue.Key<T>, T> {
    /** What a job that was cancelled says instead of a result. */
    public static final String CANCELLED = "已停止 / cancelled";

    private final String id = UUID.randomUUID().toString();
    private final K key;
    private final Function<Throwable, List<String>> messages;
    private final Clock clock;
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    /** Null once the job has ended, so that what it worked on is not kept as long as its result. */
    private JobQueue.Work<T> work;

    /** The thread that runs it; null before and after. */
    private Thread worker;

    private final Cancellation cancellation = new Cancellation();
    private volatile Step step = new Step("等待前面的任务", 0, 0);
    private volatile T result;
    private volatile List<String> problems = List.of();
    private volatile Instant endedAt;

    Job(K key, JobQueue.Work<T> work, Function<Throwable, List<String>> messages, Clock clock) {
        this.key = key;
        this.work = work;
        this.messages = messages;
        this.clock = clock;
    }

    /**
     * How far it has come.
     *
     * @param phase what is being done
     * @param done how many are done
     * @param total of how many; 0 where that is not known
     */
    public record Step(String phase, long done, long total) {
        /** In words: {@code 运行场景 120 / 300（40%）}. */
        public String words() {
            return phase
                    + (total > 0
                            ? " " + done + " / " + total + "（" + 100 * done / total + "%）"
                            : done > 0 ? " " + done : "");
        }
    }

    /** A name that cannot be guessed. */
    public String id() {
        return id;
    }

    /** What names the work. */
    public K key() {
        return key;
    }

    /** How far it has come. */
    public Step step() {
        return step;
    }

    /** True once it has a result, has failed, or was cancelled and works no more. */
    public boolean finished() {
        return end.isDone();
    }

    /** What came of it; null before it has finished, and where {@link #problems} say why there is nothing. */
    public T result() {
        return result;
    }

    /** Why there is no result, in Chinese and English; empty before it has finished, and where there is one. */
    public List<String> problems() {
        return problems;
    }

    /** Runs this once the job has finished, at once if it has already. */
    public void whenFinished(Runnable then) {
        end.thenRun(then);
    }

    /** Waits until it has finished, but no longer than this. */
    public void await(Duration most) {
        try {
            end.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException stillUnderWay) {
            // the caller asks finished()
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    boolean cancelled() {
        return cancellation.cancelled();
    }

    /** Its result is kept no longer. */
    void drop() {
        if (result instanceof Closeable kept) {
            try {
                kept.close();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    boolean finishedBefore(Instant moment) {
        return finished() && endedAt.isBefore(moment);
    }

    /** Has the worker stop where it next looks up, or at once where it waits for something. */
    synchronized void cancel() {
        cancellation.cancel();
        if (worker != null) {
            worker.interrupt();
        }
    }

    void run() {
        T returned = null;
        List<String> why = List.of();
        synchronized (this) {
            worker = Thread.currentThread();
        }
        try {
            at("开始", 0, 0);
            cancellation.begin();
            returned = work.run(this::at);
        } catch (Throwable failed) {
            why = cancelled() ? List.of(CANCELLED) : messages.apply(failed);
        } finally {
            Cancellation.end();
            synchronized (this) {
                worker = null;
                // meant for this job, not for the next one of the same thread
                Thread.interrupted();
            }
            finish(returned, why);
        }
    }

    void finish(T returned, List<String> why) {
        work = null;
        result = returned;
        problems = why;
        endedAt = clock.instant();
        end.complete(null);
    }

    /** Told from many threads, not always in order: a phase only goes forward. */
    private synchronized void at(String phase, long done, long total) {
        if (cancelled()) {
            throw new CancellationException();
        }
        if (!phase.equals(step.phase()) || total != step.total() || done > step.done()) {
            step = new Step(phase, done, total);
        }
    }
}
