package io.shuangsuiji.decision.explain;

import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.policy.ValueType.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One value of an input that may be other than it is.
 *
 * @param path from the input down, as in {@code object.creditRating}
 * @param label its Chinese name
 * @param type what it may be
 */
public record InputPath(List<String> path, String label, ValueType type) {

    /** The facts of a model's inputs. Lists are left out: what to put into one cannot be enumerated. */
    public static List<InputPath> of(DecisionModel model) {
        var facts = new ArrayList<InputPath>();
        model.inputs().forEach(input -> collect(List.of(), input, facts));
        return List.copyOf(facts);
    }

    private static void collect(List<String> above, Field field, List<InputPath> facts) {
        var path = new ArrayList<>(above);
        path.add(field.name());
        if (field.type().kind() == Kind.STRUCTURE && !field.type().list()) {
            field.type().fields().forEach(member -> collect(path, member, facts));
        } else if (!field.type().list() && field.type().kind() != Kind.OTHER) {
            facts.add(new InputPath(List.copyOf(path), field.label(), field.type()));
        }
    }

    /** The path as it is written. */
    String name() {
        return String.join(".", path);
    }

    /** True for numbers and dates: of two other values one is nearer. */
    boolean ordered() {
        return type.kind() == Kind.NUMBER || type.kind() == Kind.DATE;
    }

    /** Its value in an input, null where there is none. */
    public Object in(Map<String, Object> inputs) {
        Object value = inputs;
        for (var name : path) {
            value = value instanceof Map<?, ?> members ? members.get(name) : null;
        }
        return value;
    }

    /** A copy of the input in which the fact is another. */
    public Map<String, Object> with(Map<String, Object> inputs, Object value) {
        return with(inputs, 0, value);
    }

    private Map<String, Object> with(Map<String, Object> members, int depth, Object value) {
        var copy = members == null ? new LinkedHashMap<String, Object>() : new HashMap<>(members);
        var name = path.get(depth);
        copy.put(
                name,
                depth == path.size() - 1
                        ? value
                        : with(structure(members == null ? null : members.get(name)), depth + 1, value));
        return copy;
    }

    @SuppressWarnings("unchecked") // the values of a structure are read into maps by name
    private static Map<String, Object> structure(Object value) {
        return (Map<String, Object>) value;
    }
}
