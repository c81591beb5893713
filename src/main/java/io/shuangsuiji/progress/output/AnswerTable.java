package io.shuangsuiji.progress.output;

import java.util.List;

/**
 * A part of an answer as a table.
 *
 * @param key by which an edition's report names it
 * @param title what it is called
 * @param header the columns
 * @param rows their cells: texts, numbers, days; null where nothing is to be said
 * @param more how many further rows are counted but not listed
 */
public record AnswerTable(String key, String title, List<String> header, List<List<Object>> rows, long more) {
    /** True where it has no rows. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** True where all that a column says are numbers. */
    public boolean isNumeric(int column) {
        return rows.stream().map(row -> row.get(column)).allMatch(cell -> cell == null || cell instanceof Number)
                && rows.stream().anyMatch(row -> row.get(column) != null);
    }
}
