package io.shuangsuiji.sheets.xlsx;

import io.shuangsuiji.sheets.Limits;
import io.shuangsuiji.sheets.Row;
import io.shuangsuiji.sheets.Sheet;
import java.util.regex.Pattern;

/** A range of cells: rows counted from 1, as people do, and columns from 0, as {@link Row} does. */
record Range(int firstRow, int firstColumn, int lastRow, int lastColumn) {
    private static final Pattern REFERENCE =
            Pattern.compile("\\$?([A-Z]{1,3})\\$?([1-9]\\d{0,6})(?::\\$?([A-Z]{1,3})\\$?([1-9]\\d{0,6}))?");

    /** Reads {@code A1:C3}, or {@code A1} alone; null where the text is no range. */
    static Range of(String reference) {
        var parts = REFERENCE.matcher(reference == null ? "" : reference);
        if (!parts.matches()) {
            return null;
        }
        int row = Integer.parseInt(parts.group(2));
        int column = column(parts.group(1));
        int otherRow = parts.group(4) == null ? row : Integer.parseInt(parts.group(4));
        int otherColumn = parts.group(3) == null ? column : column(parts.group(3));
        return new Range(
                Math.min(row, otherRow),
                Math.min(column, otherColumn),
                Math.max(row, otherRow),
                Math.max(column, otherColumn));
    }

    /** The column that a cell's address begins with; -1 where it begins with none, and a large number for too many letters. */
    static int column(String address) {
        int column = 0;
        for (int at = 0; at < address.length() && column <= Limits.COLUMNS; at++) {
            char letter = address.charAt(at);
            if (letter < 'A' || letter > 'Z') {
                break;
            }
            column = column * 26 + letter - 'A' + 1;
        }
        return column - 1;
    }

    /** True where the row crosses it. */
    boolean crosses(long row) {
        return row >= firstRow && row <= lastRow;
    }

    @Override
    public String toString() {
        return Sheet.column(firstColumn) + firstRow + ":" + Sheet.column(lastColumn) + lastRow;
    }
}
