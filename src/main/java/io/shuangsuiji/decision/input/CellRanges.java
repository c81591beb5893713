package io.shuangsuiji.decision.input;

import io.shuangsuiji.decision.json.Bytes;
import io.shuangsuiji.sheets.FormulaGuard;
import io.shuangsuiji.sheets.text.Utf8;

/**
 * The positions of the cells of a CSV row within its bytes. Works only for plain rows: valid UTF-8, no character that would
 * be escaped in JSON or within a quoted cell, no white space at the edge of a cell, no cell that looks like a formula. One
 * thread reuses it for each row.
 */
public final class CellRanges {
    private static final byte PLAIN = 0;
    private static final byte LONGER = 1;
    private static final byte ODD = 2;
    private static final byte[] KINDS = new byte[256];

    static {
        for (int c = 0; c < KINDS.length; c++) {
            boolean odd = c < ' ' || c == '"' || c == '\\' || c >= 0x80 && c < 0xC2 || c > 0xF4;
            KINDS[c] = odd ? ODD : c < 0x80 ? PLAIN : LONGER;
        }
    }

    private final int[] starts;
    private final int[] ends;
    private final boolean[] separated;
    private byte[] bytes;
    private int count;

    /** @param most how many cells a row may have */
    public CellRanges(int most) {
        starts = new int[most];
        ends = new int[most];
        separated = new boolean[most];
    }

    /** Finds the cells of a row; false if the row is not plain or all its cells are empty. */
    public boolean find(byte[] in, int from, int to, byte separator) {
        bytes = in;
        count = 0;
        boolean empty = true;
        for (int i = from; count < starts.length; i++) {
            boolean quoted = i < to && in[i] == '"';
            int start = quoted ? i + 1 : i;
            int end = end(start, to, separator, quoted);
            if (end < 0
                    || end > start
                            && (FormulaGuard.mayBegin(in, start, end)
                                    || white(start, to)
                                    || white(last(start, end), to))) {
                return false;
            }
            starts[count] = start;
            ends[count++] = end;
            empty &= start == end;
            i = quoted ? end + 1 : end;
            if (i >= to) {
                return !empty;
            }
            if (in[i] != separator) {
                return false;
            }
        }
        return false;
    }

    /** Where the cell ends, before its closing quote; negative if the row is not plain. */
    private int end(int start, int to, byte separator, boolean quoted) {
        separated[count] = false;
        int i = start;
        while (i < to) {
            byte c = bytes[i];
            if (c == separator) {
                if (!quoted) {
                    return i;
                }
                separated[count] = true;
                i++;
            } else if (KINDS[c & 0xFF] == PLAIN) {
                i++;
            } else if (KINDS[c & 0xFF] == LONGER) {
                int length = sequence(i, to);
                if (length == 0) {
                    return -1;
                }
                i += length;
            } else {
                return c == '"' && quoted ? i : -1;
            }
        }
        return quoted ? -1 : i;
    }

    /** The length of a sequence of UTF-8 for one character beyond ASCII; 0 where it is malformed or stands for such. */
    private int sequence(int at, int to) {
        int length = Utf8.sequence(bytes, at, to);
        boolean replaced =
                length == 3 && bytes[at] == (byte) 0xEF && bytes[at + 1] == (byte) 0xBF && bytes[at + 2] == (byte) 0xBD;
        return replaced ? 0 : Math.max(length, 0);
    }

    private int last(int start, int end) {
        int i = end - 1;
        while (i > start && (bytes[i] & 0xC0) == 0x80) {
            i--;
        }
        return i;
    }

    /** True where the character may be white space: beyond ASCII all of it begins so, with some other characters. */
    private boolean white(int at, int to) {
        int c = bytes[at] & 0xFF;
        if (c < 0x80) {
            return c == ' ';
        }
        int second = at + 1 < to ? bytes[at + 1] & 0xFF : 0;
        return c >= 0xE1 && c <= 0xE3 && (second == 0x80 || second == 0x81 || second == 0x9A);
    }

    public byte[] bytes() {
        return bytes;
    }

    /** Where the cell at that position begins; beyond the row's end it is empty. */
    public int start(int position) {
        return position < count ? starts[position] : 0;
    }

    public int end(int position) {
        return position < count ? ends[position] : 0;
    }

    /** Adds a cell to a row that is being written, quoted where it must be. */
    public void write(int position, Bytes to) {
        boolean quoted = position < count && separated[position];
        if (quoted) {
            to.add((byte) '"');
        }
        to.add(bytes, start(position), end(position));
        if (quoted) {
            to.add((byte) '"');
        }
    }
}
