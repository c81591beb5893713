package io.shuangsuiji.draw.result;

import io.shuangsuiji.draw.Draw;
import io.shuangsuiji.draw.PoolEntry;
import io.shuangsuiji.registry.History;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How often the objects of a stratum were drawn in the year so far, this draw included, against what was to be expected: as
 * those not drawn yet come first, the places are spread as evenly as their number allows.
 *
 * @param stratum its name
 * @param objects how many objects may be drawn
 * @param closed how many more may not be inspected again this year (频次上限); they are left out of the figure
 * @param places how often any of the objects was drawn
 * @param times by how often, from 0 without a gap
 */
public record Expectation(String stratum, int objects, int closed, int places, List<Times> times) {
    /**
     * Objects that were drawn so often.
     *
     * @param times how often in the year
     * @param expected how many objects, where places are spread evenly
     * @param observed how many there are
     */
    public record Times(int times, int expected, int observed) {}

    /** On average, how often an object was to be expected to be drawn: places for each object. */
    public double mean() {
        return objects == 0 ? 0 : (double) places / objects;
    }

    /** True where what happened is what was expected. */
    public boolean isEven() {
        return times.stream().allMatch(each -> each.expected() == each.observed());
    }

    /**
     * Of each stratum from which something is drawn, in the order of the draw.
     *
     * @param history what was drawn earlier in the year
     */
    public static List<Expectation> of(Draw draw, History history) {
        var earlier = new HashMap<String, Integer>();
        history.entries().forEach(entry -> earlier.merge(entry.id(), 1, Integer::sum));
        var pool = draw.pool().stream().collect(Collectors.groupingBy(PoolEntry::stratum));
        return draw.strata().stream()
                .filter(stratum -> !stratum.drawn().isEmpty())
                .map(stratum -> {
                    var counts = new HashMap<>(earlier);
                    stratum.drawn().forEach(each -> counts.merge(each.id(), 1, Integer::sum));
                    return of(stratum.stratum(), pool.getOrDefault(stratum.stratum(), List.of()), counts);
                })
                .toList();
    }

    private static Expectation of(String stratum, List<PoolEntry> entries, Map<String, Integer> counts) {
        var open = entries.stream()
                .filter(entry -> entry.tier() != PoolEntry.CLOSED)
                .toList();
        var observed = new TreeMap<Integer, Integer>();
        open.forEach(entry -> observed.merge(counts.getOrDefault(entry.id(), 0), 1, Integer::sum));
        int places = observed.entrySet().stream()
                .mapToInt(each -> each.getKey() * each.getValue())
                .sum();
        int most = observed.isEmpty() ? 0 : observed.lastKey();
        int least = open.isEmpty() ? 0 : places / open.size();
        int once = open.isEmpty() ? 0 : places % open.size();
        var times = new ArrayList<Times>();
        for (int i = 0; i <= Math.max(most, once > 0 ? least + 1 : least); i++) {
            int expected = i == least ? open.size() - once : i == least + 1 ? once : 0;
            times.add(new Times(i, expected, observed.getOrDefault(i, 0)));
        }
        return new Expectation(stratum, open.size(), entries.size() - open.size(), places, List.copyOf(times));
    }
}
