package io.shuangsuiji.decision.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shuangsuiji.sheets.text.Chunk;
import io.shuangsuiji.sheets.text.Lines;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PipelineTest {
    private static final int COUNT = 2;
    private static final Workers WORKERS = new Workers(COUNT);
    private static final Duration LONG = Duration.ofMinutes(5);

    @AfterAll
    static void close() {
        WORKERS.close();
    }

    @Test
    void shouldKeepTheOrderWhateverTheWorkersDo() throws IOException {
        var next = new AtomicInteger();
        var written = new ArrayList<Integer>();
        Pipeline.run(
                () -> next.get() == 2_000 ? null : next.incrementAndGet(),
                number -> {
                    if (number % 7 == 0) {
                        Thread.yield();
                    }
                    return number;
                },
                written::add,
                WORKERS,
                LONG,
                LONG);
        assertThat(written).isEqualTo(IntStream.rangeClosed(1, 2_000).boxed().toList());
    }

    @Test
    void shouldStopReadingWhereNobodyTakesTheAnswers() throws Exception {
        var read = new AtomicInteger();
        var reader = new AtomicReference<Thread>();
        var taken = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var runner = Executors.newSingleThreadExecutor();
        var run = runner.submit(() -> {
            Pipeline.run(
                    () -> {
                        reader.set(Thread.currentThread());
                        return read.incrementAndGet();
                    },
                    number -> number,
                    number -> {
                        taken.countDown();
                        await(release);
                        throw new IOException("gone");
                    },
                    WORKERS,
                    LONG,
                    LONG);
            return null;
        });
        await(taken);
        // the one being written, those in the queue, and the one for which there is no more room
        int most = 1 + (COUNT + 1) + 1;
        while (read.get() < most || reader.get().getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        assertThat(read).hasValue(most);
        release.countDown();
        assertThatThrownBy(run::get).isInstanceOf(ExecutionException.class).hasRootCauseMessage("gone");
        runner.shutdown();
    }

    @Test
    void shouldTakeInTheRestWhereTheSenderReadsNoAnswerBeforeAllIsSent() throws IOException {
        int lines = 20_000;
        var allSent = new CountDownLatch(1);
        var in = new FilterInputStream(
                new ByteArrayInputStream("{\"a\":1}\n".repeat(lines).getBytes())) {
            @Override
            public int read(byte[] bytes, int from, int count) throws IOException {
                int got = super.read(bytes, from, count);
                if (got < 0) {
                    allSent.countDown();
                }
                return got;
            }

            @Override
            public int read(byte[] bytes) throws IOException {
                return read(bytes, 0, bytes.length);
            }
        };
        long[] answered = new long[1];
        try (var source = new Lines(in, Lines::plain, 100, Long.MAX_VALUE)) {
            Pipeline.run(
                    new Pipeline.Source<Chunk>() {
                        @Override
                        public Chunk next() throws IOException {
                            return source.next();
                        }

                        @Override
                        public void stalled() throws IOException {
                            source.stalled();
                        }
                    },
                    Chunk::size,
                    size -> {
                        await(allSent);
                        answered[0] += size;
                    },
                    WORKERS,
                    LONG,
                    Duration.ZERO);
        }
        assertThat(answered[0]).isEqualTo(lines);
    }

    @Test
    void shouldWriteWhatWasReadBeforeTheSourceFails() {
        var next = new AtomicInteger();
        var written = new ArrayList<Integer>();
        assertThatThrownBy(() -> Pipeline.run(
                        () -> {
                            if (next.incrementAndGet() == 4) {
                                throw new IOException("broken");
                            }
                            return next.get();
                        },
                        number -> number,
                        written::add,
                        WORKERS,
                        LONG,
                        LONG))
                .isInstanceOf(IOException.class)
                .hasMessage("broken");
        assertThat(written).containsExactly(1, 2, 3);
    }

    @Test
    void shouldEndInTime() {
        assertThatThrownBy(() -> Pipeline.run(
                        () -> {
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException ended) {
                                throw new IOException(ended);
                            }
                            return 1;
                        },
                        number -> number,
                        number -> {},
                        WORKERS,
                        Duration.ofMillis(20),
                        LONG))
                .isInstanceOf(Pipeline.OutOfTime.class);
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException ended) {
            throw new IOException(ended);
        }
    }
}
