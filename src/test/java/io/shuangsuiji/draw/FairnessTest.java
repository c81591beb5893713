package io.shuangsuiji.draw;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.draw.Commitment.Sample;
import io.shuangsuiji.draw.lot.HashAlgorithm;
import io.shuangsuiji.draw.lot.Lottery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * No object is favoured. The draws are those of fixed secrets and randomness, so that the figures are the same in every
 * run; {@code docs/fairness.md} states them.
 */
class FairnessTest {
    private static final int OBJECTS = 20;
    private static final int DRAWN = 5;
    private static final Sample SAMPLE = new Sample("层", OBJECTS, DRAWN, 2);
    private static final List<PoolEntry> POOL = pool(OBJECTS);

    /** What chi-square with 19 degrees of freedom exceeds once in a thousand. */
    private static final double CHI_SQUARE = 43.82;

    /** What the greatest of 190 normal deviates exceeds about once in a thousand (Bonferroni). */
    private static final double DEVIATE = 4.56;

    private static List<PoolEntry> pool(int objects) {
        return IntStream.range(0, objects)
                .mapToObj(i -> new PoolEntry("层", "N" + i, PoolEntry.FRESH))
                .toList();
    }

    private static Lottery lottery(HashAlgorithm hash, long draw) {
        return new Lottery(
                hash, hash.digest(("secret " + draw).getBytes(StandardCharsets.UTF_8)), List.of("randomness " + draw));
    }

    private static final class Counts {
        private final int[] drawn = new int[OBJECTS];
        private final int[] first = new int[OBJECTS];
        private final int[] substitute = new int[OBJECTS];
        private final int[][] pairs = new int[OBJECTS][OBJECTS];

        void add(Selection selection) {
            var numbers = selection.drawn().stream().mapToInt(Counts::number).toArray();
            for (int a : numbers) {
                drawn[a]++;
                for (int b : numbers) {
                    if (a < b) {
                        pairs[a][b]++;
                    }
                }
            }
            first[numbers[0]]++;
            substitute[number(selection.substitutes().get(0))]++;
        }

        private static int number(Selection.Drawn drawn) {
            return Integer.parseInt(drawn.id().substring(1));
        }

        Counts and(Counts other) {
            for (int a = 0; a < OBJECTS; a++) {
                drawn[a] += other.drawn[a];
                first[a] += other.first[a];
                substitute[a] += other.substitute[a];
                for (int b = 0; b < OBJECTS; b++) {
                    pairs[a][b] += other.pairs[a][b];
                }
            }
            return this;
        }
    }

    @ParameterizedTest
    @CsvSource({"SHA_256, 100000", "SM3, 100000"})
    void favoursNobody(HashAlgorithm hash, int draws) throws IOException {
        var counts = IntStream.range(0, draws)
                .parallel()
                .collect(
                        Counts::new,
                        (sum, draw) -> sum.add(Selection.of(lottery(hash, draw), "commitment", SAMPLE, POOL)),
                        Counts::and);
        double share = (double) DRAWN / OBJECTS;
        // the counts of one draw add up to k: their chi-square is shrunk by (n - 1) / n
        double inclusion =
                chiSquare(counts.drawn, draws * share, draws * share * (1 - share)) * (OBJECTS - 1) / OBJECTS;
        double first = chiSquare(counts.first, (double) draws / OBJECTS, (double) draws / OBJECTS);
        double substitute = chiSquare(counts.substitute, (double) draws / OBJECTS, (double) draws / OBJECTS);
        double both = share * (DRAWN - 1) / (OBJECTS - 1);
        double deviate = IntStream.range(0, OBJECTS)
                .boxed()
                .flatMap(a -> IntStream.range(a + 1, OBJECTS).mapToObj(b -> counts.pairs[a][b]))
                .mapToDouble(count -> Math.abs(count - draws * both) / Math.sqrt(draws * both * (1 - both)))
                .max()
                .orElseThrow();
        assertThat(inclusion).isLessThan(CHI_SQUARE);
        assertThat(first).isLessThan(CHI_SQUARE);
        assertThat(substitute).isLessThan(CHI_SQUARE);
        assertThat(deviate).isLessThan(DEVIATE);
        assertThat(Files.readString(Path.of("docs/fairness.md")))
                .as("the figures of %s", hash)
                .contains(String.format(
                        Locale.ROOT,
                        "| %s | %,d | %.2f | %.2f | %.2f | %.2f |",
                        hash.written(),
                        draws,
                        inclusion,
                        first,
                        substitute,
                        deviate));
    }

    private static double chiSquare(int[] counts, double expected, double variance) {
        double sum = 0;
        for (int count : counts) {
            sum += (count - expected) * (count - expected) / variance;
        }
        return sum;
    }

    private static List<String> order(long draw, int sampleSize, List<PoolEntry> pool) {
        var selection = Selection.of(
                lottery(HashAlgorithm.SHA_256, draw),
                "commitment",
                new Sample("层", pool.size(), sampleSize, pool.size()),
                pool);
        return Stream.concat(selection.drawn().stream(), selection.substitutes().stream())
                .map(Selection.Drawn::id)
                .toList();
    }

    @Property(tries = 100)
    void drawsTheSameInWhateverOrderThePoolIs(@ForAll long draw, @ForAll @IntRange(min = 1, max = 40) int objects) {
        var shuffled = new ArrayList<>(pool(objects));
        Collections.shuffle(shuffled, new Random(draw));
        assertThat(order(draw, 3, shuffled)).isEqualTo(order(draw, 3, pool(objects)));
    }

    @Property(tries = 100)
    void leavesTheOthersInOrderWhereOneComesOrGoes(
            @ForAll long draw, @ForAll @IntRange(min = 2, max = 40) int objects, @ForAll @IntRange(max = 39) int gone) {
        var fewer = new ArrayList<>(pool(objects));
        var without = fewer.remove(gone % objects);
        var all = new ArrayList<>(order(draw, 3, pool(objects)));
        all.remove(without.id());
        assertThat(order(draw, 3, fewer)).isEqualTo(all);
    }

    @Property(tries = 100)
    void addsToTheEndWhereMoreAreDrawn(@ForAll long draw, @ForAll @IntRange(min = 1, max = 40) int objects) {
        var most = Selection.of(
                lottery(HashAlgorithm.SHA_256, draw),
                "commitment",
                new Sample("层", objects, objects, 0),
                pool(objects));
        for (int size = 0; size < objects; size++) {
            var fewer = Selection.of(
                    lottery(HashAlgorithm.SHA_256, draw),
                    "commitment",
                    new Sample("层", objects, size, 0),
                    pool(objects));
            assertThat(fewer.drawn()).isEqualTo(most.drawn().subList(0, size));
        }
    }
}
