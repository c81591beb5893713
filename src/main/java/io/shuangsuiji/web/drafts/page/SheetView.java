package io.shuangsuiji.web.drafts.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.shuangsuiji.amendment.Amendments.Steps;
import io.shuangsuiji.amendment.draft.Draft;
import io.shuangsuiji.model.ShownCell;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.Table.ColumnKind;
import io.shuangsuiji.model.cell.CellType;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table of a draft for a program that shows and edits it: cells in staff's notation, with what each may hold.
 *
 * @param version the version of the draft that this is of; edits name it
 * @param editable false where nothing may be changed
 * @param me who asks
 * @param file the file that the addresses are of
 * @param table the address of the table
 * @param label the table's name
 * @param rowsChange true where rows may be added, deleted and moved
 * @param notation the marks of staff's notation
 * @param columns from left to right
 * @param forms how cells may be written; a cell names its own by the place in this list
 * @param rows from top to bottom
 * @param removed the rows of the base that are gone, in words
 * @param others what else is no longer as in the base, in words
 * @param done the changes that stand, the last first
 * @param undone the changes that were taken back, the next to be made again first
 */
public record SheetView(
        int version,
        boolean editable,
        String me,
        String file,
        String table,
        String label,
        boolean rowsChange,
        Notation notation,
        List<Column> columns,
        List<Form> forms,
        List<Line> rows,
        List<String> removed,
        List<String> others,
        List<Step> done,
        List<Step> undone) {
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));
    private static final int MOST_STEPS = 100;
    private static final int MOST_WORDS = 10;

    /**
     * The marks of staff's notation.
     *
     * @param any a condition that everything passes
     * @param none nothing
     * @param except goes before words that are excluded
     * @param other goes behind them
     * @param separator stands between words
     */
    public record Notation(String any, String none, String except, String other, String separator) {}

    /**
     * A column.
     *
     * @param group what it is for, in words
     */
    public record Column(String address, String label, ColumnKind kind, String group) {}

    /**
     * How a cell may be written.
     *
     * @param control TESTS, ONE, SEVERAL (of the words), DATE, LINE or TEXT
     * @param words what it may hold, where that can be listed
     * @param hint what may be written
     */
    public record Form(String control, List<String> words, String hint) {
        private static Form of(Table.Cell cell) {
            var blank = CellForm.blank(cell);
            return new Form(
                    blank.control().name(),
                    blank.options().stream().map(CellForm.Option::word).toList(),
                    blank.hint());
        }
    }

    /**
     * A row.
     *
     * @param name what people call it
     * @param added true where the base has no such row
     * @param moved true where it stands elsewhere than in the base
     * @param hits how many scenarios reach it, where a check of exactly this draft has counted them
     */
    @JsonInclude(Include.NON_NULL)
    public record Line(String address, String name, boolean added, boolean moved, Integer hits, List<Cell> cells) {}

    /**
     * A cell.
     *
     * @param address null where it is there to be read only
     * @param text what it says
     * @param was what it says in the base, where that is something else
     * @param form the place of its form
     */
    @JsonInclude(Include.NON_NULL)
    public record Cell(String address, String text, String was, int form) {}

    /** A change: the version that made it, by whom, when, the first of what it changed in words, and how much that is. */
    public record Step(int version, String by, String at, List<String> words, int count) {
        static Step of(Draft version) {
            return new Step(
                    version.version(),
                    version.changedBy(),
                    WHEN.format(version.changedAt()),
                    version.words().stream().limit(MOST_WORDS).toList(),
                    version.words().size());
        }
    }

    static SheetView of(Draft draft, String me, boolean editable, Sheet sheet, Steps steps) {
        var table = sheet.table();
        var forms = new LinkedHashMap<Form, Integer>();
        // the cells of a column mostly share their type
        var known = new IdentityHashMap<Object, Map<CellType, Integer>>();
        var rows = new ArrayList<Line>();
        for (var line : sheet.rows()) {
            var cells = new ArrayList<Cell>();
            for (var place : line.cells()) {
                int form = known.computeIfAbsent(place.column(), any -> new IdentityHashMap<>())
                        .computeIfAbsent(place.cell().type(), any -> {
                            var one = Form.of(place.cell());
                            forms.putIfAbsent(one, forms.size());
                            return forms.get(one);
                        });
                cells.add(new Cell(place.cell().address(), place.text(), place.was(), form));
            }
            rows.add(new Line(
                    line.row().address(), line.row().name(), line.added(), line.moved(), sheet.hits(line), cells));
        }
        return new SheetView(
                draft.version(),
                editable,
                me,
                table.file(),
                table.address(),
                table.label(),
                table.hasRows(),
                new Notation(
                        ShownCell.ANY_SHOWN,
                        ShownCell.NONE_SHOWN,
                        ShownCell.EXCEPT,
                        ShownCell.OTHER,
                        CellForm.SEPARATOR),
                table.columns().stream()
                        .map(column ->
                                new Column(column.address(), column.label(), column.kind(), Sheet.word(column.kind())))
                        .toList(),
                List.copyOf(forms.keySet()),
                rows,
                sheet.removed(),
                sheet.others(),
                steps.done().stream().limit(MOST_STEPS).map(Step::of).toList(),
                steps.undone().stream().limit(MOST_STEPS).map(Step::of).toList());
    }
}
