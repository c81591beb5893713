package io.shuangsuiji.policy;

import io.shuangsuiji.model.cell.FeelEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.kie.dmn.feel.runtime.Range.RangeBoundary;

/** The allowed values and type constraints of a type, evaluated by KIE's own FEEL. Immutable and thread-safe. */
public final class ValueConstraint {
    /** An interval of allowed values; an end that is null is open to all. */
    public record Range(Object low, boolean lowClosed, Object high, boolean highClosed) {}

    /** Allows every value, null included. */
    public static final ValueConstraint NONE = new ValueConstraint(List.of(), List.of(), List.of(), "");

    /** How many values are remembered: enough for the words, counts and dates of a register. */
    private static final int MOST_KNOWN = 16_384;

    private static final int LONGEST_KNOWN = 64;
    private static final Object NULL = new Object();

    private final List<String> tests;
    private final Map<Object, Boolean> known = new ConcurrentHashMap<>();
    private final List<Object> enumeration;
    private final List<Range> ranges;
    private final String description;

    private ValueConstraint(List<String> tests, List<Object> enumeration, List<Range> ranges, String description) {
        this.tests = tests;
        this.enumeration = enumeration;
        this.ranges = ranges;
        this.description = description;
    }

    /** This constraint and one more: a value must pass both. */
    ValueConstraint and(String unaryTests, String what) {
        var all = new ArrayList<>(tests);
        all.add(unaryTests);
        var constants = constants(unaryTests);
        var intervals = ranges(unaryTests);
        var text = what == null || what.isBlank() ? unaryTests : what;
        return new ValueConstraint(
                List.copyOf(all),
                constants.isEmpty() ? enumeration : constants,
                intervals.isEmpty() ? ranges : intervals,
                description.isEmpty() ? text : description);
    }

    /** The same values, and null. */
    ValueConstraint orNull() {
        var all = tests.stream().map(test -> "null," + test).toList();
        return new ValueConstraint(all, enumeration, ranges, description);
    }

    /** True where the value, null included, is one that the type allows. */
    public boolean allows(Object value) {
        if (tests.isEmpty()) {
            return true;
        }
        // the same few values come again and again, and asking FEEL takes longer than deciding
        var key = value == null ? NULL : value;
        var answer = known.get(key);
        if (answer == null) {
            answer = tests.stream().allMatch(test -> FeelEngine.holds(test, value, Map.of()));
            if (known.size() < MOST_KNOWN && !(value instanceof String text && text.length() > LONGEST_KNOWN)) {
                known.put(key, answer);
            }
        }
        return answer;
    }

    /** True where every value is allowed. */
    public boolean isNone() {
        return tests.isEmpty();
    }

    /** The allowed values other than null, where they can be listed; else empty. */
    public List<Object> enumeration() {
        return enumeration;
    }

    /** The ranges in one of which every allowed value other than null lies, where the type names such; else empty. */
    public List<Range> ranges() {
        return ranges;
    }

    /** What is allowed, in the model's own words; empty where everything is. */
    public String description() {
        return description;
    }

    private static List<Object> constants(String unaryTests) {
        return listed(
                unaryTests, value -> !(value instanceof org.kie.dmn.feel.runtime.Range || value instanceof Boolean));
    }

    private static List<Range> ranges(String unaryTests) {
        return listed(unaryTests, value -> value == null || value instanceof org.kie.dmn.feel.runtime.Range).stream()
                .map(org.kie.dmn.feel.runtime.Range.class::cast)
                .map(range -> new Range(
                        range.getLowEndPoint(),
                        range.getLowBoundary() == RangeBoundary.CLOSED,
                        range.getHighEndPoint(),
                        range.getHighBoundary() == RangeBoundary.CLOSED))
                .toList();
    }

    /** The values other than null that the tests name one by one, if they all are such. */
    private static List<Object> listed(String unaryTests, Predicate<Object> such) {
        return FeelEngine.evaluate("[" + unaryTests + "]", Map.of()) instanceof List<?> values
                        && values.stream().allMatch(such)
                ? values.stream()
                        .filter(Objects::nonNull)
                        .map(Object.class::cast)
                        .toList()
                : List.of();
    }
}
