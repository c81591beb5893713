package io.shuangsuiji.sheets.header;

import io.shuangsuiji.sheets.Notation;
import io.shuangsuiji.sheets.Row;
import io.shuangsuiji.sheets.Rows;
import io.shuangsuiji.sheets.UnreadableFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds the header among the first rows of a table: the row that names the most columns, or two rows that are one header,
 * the upper for groups. Reads one row further than the header where that names all that it must.
 */
public final class HeaderSearch {
    /** Titles and units stand above the header; further down than this nobody keeps one. */
    public static final int WITHIN = 20;

    private HeaderSearch() {}

    /**
     * What was found.
     *
     * @param above the rows above the header
     * @param row the header's last row; null where the table has none at all
     * @param headers the text of each column's header
     * @param recognised how many columns it names
     * @param columns which column stands where
     * @param below rows that were read and stand below the header
     */
    public record Found(
            List<Row> above,
            Row row,
            List<String> headers,
            long recognised,
            Columns.Assignment columns,
            List<Row> below) {
        /** True where every column that must be there is. */
        public boolean complete() {
            return recognised > 0 && columns.missing().isEmpty();
        }
    }

    private record Candidate(int from, int to, List<String> headers, long recognised, boolean complete) {}

    /** Looks through the first rows. */
    public static Found in(Rows rows, Columns known) throws IOException {
        var read = new ArrayList<Row>();
        var best = new Candidate(0, 0, List.of(), -1, false);
        for (var row = rows.next(); row != null; row = rows.next()) {
            int at = read.size();
            read.add(row);
            var alone = candidate(at, at, row.texts(), known);
            best = alone.recognised() > best.recognised() ? alone : best;
            if (at > 0) {
                var pair = pair(read.get(at - 1), row, known);
                if (pair != null) {
                    var both = candidate(at - 1, at, pair, known);
                    best = both.recognised() > best.recognised() ? both : best;
                }
            }
            if (best.complete() && at > best.to() || read.size() == WITHIN) {
                break;
            }
        }
        return new Found(
                List.copyOf(read.subList(0, best.from())),
                read.isEmpty() ? null : read.get(best.to()),
                best.headers(),
                Math.max(0, best.recognised()),
                known.assign(best.headers()),
                List.copyOf(read.subList(Math.min(read.size(), best.to() + 1), read.size())));
    }

    private static Candidate candidate(int from, int to, List<String> headers, Columns known) {
        long recognised = known.recognised(headers);
        return new Candidate(
                from,
                to,
                headers,
                recognised,
                recognised > 0 && known.assign(headers).missing().isEmpty());
    }

    /**
     * Two rows as one header; null where they are not. Below a name that is a column's own, nothing else may stand: a first
     * row of data is no header.
     */
    private static List<String> pair(Row upper, Row lower, Columns known) {
        int width = Math.max(upper.width(), lower.width());
        for (int i = 0; i < width; i++) {
            boolean other =
                    !lower.text(i).isBlank() && !Notation.plain(lower.text(i)).equals(Notation.plain(upper.text(i)));
            if (other && known.knows(upper.text(i))) {
                return null;
            }
        }
        return IntStream.range(0, width)
                .mapToObj(i -> lower.text(i).isBlank() ? upper.text(i) : lower.text(i))
                .toList();
    }

    /** What to say where no row names any column. */
    static UnreadableFile headerless(String place, Found found, Columns known) {
        if (found.row() == null) {
            return UnreadableFile.because(
                    place + "没有任何内容；第一行应是表头：" + known.expected(),
                    "nothing there; the first row must be a header: " + known.expected());
        }
        var first = found.above().isEmpty() ? found.row() : found.above().get(0);
        var shown = String.join(", ", first.texts());
        shown = shown.length() > 80 ? shown.substring(0, 80) + "…" : shown;
        return UnreadableFile.because(
                place + "前 " + WITHIN + " 行里没有表头：第 " + first.number() + " 行是「" + shown + "」，没有一个已知的列名；表头应为："
                        + known.expected(),
                "no header within the first " + WITHIN + " rows: line " + first.number() + " is \"" + shown
                        + "\", in which no column is known; expected: " + known.expected());
    }
}
