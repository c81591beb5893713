package io.shuangsuiji.draw.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.draw.Receipt;
import io.shuangsuiji.draw.SampleDraw;
import io.shuangsuiji.draw.lot.CanonicalJson;
import io.shuangsuiji.draw.lot.HashAlgorithm;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No change of a single byte of what is published goes unnoticed. */
class SingleByteTest {
    private static final int CHANGES = 10_000;

    /** One change of one byte: another value, one more, or one less. */
    static byte[] changed(byte[] document, Random random) {
        int at = random.nextInt(document.length);
        return switch (random.nextInt(10)) {
            case 0 -> {
                var less = new byte[document.length - 1];
                System.arraycopy(document, 0, less, 0, at);
                System.arraycopy(document, at + 1, less, at, less.length - at);
                yield less;
            }
            case 1 -> {
                var more = new byte[document.length + 1];
                System.arraycopy(document, 0, more, 0, at);
                more[at] = (byte) (32 + random.nextInt(95));
                System.arraycopy(document, at, more, at + 1, document.length - at);
                yield more;
            }
            case 2, 3, 4 -> {
                // one digit or letter for another: what is still well formed is the harder to notice
                var other = document.clone();
                other[at] = (byte) "0123456789abcdef".charAt(random.nextInt(16));
                yield other;
            }
            default -> {
                var other = document.clone();
                other[at] ^= (byte) (1 + random.nextInt(255));
                yield other;
            }
        };
    }

    @ParameterizedTest
    @EnumSource
    void isNoticed(HashAlgorithm hash) {
        var sample = SampleDraw.small(hash, 20);
        var receipt = CanonicalJson.write(Receipt.stream(sample.draw()).toList().get(5));
        var random = new Random(20);
        var whole = List.of(sample.draw().bytes(), sample.commitment().bytes(), sample.tasks(), receipt);
        for (int i = 0; i < CHANGES; i++) {
            int which = random.nextInt(4);
            var change = changed(whole.get(which), random);
            if (java.util.Arrays.equals(change, whole.get(which))) {
                continue;
            }
            var given = new Published(
                    which == 0 ? change : whole.get(0),
                    which == 1 ? change : whole.get(1),
                    which == 2 ? change : whole.get(2),
                    List.of(new Published.File("receipt.json", which == 3 ? change : whole.get(3))),
                    List.of());
            var verified = Verification.of(given);
            assertThat(verified.consistent())
                    .as("change %d of document %d", i, which)
                    .isFalse();
        }
    }
}
