package io.shuangsuiji.scenario;

import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.ValueType.Kind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kie.dmn.feel.lang.ast.ASTNode;
import org.kie.dmn.feel.lang.ast.InfixOpNode;
import org.kie.dmn.feel.lang.ast.InfixOperator;
import org.kie.dmn.feel.lang.ast.RangeNode;
import org.kie.dmn.feel.lang.ast.UnaryTestNode;
import org.kie.dmn.feel.lang.ast.UndefinedValueNode;
import org.kie.dmn.model.api.LiteralExpression;

/**
 * A comparison of two values that may fall on either side: in an input cell ({@code >= 10}) or in an expression.
 *
 * @param model the model's name
 * @param place where it stands
 * @param text the comparison in words
 * @param left the expression compared
 * @param right the bound, an expression too
 */
record BoundView(String model, String place, String text, String left, String right) {
    private static final List<InfixOperator> ORDER =
            List.of(InfixOperator.GT, InfixOperator.GTE, InfixOperator.LT, InfixOperator.LTE);

    /** The side of a bound on which a value falls, if it is next to it: the smallest step that either value shows. */
    enum Side {
        BELOW,
        AT,
        ABOVE
    }

    /** The bounds of a model, in the order of the file. */
    static List<BoundView> of(DecisionModel model) {
        var found = new ArrayList<BoundView>();
        for (var table : TableView.of(model)) {
            for (int row = 0; row < table.rules().size(); row++) {
                for (int column = 0; column < table.table().getInput().size(); column++) {
                    inCell(table, row, column, found);
                }
            }
        }
        for (var decision : model.decisions()) {
            for (var literal : TableView.within(decision.getExpression(), LiteralExpression.class)) {
                inExpression(model.name(), TableView.label(decision), literal.getText(), found);
            }
        }
        return found.stream().distinct().toList();
    }

    private static void inCell(TableView table, int row, int column, List<BoundView> found) {
        var cell = table.cell(table.rules().get(row), column).strip();
        var place = table.label() + " 第 " + (row + 1) + " 行";
        var label = table.columnLabel(column);
        var left = table.expression(column);
        for (var part : Feel.parts(Feel.tests(cell))) {
            var bounds = new ArrayList<ASTNode>();
            if (part instanceof RangeNode range) {
                bounds.add(range.getStart());
                bounds.add(range.getEnd());
            } else if (part instanceof UnaryTestNode test && isOrder(test.getOperator())) {
                bounds.add(test.getValue());
            } else {
                comparison(part)
                        .ifPresent(infix -> found.add(new BoundView(
                                table.model(),
                                place,
                                label + "：" + infix.getText(),
                                infix.getLeft().getText().replace("?", left),
                                infix.getRight().getText().replace("?", left))));
            }
            bounds.stream()
                    .filter(bound -> bound != null && !(bound instanceof UndefinedValueNode))
                    .forEach(bound -> found.add(
                            new BoundView(table.model(), place, label + " " + part.getText(), left, bound.getText())));
        }
    }

    private static void inExpression(String model, String place, String text, List<BoundView> found) {
        if (text == null || text.isBlank()) {
            return;
        }
        for (var part : Feel.parts(Feel.expression(text))) {
            comparison(part)
                    .ifPresent(infix -> found.add(new BoundView(
                            model,
                            place,
                            infix.getText(),
                            infix.getLeft().getText(),
                            infix.getRight().getText())));
        }
    }

    private static Optional<InfixOpNode> comparison(ASTNode part) {
        return part instanceof InfixOpNode infix && ORDER.contains(infix.getOperator())
                ? Optional.of(infix)
                : Optional.empty();
    }

    private static boolean isOrder(UnaryTestNode.UnaryOperator operator) {
        return switch (operator) {
            case GT, GTE, LT, LTE -> true;
            default -> false;
        };
    }

    /** The side next to the bound that an evaluation tries; empty where it tries none. */
    Optional<Side> side(Map<String, Object> values) {
        var value = Feel.evaluate(left, values);
        var bound = Feel.evaluate(right, values);
        if (value instanceof BigDecimal number && bound instanceof BigDecimal limit) {
            return side(
                    number.subtract(limit).compareTo(BigDecimal.ZERO),
                    number.subtract(limit).abs().compareTo(step(number, limit)));
        }
        if (value instanceof LocalDate day && bound instanceof LocalDate limit) {
            var days = ChronoUnit.DAYS.between(limit, day);
            return side(Long.signum(days), Long.compare(Math.abs(days), 1));
        }
        return Optional.empty();
    }

    private static Optional<Side> side(int sign, int distance) {
        return distance > 0 ? Optional.empty() : Optional.of(sign < 0 ? Side.BELOW : sign == 0 ? Side.AT : Side.ABOVE);
    }

    private static BigDecimal step(BigDecimal one, BigDecimal other) {
        return BigDecimal.ONE.movePointLeft(Math.max(
                0,
                Math.max(
                        one.stripTrailingZeros().scale(),
                        other.stripTrailingZeros().scale())));
    }

    /** True where the value compared is an input whose type allows no value on that side. */
    boolean impossible(Side side, DecisionModel dmn) {
        var input = FieldPath.all(dmn.inputs()).stream()
                .filter(path -> path.keys().equals(left))
                .findFirst();
        var bound = input.isPresent() ? Feel.evaluate(right, Map.of()) : null;
        if (!(bound instanceof BigDecimal limit) || input.get().type().kind() != Kind.NUMBER) {
            return false;
        }
        var step = BigDecimal.valueOf(side.ordinal() - 1L).multiply(step(limit, limit));
        return !input.get().type().constraint().allows(limit.add(step));
    }
}
