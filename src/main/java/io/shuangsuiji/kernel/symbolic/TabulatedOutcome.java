package io.shuangsuiji.kernel.symbolic;

import io.shuangsuiji.policy.Evaluation;
import io.shuangsuiji.policy.ValueType.Kind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * What a model answers to every row of one combination of classes, or of several with the same answer: its values, of
 * which some may remain to be computed for each row. Immutable; shared by all rows and threads.
 */
public final class TabulatedOutcome {
    private final int id;
    private final Map<String, Object> outputs;
    private final List<MatchedRows> matched;
    private final String left;
    private final Field[] fields;
    private final Evaluation constant;
    private final Template filled;
    private final Template filledErrors;
    private final SymbolicValue[] fallible;
    private final boolean accepts;

    public TabulatedOutcome(
            int id,
            Map<String, Object> outputs,
            Object inputErrors,
            List<MatchedRows> matched,
            List<SymbolicValue> fallible,
            List<String> fields) {
        this(id, outputs, inputErrors, matched, fallible, null, fields);
    }

    private TabulatedOutcome(
            int id,
            Map<String, Object> outputs,
            Object inputErrors,
            List<MatchedRows> matched,
            List<SymbolicValue> fallible,
            String left,
            List<String> fields) {
        this.id = id;
        filled = Template.of(outputs);
        filledErrors = Template.of(inputErrors);
        this.fallible = fallible.toArray(SymbolicValue[]::new);
        accepts = Symbols.constant(inputErrors)
                && Evaluation.InputError.list(inputErrors).isEmpty();
        this.outputs = outputs;
        this.matched = matched;
        this.left = left;
        this.fields = fields.stream().map(path -> Field.of(at(outputs, path))).toArray(Field[]::new);
        this.constant = left == null && Symbols.constant(outputs) && Symbols.constant(inputErrors)
                ? new Evaluation(outputs, Evaluation.InputError.list(inputErrors), List.of())
                : null;
    }

    /** One that leaves the row to KIE. */
    public static TabulatedOutcome left(int id, String reason) {
        return new TabulatedOutcome(id, Map.of(), null, List.of(), List.of(), reason, List.of());
    }

    /** True where KIE is to answer: it would report an error, or the answer lies outside what a kernel computes. */
    public boolean isLeft() {
        return left != null;
    }

    /** Why KIE is to answer; null where it is not. */
    public String reason() {
        return left;
    }

    /**
     * A number from 0 to {@link Kernel#outcomes()} - 1 that stands for this outcome: to keep what is made of it. Negative
     * for one that does not come again, since it was made for a single row.
     */
    public int id() {
        return id;
    }

    /** True where something computed on the way to the answer has no value for some rows. */
    public boolean mayFail() {
        return fallible.length > 0;
    }

    /** True where all that was computed on the way to the answer has a value for this row. */
    public boolean isDefined(InputVector row) {
        for (var each : fallible) {
            try {
                each.exact(row);
            } catch (FallbackToInterpreter undefined) {
                return false;
            }
        }
        return true;
    }

    /** True where the answer is the same for every row. */
    public boolean isConstant() {
        return constant != null && id >= 0;
    }

    /** True where no row of this outcome is refused by the model itself. */
    public boolean accepts() {
        return left == null && accepts;
    }

    /** The output decisions' values by name, with a {@link SymbolicValue} wherever a value remains to be computed. */
    public Map<String, Object> template() {
        return outputs;
    }

    /** For each decision that is a table, in the order of evaluation: the numbers of the rows that match, from 1. */
    public List<MatchedRows> matchedRules() {
        return matched;
    }

    /**
     * The value of a {@linkplain Kernel#field field} as it is computed, be it one that its type allows or not; {@link FallbackToInterpreter}
     * where KIE has to be asked.
     */
    public Object value(int field, InputVector row) {
        var of = fields[field];
        return of.residue == null ? of.constant : value(of.residue, row);
    }

    /** True where the value of the field is null for this row. */
    public boolean isNull(int field, InputVector row) {
        var of = fields[field];
        return of.slot == null ? of.residue == null && of.constant == null : row.isNull(of.slot);
    }

    /** The value of a field that is a whole number; without allocation where the number fits. */
    public long whole(int field, InputVector row) {
        var of = fields[field];
        if (of.whole == null) {
            return ((BigDecimal) value(field, row)).longValueExact();
        }
        try {
            return of.whole.whole(row);
        } catch (Inexact wide) {
            return ((BigDecimal) of.whole.exact(row)).longValueExact();
        }
    }

    /** The whole answer. */
    @SuppressWarnings("unchecked")
    public Evaluation evaluation(InputVector row) {
        return constant != null
                ? constant
                : new Evaluation(
                        (Map<String, Object>) filled.fill(row),
                        Evaluation.InputError.list(filledErrors.fill(row)),
                        List.of());
    }

    static Object value(SymbolicValue residue, InputVector row) {
        if (residue.kind() == Kind.NUMBER
                && residue.scale() != SymbolicValue.NONE
                && !(residue instanceof SymbolicValues.Given)) {
            try {
                return BigDecimal.valueOf(residue.whole(row), residue.scale());
            } catch (Inexact wide) {
                return residue.exact(row);
            }
        }
        return residue.exact(row);
    }

    /** A constant or a residue with what is known of it in advance: its slot if it is a plain input, and whether it can be computed in whole numbers. */
    private record Field(Object constant, SymbolicValue residue, Slot slot, SymbolicValue whole) {
        static Field of(Object value) {
            if (Share.quick(value instanceof Fitting fitting ? fitting.of() : value) instanceof SymbolicValue residue) {
                var slot = residue instanceof SymbolicValues.Given given ? given.slot() : null;
                return new Field(null, residue, slot, residue.scale() == 0 ? residue : null);
            }
            var fixed = value instanceof BigDecimal number ? SymbolicValues.Fixed.of(number) : null;
            return new Field(value, null, null, fixed != null && fixed.scale() == 0 ? fixed : null);
        }
    }

    private static Object at(Object value, String path) {
        int dot = path.indexOf('.');
        var member = value instanceof Map<?, ?> members ? members.get(dot < 0 ? path : path.substring(0, dot)) : null;
        return dot < 0 ? member : at(member, path.substring(dot + 1));
    }

    @Override
    public String toString() {
        return left != null ? "left to KIE: " + left : outputs.toString();
    }
}
