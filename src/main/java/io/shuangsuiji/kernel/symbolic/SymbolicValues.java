package io.shuangsuiji.kernel.symbolic;

import io.shuangsuiji.policy.ValueType.Kind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;

/** Inputs as they were given, constants, and what computes a number. Decimal arithmetic is KIE's: {@link MathContext#DECIMAL128}. */
public final class SymbolicValues {
    /** The largest scale to which whole numbers are taken: beyond it they would mostly overflow. */
    private static final int SCALES = 12;

    static final long[] TENS = new long[19];

    static {
        TENS[0] = 1;
        for (int i = 1; i < TENS.length; i++) {
            TENS[i] = TENS[i - 1] * 10;
        }
    }

    private SymbolicValues() {}

    /** An input as it was given. */
    public record Given(Slot slot, Kind kind) implements SymbolicValue {
        Given(Slot slot) {
            this(slot, slot.kind());
        }

        @Override
        public int scale() {
            return 0;
        }

        @Override
        public long whole(InputVector row) {
            long value = row.values[slot.index()];
            if (kind == Kind.BOOLEAN) {
                return value - 1;
            }
            if (value <= InputVector.WIDE) {
                throw Inexact.INSTANCE;
            }
            return value;
        }

        @Override
        public Object exact(InputVector row) {
            return row.get(slot);
        }

        @Override
        public List<SymbolicValue> operands() {
            return List.of();
        }

        // two of the same slot are the same: the type need not be compared
        @Override
        public boolean equals(Object other) {
            return other instanceof Given given && given.slot.index() == slot.index();
        }

        @Override
        public int hashCode() {
            return slot.index();
        }
    }

    /** A constant among operands. */
    record Fixed(Object constant, Kind kind, int scale, long whole) implements SymbolicValue {
        public static Fixed of(BigDecimal number) {
            boolean fits = number.unscaledValue().bitLength() < 62 && number.scale() >= 0 && number.scale() <= SCALES;
            return new Fixed(
                    number,
                    Kind.NUMBER,
                    fits ? number.scale() : NONE,
                    fits ? number.unscaledValue().longValue() : 0);
        }

        public static Fixed of(LocalDate date) {
            return new Fixed(date, Kind.DATE, 0, date.toEpochDay());
        }

        @Override
        public long whole(InputVector row) {
            return whole;
        }

        @Override
        public Object exact(InputVector row) {
            return constant;
        }

        @Override
        public List<SymbolicValue> operands() {
            return List.of();
        }
    }

    /** The four operations and negation. */
    public enum Operation {
        ADD,
        SUBTRACT,
        MULTIPLY,
        DIVIDE
    }

    public record Arithmetic(Operation operation, SymbolicValue left, SymbolicValue right, int scale)
            implements SymbolicValue {
        public static SymbolicValue of(Operation operation, SymbolicValue left, SymbolicValue right) {
            int scale = left.scale() == NONE || right.scale() == NONE || operation == Operation.DIVIDE
                    ? NONE
                    : operation == Operation.MULTIPLY
                            ? left.scale() + right.scale()
                            : Math.max(left.scale(), right.scale());
            return new Arithmetic(operation, left, right, scale > SCALES ? NONE : scale);
        }

        @Override
        public Kind kind() {
            return Kind.NUMBER;
        }

        @Override
        public long whole(InputVector row) {
            if (scale == NONE) {
                throw Inexact.INSTANCE;
            }
            long a = left.whole(row);
            long b = right.whole(row);
            try {
                return switch (operation) {
                    case ADD -> Math.addExact(raised(a, scale - left.scale()), raised(b, scale - right.scale()));
                    case SUBTRACT ->
                        Math.subtractExact(raised(a, scale - left.scale()), raised(b, scale - right.scale()));
                    default -> Math.multiplyExact(a, b);
                };
            } catch (ArithmeticException overflow) {
                throw Inexact.INSTANCE;
            }
        }

        @Override
        public Object exact(InputVector row) {
            var a = number(left, row);
            var b = number(right, row);
            return switch (operation) {
                case ADD -> a.add(b, MathContext.DECIMAL128);
                case SUBTRACT -> a.subtract(b, MathContext.DECIMAL128);
                case MULTIPLY -> a.multiply(b, MathContext.DECIMAL128);
                case DIVIDE -> {
                    if (b.signum() == 0) {
                        throw FallbackToInterpreter.ROW;
                    }
                    yield a.divide(b, MathContext.DECIMAL128);
                }
            };
        }

        @Override
        public List<SymbolicValue> operands() {
            return List.of(left, right);
        }
    }

    /** {@code -n}: KIE multiplies by -1 without rounding. */
    public record Negated(SymbolicValue of) implements SymbolicValue {
        @Override
        public Kind kind() {
            return Kind.NUMBER;
        }

        @Override
        public int scale() {
            return of.scale();
        }

        @Override
        public long whole(InputVector row) {
            return -of.whole(row);
        }

        @Override
        public Object exact(InputVector row) {
            return BigDecimal.valueOf(-1).multiply(number(of, row));
        }

        @Override
        public List<SymbolicValue> operands() {
            return List.of(of);
        }
    }

    /** {@code ceiling}, {@code floor}, {@code round half up} and their like: to a scale. */
    public record Rounded(SymbolicValue of, RoundingMode mode, int scale, int digits) implements SymbolicValue {
        public static SymbolicValue of(SymbolicValue of, RoundingMode mode, int digits) {
            boolean fits = of.scale() != NONE && digits >= 0 && digits <= SCALES;
            return new Rounded(of, mode, fits ? digits : NONE, digits);
        }

        @Override
        public Kind kind() {
            return Kind.NUMBER;
        }

        @Override
        public long whole(InputVector row) {
            if (scale == NONE) {
                throw Inexact.INSTANCE;
            }
            long value = of.whole(row);
            int surplus = of.scale() - scale;
            if (surplus <= 0) {
                return raised(value, -surplus);
            }
            long unit = TENS[surplus];
            long towardsZero = value / unit;
            long rest = value - towardsZero * unit;
            if (rest == 0) {
                return towardsZero;
            }
            return switch (mode) {
                case CEILING -> rest > 0 ? towardsZero + 1 : towardsZero;
                case FLOOR -> rest < 0 ? towardsZero - 1 : towardsZero;
                case HALF_UP -> Math.abs(rest) * 2 < unit ? towardsZero : towardsZero + Long.signum(value);
                default -> throw Inexact.INSTANCE;
            };
        }

        @Override
        public Object exact(InputVector row) {
            return number(of, row).setScale(digits, mode);
        }

        @Override
        public List<SymbolicValue> operands() {
            return List.of(of);
        }
    }

    /** The least or greatest of two; the first where they are equal, which their scales may tell apart. */
    public record Extreme(boolean greatest, SymbolicValue left, SymbolicValue right) implements SymbolicValue {
        @Override
        public Kind kind() {
            return left.kind();
        }

        @Override
        public int scale() {
            return left.scale() == right.scale() ? left.scale() : NONE;
        }

        @Override
        public long whole(InputVector row) {
            if (left.scale() != right.scale()) {
                throw Inexact.INSTANCE;
            }
            long a = left.whole(row);
            long b = right.whole(row);
            return greatest ? Math.max(a, b) : Math.min(a, b);
        }

        @Override
        @SuppressWarnings("unchecked")
        public Object exact(InputVector row) {
            var a = (Comparable<Object>) known(left, row);
            var b = known(right, row);
            int order = a.compareTo(b);
            return (greatest ? order >= 0 : order <= 0) ? a : b;
        }

        @Override
        public List<SymbolicValue> operands() {
            return List.of(left, right);
        }
    }

    static long raised(long value, int by) {
        try {
            return by == 0 ? value : Math.multiplyExact(value, TENS[by]);
        } catch (ArithmeticException overflow) {
            throw Inexact.INSTANCE;
        }
    }

    static BigDecimal number(SymbolicValue residue, InputVector row) {
        return (BigDecimal) known(residue, row);
    }

    /** A value that is not null: a null that the slot's type forbids is left to KIE. */
    static Object known(SymbolicValue residue, InputVector row) {
        var value = residue.exact(row);
        if (value == null) {
            throw FallbackToInterpreter.ROW;
        }
        return value;
    }
}
