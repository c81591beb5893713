package io.shuangsuiji.scenario.workbook;

import java.util.List;
import java.util.NavigableMap;
import org.apache.poi.ss.util.CellReference;

/**
 * What is written on a sheet, wherever it came from.
 *
 * @param name the sheet's name
 * @param rows the rows that hold something, from above to below
 */
public record Grid(String name, List<Row> rows) {
    /** More than this many rows with content, in one workbook, are refused. */
    static final int MAX_ROWS = 10_000;

    /**
     * A row.
     *
     * @param index from 0
     * @param cells the text of the cells that hold something, by column from 0
     */
    public record Row(int index, NavigableMap<Integer, String> cells) {
        /** The text of a cell, empty where there is nothing. */
        public String text(int column) {
            return cells.getOrDefault(column, "");
        }
    }

    /** A cell's address as spreadsheets show it. */
    public static String address(int row, int column) {
        return CellReference.convertNumToColString(column) + (row + 1);
    }
}
