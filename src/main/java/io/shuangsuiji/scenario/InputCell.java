package io.shuangsuiji.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.shuangsuiji.decision.FeelJson;
import io.shuangsuiji.decision.Values;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.ValueType.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** Reads what is written in a cell as a value of the kind that its column has. */
final class InputCell {
    private static final Pattern PERCENT = Pattern.compile("(.*\\S)\\s*[%％]");
    private static final Pattern BETWEEN_LINES = Pattern.compile("\\s*[\\n;；]\\s*");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("\\s*[,，、]\\s*");

    private InputCell() {}

    /**
     * What a caller would send for a cell of an input column. A cell that does not fit its column is sent as it is
     * written: to be refused may be what the scenario is about.
     */
    static JsonNode toJson(ValueType type, Object cell) {
        if (CellText.NULL.equals(cell)) {
            return JsonNodeFactory.instance.nullNode();
        }
        if (type.list()) {
            var array = JsonNodeFactory.instance.arrayNode();
            split(CellText.of(cell)).forEach(element -> array.add(toJson(Headers.elementOf(type), element)));
            return array;
        }
        var value = fit(type.kind(), cell);
        return FeelJson.toJson(value == null ? cell : value);
    }

    /** The value of that kind that the cell stands for; null where it stands for none. */
    static Object fit(Kind kind, Object cell) {
        if (kind == Kind.OTHER || kind == Kind.STRUCTURE) {
            return cell;
        }
        var text = CellText.of(cell);
        var percent = PERCENT.matcher(text);
        if (kind == Kind.NUMBER && percent.matches()) {
            return fit(kind, percent.group(1)) instanceof BigDecimal number ? number.movePointLeft(2) : null;
        }
        return Values.fromText(ValueType.any(kind), text, "", new ArrayList<>());
    }

    /** The elements that a cell lists: a line each, or between semicolons; else between commas. */
    static List<String> split(String text) {
        var lines = BETWEEN_LINES.matcher(text).find();
        return (lines ? BETWEEN_LINES : BETWEEN_WORDS)
                .splitAsStream(text)
                .map(String::strip)
                .filter(element -> !element.isEmpty())
                .toList();
    }

    static boolean isEmptyList(Object value) {
        return value instanceof Collection<?> elements && elements.isEmpty();
    }
}
