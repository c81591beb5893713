package io.shuangsuiji.decision.explain;

import io.shuangsuiji.policy.DecisionModel;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.TemporalAmount;
import java.util.LinkedHashSet;
import java.util.Set;
import org.kie.dmn.feel.lang.ast.ASTNode;
import org.kie.dmn.feel.lang.ast.AtLiteralNode;
import org.kie.dmn.feel.lang.ast.FunctionInvocationNode;
import org.kie.dmn.feel.lang.ast.NumberNode;
import org.kie.dmn.feel.lang.ast.SignedUnaryNode;
import org.kie.dmn.feel.lang.ast.StringNode;
import org.kie.dmn.feel.lang.types.impl.ComparablePeriod;
import org.kie.dmn.model.api.Decision;
import org.kie.dmn.model.api.LiteralExpression;
import org.kie.dmn.model.api.UnaryTests;

/**
 * Every constant that a model's tables and expressions name: where an answer changes, one of them is near.
 *
 * @param numbers numbers
 * @param texts words
 * @param dates days
 * @param spans durations, of which windows are made
 */
public record Constants(Set<BigDecimal> numbers, Set<String> texts, Set<LocalDate> dates, Set<TemporalAmount> spans) {

    /** Those of a model. */
    public static Constants of(DecisionModel model) {
        var found = new Constants(
                new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
        var names = Feel.names(model.decisions().stream().map(Decision::getName).toList());
        for (var element : model.dmn().getDefinitions().getDrgElement()) {
            Steps.within(element, LiteralExpression.class).stream()
                    .map(LiteralExpression::getText)
                    .filter(text -> text != null && !text.isBlank())
                    .map(text -> Feel.expression(text, names))
                    .forEach(found::collect);
            Steps.within(element, UnaryTests.class).stream()
                    .map(UnaryTests::getText)
                    .filter(text -> text != null && !text.isBlank())
                    .map(text -> Feel.cell(text, names))
                    .forEach(found::collect);
        }
        return found;
    }

    private void collect(ASTNode tree) {
        if (tree != null) {
            Feel.walk(tree, node -> {
                if (node instanceof NumberNode
                        || node instanceof StringNode
                        || node instanceof SignedUnaryNode
                        || node instanceof AtLiteralNode
                        || node instanceof FunctionInvocationNode) {
                    add(value(node));
                }
            });
        }
    }

    /** A call is a constant where its arguments are; of others FEEL has no value. */
    private static Object value(ASTNode node) {
        try {
            return Feel.constant(node);
        } catch (RuntimeException namesUnknownHere) {
            return null;
        }
    }

    private void add(Object value) {
        if (value instanceof BigDecimal number) {
            // one form for equal numbers
            var plain = number.stripTrailingZeros();
            numbers.add(plain.scale() < 0 ? plain.setScale(0) : plain);
        } else if (value instanceof String text) {
            texts.add(text);
        } else if (value instanceof LocalDate date) {
            dates.add(date);
        } else if (value instanceof ComparablePeriod period) {
            spans.add(period.asPeriod());
        } else if (value instanceof TemporalAmount span) {
            spans.add(span);
        }
    }
}
