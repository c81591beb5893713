package io.shuangsuiji.web.drafts.page;

import io.shuangsuiji.amendment.Reports.Kept;
import io.shuangsuiji.amendment.check.CheckReport;
import io.shuangsuiji.amendment.diff.EditionDiff;
import io.shuangsuiji.amendment.diff.EditionDiff.Change;
import io.shuangsuiji.amendment.diff.EditionDiff.What;
import io.shuangsuiji.model.ShownCell;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.Table.Cell;
import io.shuangsuiji.model.Table.Column;
import io.shuangsuiji.model.Table.ColumnKind;
import io.shuangsuiji.model.Table.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table of a draft as its page lays it out: every cell with what it was in the base.
 *
 * @param table the table
 * @param rows its rows
 * @param removed the rows that are gone, in words
 * @param others what else changed, in words
 */
record Sheet(Table table, List<Line> rows, List<String> removed, List<String> others, List<Integer> hits) {
    /** A row. */
    record Line(Row row, boolean added, boolean moved, List<Place> cells) {}

    /**
     * A cell in its place.
     *
     * @param cell the cell
     * @param column its column
     * @param was what it says in the base, where that is something else; else null
     * @param href where it is changed; null where it is there to be read only
     * @param id of the element
     * @param form the form to change it, while it is being changed; else null
     */
    record Place(Cell cell, Column column, String was, String href, String id, CellForm form) {
        /** What a screen reader says of a link whose text alone would not tell where it stands. */
        public String label() {
            return column.label() + "：" + (cell.text().isEmpty() ? "空白" : text());
        }

        /** What it says, in the words of pages. */
        public String text() {
            return ShownCell.of(cell);
        }

        Place with(CellForm other) {
            return new Place(cell, column, was, href, id, other);
        }
    }

    /**
     * Lays a table out.
     *
     * @param difference of the draft from its base
     * @param editing the address of the cell that is being changed, or null
     * @param written true where it is changed by writing even if it could be chosen
     * @param editable false where nothing may be changed
     */
    static Sheet of(Table table, EditionDiff difference, String editing, boolean written, boolean editable) {
        var changes = difference.tables().stream()
                .filter(changed -> changed.after() != null
                        && changed.after().file().equals(table.file())
                        && changed.after().address().equals(table.address()))
                .flatMap(changed -> changed.changes().stream())
                .toList();
        Map<String, Change> at = new LinkedHashMap<>();
        changes.forEach(change -> {
            if (change.at() != null) {
                at.putIfAbsent(change.what() + " " + change.at(), change);
            }
        });
        var rows = new ArrayList<Line>();
        for (var row : table.rows()) {
            var cells = new ArrayList<Place>();
            for (int i = 0; i < row.cells().size(); i++) {
                var cell = row.cells().get(i);
                var changed = at.get(What.CELL + " " + cell.address());
                cells.add(new Place(
                        cell,
                        table.columns().get(i),
                        changed == null ? null : changed.before(),
                        editable && cell.address() != null
                                // no fragment: browsers that are sent to one ignore the field's autofocus
                                ? Links.query(
                                        "table", "file", table.file(), "at", table.address(), "cell", cell.address())
                                : null,
                        cell.address() == null ? null : "c-" + cell.address(),
                        cell.address() != null && cell.address().equals(editing) ? CellForm.of(cell, written) : null));
            }
            rows.add(new Line(
                    row,
                    at.containsKey(What.ROW_ADDED + " " + row.address()),
                    at.containsKey(What.ROW_MOVED + " " + row.address()),
                    cells));
        }
        return new Sheet(
                table,
                rows,
                words(changes, What.ROW_REMOVED),
                changes.stream()
                        .filter(change -> change.what() != What.CELL
                                && change.what() != What.ROW_ADDED
                                && change.what() != What.ROW_REMOVED
                                && change.what() != What.ROW_MOVED)
                        .map(Change::words)
                        .toList(),
                null);
    }

    /** The same, with how many scenarios reach each row of the table as a check of exactly this draft has counted them. */
    Sheet counted(Kept<CheckReport> check) {
        var counted = check == null ? null : check.content().hits(table).orElse(null);
        return new Sheet(table, rows, removed, others, counted);
    }

    /** How many scenarios reach a row; null where nobody has counted. */
    public Integer hits(Line line) {
        return hits == null ? null : hits.get(line.row().number() - 1);
    }

    /** The same, with what somebody has written in the form of a cell and could not be taken. */
    Sheet typed(String text) {
        return new Sheet(
                table,
                rows.stream()
                        .map(line -> new Line(
                                line.row(),
                                line.added(),
                                line.moved(),
                                line.cells().stream()
                                        .map(place -> place.form() == null
                                                ? place
                                                : place.with(place.form().typed(text)))
                                        .toList()))
                        .toList(),
                removed,
                others,
                hits);
    }

    /** The same with the rows of those numbers alone. */
    Sheet rows(int first, int last) {
        return new Sheet(table, rows.subList(first - 1, last), removed, others, hits);
    }

    private static List<String> words(List<Change> changes, What what) {
        return changes.stream()
                .filter(change -> change.what() == what)
                .map(Change::words)
                .toList();
    }

    /** The groups of columns, each with its width. */
    public Map<String, Long> groups() {
        return groups(table);
    }

    static Map<String, Long> groups(Table table) {
        var groups = new LinkedHashMap<String, Long>();
        table.columns().forEach(column -> groups.merge(word(column.kind()), 1L, Long::sum));
        return groups;
    }

    static String word(ColumnKind kind) {
        return switch (kind) {
            case INPUT -> "条件";
            case OUTPUT -> "结论";
            case ANNOTATION -> "条款";
            case VALUE -> "内容";
        };
    }
}
