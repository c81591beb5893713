package io.shuangsuiji.decision;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of text whose cells are separated by one character and may be quoted (RFC 4180). A quote within a cell that does
 * not begin with one is a character like any other. Rows are told apart in bytes: in UTF-8 as in GB18030 no part of a
 * longer character looks like a quote, a line feed or one of the separators.
 */
final class CsvText {
    /** The separators that are tried, the likeliest first. */
    static final List<Character> SEPARATORS = List.of(',', '\t', ';');

    /**
     * The cells of a row.
     *
     * @param fault what is wrong with its quotes, or null
     */
    record Row(List<String> cells, String fault) {
        /** How many cells there are up to the last that is not blank. */
        int width() {
            int width = cells.size();
            while (width > 0 && cells.get(width - 1).isBlank()) {
                width--;
            }
            return width;
        }

        /** The cell at that position, empty beyond the row's end. */
        String cell(int position) {
            return position < cells.size() ? cells.get(position) : "";
        }
    }

    private CsvText() {}

    /** Where rows of that separator end: at a line feed that is not within quotes. */
    static Lines.Cut cut(char separator) {
        return (bytes, from, to, last) -> end(bytes, from, to, last, separator);
    }

    private static int end(byte[] bytes, int from, int to, boolean last, char separator) {
        boolean quoted = false;
        boolean begins = true;
        for (int i = from; i < to; i++) {
            byte c = bytes[i];
            if (quoted) {
                if (c == '"') {
                    if (i + 1 == to && !last) {
                        return -1;
                    }
                    byte after = i + 1 == to ? (byte) '\n' : bytes[i + 1];
                    if (after == '"') {
                        i++;
                    } else if (after == separator || after == '\n' || after == '\r') {
                        quoted = false;
                    } else {
                        // misquoted: the line stands alone, so that it takes no other with it
                        return Lines.plain(bytes, from, to, last);
                    }
                }
            } else if (c == '\n') {
                return i;
            } else if (c == '"' && begins) {
                quoted = true;
            }
            begins = !quoted && c == separator;
        }
        return !last ? -1 : quoted ? Lines.plain(bytes, from, to, true) : to;
    }

    /** Reads a row. */
    static Row row(String text, char separator) {
        var cells = new ArrayList<String>();
        String fault = null;
        int i = 0;
        while (true) {
            int end;
            if (i < text.length() && text.charAt(i) == '"') {
                var cell = new StringBuilder();
                end = quoted(text, i + 1, cell);
                if (end < 0 || end < text.length() && text.charAt(end) != separator) {
                    fault = "双引号不成对：以双引号开头的单元格要以双引号结尾，其中的双引号写两个（\"\"）"
                            + " / not quoted properly: a cell that begins with a quote ends with one, and quotes within"
                            + " are doubled";
                    cells.add(text.substring(i));
                    return new Row(cells, fault);
                }
                cells.add(cell.toString());
            } else {
                int found = text.indexOf(separator, i);
                end = found < 0 ? text.length() : found;
                cells.add(text.substring(i, end));
            }
            if (end >= text.length()) {
                return new Row(cells, fault);
            }
            i = end + 1;
        }
    }

    /** Reads to behind the closing quote; returns -1 where there is none. */
    private static int quoted(String text, int from, StringBuilder cell) {
        int i = from;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c != '"') {
                cell.append(c);
                i++;
            } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                cell.append('"');
                i += 2;
            } else {
                return i + 1;
            }
        }
        return -1;
    }

    /** Adds a cell to a row that is being written, quoted where it must be. */
    static void append(StringBuilder row, String cell, char separator) {
        boolean plain = true;
        for (int i = 0; i < cell.length() && plain; i++) {
            char c = cell.charAt(i);
            plain = c != separator && c != '"' && c != '\n' && c != '\r';
        }
        // white space at the edges is lost by some readers unless it is quoted
        if (plain && cell.equals(cell.strip())) {
            row.append(cell);
        } else {
            row.append('"').append(cell.replace("\"", "\"\"")).append('"');
        }
    }
}
