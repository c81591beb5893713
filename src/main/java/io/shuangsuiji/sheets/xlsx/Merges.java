package io.shuangsuiji.sheets.xlsx;

import io.shuangsuiji.sheets.Cell;
import io.shuangsuiji.sheets.UnreadableFile;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The merged ranges of a sheet, gone through along with its rows. In a row that holds something beside a range, every
 * cell of the range has the content of its first; a row that holds but one merged cell, a title, keeps that one.
 */
final class Merges {
    /** A million rows of twelve merged columns take half of it. */
    private static final int WORK = 50_000_000;

    private final List<Range> ranges;
    private final String sheet;
    private final int limit;
    /** The ranges that cross the row at hand, by their first column. */
    private final TreeMap<Integer, Open> open = new TreeMap<>();

    private int next;
    private long held;
    private long work;

    /** A range whose rows have been reached, and its first cell. */
    private record Open(Range range, Cell first) {
        NavigableMap<Integer, Cell> of(NavigableMap<Integer, Cell> cells) {
            return cells.subMap(range.firstColumn(), true, range.lastColumn(), true);
        }
    }

    /** @param limit how many characters the ranges that cross one row may have to carry on */
    Merges(List<Range> ranges, String sheet, int limit) {
        this.ranges = ranges.stream()
                .distinct()
                .sorted(Comparator.comparingInt(Range::firstRow))
                .toList();
        this.sheet = sheet;
        this.limit = limit;
    }

    /** Makes of the cells that the file has in a row those that people see; rows come in their order. */
    void show(long row, NavigableMap<Integer, Cell> cells) {
        open.values().removeIf(passed -> {
            boolean gone = passed.range().lastRow() < row;
            held -= gone ? passed.first().text().length() : 0;
            return gone;
        });
        for (; next < ranges.size() && ranges.get(next).firstRow() <= row; next++) {
            if (ranges.get(next).crosses(row)) {
                open(ranges.get(next), row, cells);
            }
        }
        work += open.size();
        bound();
        for (var merged : open.values()) {
            // what lies hidden under a merged cell is nobody's
            merged.of(cells)
                    .keySet()
                    .removeIf(column -> row != merged.range().firstRow()
                            || column != merged.range().firstColumn());
        }
        long own = seen(cells);
        if (own == 0) {
            return;
        }
        // all are judged before any is filled
        open.values().stream()
                .filter(merged -> own > seen(merged.of(cells)))
                .toList()
                .forEach(merged -> fill(merged, cells));
    }

    private void fill(Open merged, NavigableMap<Integer, Cell> cells) {
        work += merged.range().lastColumn() - merged.range().firstColumn();
        bound();
        for (int column = merged.range().firstColumn(); column <= merged.range().lastColumn(); column++) {
            cells.put(column, merged.first());
        }
    }

    private void bound() {
        if (held > limit || work > WORK) {
            throw UnreadableFile.because(
                    "工作表「" + sheet + "」的合并单元格过多或过大，已停止读取；请取消合并，再另存为 .xlsx",
                    "the merged cells of sheet \"" + sheet
                            + "\" are too many or too large; split them and save the workbook");
        }
    }

    private void open(Range range, long row, NavigableMap<Integer, Cell> cells) {
        var first = row == range.firstRow() ? cells.get(range.firstColumn()) : null;
        var merged = new Open(range, first == null ? Cell.text("") : first);
        held += merged.first().text().length();
        bound();
        var before = open.floorEntry(range.lastColumn());
        if (before != null && before.getValue().range().lastColumn() >= range.firstColumn()) {
            throw UnreadableFile.because(
                    "工作表「" + sheet + "」的合并单元格 " + before.getValue().range() + " 与 " + range + " 重叠；请取消其中一个，再另存为 .xlsx",
                    "the merged cells " + before.getValue().range() + " and " + range + " of sheet \"" + sheet
                            + "\" overlap; split one of them and save the workbook");
        }
        open.put(range.firstColumn(), merged);
    }

    private static long seen(NavigableMap<Integer, Cell> cells) {
        return cells.values().stream().filter(cell -> !cell.isBlank()).count();
    }
}
