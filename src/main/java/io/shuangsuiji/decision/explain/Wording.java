package io.shuangsuiji.decision.explain;

import java.math.BigDecimal;
import java.time.Period;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.kie.dmn.feel.lang.ast.ASTNode;
import org.kie.dmn.feel.lang.ast.BooleanNode;
import org.kie.dmn.feel.lang.ast.NullNode;
import org.kie.dmn.feel.lang.ast.NumberNode;
import org.kie.dmn.feel.lang.ast.RangeNode;
import org.kie.dmn.feel.lang.ast.StringNode;
import org.kie.dmn.feel.lang.ast.UnaryTestListNode;
import org.kie.dmn.feel.lang.ast.UnaryTestNode;
import org.kie.dmn.feel.lang.ast.UndefinedValueNode;
import org.kie.dmn.feel.lang.types.impl.ComparablePeriod;

/** Values and tests in Chinese, as they stand in a sentence. */
final class Wording {
    private Wording() {}

    /** A value: 「环保警示企业」, 12, 是, 空. */
    static String value(Object value) {
        if (value == null) {
            return "空";
        }
        if (value instanceof Boolean truth) {
            return truth ? "是" : "否";
        }
        if (value instanceof String text) {
            return "「" + text + "」";
        }
        if (value instanceof BigDecimal number) {
            return number.stripTrailingZeros().toPlainString();
        }
        if (value instanceof Collection<?> elements) {
            return elements.isEmpty()
                    ? "（无）"
                    : elements.stream().map(Wording::value).collect(Collectors.joining("、"));
        }
        if (value instanceof Map<?, ?> members) {
            return members.values().stream().map(Wording::value).collect(Collectors.joining("，", "（", "）"));
        }
        return value instanceof ComparablePeriod period ? period(period.asPeriod()) : value.toString();
    }

    private static String period(Period period) {
        long months = period.toTotalMonths();
        return months % 12 == 0 ? months / 12 + " 年" : months + " 个月";
    }

    /** What something is: 「为「C」」 or 「为 12」; text in brackets takes no space. */
    static String is(Object value) {
        var shown = value(value);
        return value instanceof String || value == null ? "为" + shown : "为 " + shown;
    }

    /** What a cell demands: 「属于 A、B」, 「不小于 10」; the cell's own text where it says something else. */
    static String test(ASTNode cell, String text) {
        if (!(cell instanceof UnaryTestListNode list)) {
            return "满足 " + text.strip();
        }
        var elements = list.getElements();
        if (elements.stream().allMatch(element -> literal(element) != null)) {
            var words = elements.stream().map(Wording::literal).toList();
            return words.size() == 1 ? single(words.get(0), list.isNegated()) : several(words, list.isNegated());
        }
        var words = elements.stream()
                .map(element -> words(element))
                .map(found -> found == null ? "满足 " + text.strip() : found)
                .distinct()
                .collect(Collectors.joining(" 或 "));
        return list.isNegated() ? "并非 " + words : words;
    }

    private static String single(String word, boolean negated) {
        if (word.equals("空")) {
            return negated ? "不为空" : "为空";
        }
        var spaced = word.startsWith("「") ? word : " " + word;
        return (negated ? "不为" : "为") + spaced;
    }

    private static String several(List<String> words, boolean negated) {
        return (negated ? "不属于 " : "属于 ")
                + words.stream().map(Wording::unquoted).collect(Collectors.joining("、"));
    }

    private static String unquoted(String word) {
        return word.startsWith("「") ? word.substring(1, word.length() - 1) : word;
    }

    /** True where a cell names exactly one value: that the input is this value says it all. */
    static boolean namesOneValue(ASTNode cell) {
        return cell instanceof UnaryTestListNode list
                && !list.isNegated()
                && list.getElements().size() == 1
                && literal(list.getElements().get(0)) != null;
    }

    /** The word of a test for being equal to a literal; null where it is another test. */
    private static String literal(ASTNode element) {
        if (element instanceof UnaryTestNode test) {
            return switch (test.getOperator()) {
                case EQ, IN -> constant(test.getValue());
                default -> null;
            };
        }
        return constant(element);
    }

    private static String constant(ASTNode node) {
        return node instanceof StringNode
                        || node instanceof NumberNode
                        || node instanceof BooleanNode
                        || node instanceof NullNode
                ? operand(node)
                : null;
    }

    private static String words(ASTNode element) {
        if (!(element instanceof UnaryTestNode test)) {
            return literal(element);
        }
        return switch (test.getOperator()) {
            case GTE -> "不小于 " + operand(test.getValue());
            case GT -> "大于 " + operand(test.getValue());
            case LTE -> "不大于 " + operand(test.getValue());
            case LT -> "小于 " + operand(test.getValue());
            case NE -> "不等于 " + operand(test.getValue());
            case EQ, IN -> test.getValue() instanceof RangeNode range ? interval(range) : equal(test.getValue());
            default -> null;
        };
    }

    private static String equal(ASTNode value) {
        return constant(value) == null ? "等于 " + value.getText() : constant(value);
    }

    private static String interval(RangeNode range) {
        boolean low = range.getLowerBound() == RangeNode.IntervalBoundary.CLOSED;
        boolean high = range.getUpperBound() == RangeNode.IntervalBoundary.CLOSED;
        if (range.getEnd() instanceof UndefinedValueNode) {
            return (low ? "不小于 " : "大于 ") + operand(range.getStart());
        }
        if (range.getStart() instanceof UndefinedValueNode) {
            return (high ? "不大于 " : "小于 ") + operand(range.getEnd());
        }
        var ends = low && high ? "含两端" : low ? "含前不含后" : high ? "含后不含前" : "不含两端";
        return "在 " + operand(range.getStart()) + " 至 " + operand(range.getEnd()) + " 之间（" + ends + "）";
    }

    private static String operand(ASTNode node) {
        if (node instanceof StringNode || node instanceof NumberNode || node instanceof BooleanNode) {
            return value(Feel.constant(node));
        }
        return node instanceof NullNode
                ? "空"
                : Objects.toString(node.getText(), "").strip();
    }
}
