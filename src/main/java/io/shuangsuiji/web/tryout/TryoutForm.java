package io.shuangsuiji.web.tryout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shuangsuiji.decision.input.Inputs;
import io.shuangsuiji.decision.input.Values;
import io.shuangsuiji.decision.json.FeelJson;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.policy.ValueType.Kind;
import io.shuangsuiji.scenario.workbook.ShownValue;
import io.shuangsuiji.sheets.FieldProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A form made from a model's inputs, and the reading of what was filled in.
 *
 * @param groups its fields, those of one structure together
 * @param unasked the labels of inputs that no field can hold: lists of structures
 */
record TryoutForm(List<Group> groups, List<String> unasked) {
    /** What stands before the path of an input in the name of its field, so that no other field is taken for one. */
    static final String PREFIX = "in.";

    private static final String BETWEEN = "、";

    /** @param label of the structure, or null for inputs that are in none */
    record Group(String label, List<Ask> fields) {}

    /**
     * A field.
     *
     * @param name under which it is sent
     * @param choices what may be chosen; empty where it is typed
     * @param optional true where it may stay empty
     * @param kind of HTML's inputs, for one that is typed
     * @param value what was filled in
     * @param problem what is wrong with that, or null
     */
    record Ask(
            String name,
            String label,
            List<String> choices,
            boolean optional,
            String kind,
            String value,
            String problem) {}

    /** The form of a model with what was filled in, by field, and what was wrong with it, by field. */
    static TryoutForm of(DecisionModel model, Map<String, String> filled, Map<String, String> problems) {
        var groups = new ArrayList<Group>();
        var alone = new ArrayList<Ask>();
        var unasked = new ArrayList<String>();
        for (var input : model.inputs()) {
            var fields = new ArrayList<Ask>();
            collect(input, PREFIX + input.name(), filled, problems, fields, unasked);
            if (input.type().kind() == Kind.STRUCTURE) {
                groups.add(new Group(input.label(), fields));
            } else {
                alone.addAll(fields);
            }
        }
        if (!alone.isEmpty()) {
            groups.add(new Group(null, alone));
        }
        return new TryoutForm(List.copyOf(groups), List.copyOf(unasked));
    }

    private static void collect(
            Field field,
            String name,
            Map<String, String> filled,
            Map<String, String> problems,
            List<Ask> fields,
            List<String> unasked) {
        var type = field.type();
        if (type.kind() == Kind.STRUCTURE && !type.list()) {
            type.fields()
                    .forEach(member -> collect(member, name + "." + member.name(), filled, problems, fields, unasked));
        } else if (type.kind() == Kind.STRUCTURE || type.kind() == Kind.OTHER || type.lists() > 1) {
            unasked.add(field.label());
        } else {
            fields.add(new Ask(
                    name,
                    field.label() + (type.list() ? "（几项用顿号隔开）" : ""),
                    type.list() ? List.of() : choices(type),
                    type.optional() || type.list(),
                    type.kind() == Kind.DATE && !type.list() ? "date" : "text",
                    filled.getOrDefault(name, ""),
                    problems.get(name)));
        }
    }

    private static List<String> choices(ValueType type) {
        return type.kind() == Kind.BOOLEAN
                ? List.of(ShownValue.of(true), ShownValue.of(false))
                : type.constraint().enumeration().stream().map(ShownValue::of).toList();
    }

    /** Reads what was filled in, as people write it; problems point to the fields. */
    static Inputs read(DecisionModel model, Map<String, String> filled) {
        var problems = new ArrayList<FieldProblem>();
        var values = new LinkedHashMap<String, Object>();
        for (var input : model.inputs()) {
            values.put(input.name(), value(input.type(), PREFIX + input.name(), filled, problems));
        }
        return new Inputs(values, problems);
    }

    private static Object value(ValueType type, String name, Map<String, String> filled, List<FieldProblem> problems) {
        if (type.list()) {
            var elements = new ArrayList<>();
            for (var text : filled.getOrDefault(name, "").split(BETWEEN)) {
                if (!text.isBlank()) {
                    elements.add(Values.fromText(type.element(), text, "/" + name, problems));
                }
            }
            return elements;
        }
        if (type.kind() == Kind.STRUCTURE) {
            var members = new LinkedHashMap<String, Object>();
            type.fields()
                    .forEach(member -> members.put(
                            member.name(), value(member.type(), name + "." + member.name(), filled, problems)));
            return members;
        }
        return Values.fromText(type, filled.get(name), "/" + name, problems);
    }

    /** The input as systems send it. */
    static ObjectNode json(DecisionModel model, Map<String, Object> values) {
        return (ObjectNode) FeelJson.toJson(values, model.inputs());
    }

    /** How given values of an input are filled in; the inverse of {@link #read}. */
    static Map<String, String> filled(DecisionModel model, Map<String, ?> values) {
        return filled(model, values, any -> true);
    }

    /** As {@link #filled}, without what may stay empty. */
    static Map<String, String> required(DecisionModel model, Map<String, ?> values) {
        return filled(model, values, type -> !type.optional());
    }

    private static Map<String, String> filled(DecisionModel model, Map<String, ?> values, Predicate<ValueType> wanted) {
        var filled = new LinkedHashMap<String, String>();
        model.inputs()
                .forEach(input -> fill(input.type(), PREFIX + input.name(), values.get(input.name()), wanted, filled));
        return filled;
    }

    private static void fill(
            ValueType type, String name, Object value, Predicate<ValueType> wanted, Map<String, String> filled) {
        if (type.kind() == Kind.STRUCTURE && !type.list()) {
            type.fields()
                    .forEach(member -> fill(
                            member.type(),
                            name + "." + member.name(),
                            value instanceof Map<?, ?> members ? members.get(member.name()) : null,
                            wanted,
                            filled));
        } else if (value != null && wanted.test(type)) {
            filled.put(
                    name,
                    value instanceof List<?> elements
                            ? String.join(
                                    BETWEEN,
                                    elements.stream().map(ShownValue::of).toList())
                            : ShownValue.of(value));
        }
    }
}
