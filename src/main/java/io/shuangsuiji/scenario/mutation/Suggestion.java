package io.shuangsuiji.scenario.mutation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shuangsuiji.scenario.subject.Subject;
import io.shuangsuiji.scenario.workbook.FieldPath;
import io.shuangsuiji.scenario.workbook.ShownValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A scenario that is missing: its input is found, what to expect of it is the tester's to say.
 *
 * @param purpose the row, bound or mutant that it is for
 * @param model the model's name
 * @param input the input, as a caller would send it
 * @param cells what to write into which input column, by the column's path
 * @param answer today's answer, for comparison
 */
public record Suggestion(String purpose, String model, ObjectNode input, Map<FieldPath, String> cells, String answer) {

    static Suggestion of(String purpose, Subject subject, ObjectNode input) {
        var cells = new LinkedHashMap<FieldPath, String>();
        for (var path : Template.inputs(subject)) {
            JsonNode node = input;
            for (var step : path.steps()) {
                node = node == null ? null : node.get(step.name());
            }
            if (node != null && !node.isNull()) {
                cells.put(path, node.isBoolean() ? ShownValue.of(node.booleanValue()) : node.asText());
            }
        }
        return new Suggestion(purpose, subject.name(), input, cells, "");
    }

    Suggestion about(String what) {
        return new Suggestion(what, model, input, cells, answer);
    }

    Suggestion answered(String words) {
        return new Suggestion(purpose, model, input, cells, words);
    }

    /** The input in a line, by the labels of its columns. */
    public String inputLine() {
        return cells.entrySet().stream()
                .map(cell -> cell.getKey().label() + "=" + cell.getValue())
                .collect(Collectors.joining("；"));
    }
}
