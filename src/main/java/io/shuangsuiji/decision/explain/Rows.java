package io.shuangsuiji.decision.explain;

import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.decision.json.FeelJson;
import io.shuangsuiji.model.CellWords;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.Table.ColumnKind;
import io.shuangsuiji.model.Table.Placed;
import io.shuangsuiji.model.Table.Row;
import io.shuangsuiji.model.cell.CellText;
import io.shuangsuiji.model.cell.CellText.Role;
import io.shuangsuiji.model.cell.FeelEngine;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rows of a table against the values of one derivation. */
final class Rows {
    private Rows() {}

    /** The cells of a row that demand something, each with what the input was. */
    static List<Explanation.Cell> cells(Table table, Row row, Map<String, Object> values) {
        var cells = new ArrayList<Explanation.Cell>();
        for (var placed : table.cells(row, ColumnKind.INPUT)) {
            if (!placed.cell().demandsNothing()) {
                var value = FeelEngine.evaluate(placed.column().expression(), values);
                boolean held = FeelEngine.holds(placed.cell().feel(), value, values);
                cells.add(new Explanation.Cell(
                        placed.column().label(),
                        FeelJson.toJson(value),
                        CellWords.demand(placed.cell()),
                        held,
                        sentence(placed, value, held)));
            }
        }
        return cells;
    }

    private static String sentence(Placed placed, Object value, boolean held) {
        var type = placed.column().type();
        var is = placed.column().label()
                + " "
                + (value instanceof BigDecimal number && type.percent()
                        ? "为 " + CellText.show(Role.VALUE, type, number.toPlainString())
                        : Wording.is(value));
        return held && CellWords.namesOneValue(placed.cell())
                ? is
                : is + (held ? "，" : "，要求") + CellWords.demand(placed.cell());
    }

    /** What a row gives, by the name of the column; a column without a name bears the decision's. */
    static Map<String, Object> outputs(Table table, Row row, Map<String, Object> values) {
        var outputs = new LinkedHashMap<String, Object>();
        for (var placed : table.conclusions(row)) {
            outputs.put(
                    Objects.requireNonNullElse(placed.column().expression(), table.name()),
                    FeelEngine.evaluate(placed.cell().feel(), values));
        }
        return outputs;
    }

    /** A row in words. */
    static Explanation.Row row(
            Table table,
            Row row,
            boolean selected,
            List<Explanation.Cell> cells,
            Map<String, Object> values,
            String sentence) {
        var json = new LinkedHashMap<String, JsonNode>();
        outputs(table, row, values).forEach((name, value) -> json.put(name, FeelJson.toJson(value)));
        return new Explanation.Row(row.number(), rule(table, row), clause(table, row), selected, cells, json, sentence);
    }

    /** What stands in the first of several annotation columns, by convention the rule's id; else null. */
    static String rule(Table table, Row row) {
        var annotations = table.cells(row, ColumnKind.ANNOTATION);
        var first = annotations.size() > 1 ? annotations.get(0).cell().text() : "";
        return first.isEmpty() ? null : first;
    }

    /** What stands in the other annotation columns that are no part of the conclusion, by convention the clause's own words; else null. */
    private static String clause(Table table, Row row) {
        var annotations = table.cells(row, ColumnKind.ANNOTATION);
        var others = annotations.subList(annotations.size() > 1 ? 1 : 0, annotations.size());
        var own = others.stream()
                .filter(placed -> !table.concludes(placed.column()))
                .toList();
        var clause = (own.isEmpty() ? others : own)
                .stream()
                        .map(placed -> placed.cell().text())
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining("；"));
        return clause.isEmpty() ? null : clause;
    }

    /** How a row is referred to in a sentence: （R07b：条款原文）. */
    static String reference(Table table, Row row) {
        var words = Stream.of(rule(table, row), clause(table, row))
                .filter(Objects::nonNull)
                .collect(Collectors.joining("："));
        return words.isEmpty() ? "" : "（" + words + "）";
    }
}
