package io.shuangsuiji.policy.compile;

import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.KieEngine;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.ValueType.Kind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * Has every model decide about something small and about something larger, before it may serve: where decisions build on one
 * another, what one hands to the next grows beyond all bounds only then.
 */
final class Probe {
    private static final int MOST_VALUES = 1_000;

    private final boolean large;
    private int made;

    private Probe(boolean large) {
        this.large = large;
    }

    /** What took too much work is kept by the engine. */
    static void each(Iterable<DecisionModel> models, KieEngine kie) {
        for (var model : models) {
            for (boolean large : new boolean[] {false, true}) {
                if (kie.stopped().isEmpty()) {
                    kie.evaluate(model, new Probe(large).inputs(model));
                }
            }
        }
    }

    private Map<String, Object> inputs(DecisionModel model) {
        var values = new HashMap<String, Object>();
        model.inputs().forEach(input -> values.put(input.name(), value(input.type())));
        return values;
    }

    private Object value(ValueType type) {
        if (++made > MOST_VALUES) {
            return null;
        }
        if (type.list()) {
            return Collections.nCopies(large ? 20 : 1, value(type.element()));
        }
        if (type.kind() == Kind.STRUCTURE) {
            var fields = new HashMap<String, Object>();
            type.fields().forEach(field -> fields.put(field.name(), value(field.type())));
            return fields;
        }
        var listed = type.constraint().enumeration();
        if (!listed.isEmpty()) {
            return listed.get(large ? listed.size() - 1 : 0);
        }
        return switch (type.kind()) {
            case TEXT -> (large ? "文字" : "字");
            case NUMBER -> BigDecimal.valueOf(large ? 1_000 : 1);
            case BOOLEAN -> large;
            case DATE -> LocalDate.of(2024, 1, 1);
            default -> null;
        };
    }
}
