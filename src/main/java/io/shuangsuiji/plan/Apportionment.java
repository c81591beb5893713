package io.shuangsuiji.plan;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Splits a total among several by the method of the largest remainder (最大余数法). */
final class Apportionment {
    private Apportionment() {}

    /**
     * The parts: whole numbers that add up to the total, or to all that the limits allow where that is less. Each gets the
     * whole part of its quota; what is left goes one by one to the largest remainders, those listed first where remainders
     * are equal. What one cannot take is split among the others in the same way.
     *
     * @param total not negative
     * @param weights by name, not negative; where all are 0 nobody gets anything
     * @param limits by name, the most that one can take
     */
    static Map<String, Long> of(long total, Map<String, BigDecimal> weights, Map<String, Long> limits) {
        var parts = new LinkedHashMap<String, Long>();
        weights.keySet().forEach(name -> parts.put(name, 0L));
        var open = new ArrayList<>(weights.keySet());
        long left = total;
        while (left > 0 && !open.isEmpty()) {
            var shares = shares(left, open, weights);
            if (shares.isEmpty()) {
                break;
            }
            for (var share : shares.entrySet()) {
                long room = limits.get(share.getKey()) - parts.get(share.getKey());
                long taken = Math.min(room, share.getValue());
                parts.merge(share.getKey(), taken, Long::sum);
                left -= taken;
            }
            open.removeIf(name -> parts.get(name) >= limits.get(name));
        }
        return parts;
    }

    private static Map<String, Long> shares(long total, List<String> names, Map<String, BigDecimal> weights) {
        var sum = names.stream().map(weights::get).reduce(BigDecimal.ZERO, BigDecimal::add);
        var shares = new LinkedHashMap<String, Long>();
        if (sum.signum() == 0) {
            return shares;
        }
        var remainders = new LinkedHashMap<String, BigDecimal>();
        long left = total;
        for (var name : names) {
            var wholeAndRemainder =
                    weights.get(name).multiply(BigDecimal.valueOf(total)).divideAndRemainder(sum);
            shares.put(name, wholeAndRemainder[0].longValueExact());
            remainders.put(name, wholeAndRemainder[1]);
            left -= wholeAndRemainder[0].longValueExact();
        }
        remainders.entrySet().stream()
                .sorted(Map.Entry.<String, BigDecimal>comparingByValue(Comparator.reverseOrder()))
                .limit(left)
                .forEach(entry -> shares.merge(entry.getKey(), 1L, Long::sum));
        return shares;
    }
}
