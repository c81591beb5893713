package io.shuangsuiji.decision.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.ValueConstraint.Range;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.policy.ValueType.Kind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * JSON Schema (2020-12) of what a model takes and gives, from the model's own types. It allows whatever the service
 * allows; what a schema cannot say (that a key nearly spells a declared one, say) the service refuses besides.
 */
public final class JsonSchemas {
    /** The dialect. */
    public static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);
    private static final BigDecimal HALF = new BigDecimal("0.5");

    private JsonSchemas() {}

    /** A document of its own, under the edition's name. */
    public static ObjectNode document(Edition edition, DecisionModel model, boolean output) {
        var document = NODES.objectNode();
        document.put("$schema", DIALECT);
        document.put(
                "$id",
                "urn:shuangsuiji:" + edition.name() + ":" + edition.digest() + ":" + model.name() + ":"
                        + (output ? "output" : "input"));
        document.setAll(output ? output(model) : input(model));
        return document;
    }

    /** What a caller sends. */
    public static ObjectNode input(DecisionModel model) {
        var schema = fields(model.inputs(), true);
        schema.put("title", model.label());
        describe(schema, model.description(), "The input of the model " + model.name());
        schema.put("additionalProperties", false);
        return schema;
    }

    /** What the model answers. */
    public static ObjectNode output(DecisionModel model) {
        var schema = fields(model.outputs(), false);
        schema.put("title", model.label());
        describe(schema, model.description(), "The answer of the model " + model.name());
        return schema;
    }

    private static ObjectNode fields(List<Field> fields, boolean input) {
        var schema = NODES.objectNode();
        schema.put("type", "object");
        var properties = schema.putObject("properties");
        var required = NODES.arrayNode();
        for (var field : fields) {
            var property = of(field.type(), input);
            property.put("title", field.label());
            describe(property, field);
            properties.set(field.name(), property);
            // an answer has every key, be its value null
            if (!input || !field.type().optional()) {
                required.add(field.name());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema;
    }

    private static ObjectNode of(ValueType type, boolean input) {
        if (type.list()) {
            var element = type.element();
            var array = NODES.objectNode();
            array.set("type", types("array", type.optional()));
            array.set("items", of(element, input));
            return array;
        }
        if (type.kind() == Kind.STRUCTURE) {
            var structure = fields(type.fields(), input);
            structure.set("type", types("object", type.optional()));
            return structure;
        }
        var schema = NODES.objectNode();
        var name = name(type);
        if (name != null) {
            schema.set("type", types(name, type.optional()));
        }
        var format = format(type.kind());
        if (format != null) {
            schema.put("format", format);
        }
        var allowed = type.constraint().enumeration();
        if (!allowed.isEmpty()) {
            var values = schema.putArray("enum");
            allowed.forEach(value -> values.add(FeelJson.toJson(value)));
            if (type.optional()) {
                values.addNull();
            }
        }
        bounds(schema, type.constraint().ranges());
        return schema;
    }

    private static String name(ValueType type) {
        return switch (type.kind()) {
            case TEXT, DATE, TIME, DATE_TIME, DURATION, PERIOD -> "string";
            case BOOLEAN -> "boolean";
            case NUMBER -> whole(type) ? "integer" : "number";
            case STRUCTURE, OTHER -> null;
        };
    }

    /** What kind of text it is; null for any. Times may be local ones, without the offset that the format asks for. */
    private static String format(Kind kind) {
        return switch (kind) {
            case DATE, TIME, DATE_TIME, DURATION -> kind.word();
            case PERIOD -> Kind.DURATION.word();
            default -> null;
        };
    }

    /** True where the type takes some whole numbers and nothing half way between them. */
    private static boolean whole(ValueType type) {
        var tried = Stream.concat(
                        type.constraint().enumeration().stream(),
                        Stream.concat(
                                Stream.of(BigDecimal.ZERO, BigDecimal.ONE),
                                type.constraint().ranges().stream()
                                        .flatMap(range -> Stream.of(range.low(), range.high()))))
                .filter(BigDecimal.class::isInstance)
                .map(BigDecimal.class::cast)
                .flatMap(bound -> Stream.of(bound.subtract(BigDecimal.ONE), bound, bound.add(BigDecimal.ONE)))
                .filter(type.constraint()::allows)
                .toList();
        return !tried.isEmpty()
                && tried.stream()
                        .flatMap(number -> Stream.of(number, number.add(HALF), number.subtract(HALF)))
                        .allMatch(number -> !type.constraint().allows(number)
                                || number.stripTrailingZeros().scale() <= 0);
    }

    private static JsonNode types(String name, boolean orNull) {
        return orNull ? NODES.arrayNode().add(name).add("null") : NODES.textNode(name);
    }

    private static void bounds(ObjectNode schema, List<Range> ranges) {
        // of several ranges only the outermost bounds can be said so
        if (ranges.size() == 1) {
            var range = ranges.get(0);
            if (range.low() instanceof BigDecimal low) {
                schema.put(range.lowClosed() ? "minimum" : "exclusiveMinimum", low);
            }
            if (range.high() instanceof BigDecimal high) {
                schema.put(range.highClosed() ? "maximum" : "exclusiveMaximum", high);
            }
        }
    }

    private static void describe(ObjectNode schema, Field field) {
        // the models' own words are 「中文 / English」, or Chinese alone
        var words = field.type().constraint().enumeration().isEmpty()
                ? field.type().constraint().description().split(" / ", 2)
                : new String[] {""};
        describe(
                schema,
                words[0].isEmpty() ? field.label() : field.label() + "：" + words[0],
                words.length < 2 ? english(field.name()) : english(field.name()) + ": " + words[1]);
    }

    private static void describe(ObjectNode schema, String chinese, String english) {
        schema.put("description", Objects.toString(chinese, "").isEmpty() ? english : chinese + " / " + english);
    }

    /** {@code complaintsInQuarter} as words: complaints in quarter. */
    private static String english(String key) {
        return key.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
