package io.shuangsuiji.decision.explain;

import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.Table.ColumnKind;
import io.shuangsuiji.model.cell.FeelEngine;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.TableMatch;
import io.shuangsuiji.policy.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A decision table held against one input: which rows held, which of them count, and which cells kept the others out.
 *
 * @param table the table
 * @param rows a reading of each row, in the table's order
 * @param compared false where the table is so long that only the rows that held were looked at
 */
public record TableReading(Table table, List<RowReading> rows, boolean compared) {
    /** In a longer table nobody looks for what nearly held, and it would take long. */
    static final int MOST_ROWS = 500;

    /**
     * A row.
     *
     * @param held true where each of its cells held
     * @param counts true where the hit policy let it through to the result
     * @param against the places of the columns, from 0, whose cells did not hold; none where that was not looked at
     */
    public record RowReading(Table.Row row, boolean held, boolean counts, List<Integer> against) {
        /** True for a row that a single condition kept out. */
        public boolean near() {
            return against.size() == 1;
        }
    }

    /** How many rows held. */
    public long held() {
        return rows.stream().filter(RowReading::held).count();
    }

    /**
     * The tables that an answer went through, each after those on which it rests.
     *
     * @param inputs a value for each input of the model, already checked
     */
    public static List<TableReading> of(Edition edition, DecisionModel model, Map<String, Object> inputs) {
        var trace = edition.kie().trace(model, inputs);
        var readings = new ArrayList<TableReading>();
        for (var step : Steps.of(edition, model)) {
            for (var table : step.tables()) {
                trace.tables().stream()
                        .filter(match -> table.address().equals(match.table()))
                        .findFirst()
                        .ifPresent(match -> readings.add(read(table, match, trace)));
            }
        }
        return List.copyOf(readings);
    }

    private static TableReading read(Table table, TableMatch match, Trace trace) {
        boolean compared = table.rows().size() <= MOST_ROWS;
        var scope = trace.scope(table.address());
        var values = new ArrayList<>();
        for (var column : table.columns()) {
            values.add(
                    compared && column.kind() == ColumnKind.INPUT
                            ? FeelEngine.evaluate(column.expression(), scope)
                            : null);
        }
        var rows = new ArrayList<RowReading>();
        for (var row : table.rows()) {
            boolean held = match.matched().contains(row.number());
            var against = new TreeSet<Integer>();
            for (int i = 0; compared && !held && i < table.columns().size(); i++) {
                if (table.columns().get(i).kind() == ColumnKind.INPUT
                        && !FeelEngine.holds(row.cells().get(i).feel(), values.get(i), scope)) {
                    against.add(i);
                }
            }
            rows.add(new RowReading(row, held, match.selected().contains(row.number()), List.copyOf(against)));
        }
        return new TableReading(table, List.copyOf(rows), compared);
    }
}
