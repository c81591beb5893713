package io.shuangsuiji.decision.input;

import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.Listed;
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
        if (body == null || !body.isObject()) {
            problems.add(new FieldProblem(
                    "", "应为 JSON 对象，键为：" + keys(model) + " / expected a JSON object with the keys " + keys(model)));
            return new Inputs(new HashMap<>(), problems);
        }
        var members = Values.members(model.inputs(), model.columns(), body, "", problems);
        members.unknown()
                .forEach(key -> problems.add(new FieldProblem(
                        FieldProblem.pointer("", key),
                        "未知的键「" + Listed.shortened(key) + "」，允许：" + keys(model) + " / unknown key \""
                                + Listed.shortened(key) + "\"; allowed: "
                                + keys(model))));
        return new Inputs(members.values(), problems);
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
