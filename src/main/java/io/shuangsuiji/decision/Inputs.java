package io.shuangsuiji.decision;

import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.policy.Vocabulary;
import io.shuangsuiji.sheets.FieldProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A caller's input, read by a model's own types.
 *
 * @param values a value for each input of the model, null where none was given
 * @param problems everything that is wrong with it; the values may be used only where there is none
 */
public record Inputs(Map<String, Object> values, List<FieldProblem> problems) {

    /** Reads and checks a JSON object whose keys are the model's inputs. */
    public static Inputs read(DecisionModel model, JsonNode body) {
        var problems = new ArrayList<FieldProblem>();
        var values = new HashMap<String, Object>();
        if (body == null || !body.isObject()) {
            problems.add(new FieldProblem(
                    "", "应为 JSON 对象，键为：" + keys(model) + " / expected a JSON object with the keys " + keys(model)));
            return new Inputs(values, problems);
        }
        List<String> keys = new ArrayList<>();
        body.fieldNames().forEachRemaining(keys::add);
        var columns = Vocabulary.NONE.columns(model.inputs()).assign(keys);
        problems.addAll(columns.problems());
        for (var input : model.inputs()) {
            int position = columns.position(input.name());
            var key = position < 0 ? input.name() : keys.get(position);
            var pointer = FieldProblem.pointer("", key);
            // a key that is a label is read as the column would be
            values.put(
                    input.name(),
                    key.equals(input.name())
                            ? Values.fromJson(input.type(), body.get(key), pointer, problems)
                            : Values.fromPeople(input.type(), body.get(key), pointer, problems));
        }
        for (int i = 0; i < keys.size(); i++) {
            var pointer = FieldProblem.pointer("", keys.get(i));
            if (!columns.takes(i)
                    && problems.stream().noneMatch(problem -> problem.pointer().equals(pointer))) {
                problems.add(new FieldProblem(
                        pointer,
                        "未知的键「" + keys.get(i) + "」，允许：" + keys(model) + " / unknown key \"" + keys.get(i)
                                + "\"; allowed: " + keys(model)));
            }
        }
        return new Inputs(values, problems);
    }

    /** The values, or an exception with every problem. */
    public Map<String, Object> valid() {
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
        return values;
    }

    private static String keys(DecisionModel model) {
        return String.join(", ", model.inputs().stream().map(Field::name).toList());
    }
}
