package io.shuangsuiji.sheets;

import java.util.List;
import java.util.Map;

/**
 * A row of a table that holds something.
 *
 * @param number where it begins, counted from 1: the physical line of a text, the row of a sheet
 * @param lastNumber where it ends: a quoted cell of a text may hold line breaks
 * @param texts the text of each cell from column A on; empty where a cell is blank
 * @param special the cells that are more than a text, by column from 0: numbers, dates, formulas, faults
 * @param visibility whether people see it
 * @param broken what is wrong with the row as a whole, in Chinese and English; null where nothing is
 */
public record Row(
        long number,
        long lastNumber,
        List<String> texts,
        Map<Integer, Cell> special,
        Visibility visibility,
        String broken) {
    /** Whether people see a row. */
    public enum Visibility {
        SHOWN,
        /** Hidden by hand. */
        HIDDEN,
        /** Left out by a filter. */
        FILTERED
    }

    /** The text of a cell; empty beyond the row's end and for a column below 0. */
    public String text(int column) {
        return column >= 0 && column < texts.size() ? texts.get(column) : "";
    }

    /** A cell; blank beyond the row's end. */
    public Cell cell(int column) {
        var cell = special.isEmpty() ? null : special.get(column);
        return cell == null ? Cell.text(text(column)) : cell;
    }

    /** True where nothing is to be seen in a cell. */
    public boolean isBlank(int column) {
        return special.isEmpty() ? text(column).isBlank() : cell(column).isBlank();
    }

    /** How many cells there are up to the last that is not blank. */
    public int width() {
        int width = texts.size();
        while (width > 0 && isBlank(width - 1)) {
            width--;
        }
        return width;
    }
}
