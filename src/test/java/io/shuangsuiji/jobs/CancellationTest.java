package io.shuangsuiji.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.shuangsuiji.scenario.run.Parallel;
import io.shuangsuiji.scenario.run.Progress;
import io.shuangsuiji.sheets.Source;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CancellationTest {
    private record Only() implements JobQueue.Key<Integer> {}

    @AfterEach
    void leave() {
        Cancellation.end();
    }

    @Test
    void shouldEndAPartWithTheWholeAndNotTheWholeWithAPart() {
        var whole = new Cancellation();
        var part = whole.part();
        part.part().cancel();
        assertThat(part.cancelled()).isFalse();
        whole.cancel();
        assertThat(part.cancelled()).isTrue();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> part.during(() -> {
            Cancellation.check();
            return 0;
        }));
        // the thread is free again
        assertThatNoException().isThrownBy(Cancellation::check);
    }

    @Test
    void shouldReadNothingForNobody() throws IOException {
        var source = Source.of("lines", "\n".repeat(1_000_000).getBytes());
        var wanted = new Cancellation();
        wanted.begin();
        try (var in = source.open()) {
            assertThat(in.readNBytes(10)).hasSize(10);
            wanted.cancel();
            assertThatExceptionOfType(CancellationException.class).isThrownBy(in::readAllBytes);
        }
    }

    @Test
    void shouldStopWorkOnOtherThreads() {
        var done = new AtomicInteger();
        var wanted = new Cancellation();
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> wanted.during(() -> Parallel.map(
                        IntStream.range(0, 10_000).boxed().toList(),
                        number -> {
                            wanted.cancel();
                            return done.incrementAndGet();
                        },
                        Progress.NONE)));
        assertThat(done.get()).isLessThan(1_000);
    }

    @Test
    void shouldStopAJobThatTellsNoProgress() throws InterruptedException {
        var begun = new CountDownLatch(1);
        try (var queue = new JobQueue(
                new JobQueue.Limits(1, 1, 1, Duration.ofMinutes(1)), Clock.systemUTC(), failed -> List.of("failed"))) {
            var job = queue.submit(new Only(), progress -> {
                begun.countDown();
                while (true) {
                    Cancellation.check();
                }
            });
            begun.await();
            queue.cancel(job);
            job.await(Duration.ofSeconds(60));
            assertThat(job.problems()).containsExactly(Job.CANCELLED);
        }
    }
}
