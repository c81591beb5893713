package io.shuangsuiji.draw.crew;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.draw.crew.Seating.Seats;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SeatingTest {
    /** What there is of visits and inspectors, small enough to try every crew of every visit. */
    private record Case(List<Seats> visits, int inspectors) {}

    @Property(tries = 400)
    void shouldBalanceLoadsAsWellAsAnyChoiceCould(@ForAll long seed) {
        var random = new Random(seed);
        var small = someVisits(random, 1 + random.nextInt(4), 2 + random.nextInt(3), false);
        var seating = seated(small);
        assertThat(squares(seating.loads())).isEqualTo(leastSquares(small));
    }

    /** Where pairs are kept apart and experts asked for at once, chains may miss a better choice, never spoil one. */
    @Property(tries = 400)
    void shouldKeepEveryRuleWhateverIsHandedOn(@ForAll long seed) {
        var random = new Random(seed);
        var some = someVisits(random, 1 + random.nextInt(12), 2 + random.nextInt(7), true);
        var seating = Seating.of(some.visits(), some.inspectors(), tickets(seed));
        var before = IntStream.range(0, some.visits().size())
                .map(visit -> seating.crew(visit).cardinality())
                .toArray();
        var covered = covered(some, seating);
        int squares = squares(seating.loads());
        seating.balance();
        assertThat(squares(seating.loads())).isLessThanOrEqualTo(squares);
        assertThat(covered(some, seating)).containsAll(covered);
        for (int i = 0; i < some.visits().size(); i++) {
            var seats = some.visits().get(i);
            var crew = seating.crew(i);
            assertThat(crew.cardinality()).isEqualTo(before[i]).isLessThanOrEqualTo(seats.required());
            var outside = (BitSet) crew.clone();
            outside.andNot(seats.eligible());
            assertThat(outside.isEmpty()).isTrue();
            assertThat(crew.stream()
                            .noneMatch(each -> seats.apart()
                                    .getOrDefault(each, new BitSet())
                                    .intersects(crew)))
                    .isTrue();
        }
        for (int i = 0; i < some.inspectors(); i++) {
            int each = i;
            assertThat(seating.load(i))
                    .isEqualTo((int) IntStream.range(0, some.visits().size())
                            .filter(visit -> seating.crew(visit).get(each))
                            .count());
        }
    }

    /** The largest crew is found though the first by ticket has nobody to go with. */
    @Test
    void shouldNotEndWithFewerThanThereAre() {
        var apart = new HashMap<Integer, BitSet>();
        apart.put(0, BitSet.valueOf(new long[] {0b110}));
        apart.put(1, BitSet.valueOf(new long[] {0b001}));
        apart.put(2, BitSet.valueOf(new long[] {0b001}));
        var seating = Seating.of(
                List.of(new Seats(2, BitSet.valueOf(new long[] {0b111}), List.of(), apart)),
                3,
                (visit, inspector) -> "" + inspector);
        assertThat(seating.crew(0)).isEqualTo(BitSet.valueOf(new long[] {0b110}));
    }

    /** Turn by turn the first would make both visits that nobody else may make a third of. */
    @Test
    void shouldHandVisitsOnAlongAChain() {
        var only = List.of(0b011L, 0b011L, 0b001L, 0b110L).stream()
                .map(bits -> new Seats(1, BitSet.valueOf(new long[] {bits}), List.of(), Map.of()))
                .toList();
        var seating = Seating.of(only, 3, (visit, inspector) -> inspector == 1 && visit == 3 ? "0" : "1" + inspector);
        seating.balance();
        assertThat(Arrays.stream(seating.loads()).max().orElseThrow()
                        - Arrays.stream(seating.loads()).min().orElseThrow())
                .isLessThanOrEqualTo(1);
    }

    private static Seating seated(Case some) {
        var seating = Seating.of(some.visits(), some.inspectors(), tickets(7));
        seating.balance();
        return seating;
    }

    private static java.util.function.BiFunction<Integer, Integer, String> tickets(long seed) {
        return (visit, inspector) -> Long.toHexString(new Random(seed * 31 + visit * 101L + inspector).nextLong());
    }

    /** At most one rule of a visit where they shall not cross: a field, or a crew of last time to be kept apart. */
    private static Case someVisits(Random random, int visits, int inspectors, boolean crossing) {
        var all = new ArrayList<Seats>();
        for (int i = 0; i < visits; i++) {
            var eligible = bits(random, inspectors, 0.7);
            var apart = new HashMap<Integer, BitSet>();
            boolean field = random.nextInt(3) == 0;
            if (!field && random.nextBoolean() || crossing && random.nextBoolean()) {
                var last = bits(random, inspectors, 0.5);
                last.stream().forEach(each -> {
                    var others = (BitSet) last.clone();
                    others.clear(each);
                    apart.put(each, others);
                });
            }
            var experts = field ? List.of(bits(random, inspectors, 0.5)) : List.<BitSet>of();
            all.add(new Seats(1 + random.nextInt(2), eligible, experts, apart));
        }
        return new Case(all, inspectors);
    }

    private static BitSet bits(Random random, int size, double share) {
        var bits = new BitSet();
        IntStream.range(0, size).filter(i -> random.nextDouble() < share).forEach(bits::set);
        return bits;
    }

    private static List<List<Integer>> covered(Case some, Seating seating) {
        var covered = new ArrayList<List<Integer>>();
        for (int i = 0; i < some.visits().size(); i++) {
            for (int field = 0; field < some.visits().get(i).experts().size(); field++) {
                if (seating.has(i, some.visits().get(i).experts().get(field))) {
                    covered.add(List.of(i, field));
                }
            }
        }
        return covered;
    }

    private static int squares(int[] loads) {
        return Arrays.stream(loads).map(load -> load * load).sum();
    }

    /** The best of all choices, each visit with as many and as many fields as it can have. */
    private static int leastSquares(Case some) {
        return least(some, 0, new int[some.inspectors()]);
    }

    private static int least(Case some, int visit, int[] loads) {
        if (visit == some.visits().size()) {
            return squares(loads);
        }
        int best = Integer.MAX_VALUE;
        for (var crew : bestCrews(some.visits().get(visit), some.inspectors())) {
            crew.stream().forEach(each -> loads[each]++);
            best = Math.min(best, least(some, visit + 1, loads));
            crew.stream().forEach(each -> loads[each]--);
        }
        return best;
    }

    private static List<BitSet> bestCrews(Seats seats, int inspectors) {
        var valid = new ArrayList<BitSet>();
        for (long bits = 0; bits < 1L << inspectors; bits++) {
            var crew = BitSet.valueOf(new long[] {bits});
            var outside = (BitSet) crew.clone();
            outside.andNot(seats.eligible());
            if (crew.cardinality() <= seats.required()
                    && outside.isEmpty()
                    && crew.stream()
                            .noneMatch(each -> seats.apart()
                                    .getOrDefault(each, new BitSet())
                                    .intersects(crew))) {
                valid.add(crew);
            }
        }
        int most = valid.stream().mapToInt(BitSet::cardinality).max().orElse(0);
        valid.removeIf(crew -> crew.cardinality() < most);
        long fields =
                valid.stream().mapToLong(crew -> fields(seats, crew)).max().orElse(0);
        valid.removeIf(crew -> fields(seats, crew) < fields);
        return valid;
    }

    private static long fields(Seats seats, BitSet crew) {
        return seats.experts().stream().filter(crew::intersects).count();
    }
}
