package io.shuangsuiji.scenario.mutation;

import io.shuangsuiji.model.Table;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.scenario.subject.Subjects;
import io.shuangsuiji.sheets.writer.WorkbookWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * A first scenario workbook of an edition that has none: for each row of its decision tables an input that reaches it, with
 * what the edition answers. What it says proves nothing until somebody has compared it with the plan's own text.
 */
public final class StarterScenarios {
    /** What the workbook is called. */
    public static final String FILE = "起步场景.xlsx";

    private static final String MARK = "请核对：";

    private StarterScenarios() {}

    /** The workbook; empty where the edition answers nothing. */
    public static Optional<byte[]> of(Edition edition) {
        try (var workbook = new WorkbookWriter()) {
            int written = 0;
            for (var model : edition.models().values()) {
                var subject = Subjects.of(model);
                var rows = Suggestions.forRows(edition, model);
                // an input of which the tables make nothing shows a gap, which the check tells
                rows.values()
                        .removeIf(suggestion -> !subject.ask(edition, suggestion.input())
                                .failures()
                                .isEmpty());
                if (rows.isEmpty()) {
                    continue;
                }
                var layout = new Template.Layout(workbook.sheet(Subjects.label(edition, subject)), 0);
                layout.headers(subject);
                int index = 2;
                for (var row : rows.entrySet()) {
                    var suggestion = row.getValue().about(MARK + place(edition, row.getKey()));
                    var answer = subject.ask(edition, suggestion.input());
                    layout.answered(index++, subject, suggestion, answer, key -> says(row.getKey(), key));
                    written++;
                }
            }
            return written == 0 ? Optional.empty() : Optional.of(workbook.bytes());
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    private static String place(Edition edition, Table.Row row) {
        return edition.decisionTables().stream()
                .filter(table -> table.rows().contains(row))
                .map(table -> "「" + table.label() + "」第 " + row.number() + " 行")
                .findFirst()
                .orElseThrow();
    }

    private static boolean says(Table.Row row, String key) {
        return row.cells().stream().anyMatch(cell -> cell.text().equals(key));
    }
}
