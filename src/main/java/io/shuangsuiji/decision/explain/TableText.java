package io.shuangsuiji.decision.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.kie.dmn.feel.lang.Type;
import org.kie.dmn.feel.lang.ast.ASTNode;
import org.kie.dmn.feel.runtime.UnaryTest;
import org.kie.dmn.model.api.DecisionRule;
import org.kie.dmn.model.api.DecisionTable;
import org.kie.dmn.model.api.HitPolicy;

/**
 * A decision table, read to be talked about.
 *
 * @param id its id in the file
 * @param hitPolicy which of the rows that hold go into the result
 * @param columns its input columns
 * @param outputs its output columns
 * @param rows its rows from the top
 * @param own true where the table is all of its decision, so that its columns are about inputs and decisions alone
 */
record TableText(
        String id, HitPolicy hitPolicy, List<Column> columns, List<Column> outputs, List<Row> rows, boolean own) {

    /**
     * A column.
     *
     * @param name of an output, null where it has none
     * @param label its Chinese name
     * @param expression what an input column is about
     */
    record Column(String name, String label, String expression) {}

    /**
     * A row.
     *
     * @param number counted from 1
     * @param rule what stands in the first annotation column, by convention the rule's id
     * @param clause what stands in the others, by convention the clause's own words; of a single one, its text
     * @param cells one an input column
     * @param outputs the texts of the output cells
     */
    record Row(int number, String rule, String clause, List<Cell> cells, List<String> outputs) {
        /** How the row is referred to in a sentence: （R07b：条款原文）. */
        String reference() {
            var words = java.util.stream.Stream.of(rule, clause)
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining("："));
            return words.isEmpty() ? "" : "（" + words + "）";
        }
    }

    /** A cell that demands nothing ({@code any}), or tests of which one must hold, and what they demand in words. */
    record Cell(String text, boolean any, boolean namesOneValue, List<UnaryTest> tests, String words) {
        private static Cell of(String text, Map<String, Type> names) {
            if (text == null || text.isBlank() || text.strip().equals("-")) {
                return new Cell("-", true, false, List.of(), "不限");
            }
            ASTNode tree = Feel.cell(text, names);
            return new Cell(
                    text.strip(),
                    false,
                    Wording.namesOneValue(tree),
                    Feel.tests(text, names),
                    Wording.test(tree, text));
        }
    }

    static TableText of(DecisionTable table, boolean own, Map<String, Type> names) {
        var columns = table.getInput().stream()
                .map(input -> {
                    var expression = input.getInputExpression().getText().strip();
                    return new Column(null, input.getLabel() == null ? expression : input.getLabel(), expression);
                })
                .toList();
        var outputs = table.getOutput().stream()
                .map(output -> new Column(
                        output.getName(), Objects.requireNonNullElse(output.getLabel(), output.getName()), null))
                .toList();
        var rows = new ArrayList<Row>();
        for (var rule : table.getRule()) {
            rows.add(row(rows.size() + 1, rule, names));
        }
        return new TableText(table.getId(), table.getHitPolicy(), columns, outputs, List.copyOf(rows), own);
    }

    private static Row row(int number, DecisionRule rule, Map<String, Type> names) {
        var annotations = rule.getAnnotationEntry().stream()
                .map(annotation -> Objects.toString(annotation.getText(), "").strip())
                .toList();
        int clauses = annotations.size() > 1 ? 1 : 0;
        var clause = annotations.stream()
                .skip(clauses)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("；"));
        return new Row(
                number,
                clauses == 1 && !annotations.get(0).isEmpty() ? annotations.get(0) : null,
                clause.isEmpty() ? null : clause,
                rule.getInputEntry().stream()
                        .map(cell -> Cell.of(cell.getText(), names))
                        .toList(),
                rule.getOutputEntry().stream()
                        .map(cell -> Objects.toString(cell.getText(), "").strip())
                        .toList());
    }
}
