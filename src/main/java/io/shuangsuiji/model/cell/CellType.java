package io.shuangsuiji.model.cell;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.shuangsuiji.model.cell.SimpleFeel.Constant;
import io.shuangsuiji.model.cell.SimpleFeel.Test;
import io.shuangsuiji.model.cell.SimpleFeel.Tests;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What the cells of a column may hold.
 *
 * @param name the type's name in the model ({@code 环境信用等级}), or FEEL's own
 * @param kind what a value is made of
 * @param list true where a value is a list of it
 * @param values the allowed words, where they can be listed; else empty
 * @param nullable false only where the values are listed or bounded and null is not among them
 * @param limits the FEEL tests that every value passes, where they bound rather than list it; else empty
 * @param whole true where numbers are integers
 * @param names what a formula in such a cell may refer to; null where that is not known
 * @param given the narrower types that hold in rows where another column says so
 */
public record CellType(
        String name,
        Kind kind,
        boolean list,
        List<String> values,
        boolean nullable,
        String limits,
        boolean whole,
        @JsonIgnore List<String> names,
        @JsonIgnore List<Given> given) {
    /** What a value is made of. */
    public enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN,
        DATE,
        DURATION,
        OTHER
    }

    /** A narrower type, for the rows whose cell in a column passes the tests. */
    public record Given(String column, Tests tests, CellType type) {}

    /** A plain text that is no FEEL at all: an annotation, a description. */
    public static final CellType PLAIN = of("text", Kind.TEXT);

    /** A type without limits. */
    public static CellType of(String name, Kind kind) {
        return new CellType(name, kind, false, List.of(), true, "", false, null, List.of());
    }

    /** A list of it. */
    public CellType listOf() {
        return new CellType(name, kind, true, values, nullable, limits, whole, names, given);
    }

    /** The same narrowed to words. */
    public CellType allowing(List<String> words, boolean orNull) {
        return new CellType(name, kind, list, words, orNull, limits, whole, names, given);
    }

    /** The same narrowed to the values that pass the tests. */
    public CellType within(String tests, boolean orNull) {
        return new CellType(name, kind, list, values, orNull, tests, whole, names, given);
    }

    /** The same, whose formulas may refer to those names. */
    public CellType naming(List<String> known) {
        return new CellType(name, kind, list, values, nullable, limits, whole, known, given);
    }

    /** The same, narrower in some rows. */
    public CellType given(List<Given> narrower) {
        return new CellType(name, kind, list, values, nullable, limits, whole, names, narrower);
    }

    /**
     * The type of this column's cell in one row.
     *
     * @param row the FEEL of the row's cell in the column of a name, or null where there is no such column
     */
    public CellType in(UnaryOperator<String> row) {
        if (given.isEmpty()) {
            return this;
        }
        for (var narrower : given) {
            var feel = row.apply(narrower.column());
            var value = feel == null ? Optional.<Constant>empty() : SimpleFeel.constant(feel);
            if (value.isPresent() && SimpleFeel.holds(narrower.tests(), value.get())) {
                return narrower.type().naming(names);
            }
        }
        return given(List.of());
    }

    /** What the limits are, where there are any that can be read. */
    public Optional<Tests> bounds() {
        return limits.isEmpty() ? Optional.empty() : SimpleFeel.tests(limits);
    }

    /** True for a share of a whole, whose limits lie between 0 and 1: people write it in percent. */
    @JsonProperty
    public boolean percent() {
        var intervals = kind == Kind.NUMBER && !whole
                ? bounds().filter(tests -> !tests.negated())
                        .map(tests -> tests.tests().stream()
                                .filter(test -> !test.equals(new Test.Is(SimpleFeel.NULL)))
                                .toList())
                        .orElse(List.of())
                : List.<Test>of();
        return !intervals.isEmpty()
                && intervals.stream()
                        .allMatch(test -> test instanceof Test.Between between
                                && between.low() instanceof Constant.Number low
                                && between.high() instanceof Constant.Number high
                                && low.value().signum() >= 0
                                && high.value().compareTo(BigDecimal.ONE) <= 0);
    }
}
