package io.shuangsuiji.scenario.coverage;

import io.shuangsuiji.model.ShownCell;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.Table.ColumnKind;
import io.shuangsuiji.model.Table.Placed;
import io.shuangsuiji.model.Table.Row;
import io.shuangsuiji.model.cell.FeelEngine;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.Trace;
import io.shuangsuiji.scenario.workbook.ShownValue;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rows of a decision table as a tester sees them. */
public final class TableRows {
    private TableRows() {}

    /** A row's conditions in words, those that say nothing left out. */
    static String conditions(Table table, Row row) {
        var conditions = demanding(table, row)
                .map(placed -> placed.column().label() + " " + ShownCell.of(placed.cell()))
                .collect(Collectors.joining("；"));
        return conditions.isEmpty() ? "（任何情况）" : conditions;
    }

    /** What stands in the columns of a kind, empty cells left out. */
    static String words(Table table, Row row, ColumnKind kind, String between) {
        return table.cells(row, kind).stream()
                .map(placed -> ShownCell.of(placed.cell()))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(between));
    }

    /** Why no input can reach a row: a column is about a constant of the edition that its cell excludes. */
    public static Optional<String> unreachable(Edition edition, Table table, Row row) {
        return demanding(table, row)
                .filter(placed -> edition.constants().containsKey(path(table, placed)))
                .filter(placed ->
                        !FeelEngine.holds(placed.cell().feel(), edition.constant(path(table, placed)), Map.of()))
                .map(placed ->
                        placed.column().label() + " 恒为 " + ShownValue.shown(edition.constant(path(table, placed))))
                .findFirst();
    }

    /** How many cells of a row an evaluation satisfies. */
    public static int satisfied(Table table, Row row, Trace trace) {
        var values = trace.scope(table.address());
        return (int) table.cells(row, ColumnKind.INPUT).stream()
                .filter(placed -> FeelEngine.holds(
                        placed.cell().feel(),
                        FeelEngine.evaluate(placed.column().expression(), values),
                        values))
                .count();
    }

    private static Stream<Placed> demanding(Table table, Row row) {
        return table.cells(row, ColumnKind.INPUT).stream()
                .filter(placed -> !placed.cell().demandsNothing());
    }

    private static String path(Table table, Placed placed) {
        return table.model() + "." + placed.column().expression();
    }
}
