package io.shuangsuiji.fuzz;

import io.shuangsuiji.sheets.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The corpus of the fuzz tests, in which is kept whatever once broke a reader, and some seconds of changes to it: bytes
 * are taken away, doubled, changed, or brought in from another of its files. What was tried is told by the seed.
 */
@Timeout(600)
class CorpusTest {
    /** So many changed files are tried on each reader; more by {@code -Dfuzz.tries}. */
    private static final int TRIES = Integer.getInteger("fuzz.tries", 60);

    private static final long SEED = Long.getLong("fuzz.seed", 20240101L);

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EDITABLE_WORKBOOK")
    void shouldTakeOrRefuseWhateverIsSent(Reader reader) throws IOException {
        var corpus = new ArrayList<byte[]>();
        for (var file : Reader.corpus(reader)) {
            corpus.add(Files.readAllBytes(file));
        }
        corpus.add(new byte[0]);
        for (var bytes : corpus) {
            reader.read(Source.of("配额.csv", bytes));
        }
        for (int i = 0; i < TRIES; i++) {
            var random = new Random(SEED + i);
            var bytes = changed(corpus, random);
            try {
                reader.read(Source.of("配额.csv", bytes));
            } catch (Throwable broken) {
                var found = Files.write(Files.createTempFile("found-" + reader.method() + "-", ""), bytes);
                throw new AssertionError("try " + i + " of seed " + SEED + ", kept in " + found, broken);
            }
        }
    }

    private static byte[] changed(List<byte[]> corpus, Random random) {
        var bytes = corpus.get(random.nextInt(corpus.size()));
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(bytes.length + 1);
            int length = Math.min(bytes.length - at, 1 + random.nextInt(random.nextBoolean() ? 3 : 200));
            bytes = switch (random.nextInt(5)) {
                case 0 -> joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at + length, bytes.length));
                case 1 -> joined(Arrays.copyOf(bytes, at + length), Arrays.copyOfRange(bytes, at, bytes.length));
                case 2 -> {
                    var other = bytes.clone();
                    for (int i = at; i < at + length && i < at + 3; i++) {
                        other[i] =
                                (byte) (random.nextBoolean() ? random.nextInt(256) : other[i] ^ 1 << random.nextInt(8));
                    }
                    yield other;
                }
                case 3 -> {
                    var marks = "\"',;\n\r\t={}[]():<>&/-+@.0\uFEFF\u3000（）、年1e9";
                    int mark = random.nextInt(marks.length());
                    yield joined(
                            Arrays.copyOf(bytes, at),
                            marks.substring(mark, mark + 1)
                                    .repeat(1 + random.nextInt(4))
                                    .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                            Arrays.copyOfRange(bytes, at, bytes.length));
                }
                default -> {
                    var other = corpus.get(random.nextInt(corpus.size()));
                    int from = random.nextInt(other.length + 1);
                    yield joined(
                            Arrays.copyOf(bytes, at),
                            Arrays.copyOfRange(other, from, Math.min(other.length, from + 300)),
                            Arrays.copyOfRange(bytes, at, bytes.length));
                }
            };
        }
        return bytes;
    }

    private static byte[] joined(byte[]... parts) {
        var joined = new java.io.ByteArrayOutputStream();
        for (var part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
