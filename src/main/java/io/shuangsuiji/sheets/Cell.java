package io.shuangsuiji.sheets;

/**
 * What one cell of a table holds.
 *
 * @param kind what the file says it is; all cells of a text file are {@link Kind#TEXT}
 * @param text as a person would write it: a date as 2024-03-20 (with its time where it has one), a number without exponent,
 *     a truth value as 是 or 否; empty for a blank cell and for one with a fault
 * @param formula by which the text was computed, without the sign of equality; null where there is none
 * @param fault why the cell has no text though it is not blank, in Chinese and English; null where nothing is wrong
 */
public record Cell(Kind kind, String text, String formula, String fault) {
    /** What a file says a cell is. */
    public enum Kind {
        TEXT,
        NUMBER,
        DATE,
        TRUTH
    }

    /** A cell of text. */
    public static Cell text(String text) {
        return new Cell(Kind.TEXT, text, null, null);
    }

    /** A cell that cannot be read. */
    public static Cell fault(String chinese, String english) {
        return new Cell(Kind.TEXT, "", null, chinese + " / " + english);
    }

    /** True where there is nothing to see. */
    public boolean isBlank() {
        return fault == null && text.isBlank();
    }
}
