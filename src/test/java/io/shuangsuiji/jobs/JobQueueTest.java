package io.shuangsuiji.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class JobQueueTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private record Sum(String name) implements JobQueue.Key<Integer> {}

    private record Other(String name) implements JobQueue.Key<String> {}

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final JobQueue queue = queue(1);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    private JobQueue queue(int running) {
        var clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
        return new JobQueue(
                new JobQueue.Limits(running, 2, 3, Duration.ofMinutes(30)),
                clock,
                failure -> List.of("失败：" + failure.getMessage()));
    }

    @AfterEach
    void stop() {
        goOn.countDown();
        queue.close();
    }

    /** Begins, and holds the only worker until it may go on. */
    private Job<Sum, Integer> holding(String name) throws InterruptedException {
        var job = queue.submit(new Sum(name), progress -> {
            begun.countDown();
            goOn.await();
            return 1;
        });
        begun.await();
        return job;
    }

    private <K extends JobQueue.Key<T>, T> Job<K, T> finished(Job<K, T> job) {
        job.await(LONG);
        assertThat(job.finished()).isTrue();
        return job;
    }

    @Test
    void shouldKeepTheResultUnderItsNameAndItsKey() {
        var job = finished(queue.submit(new Sum("一"), progress -> 42));
        assertThat(job.result()).isEqualTo(42);
        assertThat(job.problems()).isEmpty();
        assertThat(queue.last(Sum.class, one -> one.id().equals(job.id()))).contains(job);
        assertThat(queue.last(Sum.class, one -> one.key().equals(new Sum("一")))).contains(job);
        assertThat(queue.last(Sum.class, one -> one.key().equals(new Sum("二")))).isEmpty();
        assertThat(queue.last(Other.class, one -> one.id().equals(job.id())))
                .as("a job of another kind")
                .isEmpty();
    }

    @Test
    void shouldTellHowFarItHasComeAndOnlyForward() throws Exception {
        var job = queue.submit(new Sum("一"), progress -> {
            progress.at("运行场景", 120, 300);
            // another thread, held up
            progress.at("运行场景", 90, 300);
            begun.countDown();
            goOn.await();
            progress.at("比较对象", 200, 0);
            return 1;
        });
        var waiting = queue.submit(new Sum("二"), progress -> 2);
        begun.await();
        assertThat(job.finished()).isFalse();
        assertThat(job.result()).isNull();
        assertThat(job.step().words()).isEqualTo("运行场景 120 / 300（40%）");
        assertThat(waiting.step().words()).isEqualTo("等待前面的任务");
        goOn.countDown();
        assertThat(finished(job).step().words()).isEqualTo("比较对象 200");
        assertThat(finished(waiting).result()).isEqualTo(2);
    }

    @Test
    void shouldNotDoTheSameTwiceAtATime() throws Exception {
        var job = holding("一");
        assertThat(queue.submit(new Sum("一"), progress -> 2)).isSameAs(job);
        var other = queue.submit(new Other("一"), progress -> "二");
        assertThat(other.id()).as("another kind of the same name").isNotEqualTo(job.id());
        goOn.countDown();
        assertThat(finished(job).result()).isEqualTo(1);
        finished(other);
        var again = finished(queue.submit(new Sum("一"), progress -> 2));
        assertThat(again.result()).as("asked again later, it is done again").isEqualTo(2);
        assertThat(queue.last(Sum.class, one -> one.id().equals(job.id()))).contains(job);
        assertThat(queue.last(Sum.class, one -> true)).contains(again);
    }

    @Test
    void shouldTellAFailureAsAMessageAndGoOn() {
        var checked = finished(queue.submit(new Sum("一"), progress -> {
            throw new IOException("磁盘");
        }));
        assertThat(checked.problems()).containsExactly("失败：磁盘");
        assertThat(checked.result()).isNull();
        var error = finished(queue.submit(new Sum("二"), progress -> {
            throw new StackOverflowError("公式");
        }));
        assertThat(error.problems()).containsExactly("失败：公式");
        assertThat(finished(queue.submit(new Sum("三"), progress -> 3)).result())
                .as("the worker is free again")
                .isEqualTo(3);
    }

    @Test
    void shouldTurnAwayWhatIsTooMuchAndGoOnAfterwards() throws Exception {
        var first = holding("一");
        var second = queue.submit(new Sum("二"), progress -> 2);
        var third = queue.submit(new Sum("三"), progress -> 3);
        assertThatThrownBy(() -> queue.submit(new Sum("四"), progress -> 4))
                .isInstanceOf(QueueFull.class)
                .hasMessageContaining("稍后再试")
                .hasMessageContaining("try again later");
        assertThat(queue.last(Sum.class, one -> one.key().equals(new Sum("四"))))
                .as("what was turned away leaves nothing")
                .isEmpty();
        assertThat(queue.submit(new Sum("三"), progress -> 0))
                .as("what waits already is no more")
                .isSameAs(third);
        goOn.countDown();
        List.of(first, second, third).forEach(this::finished);
        assertThat(finished(queue.submit(new Sum("四"), progress -> 4)).result()).isEqualTo(4);
    }

    @Test
    void shouldRunSeveralAtATime() throws Exception {
        var both = new CountDownLatch(2);
        try (var two = queue(2)) {
            JobQueue.Work<Integer> work = progress -> {
                both.countDown();
                both.await();
                return 1;
            };
            var one = two.submit(new Sum("一"), work);
            var other = two.submit(new Sum("二"), work);
            assertThat(finished(one).result()).isEqualTo(1);
            assertThat(finished(other).result()).isEqualTo(1);
        }
    }

    @Test
    void shouldStopAJobThatWaitsAtOnceAndFreeItsPlace() throws Exception {
        holding("一");
        var second = queue.submit(new Sum("二"), progress -> 2);
        queue.submit(new Sum("三"), progress -> 3);
        queue.cancel(second);
        assertThat(second.finished()).isTrue();
        assertThat(second.problems()).containsExactly(Job.CANCELLED);
        var again = queue.submit(new Sum("二"), progress -> 22);
        assertThat(again).as("a cancelled job is not joined").isNotSameAs(second);
        goOn.countDown();
        assertThat(finished(again).result()).isEqualTo(22);
        assertThat(second.result()).isNull();
    }

    @Test
    void shouldStopAJobThatRunsAtItsNextReportOfProgress() throws Exception {
        var reached = new CountDownLatch(1);
        var job = queue.submit(new Sum("一"), progress -> {
            begun.countDown();
            // cannot be interrupted, as the evaluation of a formula cannot
            boolean waits = true;
            while (waits) {
                try {
                    goOn.await();
                    waits = false;
                } catch (InterruptedException again) {
                    reached.countDown();
                }
            }
            progress.at("逐格改动", 1, 2);
            return 1;
        });
        begun.await();
        queue.cancel(job);
        reached.await();
        assertThat(job.finished()).as("its work still goes on").isFalse();
        goOn.countDown();
        assertThat(finished(job).problems()).containsExactly(Job.CANCELLED);
        assertThat(finished(queue.submit(new Sum("二"), progress -> {
                            assertThat(Thread.interrupted()).isFalse();
                            return 2;
                        }))
                        .result())
                .as("the next job of the thread is not interrupted")
                .isEqualTo(2);
    }

    @Test
    void shouldTellOnceWhenItHasFinishedHoweverItDoes() throws Exception {
        var told = new CountDownLatch(3);
        var first = holding("一");
        var second = queue.submit(new Sum("二"), progress -> 2);
        first.whenFinished(told::countDown);
        second.whenFinished(told::countDown);
        queue.cancel(second);
        assertThat(told.getCount()).isEqualTo(2);
        goOn.countDown();
        finished(first).whenFinished(told::countDown);
        told.await();
    }

    @Test
    void shouldForgetOldResultsButNoneUnderWay() throws Exception {
        var old = finished(queue.submit(new Sum("旧"), progress -> 0));
        var held = holding("一");
        now.set(Instant.EPOCH.plus(Duration.ofMinutes(31)));
        assertThat(queue.last(Sum.class, one -> one.id().equals(old.id()))).isEmpty();
        assertThat(queue.last(Sum.class, one -> one.id().equals(held.id()))).contains(held);
        goOn.countDown();
        finished(held);
        var later = IntStream.range(0, 3)
                .mapToObj(i -> finished(queue.submit(new Sum("后 " + i), progress -> i)))
                .toList();
        assertThat(queue.last(Sum.class, one -> one.id().equals(held.id())))
                .as("three later ones have come")
                .isEmpty();
        assertThat(later)
                .allSatisfy(job -> assertThat(
                                queue.last(Sum.class, one -> one.id().equals(job.id())))
                        .contains(job));
    }

    @Test
    void shouldEndItsWorkersAndItsJobsWithItself() throws Exception {
        var thread = new AtomicReference<Thread>();
        var job = queue.submit(new Sum("一"), progress -> {
            thread.set(Thread.currentThread());
            begun.countDown();
            goOn.await();
            return 1;
        });
        begun.await();
        var waiting = queue.submit(new Sum("二"), progress -> 2);
        queue.close();
        assertThat(finished(job).problems()).containsExactly(Job.CANCELLED);
        assertThat(waiting.problems()).containsExactly(Job.CANCELLED);
        thread.get().join();
        assertThatThrownBy(() -> queue.submit(new Sum("三"), progress -> 3)).isInstanceOf(QueueFull.class);
    }
}
