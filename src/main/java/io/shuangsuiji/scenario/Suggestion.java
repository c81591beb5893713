package io.shuangsuiji.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shuangsuiji.policy.ValueType.Field;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A scenario that is missing: its input is found, what to expect of it is the tester's to say.
 *
 * @param purpose the row, bound or mutant that it is for
 * @param model the model's name
 * @param input the input, as a caller would send it
 * @param cells the same by the labels of the model's inputs
 * @param answer today's answer, for comparison
 */
public record Suggestion(String purpose, String model, ObjectNode input, Map<String, String> cells, String answer) {

    static Map<String, String> cells(Subject subject, JsonNode input) {
        var cells = new LinkedHashMap<String, String>();
        for (var path : FieldPath.all(subject.inputs())) {
            var node = input;
            for (Field step : path.steps()) {
                node = node == null ? null : node.get(step.name());
            }
            if (node != null && !node.isNull()) {
                cells.put(path.label(), node.isBoolean() ? (node.booleanValue() ? "是" : "否") : node.asText());
            }
        }
        return cells;
    }

    /** The input in a line. */
    public String inputLine() {
        return cells.entrySet().stream()
                .map(cell -> cell.getKey() + "=" + cell.getValue())
                .collect(Collectors.joining("；"));
    }
}
