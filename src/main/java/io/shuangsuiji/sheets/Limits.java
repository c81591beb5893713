package io.shuangsuiji.sheets;

/**
 * What is too much of a file, so that the work is bounded before it is begun.
 *
 * @param unpacked bytes of a workbook's parts as they are read, unpacked
 * @param entries parts of a workbook
 * @param texts bytes of the texts that the cells of a workbook share
 * @param line bytes of a row of text
 */
public record Limits(long unpacked, int entries, int texts, int line) {
    /** A registry: read row by row, whatever its size. */
    public static final Limits LARGE = new Limits(4L << 30, 2_000, 128 << 20, 1 << 20);

    /** What a person edits, of which all cells are kept. */
    public static final Limits SMALL = new Limits(200L << 20, 2_000, 64 << 20, 1 << 20);

    /** A cell of text has no more characters; one that has more is a fault of its own. */
    public static final int CELL = 100_000;

    /** No sheet has more columns. */
    public static final int COLUMNS = 16_384;
}
