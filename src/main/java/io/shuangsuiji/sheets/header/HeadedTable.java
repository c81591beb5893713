package io.shuangsuiji.sheets.header;

import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.Listed;
import io.shuangsuiji.sheets.Row;
import io.shuangsuiji.sheets.Rows;
import io.shuangsuiji.sheets.Sheet;
import io.shuangsuiji.sheets.UnreadableFile;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A table whose header was found: rows with columns that have names. */
public final class HeadedTable implements Closeable {
    private final Sheet sheet;
    private final Rows rows;
    private final HeaderSearch.Found found;
    private final Columns known;
    private final Deque<Row> waiting;
    private Columns.Assignment columns;

    private HeadedTable(Sheet sheet, Rows rows, HeaderSearch.Found found, Columns known) {
        this.sheet = sheet;
        this.rows = rows;
        this.found = found;
        this.known = known;
        this.columns = found.columns();
        this.waiting = new ArrayDeque<>(found.below());
    }

    /** Looks for the header; to be closed whatever was found. */
    public static HeadedTable of(Sheet sheet, Columns known) throws IOException {
        var rows = sheet.rows();
        try {
            return new HeadedTable(sheet, rows, HeaderSearch.in(rows, known), known);
        } catch (IOException | RuntimeException failed) {
            rows.close();
            throw failed;
        }
    }

    public Sheet sheet() {
        return sheet;
    }

    /** The header's text, column by column. */
    public List<String> headers() {
        return found.headers();
    }

    /** The rows above the header: titles and units. */
    public List<Row> above() {
        return found.above();
    }

    /** How many columns the header names. */
    public long recognised() {
        return found.recognised();
    }

    /** True where the header names every column that must be there. */
    public boolean complete() {
        return found.complete();
    }

    /** The row of the header, the lower of two; 0 where the table is empty. */
    public long headerLine() {
        return found.row() == null ? 0 : found.row().number();
    }

    /** Which column stands where. */
    public Columns.Assignment columns() {
        return columns;
    }

    /** Reads a key from another of the columns that bear its name. */
    public void use(String key, int position) {
        columns = columns.with(key, position);
    }

    /** The next rows, at most so many, which are yet to come. */
    public List<Row> peek(int count) throws IOException {
        while (waiting.size() < count) {
            var row = rows.next();
            if (row == null) {
                break;
            }
            waiting.add(row);
        }
        return waiting.stream().limit(count).toList();
    }

    /** The next row, or null after the last. */
    public Row next() throws IOException {
        return waiting.isEmpty() ? rows.next() : waiting.poll();
    }

    /** Points at a column by its header, as the file has it, or by its key where it is not there. */
    public String pointer(String key) {
        int position = columns.position(key);
        return FieldProblem.pointer("", position < 0 ? key : headers().get(position));
    }

    /** Refuses a table that has no header, or whose header lacks or doubles a column. */
    public HeadedTable orRefuse() {
        if (found.recognised() == 0) {
            throw HeaderSearch.headerless(place(), found, known);
        }
        var problems = headerProblems();
        if (!problems.isEmpty()) {
            throw new UnreadableFile(problems);
        }
        return this;
    }

    /** What is wrong with the header. */
    public List<FieldProblem> headerProblems() {
        var where = place() + "第 " + headerLine() + " 行（表头）/ line " + headerLine() + " (header): ";
        var problems = new ArrayList<FieldProblem>();
        columns.problems()
                .forEach(problem -> problems.add(new FieldProblem(problem.pointer(), where + problem.detail())));
        var present = Listed.names(headers(), "、");
        columns.missing()
                .forEach(column -> problems.add(new FieldProblem(
                        FieldProblem.pointer("", column.key()),
                        where + "缺少必需的列「" + column.label() + "」，可写作："
                                + String.join(
                                        "、", Columns.allNames(column).limit(12).toList()) + "；已有：" + present
                                + " / the column " + column.key() + " is required; found: " + present)));
        return problems;
    }

    private String place() {
        return sheet.name().isEmpty() ? "" : "工作表「" + sheet.name() + "」";
    }

    /** What is wrong with a row before its cells are looked at: their number or their quotes; null where nothing is. */
    public FieldProblem problem(Row row) {
        return problem(row, headers().size(), sheet.separator());
    }

    /** The same for a row of a table of so many columns, whose cells are parted by that character, 0 where by none. */
    public static FieldProblem problem(Row row, int columns, char separator) {
        if (row.broken() != null) {
            return told(row, row.broken());
        }
        if (separator == 0) {
            return null;
        }
        if (row.width() > columns) {
            return told(
                    row,
                    "单元格比表头的 " + columns + " 列多，有 " + row.width()
                            + " 个：多半是某个单元格里有分隔符而没有加双引号 / more cells than the header's " + columns + ": " + row.width()
                            + "; probably a cell holds a separator and is not quoted");
        }
        if (row.lastNumber() > row.number() && hasSwallowedRow(row, columns, separator)) {
            return told(row, "几行被双引号连成了一行，请检查其中的双引号 / rows are joined to one by a quote; look at the quotes there");
        }
        return null;
    }

    private static FieldProblem told(Row row, String cause) {
        var lines = row.lastNumber() > row.number() ? row.number() + " 至 " + row.lastNumber() : "" + row.number();
        return new FieldProblem("", "第 " + lines + " 行：" + cause, null, cause);
    }

    // a stray quote joins everything up to the next quote, some rows further on, into one cell: the joined row has too
    // few
    // cells if separators of a whole row or more lie between the quotes, and too many if fewer do
    private static boolean hasSwallowedRow(Row row, int columns, char separator) {
        return row.texts().size() > columns
                || row.texts().stream()
                        .anyMatch(cell -> cell.chars().anyMatch(c -> c == '\n' || c == '\r')
                                && cell.chars().filter(c -> c == separator).count() >= columns - 1);
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
