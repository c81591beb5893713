package io.shuangsuiji.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shuangsuiji.decision.json.FeelJson;
import io.shuangsuiji.decision.json.Json;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.ValueType.Field;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;

/** Valid inputs of any model, drawn from what its types allow. */
public final class TestInputs {
    private static final LocalDate FROM = LocalDate.of(2023, 1, 1);

    private TestInputs() {}

    /** One input; structures carry an id that the model takes no notice of. */
    public static ObjectNode of(DecisionModel model, Random random, int id) {
        var input = object(model.inputs(), random);
        input.forEach(value -> {
            if (value instanceof ObjectNode structure) {
                structure.put("id", "NS-" + id);
            }
        });
        return input;
    }

    private static ObjectNode object(List<Field> fields, Random random) {
        var object = Json.mapper().createObjectNode();
        for (var field : fields) {
            if (!field.type().optional() || random.nextInt(3) > 0) {
                object.set(field.name(), value(field.type(), random));
            }
        }
        return object;
    }

    private static JsonNode value(ValueType type, Random random) {
        var allowed = type.constraint().enumeration();
        if (type.kind() == ValueType.Kind.STRUCTURE) {
            return object(type.fields(), random);
        }
        if (!allowed.isEmpty()) {
            return FeelJson.toJson(allowed.get(random.nextInt(allowed.size())));
        }
        return FeelJson.toJson(
                switch (type.kind()) {
                    case NUMBER -> BigDecimal.valueOf(1 + random.nextInt(4));
                    case BOOLEAN -> random.nextBoolean();
                    case DATE -> FROM.plusDays(random.nextInt(500));
                    default -> "text " + random.nextInt(10);
                });
    }
}
