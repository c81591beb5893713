package io.shuangsuiji.sheets.text;

import io.shuangsuiji.sheets.FormulaGuard;
import io.shuangsuiji.sheets.Limits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Rows of text whose cells are separated by one character and may be quoted (RFC 4180, spaces beside the quotes allowed).
 * A quote within a cell that does not begin with one is a character like any other. Rows are told apart in the bytes of
 * UTF-8, in which no part of a longer character looks like a quote or a line feed.
 */
public final class CsvText {
    /** The separators that are tried, the likeliest first; the last is the comma of Chinese texts. */
    public static final List<Character> SEPARATORS = List.of(',', '\t', ';', '|', '，');

    private static final Pattern NAMED = Pattern.compile("(?i)\\s*\"?sep=(.)\"?\\s*");
    private static final int LOOKED_AT = 40;

    /**
     * The cells of a row.
     *
     * @param fault what is wrong with its quotes or characters, or null
     */
    public record Cells(List<String> texts, String fault) {
        /** How many cells there are up to the last that is not blank. */
        public int width() {
            int width = texts.size();
            while (width > 0 && texts.get(width - 1).isBlank()) {
                width--;
            }
            return width;
        }

        /** The cell at that position, empty beyond the row's end. */
        public String text(int position) {
            return position < texts.size() ? texts.get(position) : "";
        }
    }

    private CsvText() {}

    /** True for the line {@code sep=;}, by which Excel is told the separator. */
    public static boolean isNamed(String line) {
        return NAMED.matcher(line).matches();
    }

    /** The separator of a text: what its first line says, or else by which most of the first rows have equally many cells. */
    public static char separator(String beginning) {
        var lines = beginning
                .lines()
                .filter(line -> !line.isBlank())
                .limit(LOOKED_AT)
                .toList();
        if (lines.isEmpty()) {
            return SEPARATORS.get(0);
        }
        var named = NAMED.matcher(lines.get(0));
        if (named.matches()) {
            return named.group(1).charAt(0);
        }
        char best = SEPARATORS.get(0);
        long most = 0;
        for (char separator : SEPARATORS) {
            var rows = new HashMap<Integer, Long>();
            lines.stream()
                    .map(line -> row(line, separator).texts())
                    .filter(cells -> cells.stream().noneMatch(CsvText::isTornQuote))
                    .forEach(cells -> rows.merge(cells.size(), 1L, Long::sum));
            long cells = rows.entrySet().stream()
                    .mapToLong(width -> (width.getKey() - 1) * width.getValue())
                    .max()
                    .orElse(0);
            if (cells > most) {
                most = cells;
                best = separator;
            }
        }
        return best;
    }

    /** True for a part of a quoted cell: the separator tried stands within the quotes. */
    private static boolean isTornQuote(String cell) {
        return cell.chars().filter(c -> c == '"').count() % 2 == 1;
    }

    /** Where rows of that separator end: at a line feed that is not within quotes. */
    public static Lines.Cut cut(char separator) {
        var mark = String.valueOf(separator).getBytes(StandardCharsets.UTF_8);
        return (bytes, from, to, last) -> end(bytes, from, to, last, mark);
    }

    private static int end(byte[] bytes, int from, int to, boolean last, byte[] separator) {
        byte closing = separator[separator.length - 1];
        boolean quoted = false;
        boolean begins = true;
        for (int i = from; i < to; i++) {
            byte c = bytes[i];
            if (quoted) {
                if (c != '"') {
                    continue;
                }
                int after = i + 1;
                while (after < to && bytes[after] == ' ') {
                    after++;
                }
                if (after + separator.length > to && !last) {
                    return -1;
                }
                if (after == i + 1 && after < to && bytes[after] == '"') {
                    i++;
                } else if (after == to
                        || bytes[after] == '\n'
                        || bytes[after] == '\r'
                        || stands(separator, bytes, after, to)) {
                    quoted = false;
                } else {
                    // the quotes are wrong, so they cannot tell where the row ends: its first line is taken as the row
                    return Lines.plain(bytes, from, to, last);
                }
            } else if (c == '\n') {
                return i;
            } else if (c == '"' && begins) {
                quoted = true;
                begins = false;
            } else if (c == closing && stands(separator, bytes, i + 1 - separator.length, to)) {
                begins = true;
            } else {
                begins &= c == ' ';
            }
        }
        return !last ? -1 : quoted ? Lines.plain(bytes, from, to, true) : to;
    }

    private static boolean stands(byte[] separator, byte[] bytes, int at, int to) {
        for (int i = 0; i < separator.length; i++) {
            if (at < 0 || at + i >= to || bytes[at + i] != separator[i]) {
                return false;
            }
        }
        return true;
    }

    /** Reads a row. */
    public static Cells row(String text, char separator) {
        var cells = new ArrayList<String>();
        int i = 0;
        while (true) {
            int start = i;
            while (start < text.length() && text.charAt(start) == ' ') {
                start++;
            }
            int end;
            if (start < text.length() && text.charAt(start) == '"') {
                var cell = new StringBuilder();
                end = quoted(text, start + 1, cell);
                if (end < 0 || end < text.length() && text.charAt(end) != separator) {
                    cells.add(text.substring(i));
                    return new Cells(
                            cells,
                            "双引号不成对：以双引号开头的单元格要以双引号结尾，其中的双引号写两个（\"\"）"
                                    + " / not quoted properly: a cell that begins with a quote ends with one, and quotes within"
                                    + " are doubled");
                }
                cells.add(FormulaGuard.original(cell.toString()));
            } else {
                int found = text.indexOf(separator, i);
                end = found < 0 ? text.length() : found;
                cells.add(FormulaGuard.original(text.substring(i, end)));
            }
            if (end >= text.length()) {
                return new Cells(cells, fault(text, cells));
            }
            i = end + 1;
        }
    }

    private static String fault(String text, List<String> cells) {
        if (text.indexOf('\uFFFD') >= 0) {
            return "有字节不是有效的字符，请用 Excel 或 WPS 另存为「CSV UTF-8」或 .xlsx"
                    + " / there are bytes that are no characters; save the file as CSV UTF-8 or .xlsx";
        }
        if (text.indexOf('\0') >= 0) {
            return "有空字符（NUL），这不是文本，请另存为「CSV UTF-8」或 .xlsx / holds a NUL; save the file as CSV UTF-8 or .xlsx";
        }
        if (text.length() > Limits.CELL && cells.stream().anyMatch(cell -> cell.length() > Limits.CELL)) {
            return "有单元格超过 " + Limits.CELL + " 个字符 / a cell has more than " + Limits.CELL + " characters";
        }
        return cells.size() > Limits.COLUMNS
                ? "超过 " + Limits.COLUMNS + " 个单元格 / more than " + Limits.COLUMNS + " cells"
                : null;
    }

    /** The position after the closing quote and the spaces that follow it; -1 if the quote is not closed. */
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
                do {
                    i++;
                } while (i < text.length() && text.charAt(i) == ' ');
                return i;
            }
        }
        return -1;
    }

    /** Adds a cell to a row that is being written, quoted where it must be, and {@linkplain FormulaGuard guarded}. */
    public static void append(StringBuilder row, String text, char separator) {
        var cell = FormulaGuard.guarded(text);
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
