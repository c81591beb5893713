package io.shuangsuiji.registry;

import io.shuangsuiji.decision.Headers;
import io.shuangsuiji.registry.Table.Row;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.UnreadableFile;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A table whose header was found and whose columns are known. */
final class HeadedTable implements Closeable {
    /** Title rows stand above the header; further down than this nobody keeps one. */
    static final int HEADER_WITHIN = 10;

    private final Table table;
    private final List<String> headers;
    private final Headers.Assignment columns;
    private final Map<String, String> pointers = new HashMap<>();
    private final long headerLine;
    private final Deque<Row> waiting;
    private final List<Closeable> alsoOpen;

    /**
     * Takes over a table of which the first rows were read.
     *
     * @throws UnreadableFile where there is no header, or it does not name the columns that it must
     */
    HeadedTable(Table table, Candidate found, Headers known, Closeable... alsoOpen) {
        this.table = table;
        this.alsoOpen = List.of(alsoOpen);
        if (found.recognised() == 0) {
            throw found.headerless(known);
        }
        var row = found.rows().get(found.header());
        this.headers = row.cells();
        this.headerLine = row.line();
        this.columns = known.assign(headers);
        columns.positions()
                .forEach((key, position) -> pointers.put(key, FieldProblem.pointer("", headers.get(position))));
        this.waiting = new ArrayDeque<>(
                found.rows().subList(found.header() + 1, found.rows().size()));
        refuseUnlessComplete(found.place());
    }

    /**
     * The first rows of a table, and which of them looks most like a header.
     *
     * @param rows the first rows
     * @param header the position among them of the first row that names the most columns
     * @param recognised how many it names
     * @param complete true where it names every column that must be there
     * @param place the sheet, in Chinese and English, or empty
     */
    record Candidate(List<Row> rows, int header, long recognised, boolean complete, String place) {
        static Candidate of(Table table, Headers known, String place) throws IOException {
            var rows = new ArrayList<Row>();
            int header = 0;
            long most = 0;
            for (var row = table.next(); row != null; row = table.next()) {
                long recognised = known.recognised(row.cells());
                if (recognised > most) {
                    most = recognised;
                    header = rows.size();
                }
                rows.add(row);
                if (rows.size() == HEADER_WITHIN) {
                    break;
                }
            }
            boolean complete =
                    most > 0 && known.assign(rows.get(header).cells()).missing().isEmpty();
            return new Candidate(rows, header, most, complete, place);
        }

        UnreadableFile headerless(Headers known) {
            if (rows.isEmpty()) {
                return UnreadableFile.because(
                        place + "没有任何内容；第一行应是表头：" + known.expected(),
                        "nothing there; the first row must be a header: " + known.expected());
            }
            var first = rows.get(0);
            var shown = String.join(", ", first.cells());
            shown = shown.length() > 80 ? shown.substring(0, 80) + "…" : shown;
            return UnreadableFile.because(
                    place + "前 " + HEADER_WITHIN + " 行里没有表头：第 " + first.line() + " 行是「" + shown + "」，没有一个已知的列名；表头应为："
                            + known.expected(),
                    "no header within the first " + HEADER_WITHIN + " rows: line " + first.line() + " is \"" + shown
                            + "\", in which no column is known; expected: " + known.expected());
        }
    }

    /** The next row, or null after the last. */
    Row next() throws IOException {
        return waiting.isEmpty() ? table.next() : waiting.poll();
    }

    /** The line of the header. */
    long headerLine() {
        return headerLine;
    }

    /** Where the column of that key stands, or -1. */
    int position(String key) {
        return columns.position(key);
    }

    /** Points at a column by its header, as the file has it, or by its key where it is not there. */
    String pointer(String key) {
        return pointers.getOrDefault(key, "/" + key);
    }

    /** What is wrong with a row before its cells are looked at: their number or their quotes. */
    List<FieldProblem> problems(Row row) {
        var problems = new ArrayList<FieldProblem>();
        if (row.broken() != null) {
            problems.add(row.broken());
        } else if (table.separator().isPresent()) {
            int width = width(headers);
            if (width(row.cells()) > width) {
                problems.add(UnreadableFile.whole(
                        "第 " + row.line() + " 行有 " + width(row.cells()) + " 个单元格，表头只有 " + width
                                + " 列：多半是某个单元格里有分隔符而没有加双引号",
                        "line " + row.line() + " has " + width(row.cells()) + " cells and the header only " + width
                                + ": probably a cell holds a separator and is not quoted"));
            } else if (row.lastLine() > row.line()
                    && hasSwallowedRow(row, table.separator().get())) {
                problems.add(UnreadableFile.whole(
                        "第 " + row.line() + " 至 " + row.lastLine() + " 行被双引号连成了一行，请检查其中的双引号",
                        "lines " + row.line() + " to " + row.lastLine()
                                + " are joined to one row by a quote; look at the quotes there"));
            }
        }
        return problems;
    }

    // a stray quote and the next one enclose, from one row to another, as many separators as a whole row has, or more
    // where it leaves too few cells; where it leaves fewer separators than that, it leaves too many cells
    private boolean hasSwallowedRow(Row row, char separator) {
        return row.cells().size() > headers.size()
                || row.cells().stream()
                        .anyMatch(cell -> cell.chars().anyMatch(c -> c == '\n' || c == '\r')
                                && cell.chars().filter(c -> c == separator).count() >= headers.size() - 1);
    }

    @Override
    public void close() throws IOException {
        table.close();
        for (var open : alsoOpen) {
            open.close();
        }
    }

    private static int width(List<String> cells) {
        int width = cells.size();
        while (width > 0 && cells.get(width - 1).isBlank()) {
            width--;
        }
        return width;
    }

    private void refuseUnlessComplete(String place) {
        var where = place + "第 " + headerLine + " 行（表头）/ line " + headerLine + " (header): ";
        var problems = new ArrayList<FieldProblem>();
        columns.problems()
                .forEach(problem -> problems.add(new FieldProblem(problem.pointer(), where + problem.detail())));
        var present = String.join("、", headers);
        columns.missing()
                .forEach(column -> problems.add(new FieldProblem(
                        FieldProblem.pointer("", column.key()),
                        where + "缺少必需的列「" + column.label() + "」，可写作：" + String.join("、", column.allNames()) + "；已有："
                                + present + " / the column " + column.key() + " is required; found: " + present)));
        if (!problems.isEmpty()) {
            throw new UnreadableFile(problems);
        }
    }
}
