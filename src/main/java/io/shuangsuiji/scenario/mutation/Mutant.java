package io.shuangsuiji.scenario.mutation;

/**
 * An edition with one cell changed.
 *
 * @param file the file changed
 * @param place the table and row, or the decision, as staff call it
 * @param cell the column, or empty where the whole row is concerned
 * @param from what the cell says
 * @param to what it says in the mutant
 * @param table the id of the table, or null outside tables
 * @param row the row's number from 1, or 0 outside tables
 */
public record Mutant(String file, String place, String cell, String from, String to, String table, int row) {
    /** What a row says that is left out. */
    static final String DELETED = "（删去）";

    /** What becomes of a row that changes places with the next. */
    static final String SWAPPED = "（与下一行对调）";

    @Override
    public String toString() {
        return file + " " + place + (cell.isEmpty() ? "" : " [" + cell + "]") + "：" + from + " → " + to;
    }
}
