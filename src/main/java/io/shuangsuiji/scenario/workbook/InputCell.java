package io.shuangsuiji.scenario.workbook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.shuangsuiji.decision.input.Values;
import io.shuangsuiji.decision.json.FeelJson;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.ValueType.Kind;
import io.shuangsuiji.sheets.FieldProblem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what is written in a cell as a value of the kind that its column has. */
public final class InputCell {
    private static final Pattern BETWEEN_LINES = Pattern.compile("[\\n;；]");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[,，、]");

    private InputCell() {}

    /**
     * What a caller would send for a cell of an input column. A cell that does not fit its column is sent as it is
     * written: to be refused may be what the scenario is about.
     */
    static JsonNode toJson(ValueType type, String cell) {
        if (ShownValue.NULL.equals(cell)) {
            return JsonNodeFactory.instance.nullNode();
        }
        if (type.list()) {
            var array = JsonNodeFactory.instance.arrayNode();
            split(cell).forEach(element -> array.add(toJson(type.element(), element)));
            return array;
        }
        if (type.kind() == Kind.OTHER || type.kind() == Kind.STRUCTURE) {
            return JsonNodeFactory.instance.textNode(cell);
        }
        return read(type, cell)
                .or(() -> read(ValueType.any(type.kind()), cell))
                .map(value -> FeelJson.toJson(value.orElse(null)))
                .orElseGet(() -> JsonNodeFactory.instance.textNode(cell));
    }

    /** The value of that type, itself empty for none, that the cell stands for; empty where it stands for none of the type. */
    public static Optional<Optional<Object>> read(ValueType type, String cell) {
        var problems = new ArrayList<FieldProblem>();
        var value = Values.fromText(type, cell, "", problems);
        return problems.isEmpty() ? Optional.of(Optional.ofNullable(value)) : Optional.empty();
    }

    /** The elements that a cell lists: a line each, or between semicolons; else between commas. */
    public static List<String> split(String text) {
        var lines = BETWEEN_LINES.matcher(text).find();
        return (lines ? BETWEEN_LINES : BETWEEN_WORDS)
                .splitAsStream(text)
                .map(String::strip)
                .filter(element -> !element.isEmpty())
                .toList();
    }

    public static boolean isEmptyList(Object value) {
        return value instanceof Collection<?> elements && elements.isEmpty();
    }
}
