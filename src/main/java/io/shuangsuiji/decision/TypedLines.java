package io.shuangsuiji.decision;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.kernel.Kernel;
import io.shuangsuiji.kernel.KernelEngine;
import io.shuangsuiji.kernel.Kernels;
import io.shuangsuiji.kernel.Row;
import io.shuangsuiji.kernel.SlotReader;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.LineEngine;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.ValueType.Field;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * JSON to JSON by a kernel: values go from the parser to the row, each different one checked once, and the answer is
 * mostly a text that is kept. Whatever is out of the ordinary is left to the general way, which says what is wrong.
 * Thread-safe.
 */
public final class TypedLines implements LineEngine {
    /** A longer line may hold what only the general way counts and refuses. */
    private static final int LONGEST = 10_000;
    /** How many different further keys are remembered as harmless. */
    private static final int MOST_KEYS = 1_024;

    private final Kernel kernel;
    private final Structure root;
    private final OutcomeTexts texts;
    private final Row empty;
    private final ThreadLocal<Row> rows;

    private TypedLines(DecisionModel model, Kernel kernel) {
        this.kernel = kernel;
        this.root = new Structure("", model.inputs(), kernel);
        this.texts = new OutcomeTexts(model, kernel);
        this.empty = kernel.newRow();
        this.rows = ThreadLocal.withInitial(kernel::newRow);
    }

    /** An edition answered by kernels, from JSON to JSON too: {@code new EditionCompiler(TypedLines::accelerate)}. */
    public static Edition accelerate(Edition edition) {
        var fast = Kernels.accelerate(edition);
        return fast.withEngine(((KernelEngine) fast.engine())
                .withLines((name, kernel) -> new TypedLines(edition.model(name).orElseThrow(), kernel)));
    }

    /** The names within an object: slots, and structures within. */
    private static final class Structure {
        private final Map<String, Object> members = new HashMap<>();
        private final List<String> names;
        private final boolean top;
        private final List<SlotReader> slots = new ArrayList<>();
        private final Map<String, Boolean> harmless = new ConcurrentHashMap<>();

        Structure(String prefix, List<Field> fields, Kernel kernel) {
            top = prefix.isEmpty();
            names = fields.stream().map(Field::name).toList();
            for (var field : fields) {
                var path = prefix + field.name();
                if (field.type().kind() == ValueType.Kind.STRUCTURE) {
                    members.put(
                            field.name(), new Structure(path + ".", field.type().fields(), kernel));
                } else {
                    var reader = kernel.reader(kernel.slot(path).orElseThrow());
                    slots.add(reader);
                    members.put(field.name(), reader);
                }
            }
        }

        /** True where a key that is none of the names is certainly no slip for one. */
        boolean harmless(String key) {
            if (top) {
                return false;
            }
            var known = harmless.get(key);
            if (known == null) {
                known = Spelling.nearest(key, names).isEmpty();
                if (harmless.size() < MOST_KEYS) {
                    harmless.put(key, known);
                }
            }
            return known;
        }
    }

    @Override
    public boolean outputs(byte[] json, int from, int to, ByteArrayOutputStream out) {
        if (to - from > LONGEST) {
            return false;
        }
        var row = rows.get();
        row.copyFrom(empty);
        try (var parser = Json.mapper().getFactory().createParser(json, from, to - from)) {
            if (parser.nextToken() != JsonToken.START_OBJECT
                    || !read(root, parser, row)
                    || parser.nextToken() != null) {
                return false;
            }
        } catch (IOException | NumberFormatException malformed) {
            return false;
        }
        return texts.write(kernel.decide(row), row, out);
    }

    @Override
    public boolean outputs(JsonNode input, ByteArrayOutputStream out) {
        var row = rows.get();
        row.copyFrom(empty);
        return input.isObject() && read(root, input, row) && texts.write(kernel.decide(row), row, out);
    }

    /** As {@link #read(Structure, JsonParser, Row)}. */
    private static boolean read(Structure structure, JsonNode object, Row row) {
        int structures = 0;
        for (var entry : object.properties()) {
            var member = structure.members.get(entry.getKey());
            var node = entry.getValue();
            if (member instanceof SlotReader reader) {
                if (!value(reader, node, row)) {
                    return false;
                }
            } else if (member instanceof Structure within) {
                if (!node.isObject() || !read(within, node, row)) {
                    return false;
                }
                structures++;
            } else if (!structure.harmless(entry.getKey())) {
                return false;
            }
        }
        return complete(structure, structures, row);
    }

    /** Reads an object whose opening brace is read; false where the general way is to tell. */
    private static boolean read(Structure structure, JsonParser parser, Row row) throws IOException {
        int structures = 0;
        for (var key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            var member = structure.members.get(key);
            var token = parser.nextToken();
            if (member instanceof SlotReader reader) {
                if (!value(reader, token, parser, row)) {
                    return false;
                }
            } else if (member instanceof Structure within) {
                if (token != JsonToken.START_OBJECT || !read(within, parser, row)) {
                    return false;
                }
                structures++;
            } else if (structure.harmless(key)) {
                parser.skipChildren();
            } else {
                return false;
            }
        }
        return complete(structure, structures, row);
    }

    /** True where every structure, and every value that is required, is there. */
    private static boolean complete(Structure structure, int structures, Row row) {
        if (structures != structure.members.size() - structure.slots.size()) {
            return false;
        }
        for (var reader : structure.slots) {
            if (!reader.slot().nullable() && row.isNull(reader.slot())) {
                return false;
            }
        }
        return true;
    }

    private static boolean value(SlotReader reader, JsonToken token, JsonParser parser, Row row) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return true;
        }
        if (!fits(reader, token)) {
            return false;
        }
        var text = parser.getText();
        return reader.read(row, text) || learn(reader, text, Json.mapper().readTree(parser), row);
    }

    private static boolean value(SlotReader reader, JsonNode node, Row row) {
        if (node.isNull()) {
            return true;
        }
        if (!fits(reader, node.asToken())) {
            return false;
        }
        var text = node.asText();
        return reader.read(row, text) || learn(reader, text, node, row);
    }

    private static boolean fits(SlotReader reader, JsonToken token) {
        return switch (reader.slot().kind()) {
            case TEXT, DATE -> token == JsonToken.VALUE_STRING;
            case NUMBER -> token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
            case BOOLEAN -> token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE;
            case STRUCTURE, OTHER -> false;
        };
    }

    private static boolean learn(SlotReader reader, String text, JsonNode node, Row row) {
        var problems = new ArrayList<FieldProblem>();
        var value = Values.fromJson(reader.slot().type(), node, reader.slot().path(), problems);
        return problems.isEmpty() && reader.learn(row, text, value);
    }
}
