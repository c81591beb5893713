package io.shuangsuiji.jobs;

import java.io.Closeable;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Runs long work in the background: a few jobs at a time, a bounded number waiting, one more refused. The results of the
 * last ones are kept for a while; one that is {@link Closeable} is closed when it is kept no longer.
 */
public final class JobQueue implements Closeable {
    private final Limits limits;
    private final Clock clock;
    private final Function<Throwable, List<String>> messages;
    private final ThreadPoolExecutor workers;

    /** In the order in which they came. */
    private final List<Job<?, ?>> jobs = new ArrayList<>();

    /**
     * Names work. While a job is under way, work with an equal key is that job and is not done twice.
     *
     * @param <T> what the work returns
     */
    @SuppressWarnings("unused")
    public interface Key<T> {}

    /**
     * What a job does.
     *
     * @param <T> what it returns
     */
    public interface Work<T> {
        /** Does it; whatever it throws ends the job without a result. */
        T run(JobProgress progress) throws Exception;
    }

    /**
     * What is too much.
     *
     * @param running how many jobs run at a time
     * @param waiting how many more may wait
     * @param kept how many that have finished are kept
     * @param keptFor how long they are kept after they have finished
     */
    public record Limits(int running, int waiting, int kept, Duration keptFor) {}

    /**
     * An empty queue.
     *
     * @param messages puts a failure into words for people, and records what only the operator should see
     */
    public JobQueue(Limits limits, Clock clock, Function<Throwable, List<String>> messages) {
        this.limits = limits;
        this.clock = clock;
        this.messages = messages;
        var number = new AtomicInteger();
        workers = new ThreadPoolExecutor(
                limits.running(),
                limits.running(),
                1,
                TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(limits.waiting()),
                task -> {
                    var thread = new Thread(task, "job-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        workers.allowCoreThreadTimeOut(true);
    }

    /**
     * Takes work, or finds the job that is doing it already.
     *
     * @throws QueueFull where too many are waiting
     */
    public synchronized <K extends Key<T>, T> Job<K, T> submit(K key, Work<T> work) {
        @SuppressWarnings("unchecked")
        var kind = (Class<K>) key.getClass();
        var same = last(kind, job -> job.key().equals(key) && !job.finished() && !job.cancelled());
        if (same.isPresent()) {
            return same.get();
        }
        var job = new Job<>(key, work, messages, clock);
        var loader = Thread.currentThread().getContextClassLoader();
        try {
            workers.execute(new Task(job, loader));
        } catch (RejectedExecutionException full) {
            throw new QueueFull();
        }
        jobs.add(job);
        return job;
    }

    /** The last job of a kind that was submitted, is still kept and is the one meant. */
    public synchronized <K extends Key<T>, T> Optional<Job<K, T>> last(Class<K> kind, Predicate<Job<K, T>> meant) {
        forget();
        for (int i = jobs.size() - 1; i >= 0; i--) {
            if (kind.isInstance(jobs.get(i).key())) {
                @SuppressWarnings("unchecked")
                var job = (Job<K, T>) jobs.get(i);
                if (meant.test(job)) {
                    return Optional.of(job);
                }
            }
        }
        return Optional.empty();
    }

    /** Stops a job: one that waits at once, one that runs as soon as its work looks up. */
    public void cancel(Job<?, ?> job) {
        job.cancel();
        if (workers.remove(new Task(job, null))) {
            job.finish(null, List.of(Job.CANCELLED));
        }
    }

    /** Stops every job and ends the workers. */
    @Override
    public synchronized void close() {
        // the last first: a worker that is set free must not begin another
        for (int i = jobs.size() - 1; i >= 0; i--) {
            cancel(jobs.get(i));
        }
        workers.shutdownNow();
        jobs.forEach(job -> job.whenFinished(job::drop));
    }

    private void forget() {
        var oldest = clock.instant().minus(limits.keptFor());
        jobs.removeIf(job -> {
            boolean old = job.finishedBefore(oldest);
            if (old) {
                job.drop();
            }
            return old;
        });
        long surplus = jobs.stream().filter(Job::finished).count() - limits.kept();
        for (var each = jobs.iterator(); surplus > 0 && each.hasNext(); ) {
            var job = each.next();
            if (job.finished()) {
                job.drop();
                each.remove();
                surplus--;
            }
        }
    }

    /** A job as the workers hold it; found again by its job. */
    private record Task(Job<?, ?> job, ClassLoader loader) implements Runnable {
        @Override
        public void run() {
            Thread.currentThread().setContextClassLoader(loader);
            job.run();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Task task && task.job == job;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(job);
        }
    }
}
