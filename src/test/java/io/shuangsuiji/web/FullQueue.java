package io.shuangsuiji.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.jobs.Job;
import io.shuangsuiji.jobs.JobQueue;
import io.shuangsuiji.jobs.QueueFull;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds both workers of the queue and every place in it until it is closed. */
public final class FullQueue implements AutoCloseable {
    private record Held(int number) implements JobQueue.Key<Integer> {}

    private final JobQueue jobs;
    private final CountDownLatch begun = new CountDownLatch(2);
    private final CountDownLatch letGo = new CountDownLatch(1);
    private final List<Job<Held, Integer>> held = new ArrayList<>();

    public FullQueue(JobQueue jobs) throws InterruptedException {
        this.jobs = jobs;
        fill();
        // jobs that other tests have left running end first
        assertThat(begun.await(120, TimeUnit.SECONDS)).isTrue();
        fill();
    }

    private void fill() {
        try {
            while (true) {
                held.add(jobs.submit(new Held(held.size()), progress -> {
                    begun.countDown();
                    letGo.await();
                    return 0;
                }));
            }
        } catch (QueueFull full) {
            // as meant
        }
    }

    /** Makes place for one job, which will wait. */
    public void makePlace() {
        jobs.cancel(held.get(held.size() - 1));
    }

    @Override
    public void close() {
        letGo.countDown();
        held.forEach(job -> job.await(Duration.ofSeconds(20)));
    }
}
