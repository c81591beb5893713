package io.shuangsuiji.draw.crew;

import io.shuangsuiji.draw.crew.Tasks.Reason;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Why loads differ by more than one visit: what keeps those with fewer from the visits of those with more. */
final class Uneven {
    private static final int MOST_REASONS = 5;

    private final TreeSet<String> reasons = new TreeSet<>();
    private final TreeSet<Integer> kept = new TreeSet<>();
    private int least = Integer.MAX_VALUE;
    private int most;

    private Uneven() {}

    /**
     * By code of the table 提示.
     *
     * @param available who may make visits at all
     * @param kinds of some visits those that differ in why anybody is kept from them
     * @param why of a visit and an inspector: what keeps him or her from it
     * @param ids of the inspectors
     */
    static List<CrewFacts.Uneven> of(
            Seating seating,
            BitSet available,
            UnaryOperator<BitSet> kinds,
            BiFunction<Integer, Integer, Stream<Reason>> why,
            List<String> ids) {
        var byCode = new TreeMap<String, Uneven>();
        var explained = new BitSet();
        for (int source : seating.byLoad()) {
            // whom the chain of a greater load reached has nobody else to hand on to
            if (explained.get(source) || seating.load(source) < 2) {
                continue;
            }
            var reached = seating.reached(source);
            explained.or(reached);
            var fewer = (BitSet) available.clone();
            fewer.andNot(reached);
            var made = kinds.apply(seating.madeBy(reached));
            fewer.stream()
                    .filter(each -> seating.load(each) <= seating.load(source) - 2)
                    .forEach(each -> made.stream()
                            .boxed()
                            .flatMap(visit -> why.apply(visit, each))
                            .distinct()
                            .forEach(reason -> byCode.computeIfAbsent(reason.code(), none -> new Uneven())
                                    .add(reason, each, seating.load(each), seating.load(source))));
        }
        var facts = new ArrayList<CrewFacts.Uneven>();
        byCode.values()
                .forEach(each -> facts.add(new CrewFacts.Uneven(
                        each.least,
                        each.most,
                        each.reasons.stream().limit(MOST_REASONS).toList(),
                        each.kept.size(),
                        each.kept.stream().map(ids::get).sorted().toList())));
        return facts;
    }

    private void add(Reason reason, int inspector, int fewer, int more) {
        reasons.add(reason.text());
        kept.add(inspector);
        least = Math.min(least, fewer);
        most = Math.max(most, more);
    }
}
