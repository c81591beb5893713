package io.shuangsuiji.web.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;

/**
 * Two numbers of one thing, drawn on a scale that all bars of a plot share.
 *
 * @param label what they are of
 * @param first the one behind; null for none
 * @param second the one in front; null for none
 * @param firstPercent the length of the first, of all that there is room for
 * @param secondPercent the length of the second
 */
public record Bar(String label, Long first, Long second, String firstPercent, String secondPercent) {
    /** The numbers alone. */
    public record Pair(String label, Long first, Long second) {
        private long longest() {
            return Math.max(orNone(first), orNone(second));
        }
    }

    /** The bars of a plot on a linear scale from nothing to the greatest number in it. */
    public static List<Bar> of(List<Pair> pairs) {
        long most = pairs.stream().mapToLong(Pair::longest).max().orElse(0);
        return pairs.stream()
                .map(pair -> new Bar(
                        pair.label(),
                        pair.first(),
                        pair.second(),
                        percent(orNone(pair.first()), most),
                        percent(orNone(pair.second()), most)))
                .toList();
    }

    private static long orNone(Long value) {
        return Objects.requireNonNullElse(value, 0L);
    }

    private static String percent(long value, long most) {
        return most == 0
                ? "0%"
                : BigDecimal.valueOf(value * 100)
                                .divide(BigDecimal.valueOf(most), 2, RoundingMode.HALF_UP)
                                .toPlainString()
                        + "%";
    }
}
