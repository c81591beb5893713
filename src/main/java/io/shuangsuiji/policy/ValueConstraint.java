package io.shuangsuiji.policy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.kie.dmn.api.core.DMNVersion;
import org.kie.dmn.feel.FEEL;
import org.kie.dmn.feel.lang.FEELDialect;
import org.kie.dmn.feel.lang.impl.EvaluationContextImpl;
import org.kie.dmn.feel.lang.impl.FEELBuilder;
import org.kie.dmn.feel.lang.impl.FEELEventListenersManager;
import org.kie.dmn.feel.runtime.Range;
import org.kie.dmn.feel.runtime.UnaryTest;

/** The allowed values and type constraints of a type, evaluated by KIE's own FEEL. Immutable and thread-safe. */
public final class ValueConstraint {
    private static final FEEL FEEL_ENGINE = FEELBuilder.builder().build();

    /** Allows every value, null included. */
    public static final ValueConstraint NONE = new ValueConstraint(List.of(), List.of(), List.of(), "");

    /** How many values are remembered: enough for the words, counts and dates of a register. */
    private static final int MOST_KNOWN = 16_384;

    private static final int LONGEST_KNOWN = 64;
    private static final Object NULL = new Object();

    private final List<List<UnaryTest>> tests;
    private final Map<Object, Boolean> known = new ConcurrentHashMap<>();
    private final List<Object> enumeration;
    private final List<Range> ranges;
    private final String description;

    private ValueConstraint(
            List<List<UnaryTest>> tests, List<Object> enumeration, List<Range> ranges, String description) {
        this.tests = tests;
        this.enumeration = enumeration;
        this.ranges = ranges;
        this.description = description;
    }

    /** This constraint and one more: a value must pass both. */
    ValueConstraint and(String unaryTests, String what) {
        var all = new java.util.ArrayList<>(tests);
        all.add(FEEL_ENGINE.evaluateUnaryTests(unaryTests));
        var constants = constants(unaryTests);
        var intervals = ranges(unaryTests);
        var text = what == null || what.isBlank() ? unaryTests : what;
        return new ValueConstraint(
                List.copyOf(all),
                constants.isEmpty() ? enumeration : constants,
                intervals.isEmpty() ? ranges : intervals,
                description.isEmpty() ? text : description);
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
            answer = passes(value);
            if (known.size() < MOST_KNOWN && !(value instanceof String text && text.length() > LONGEST_KNOWN)) {
                known.put(key, answer);
            }
        }
        return answer;
    }

    private boolean passes(Object value) {
        return tests.stream().allMatch(alternatives -> alternatives.stream().anyMatch(test -> passes(test, value)));
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

    private static boolean passes(UnaryTest test, Object value) {
        var context = new EvaluationContextImpl(
                ValueConstraint.class.getClassLoader(),
                new FEELEventListenersManager(),
                FEELDialect.FEEL,
                DMNVersion.getLatest());
        context.enterFrame();
        context.setValue("?", value);
        return Boolean.TRUE.equals(test.apply(context, value));
    }

    private static List<Object> constants(String unaryTests) {
        return FEEL_ENGINE.evaluate("[" + unaryTests + "]") instanceof List<?> values
                        && values.stream().noneMatch(value -> value instanceof Range || value instanceof Boolean)
                ? values.stream()
                        .filter(Objects::nonNull)
                        .map(Object.class::cast)
                        .toList()
                : List.of();
    }

    private static List<Range> ranges(String unaryTests) {
        return FEEL_ENGINE.evaluate("[" + unaryTests + "]") instanceof List<?> values
                        && values.stream().allMatch(value -> value == null || value instanceof Range)
                ? values.stream()
                        .filter(Objects::nonNull)
                        .map(Range.class::cast)
                        .toList()
                : List.of();
    }
}
