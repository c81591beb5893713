package io.shuangsuiji.web.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PacedInputStreamTest {
    /** A byte a call, each after ten milliseconds. */
    private static InputStream dripping() {
        return new InputStream() {
            @Override
            public int read() {
                long until = System.nanoTime() + 10_000_000;
                while (System.nanoTime() < until) {
                    Thread.onSpinWait();
                }
                return 'x';
            }

            @Override
            public int read(byte[] bytes, int from, int most) {
                bytes[from] = (byte) read();
                return 1;
            }
        };
    }

    @Test
    void shouldNotWaitForWhoeverDrips() {
        assertThatIOException()
                .isThrownBy(new PacedInputStream(dripping(), 1_000, Duration.ofMillis(50))::readAllBytes)
                .withMessageContaining("too slowly");
    }

    @Test
    void shouldBlameNobodyForTimeThatTheReaderTakes() throws IOException {
        var paced =
                new PacedInputStream(new ByteArrayInputStream(new byte[1_000]), 1_000_000_000, Duration.ofMillis(1));
        long until = System.nanoTime() + 50_000_000;
        assertThat(paced.read()).isZero();
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        assertThat(paced.readAllBytes()).hasSize(999);
        assertThat(paced.waiting()).isZero();
    }
}
