package io.shuangsuiji.kernel.logic;

import io.shuangsuiji.kernel.symbolic.Dates.Shifted;
import io.shuangsuiji.kernel.symbolic.FallbackToInterpreter;
import io.shuangsuiji.kernel.symbolic.SymbolicValue;
import io.shuangsuiji.kernel.symbolic.SymbolicValues.Arithmetic;
import io.shuangsuiji.kernel.symbolic.SymbolicValues.Given;
import io.shuangsuiji.kernel.symbolic.SymbolicValues.Operation;
import io.shuangsuiji.kernel.symbolic.Symbols;
import io.shuangsuiji.kernel.symbolic.Truths.Compared;
import io.shuangsuiji.kernel.symbolic.Truths.Comparison;
import io.shuangsuiji.kernel.symbolic.Truths.Joined;
import io.shuangsuiji.policy.ValueType.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.chrono.ChronoPeriod;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.kie.dmn.feel.lang.ast.InfixOpNode;
import org.kie.dmn.feel.lang.ast.InfixOperator;

/** The infix operators: two constants are computed by KIE; a comparison of a residue with a constant is a test; the rest becomes a residue. */
final class Operators {
    private static final Map<InfixOperator, Comparison> COMPARISONS = Map.of(
            InfixOperator.LT, Comparison.LESS,
            InfixOperator.LTE, Comparison.LESS_OR_EQUAL,
            InfixOperator.EQ, Comparison.EQUAL,
            InfixOperator.NE, Comparison.UNEQUAL,
            InfixOperator.GTE, Comparison.GREATER_OR_EQUAL,
            InfixOperator.GT, Comparison.GREATER);
    private static final Map<InfixOperator, Operation> OPERATIONS = Map.of(
            InfixOperator.ADD, Operation.ADD,
            InfixOperator.SUB, Operation.SUBTRACT,
            InfixOperator.MULT, Operation.MULTIPLY,
            InfixOperator.DIV, Operation.DIVIDE);

    private final PartialEvaluator specialiser;

    Operators(PartialEvaluator specialiser) {
        this.specialiser = specialiser;
    }

    Object joined(InfixOpNode node, Map<String, Object> scope) {
        boolean and = node.getOperator() == InfixOperator.AND;
        var left = decided(specialiser.evaluate(node.getLeft(), scope));
        if (left instanceof Boolean truth && truth != and) {
            return left;
        }
        var right = decided(specialiser.evaluate(node.getRight(), scope));
        if (Symbols.constant(left) && Symbols.constant(right)) {
            return specialiser.feel.infix(node.getOperator(), left, right);
        }
        if (left instanceof Boolean) {
            return right;
        }
        if (right instanceof Boolean truth && left instanceof SymbolicValue) {
            return truth == and ? left : right;
        }
        if (left instanceof SymbolicValue first
                && first.kind() == Kind.BOOLEAN
                && right instanceof SymbolicValue second
                && second.kind() == Kind.BOOLEAN) {
            return new Joined(and, first, second);
        }
        return specialiser.feel.infix(node.getOperator(), specialiser.exact(left), specialiser.exact(right));
    }

    /** Truth values given or null are decided; computed ones stay as they are. */
    private Object decided(Object truth) {
        return truth instanceof Given ? specialiser.exact(truth) : truth;
    }

    Object infix(InfixOperator operator, Object left, Object right) {
        if (Symbols.constant(left) && Symbols.constant(right)) {
            return specialiser.feel.infix(operator, left, right);
        }
        var comparison = COMPARISONS.get(operator);
        if (comparison != null) {
            if (Symbols.constant(right)) {
                return specialiser.asked(
                        left, Symbols.bounds(right), each -> specialiser.feel.infix(operator, each, right));
            }
            if (Symbols.constant(left)) {
                return specialiser.asked(
                        right, Symbols.bounds(left), each -> specialiser.feel.infix(operator, left, each));
            }
        }
        var a = specialiser.solid(left);
        var b = specialiser.solid(right);
        if (a == null || b == null) {
            // what null gives does not depend on the other operand's value, only on what it is
            return specialiser.feel.infix(operator, sample(a), sample(b));
        }
        if (Symbols.of(Kind.TEXT, a)
                || Symbols.of(Kind.TEXT, b)
                || Symbols.of(Kind.BOOLEAN, a)
                || Symbols.of(Kind.BOOLEAN, b)) {
            return specialiser.feel.infix(operator, specialiser.exact(a), specialiser.exact(b));
        }
        boolean numbers = Symbols.of(Kind.NUMBER, a) && Symbols.of(Kind.NUMBER, b);
        if (comparison != null && (numbers || Symbols.of(Kind.DATE, a) && Symbols.of(Kind.DATE, b))) {
            return new Compared(comparison, Symbols.operand(a), Symbols.operand(b));
        }
        var operation = OPERATIONS.get(operator);
        if (operation != null && numbers) {
            return arithmetic(operation, a, b);
        }
        if (operation == Operation.ADD && a instanceof SymbolicValue date && Symbols.constant(b)) {
            return shifted(date, b, 1);
        }
        if (operation == Operation.ADD && b instanceof SymbolicValue date && Symbols.constant(a)) {
            return shifted(date, a, 1);
        }
        if (operation == Operation.SUBTRACT && a instanceof SymbolicValue date && Symbols.constant(b)) {
            return shifted(date, b, -1);
        }
        throw new FallbackToInterpreter("outside the subset: " + operator.getSymbol() + " of these types");
    }

    private static Object sample(Object value) {
        if (!(value instanceof SymbolicValue residue)) {
            return value;
        }
        return switch (residue.kind()) {
            case NUMBER -> BigDecimal.ONE;
            case DATE -> LocalDate.of(2000, 1, 1);
            case BOOLEAN -> true;
            default -> "";
        };
    }

    private Object arithmetic(Operation operation, Object a, Object b) {
        if (operation == Operation.DIVIDE) {
            boolean zero = b instanceof BigDecimal number
                    ? number.signum() == 0
                    : Boolean.TRUE.equals(infix(InfixOperator.EQ, b, BigDecimal.ZERO));
            if (zero) {
                throw new FallbackToInterpreter("division by zero");
            }
        }
        return Arithmetic.of(operation, Symbols.operand(a), Symbols.operand(b));
    }

    private static Object shifted(SymbolicValue date, Object amount, int sign) {
        if (date.kind() == Kind.DATE && amount instanceof ChronoPeriod period) {
            long months = period.get(ChronoUnit.YEARS) * 12 + period.get(ChronoUnit.MONTHS);
            return new Shifted(date, sign * months, sign * period.get(ChronoUnit.DAYS));
        }
        if (date.kind() == Kind.DATE && amount instanceof Duration duration) {
            // KIE reckons from midnight and drops the hours
            var day = LocalDate.of(2000, 1, 1);
            var moved = sign > 0
                    ? day.atStartOfDay().plus(duration)
                    : day.atStartOfDay().minus(duration);
            return new Shifted(date, 0, ChronoUnit.DAYS.between(day, moved.toLocalDate()));
        }
        throw new FallbackToInterpreter("arithmetic of these types");
    }
}
