package io.shuangsuiji.sheets;

import java.io.IOException;
import java.util.List;

/** A table of a file: a sheet of a workbook, or the whole of a text. */
public interface Sheet {
    /** The sheet's name; empty for a text. */
    String name();

    /** True where people do not see the sheet. */
    boolean hidden();

    /** The ranges of merged cells ({@code A1:C1}); their rows have the first cell's content in every cell already. */
    List<String> merged() throws IOException;

    /** The character between the cells of a text, whose want or excess puts a row out of step; 0 for a sheet. */
    char separator();

    /** The rows, from the first; may be asked for again. */
    Rows rows() throws IOException;

    /** How people point at a cell: {@code 名录!C7}, or {@code C7} where there is but one table. */
    default String address(long row, int column) {
        return (name().isEmpty() ? "" : name() + "!") + column(column) + row;
    }

    /** A column's letters: A for 0. */
    static String column(int column) {
        return (column < 26 ? "" : column(column / 26 - 1)) + (char) ('A' + column % 26);
    }
}
