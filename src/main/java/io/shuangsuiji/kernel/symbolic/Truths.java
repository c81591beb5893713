package io.shuangsuiji.kernel.symbolic;

import io.shuangsuiji.policy.ValueType.Kind;
import java.util.List;

/** The kinds of residue that are a truth value; none of them is null. */
public final class Truths {
    private Truths() {}

    /** A comparison of two residues. */
    public record Compared(Comparison comparison, SymbolicValue left, SymbolicValue right) implements SymbolicValue {
        @Override
        public Kind kind() {
            return Kind.BOOLEAN;
        }

        @Override
        public int scale() {
            return left.scale() == NONE || right.scale() == NONE ? NONE : 0;
        }

        @Override
        public long whole(InputVector row) {
            if (scale() == NONE) {
                throw Inexact.INSTANCE;
            }
            long a = left.whole(row);
            long b = right.whole(row);
            int raise = right.scale() - left.scale();
            int order = raise == 0
                    ? Long.compare(a, b)
                    : raise > 0
                            ? Long.compare(SymbolicValues.raised(a, raise), b)
                            : Long.compare(a, SymbolicValues.raised(b, -raise));
            return comparison.holds(order) ? 1 : 0;
        }

        @Override
        @SuppressWarnings("unchecked")
        public Object exact(InputVector row) {
            var a = (Comparable<Object>) SymbolicValues.known(left, row);
            return comparison.holds(a.compareTo(SymbolicValues.known(right, row)));
        }

        @Override
        public List<SymbolicValue> operands() {
            return List.of(left, right);
        }
    }

    public enum Comparison {
        LESS,
        LESS_OR_EQUAL,
        EQUAL,
        UNEQUAL,
        GREATER_OR_EQUAL,
        GREATER;

        boolean holds(int order) {
            return switch (this) {
                case LESS -> order < 0;
                case LESS_OR_EQUAL -> order <= 0;
                case EQUAL -> order == 0;
                case UNEQUAL -> order != 0;
                case GREATER_OR_EQUAL -> order >= 0;
                case GREATER -> order > 0;
            };
        }
    }

    /** {@code and}, {@code or} of two truth values that are not null. */
    public record Joined(boolean and, SymbolicValue left, SymbolicValue right) implements SymbolicValue {
        @Override
        public Kind kind() {
            return Kind.BOOLEAN;
        }

        @Override
        public int scale() {
            return left.scale() == NONE || right.scale() == NONE ? NONE : 0;
        }

        @Override
        public long whole(InputVector row) {
            long a = left.whole(row);
            return and == (a == 0) ? a : right.whole(row);
        }

        @Override
        public Object exact(InputVector row) {
            var a = (Boolean) left.exact(row);
            return and == !a ? a : right.exact(row);
        }

        @Override
        public List<SymbolicValue> operands() {
            return List.of(left, right);
        }
    }

    /** {@code not} of a truth value that is not null. */
    public record Inverted(SymbolicValue of) implements SymbolicValue {
        @Override
        public Kind kind() {
            return Kind.BOOLEAN;
        }

        @Override
        public int scale() {
            return of.scale();
        }

        @Override
        public long whole(InputVector row) {
            return 1 - of.whole(row);
        }

        @Override
        public Object exact(InputVector row) {
            return !(Boolean) of.exact(row);
        }

        @Override
        public List<SymbolicValue> operands() {
            return List.of(of);
        }
    }
}
