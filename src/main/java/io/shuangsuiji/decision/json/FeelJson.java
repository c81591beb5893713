package io.shuangsuiji.decision.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.shuangsuiji.policy.IsoText;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.ValueType.Field;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Writes FEEL values as JSON: exact decimals, ISO dates, and structures in the order in which their type declares them. */
public final class FeelJson {
    // exact: 0.10 stays 0.10, and no exponent is written
    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

    private FeelJson() {}

    /** A JSON object of named values. */
    public static JsonNode toJson(Map<String, Object> values, List<Field> fields) {
        var object = NODES.objectNode();
        fields.forEach(field -> object.set(field.name(), toJson(values.get(field.name()), field.type())));
        return object;
    }

    /** One value, by its type. */
    public static JsonNode toJson(Object value, ValueType type) {
        if (value instanceof Collection<?> elements) {
            var array = NODES.arrayNode();
            elements.forEach(element -> array.add(toJson(element, type)));
            return array;
        }
        if (value instanceof Map<?, ?> members) {
            var object = NODES.objectNode();
            type.fields().forEach(field -> object.set(field.name(), toJson(members.get(field.name()), field.type())));
            members.forEach((key, member) -> {
                if (!object.has(key.toString())) {
                    object.set(key.toString(), toJson(member));
                }
            });
            return object;
        }
        return toJson(value);
    }

    /** One value whose type is not known. */
    public static JsonNode toJson(Object value) {
        if (value == null) {
            return NODES.nullNode();
        }
        if (value instanceof Boolean truth) {
            return NODES.booleanNode(truth);
        }
        if (value instanceof BigDecimal number) {
            return NODES.numberNode(number.scale() < 0 ? number.setScale(0) : number);
        }
        if (value instanceof Number number) {
            return NODES.numberNode(new BigDecimal(number.toString()));
        }
        if (value instanceof Collection<?> || value instanceof Map<?, ?>) {
            return toJson(value, UNTYPED);
        }
        return NODES.textNode(IsoText.write(value));
    }

    private static final ValueType UNTYPED = ValueType.any(ValueType.Kind.OTHER);
}
