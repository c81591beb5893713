package io.shuangsuiji.web.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.decision.json.FeelJson;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.ValueType.Field;
import java.util.List;

/**
 * A decision model, for callers.
 *
 * @param name as it stands in the path
 * @param label its Chinese name
 * @param description what it decides
 * @param inputs what to send
 * @param outputs what it answers
 */
public record ModelView(
        String name, String label, String description, List<ValueView> inputs, List<ValueView> outputs) {

    /**
     * A value that is sent or answered.
     *
     * @param name its JSON key
     * @param label its Chinese name
     * @param type text, number, boolean, date, time, date-time, duration, period, structure or other
     * @param typeName what the model calls the type
     * @param list true for an array of them
     * @param required false where null, or no such key, is allowed
     * @param description what is allowed, where the values cannot be listed
     * @param allowed the allowed values, where they can
     * @param fields of a structure
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record ValueView(
            String name,
            String label,
            String type,
            String typeName,
            boolean list,
            boolean required,
            String description,
            List<JsonNode> allowed,
            List<ValueView> fields) {

        private static ValueView of(Field field) {
            var type = field.type();
            var constraint = type.constraint();
            var allowed =
                    constraint.enumeration().stream().map(FeelJson::toJson).toList();
            return new ValueView(
                    field.name(),
                    field.label(),
                    type.kind().word(),
                    type.name(),
                    type.list(),
                    required(type),
                    allowed.isEmpty() ? constraint.description() : "",
                    allowed,
                    views(type.fields()));
        }

        private static boolean required(ValueType type) {
            return !type.optional();
        }
    }

    /** The view of a model. */
    public static ModelView of(DecisionModel model) {
        return new ModelView(
                model.name(), model.label(), model.description(), views(model.inputs()), views(model.outputs()));
    }

    private static List<ValueView> views(List<Field> fields) {
        return fields.stream().map(ValueView::of).toList();
    }
}
