package io.shuangsuiji.decision.explain;

import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.decision.FeelJson;
import io.shuangsuiji.decision.explain.TableText.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows of a table against the values of one derivation. */
final class Rows {
    private Rows() {}

    /** The cells of a row that demand something, each with what the input was. */
    static List<Explanation.Cell> cells(TableText table, Row row, Map<String, Object> values) {
        var cells = new ArrayList<Explanation.Cell>();
        for (int i = 0; i < row.cells().size(); i++) {
            var cell = row.cells().get(i);
            if (!cell.any()) {
                var column = table.columns().get(i);
                var value = Feel.evaluate(column.expression(), values);
                boolean held = Feel.holds(cell.tests(), value, values);
                cells.add(new Explanation.Cell(
                        column.label(),
                        FeelJson.toJson(value),
                        cell.words(),
                        held,
                        sentence(column.label(), value, cell, held)));
            }
        }
        return cells;
    }

    private static String sentence(String label, Object value, TableText.Cell cell, boolean held) {
        var is = label + " " + Wording.is(value);
        if (held) {
            return cell.namesOneValue() ? is : is + "，" + cell.words();
        }
        return is + "，要求" + cell.words();
    }

    /** What a row gives, by the name of the column; a column without a name bears the decision's. */
    static Map<String, Object> outputs(String decision, TableText table, Row row, Map<String, Object> values) {
        var outputs = new LinkedHashMap<String, Object>();
        for (int i = 0; i < row.outputs().size(); i++) {
            var name = table.outputs().get(i).name();
            outputs.put(
                    name == null ? decision : name, Feel.evaluate(row.outputs().get(i), values));
        }
        return outputs;
    }

    static Map<String, JsonNode> json(Map<String, Object> outputs) {
        var json = new LinkedHashMap<String, JsonNode>();
        outputs.forEach((name, value) -> json.put(name, FeelJson.toJson(value)));
        return json;
    }
}
