package io.shuangsuiji.scenario.run;

import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.ValueType.Kind;
import io.shuangsuiji.scenario.subject.Subject.Answer;
import io.shuangsuiji.scenario.workbook.FieldPath;
import io.shuangsuiji.scenario.workbook.InputCell;
import io.shuangsuiji.scenario.workbook.Scenario.Expectation;
import io.shuangsuiji.scenario.workbook.ShownValue;
import io.shuangsuiji.sheets.Notation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/** Compares what is written in a cell with what came out: numbers exactly, lists as sets unless marked ordered. */
public final class Comparison {
    private Comparison() {}

    /** What the answer holds where the expectation looks. */
    public static Object actual(Expectation expectation, String selected, Answer answer) {
        var steps = expectation.column().path().steps();
        var root = steps.get(0);
        var value = answer.value(root.name());
        var select = expectation.column().select() == null
                ? selected
                : expectation.column().select();
        if (select != null && root.type().list() && root.type().kind() == Kind.STRUCTURE) {
            value = element(value, root.type(), select);
        }
        return FieldPath.follow(value, steps.subList(1, steps.size()));
    }

    private static Object element(Object list, ValueType type, String key) {
        var keyField = type.fields().get(0).name();
        var found = list instanceof Collection<?> elements
                ? elements.stream()
                        .filter(element -> element instanceof Map<?, ?> members
                                && ShownValue.of(members.get(keyField)).equals(key))
                        .toList()
                : List.of();
        return found.isEmpty() ? null : found.size() == 1 ? found.get(0) : found;
    }

    /** What to say where the value is not as expected. */
    static Optional<Mismatch> compare(Expectation expectation, Object actual) {
        var column = expectation.column();
        var same = actual instanceof Collection<?> elements
                ? sameList(expectation, new ArrayList<>(elements))
                : same(column.path().type().element(), expectation.value(), actual);
        return same
                ? Optional.empty()
                : Optional.of(
                        new Mismatch(column.index(), column.header(), expectation.value(), ShownValue.shown(actual)));
    }

    private static boolean sameList(Expectation expectation, List<?> actual) {
        var type = expectation.column().path().type().element();
        var written = expectation.value();
        if (written.equals(ShownValue.NULL)) {
            return actual.stream().allMatch(Objects::isNull);
        }
        if (actual.size() == 1 && same(type, written, actual.get(0))) {
            // one element that itself holds a comma
            return true;
        }
        var expected = InputCell.split(written);
        if (expectation.column().ordered()) {
            return expected.size() == actual.size()
                    && IntStream.range(0, expected.size())
                            .allMatch(index -> same(type, expected.get(index), actual.get(index)));
        }
        return expected.stream().allMatch(word -> actual.stream().anyMatch(value -> same(type, word, value)))
                && actual.stream().allMatch(value -> expected.stream().anyMatch(word -> same(type, word, value)));
    }

    private static boolean same(ValueType type, String written, Object actual) {
        if (ShownValue.NULL.equals(written)) {
            return actual == null || InputCell.isEmptyList(actual);
        }
        if (actual == null) {
            return false;
        }
        // cells lose the white space around them, so it is not compared
        if (written.equals(actual instanceof String text ? text.strip() : ShownValue.shown(actual))) {
            return true;
        }
        if (actual instanceof BigDecimal number) {
            return Notation.number(written)
                    .filter(expected -> expected.compareTo(number) == 0)
                    .isPresent();
        }
        return type.kind() != Kind.OTHER
                && type.kind() != Kind.STRUCTURE
                && InputCell.read(type, written)
                        .flatMap(value -> value)
                        .filter(actual::equals)
                        .isPresent();
    }
}
