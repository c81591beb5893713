package io.shuangsuiji.decision.explain;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Finds the whole numbers next to a fact's own at which an output that is calculated from it reaches a goal: by doubling
 * strides up and down, then by halving. Of an output that rises and falls in between some may be missed.
 */
final class GoalSeek {
    /** Strides reach 2 to the power of this; what inspections count is far below. */
    private static final int STRIDES = 31;

    private final InputPath fact;
    private final Map<String, Object> inputs;
    private final Function<Map<String, Object>, BigDecimal> output;
    private final BigDecimal goal;

    /**
     * A search along one fact.
     *
     * @param output what the model gives for an input, null where it gives no number
     */
    GoalSeek(
            InputPath fact,
            Map<String, Object> inputs,
            Function<Map<String, Object>, BigDecimal> output,
            BigDecimal goal) {
        this.fact = fact;
        this.inputs = inputs;
        this.output = output;
        this.goal = goal;
    }

    /** The nearest number above and the nearest below, where there are any. */
    List<Object> values() {
        var found = new ArrayList<Object>();
        if (fact.in(inputs) instanceof BigDecimal now) {
            for (int direction : List.of(1, -1)) {
                var value = along(now, direction);
                if (value != null) {
                    found.add(value);
                }
            }
        }
        return found;
    }

    private BigDecimal along(BigDecimal now, int direction) {
        var start = output.apply(inputs);
        if (start == null || start.compareTo(goal) == 0) {
            return null;
        }
        int side = start.compareTo(goal);
        var before = BigInteger.ZERO;
        for (int power = 0; power < STRIDES; power++) {
            var stride = BigInteger.ONE.shiftLeft(power);
            var there = at(now, direction, stride);
            if (!fact.type().constraint().allows(there)) {
                return null;
            }
            var reached = output.apply(fact.with(inputs, there));
            if (reached != null && reached.compareTo(goal) != side) {
                return at(now, direction, first(now, direction, side, before, stride));
            }
            before = stride;
        }
        return null;
    }

    /** The least distance, not above the second, at which the output is no longer on its first side of the goal. */
    private BigInteger first(BigDecimal now, int direction, int side, BigInteger notYet, BigInteger reached) {
        while (reached.subtract(notYet).compareTo(BigInteger.ONE) > 0) {
            var middle = notYet.add(reached).shiftRight(1);
            var value = output.apply(fact.with(inputs, at(now, direction, middle)));
            if (value != null && value.compareTo(goal) != side) {
                reached = middle;
            } else {
                notYet = middle;
            }
        }
        return reached;
    }

    private static BigDecimal at(BigDecimal now, int direction, BigInteger distance) {
        return now.add(new BigDecimal(distance).multiply(BigDecimal.valueOf(direction)));
    }
}
