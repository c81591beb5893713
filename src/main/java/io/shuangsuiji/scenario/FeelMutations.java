package io.shuangsuiji.scenario;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.kie.dmn.feel.lang.ast.ASTNode;
import org.kie.dmn.feel.lang.ast.BooleanNode;
import org.kie.dmn.feel.lang.ast.FunctionInvocationNode;
import org.kie.dmn.feel.lang.ast.InfixOpNode;
import org.kie.dmn.feel.lang.ast.ListNode;
import org.kie.dmn.feel.lang.ast.NullNode;
import org.kie.dmn.feel.lang.ast.NumberNode;
import org.kie.dmn.feel.lang.ast.RangeNode;
import org.kie.dmn.feel.lang.ast.SignedUnaryNode;
import org.kie.dmn.feel.lang.ast.StringNode;

/** The small slips by which a cell or an expression could be wrong. */
final class FeelMutations {
    private static final Map<String, String> OPERATORS = Map.ofEntries(
            Map.entry(">=", ">"),
            Map.entry(">", ">="),
            Map.entry("<=", "<"),
            Map.entry("<", "<="),
            Map.entry("=", "!="),
            Map.entry("!=", "="),
            Map.entry("and", "or"),
            Map.entry("or", "and"),
            Map.entry("+", "-"),
            Map.entry("-", "+"),
            Map.entry("*", "/"),
            Map.entry("/", "*"));
    private static final Pattern BOUND = Pattern.compile("^(>=|<=|>|<)");
    private static final Pattern INTERVAL = Pattern.compile("^([\\[(\\]])(.*)([\\])\\[])$", Pattern.DOTALL);
    private static final Set<String> TEMPORAL =
            Set.of("duration", "date", "time", "date and time", "years and months duration");
    private static final Pattern DIGITS = Pattern.compile("\\d+");

    private FeelMutations() {}

    /**
     * What may become of the tests in an input cell.
     *
     * @param members what else the column may hold, as FEEL literals; empty where that is not listed
     */
    static Set<String> ofTests(String cell, List<String> members) {
        var found = new LinkedHashSet<String>();
        var text = cell.strip();
        if (text.equals("-")) {
            return found;
        }
        found.add("-");
        var root = Feel.tests(text);
        var elements = List.of(root.getChildrenNode());
        var negated = text.startsWith("not(");
        if (negated) {
            found.add(text.substring("not(".length(), text.length() - 1));
        }
        if (elements.stream().allMatch(FeelMutations::isLiteral)) {
            var words = elements.stream().map(ASTNode::getText).toList();
            listed(words, members).forEach(list -> found.add(negated ? "not(" + list + ")" : list));
        }
        edits(text, root, found);
        found.remove(text);
        return found;
    }

    /** The list with a member dropped, another added, or its only member exchanged. */
    private static List<String> listed(List<String> words, List<String> members) {
        var found = new ArrayList<String>();
        if (words.size() > 1) {
            words.forEach(dropped -> found.add(
                    words.stream().filter(word -> !word.equals(dropped)).collect(Collectors.joining(","))));
        }
        var others = members.stream().filter(member -> !words.contains(member)).toList();
        if (words.size() == 1 && !others.isEmpty()) {
            found.add(others.get(0));
        }
        others.forEach(other -> found.add(String.join(",", words) + "," + other));
        return found;
    }

    /**
     * What may become of an expression.
     *
     * @param sample a FEEL literal of its type, for one that is null or a name; or null
     * @param members what else it may be, as FEEL literals; empty where that is not listed
     */
    static Set<String> ofExpression(String expression, String sample, List<String> members) {
        var found = new LinkedHashSet<String>();
        var text = expression.strip();
        var root = Feel.expression(text);
        if (root instanceof NullNode) {
            if (sample != null) {
                found.add(sample);
            }
            return found;
        }
        if (root instanceof StringNode && !members.isEmpty()) {
            members.stream().filter(member -> !member.equals(text)).findFirst().ifPresent(found::add);
            return found;
        }
        if (text.startsWith("[") && root instanceof ListNode list) {
            ofList(List.of(list.getChildrenNode()), sample, found);
        }
        edits(text, root, found);
        if (found.isEmpty()) {
            found.add("null");
        }
        found.remove(text);
        return found;
    }

    private static void ofList(List<ASTNode> elements, String sample, Set<String> found) {
        var words = elements.stream().map(ASTNode::getText).toList();
        for (int dropped = 0; dropped < words.size(); dropped++) {
            var rest = new ArrayList<>(words);
            rest.remove(dropped);
            found.add("[" + String.join(",", rest) + "]");
        }
        var last = elements.isEmpty() ? null : elements.get(elements.size() - 1);
        var added = last instanceof NumberNode
                ? new BigDecimal(last.getText()).add(BigDecimal.ONE).toString()
                : sample;
        if (added != null && !words.contains(added)) {
            var more = new ArrayList<>(words);
            more.add(added);
            found.add("[" + String.join(",", more) + "]");
        }
    }

    private static void edits(String text, ASTNode node, Set<String> found) {
        if (node instanceof NumberNode) {
            numbers(node.getText()).forEach(number -> found.add(replaced(text, node, number)));
        } else if (node instanceof BooleanNode) {
            found.add(replaced(text, node, node.getText().equals("true") ? "false" : "true"));
        } else if (node instanceof StringNode) {
            found.add(replaced(text, node, node.getText().replaceFirst("\"$", "′\"")));
        } else if (node instanceof RangeNode) {
            bounds(node.getText()).forEach(range -> found.add(replaced(text, node, range)));
        } else if (node instanceof InfixOpNode infix) {
            operator(text, infix, found);
        }
        if (node instanceof FunctionInvocationNode function
                && TEMPORAL.contains(function.getName().getText())) {
            temporal(text, function, found);
            return;
        }
        if (node instanceof SignedUnaryNode) {
            found.add(text.substring(0, node.getStartChar()) + text.substring(node.getStartChar() + 1));
        }
        for (var child : node.getChildrenNode()) {
            // a part that stands nowhere in the text was made up by the parser
            if (child != null && child.getText() != null && text.startsWith(child.getText(), child.getStartChar())) {
                edits(text, child, found);
            }
        }
    }

    private static void operator(String text, InfixOpNode infix, Set<String> found) {
        int from = infix.getLeft().getEndChar() + 1;
        int to = infix.getRight().getStartChar();
        var between = from < to && to <= text.length() ? text.substring(from, to) : "";
        var other = OPERATORS.get(between.replaceAll("[\\s()]", ""));
        if (other != null) {
            found.add(text.substring(0, from)
                    + between.replace(between.replaceAll("[\\s()]", ""), other)
                    + text.substring(to));
        }
    }

    private static List<String> bounds(String range) {
        var bound = BOUND.matcher(range);
        if (bound.find()) {
            return List.of(bound.replaceFirst(OPERATORS.get(bound.group(1))));
        }
        var interval = INTERVAL.matcher(range);
        return !interval.matches()
                ? List.of()
                : List.of(
                        (interval.group(1).equals("[") ? "(" : "[") + interval.group(2) + interval.group(3),
                        interval.group(1)
                                + interval.group(2)
                                + (interval.group(3).equals("]") ? ")" : "]"));
    }

    private static void temporal(String text, FunctionInvocationNode function, Set<String> found) {
        var parts = Feel.parts(function.getParams());
        parts.stream().filter(StringNode.class::isInstance).forEach(literal -> {
            var digits = DIGITS.matcher(literal.getText());
            while (digits.find()) {
                for (var number : numbers(digits.group())) {
                    found.add(replaced(
                            text,
                            literal,
                            literal.getText().substring(0, digits.start())
                                    + number
                                    + literal.getText().substring(digits.end())));
                }
            }
        });
        parts.stream()
                .filter(NumberNode.class::isInstance)
                .forEach(
                        number -> numbers(number.getText()).forEach(other -> found.add(replaced(text, number, other))));
    }

    /** The next numbers above and below, by the last digit that is written. */
    private static List<String> numbers(String number) {
        var value = new BigDecimal(number);
        var step = BigDecimal.ONE.movePointLeft(Math.max(0, value.scale()));
        // a minus in front would have to be set in brackets here and there
        return value.signum() == 0
                ? List.of(value.add(step).toPlainString())
                : List.of(value.add(step).toPlainString(), value.subtract(step).toPlainString());
    }

    private static String replaced(String text, ASTNode node, String by) {
        return text.substring(0, node.getStartChar())
                + by
                + text.substring(node.getStartChar() + node.getText().length());
    }

    private static boolean isLiteral(ASTNode node) {
        return node instanceof StringNode
                || node instanceof NumberNode
                || node instanceof NullNode
                || node instanceof SignedUnaryNode;
    }
}
