package io.shuangsuiji.web.draw.page;

import io.shuangsuiji.draw.result.Expectation;
import io.shuangsuiji.web.plan.Bar;
import java.util.List;
import java.util.Locale;

/**
 * How often objects of a stratum were drawn in the year against what was to be expected, as bars.
 *
 * @param bars by how often: behind how many objects were to be expected, in front how many there are
 * @param mean how often an object was to be expected to be drawn, on average
 */
record Figure(Expectation of, List<Bar> bars, String mean) {
    static List<Figure> of(List<Expectation> expectations) {
        return expectations.stream()
                .map(each -> new Figure(
                        each,
                        Bar.of(each.times().stream()
                                .map(times -> new Bar.Pair(
                                        "抽中 " + times.times() + " 次", (long) times.expected(), (long) times.observed()))
                                .toList()),
                        String.format(Locale.ROOT, "%.3f", each.mean())))
                .toList();
    }
}
