package io.shuangsuiji.decision.explain;

import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.decision.input.Values;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.header.Columns;
import io.shuangsuiji.sheets.header.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * An output that is to have another value. Where the path leads through a list, one element of it suffices.
 *
 * @param path from the output down, as in {@code classification.category}
 * @param label its Chinese name
 * @param value what it is to be
 */
record TargetOutput(List<String> path, String label, Object value) {

    /** Reads a path and a value; null, and a problem added, where they are none. */
    static TargetOutput read(DecisionModel model, String path, JsonNode value, List<FieldProblem> problems) {
        var pointer = FieldProblem.pointer("/output", path);
        var fields = model.outputs();
        Field field = null;
        var names = List.of(path.split("[.]", -1));
        for (var name : names) {
            var known = fields.stream().map(Field::name).toList();
            int at = known.indexOf(name);
            if (at < 0) {
                problems.add(new FieldProblem(pointer, unknown(name, known)));
                return null;
            }
            field = fields.get(at);
            fields = field.type().fields();
        }
        if (!fields.isEmpty()) {
            problems.add(new FieldProblem(
                    pointer,
                    "「" + path + "」由几项组成，请写到其中一项，如 " + path + "."
                            + fields.get(0).name()
                            + " / \"" + path + "\" has parts; name one of them, such as " + path + "."
                            + fields.get(0).name()));
            return null;
        }
        var type = field.type();
        var element = type.element();
        int before = problems.size();
        var read = Values.fromJson(element, value, pointer, problems);
        return problems.size() > before ? null : new TargetOutput(names, field.label(), read);
    }

    private static String unknown(String name, List<String> known) {
        var allowed = String.join(", ", known);
        return known.isEmpty()
                ? "「" + name + "」没有下级 / there is nothing below: \"" + name + "\""
                : Spelling.nearest(name, known)
                        .map(meant -> Columns.misspelt(name, meant))
                        .orElse("没有输出「" + name + "」，有：" + allowed + " / there is no output \"" + name
                                + "\"; there are: " + allowed);
    }

    /** The path as it is written. */
    String name() {
        return String.join(".", path);
    }

    /** What the output is now; a list where the path leads through one. */
    Object in(Map<String, Object> outputs) {
        return at(outputs, 0);
    }

    private Object at(Object value, int depth) {
        if (depth == path.size()) {
            return value;
        }
        if (value instanceof Collection<?> elements) {
            var found = new ArrayList<>();
            elements.forEach(element -> found.add(at(element, depth)));
            return found;
        }
        return value instanceof Map<?, ?> members ? at(members.get(path.get(depth)), depth + 1) : null;
    }

    /** True where the outputs are as wanted. */
    boolean holds(Map<String, Object> outputs) {
        return anywhere(in(outputs));
    }

    private boolean anywhere(Object found) {
        return Candidates.same(found, value)
                || found instanceof Collection<?> elements && elements.stream().anyMatch(this::anywhere);
    }

    /** In words: 监管类别 成为「特殊」. */
    String words() {
        return label + " 成" + Wording.is(value);
    }
}
