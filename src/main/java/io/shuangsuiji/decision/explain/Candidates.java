package io.shuangsuiji.decision.explain;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The values that a fact might have instead: each member of its enumeration, both truth values, none at all; for numbers
 * and dates every bound that the model names, one unit below and above it, and for dates also the ends of every window
 * that the model's durations make with another date.
 */
public final class Candidates {
    private final Constants constants;
    private final List<InputPath> facts;
    private final Map<String, Object> inputs;

    /**
     * For one input.
     *
     * @param facts all the facts of the model, of which the dates are ends of windows
     */
    public Candidates(Constants constants, List<InputPath> facts, Map<String, Object> inputs) {
        this.constants = constants;
        this.facts = facts;
        this.inputs = inputs;
    }

    /** Other values that the fact's type allows. */
    public List<Object> of(InputPath fact) {
        Set<Object> found = new LinkedHashSet<>(fact.type().constraint().enumeration());
        if (found.isEmpty()) {
            switch (fact.type().kind()) {
                case BOOLEAN -> found.addAll(List.of(true, false));
                case NUMBER -> numbers(fact, found::add);
                case DATE -> dates(fact, found::add);
                case TEXT -> found.addAll(constants.texts());
                case STRUCTURE, OTHER -> {
                    // made of facts, or not to be enumerated
                }
            }
        }
        var others = new ArrayList<>(found);
        others.add(null);
        var now = fact.in(inputs);
        others.removeIf(value -> same(value, now) || !fact.type().constraint().allows(value));
        return others;
    }

    private void numbers(InputPath fact, Consumer<Object> found) {
        for (var bound : constants.numbers()) {
            around(bound, found);
        }
        if (fact.in(inputs) instanceof BigDecimal now) {
            around(now, found);
        }
    }

    private static void around(BigDecimal bound, Consumer<Object> found) {
        found.accept(bound);
        found.accept(bound.subtract(BigDecimal.ONE));
        found.accept(bound.add(BigDecimal.ONE));
    }

    private void dates(InputPath fact, Consumer<Object> found) {
        var anchors = new LinkedHashSet<>(constants.dates());
        facts.stream()
                .map(other -> other.in(inputs))
                .filter(LocalDate.class::isInstance)
                .map(LocalDate.class::cast)
                .forEach(anchors::add);
        for (var anchor : anchors) {
            around(anchor, found);
            for (var span : constants.spans()) {
                try {
                    around(anchor.minus(span), found);
                    around(anchor.plus(span), found);
                } catch (DateTimeException spanOfHours) {
                    // it makes no window of days
                }
            }
        }
    }

    private static void around(LocalDate bound, Consumer<Object> found) {
        found.accept(bound);
        found.accept(bound.minusDays(1));
        found.accept(bound.plusDays(1));
    }

    /** True for equal values; 1 and 1.0 are. */
    static boolean same(Object a, Object b) {
        if (a instanceof BigDecimal x && b instanceof BigDecimal y) {
            return x.compareTo(y) == 0;
        }
        if (a instanceof Number x && b instanceof Number y) {
            return new BigDecimal(x.toString()).compareTo(new BigDecimal(y.toString())) == 0;
        }
        return a instanceof Collection<?> x && b instanceof Collection<?> y
                ? List.copyOf(x).equals(List.copyOf(y))
                : Objects.equals(a, b);
    }
}
