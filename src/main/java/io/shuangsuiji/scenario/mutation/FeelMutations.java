package io.shuangsuiji.scenario.mutation;

import io.shuangsuiji.model.cell.CellText.Role;
import io.shuangsuiji.model.cell.FeelEngine;
import io.shuangsuiji.model.cell.FeelTree;
import io.shuangsuiji.model.cell.FeelTree.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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
        var root = FeelEngine.read(Role.TESTS, text, List.of());
        var elements = root.parts();
        var negated = text.startsWith("not(");
        if (negated) {
            found.add(text.substring("not(".length(), text.length() - 1));
        }
        if (elements.stream().allMatch(part -> part.is(Kind.TEXT, Kind.NUMBER, Kind.NULL, Kind.NEGATIVE))) {
            var words = elements.stream().map(FeelTree::text).toList();
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
        var root = FeelEngine.read(Role.VALUE, text, List.of());
        if (root.is(Kind.NULL)) {
            if (sample != null) {
                found.add(sample);
            }
            return found;
        }
        if (root.is(Kind.TEXT) && !members.isEmpty()) {
            members.stream().filter(member -> !member.equals(text)).findFirst().ifPresent(found::add);
            return found;
        }
        if (text.startsWith("[") && root.is(Kind.LIST)) {
            ofList(root.parts(), sample, found);
        }
        edits(text, root, found);
        if (found.isEmpty()) {
            found.add("null");
        }
        found.remove(text);
        return found;
    }

    private static void ofList(List<FeelTree> elements, String sample, Set<String> found) {
        var words = elements.stream().map(FeelTree::text).toList();
        for (int dropped = 0; dropped < words.size(); dropped++) {
            var rest = new ArrayList<>(words);
            rest.remove(dropped);
            found.add("[" + String.join(",", rest) + "]");
        }
        var last = elements.isEmpty() ? null : elements.get(elements.size() - 1);
        var added = last != null && last.is(Kind.NUMBER)
                ? new BigDecimal(last.text()).add(BigDecimal.ONE).toString()
                : sample;
        if (added != null && !words.contains(added)) {
            var more = new ArrayList<>(words);
            more.add(added);
            found.add("[" + String.join(",", more) + "]");
        }
    }

    private static void edits(String text, FeelTree part, Set<String> found) {
        switch (part.kind()) {
            case NUMBER -> numbers(part.text()).forEach(number -> found.add(replaced(text, part, number)));
            case TRUTH -> found.add(replaced(text, part, part.text().equals("true") ? "false" : "true"));
            case TEXT -> found.add(replaced(text, part, part.text().replaceFirst("\"$", "′\"")));
            case RANGE -> bounds(part.text()).forEach(range -> found.add(replaced(text, part, range)));
            case OPERATION -> operator(text, part, found);
            case CALL -> {
                if (TEMPORAL.contains(part.operator())) {
                    temporal(text, part, found);
                    return;
                }
            }
            case NEGATIVE -> found.add(text.substring(0, part.start()) + text.substring(part.start() + 1));
            default -> {
                // it is made of what may change
            }
        }
        part.parts().forEach(inner -> edits(text, inner, found));
    }

    private static void operator(String text, FeelTree operation, Set<String> found) {
        if (operation.parts().size() < 2) {
            return;
        }
        int from = operation.parts().get(0).end();
        int to = operation.parts().get(1).start();
        var between = from < to && to <= text.length() ? text.substring(from, to) : "";
        var sign = between.replaceAll("[\\s()]", "");
        var other = OPERATORS.get(sign);
        if (other != null) {
            found.add(text.substring(0, from) + between.replace(sign, other) + text.substring(to));
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

    private static void temporal(String text, FeelTree call, Set<String> found) {
        call.all().filter(part -> part.is(Kind.TEXT)).forEach(literal -> {
            var digits = DIGITS.matcher(literal.text());
            while (digits.find()) {
                for (var number : numbers(digits.group())) {
                    found.add(replaced(
                            text,
                            literal,
                            literal.text().substring(0, digits.start())
                                    + number
                                    + literal.text().substring(digits.end())));
                }
            }
        });
        call.all()
                .filter(part -> part.is(Kind.NUMBER))
                .forEach(number -> numbers(number.text()).forEach(other -> found.add(replaced(text, number, other))));
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

    private static String replaced(String text, FeelTree part, String by) {
        return text.substring(0, part.start()) + by + text.substring(part.end());
    }
}
