package io.shuangsuiji.amendment.edit;

import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.ShownCell;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.Table.Cell;
import io.shuangsuiji.model.Table.Column;
import io.shuangsuiji.model.cell.CellText.Role;
import io.shuangsuiji.model.cell.CellType;
import io.shuangsuiji.sheets.writer.Look;
import io.shuangsuiji.sheets.writer.SheetWriter;
import io.shuangsuiji.sheets.writer.WorkbookWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All tables of a draft as a workbook for Excel, WPS or LibreOffice: a sheet a table, drop-downs from the allowed values,
 * and the addresses of tables, columns and rows in a hidden row and a hidden column, by which {@link WorkbookReader}
 * finds what was edited.
 */
public final class TableWorkbook {
    static final String ORIGIN = "_origin";
    static final String EXPLANATION = "说明";
    static final List<String> EXPLAINED = List.of(
            "双随机政策表：每张工作表是一张表，改好后保存为 .xlsx 上传。",
            "蓝色表头是条件，绿色是结论，灰色是说明。条件不能空着：不限；几个取值用顿号隔开；除某值外；≥ 10；1 至 10；无，即没有。",
            "比例写 12.5% 或 0.125 都可以。是、否照写。公式以 = 开头（作为文字输入时先打一个单引号），不能引用别的单元格。",
            "加一行：在表中插入一行填写，或复制一整行。删一行：删除整行。加一列：在表右边写表头和各格，上传时问清楚再写入。不要改动隐藏的行和列，也不要在表外填写。");
    static final int COLUMNS_ROW = 2;
    static final int HEADER_ROW = 3;
    public static final int FIRST_ROW = 4;

    /** Numbers of more digits are written as text, since a workbook keeps only fifteen. */
    static final int EXACT_DIGITS = 15;

    private static final int SPARE_ROWS = 200;

    /**
     * Which draft a workbook was written from.
     *
     * @param draft its id
     * @param version the version whose tables were written
     */
    public record Origin(String draft, int version) {}

    /**
     * Something in a workbook that cannot be taken.
     *
     * @param sheet the sheet's name
     * @param cell the cell ({@code C7}), or null for the whole sheet
     * @param message what was found and what is allowed
     */
    public record Problem(String sheet, String cell, String message) {}

    /**
     * What was read from a workbook.
     *
     * @param edits what was edited
     * @param problems why the edits may not be taken; they may where there are none
     * @param proposals the columns that no table has, to be taken or not
     */
    public record Read(List<Edit> edits, List<Problem> problems, List<Proposal> proposals) {
        /** The edits, those of the proposals with them where they are taken. */
        public List<Edit> edits(boolean withNewColumns) {
            return withNewColumns
                    ? Stream.concat(edits.stream(), proposals.stream().flatMap(proposal -> proposal.edits().stream()))
                            .toList()
                    : edits;
        }
    }

    /**
     * A column that no table has, and what it is proposed to be.
     *
     * @param sheet the sheet's name
     * @param cell where its header stands
     * @param header the header
     * @param question what is to be confirmed
     * @param edits what would be taken, behind the other edits of the workbook
     */
    public record Proposal(String sheet, String cell, String header, String question, List<Edit> edits) {}

    private TableWorkbook() {}

    /** Writes the tables that staff may change, and the formulas between them in a sheet of their own. */
    public static void write(EditionModel tables, Origin origin, OutputStream out) throws IOException {
        try (var workbook = new WorkbookWriter()) {
            explain(workbook, origin);
            for (var table : tables.tables()) {
                if (table.kind() != Table.Kind.LITERAL || table.constant()) {
                    write(workbook.sheet(table.label().replace("：", "-")), table);
                }
            }
            FormulaSheet.write(workbook, tables);
            workbook.write(out);
        }
    }

    private static void explain(WorkbookWriter workbook, Origin origin) {
        var sheet = workbook.sheet(EXPLANATION).widths(120);
        for (int i = 0; i < EXPLAINED.size(); i++) {
            sheet.put(i, 0, EXPLAINED.get(i), null);
        }
        var hidden = workbook.sheet(ORIGIN);
        hidden.row("double-random tables 1", origin.draft(), String.valueOf(origin.version()));
        hidden.hide();
    }

    private static void write(SheetWriter sheet, Table table) {
        sheet.put(0, 0, table.file() + "#" + table.address(), null);
        sheet.put(0, 1, title(table), Look.TITLE);
        sheet.put(1, 1, table.description(), null);
        for (int i = 0; i < table.columns().size(); i++) {
            int index = i;
            var column = table.columns().get(i);
            sheet.put(COLUMNS_ROW, i + 1, columnId(table, i), null);
            sheet.put(
                    HEADER_ROW,
                    i + 1,
                    column.label(),
                    switch (column.kind()) {
                        case INPUT -> Look.INPUT;
                        case ANNOTATION -> Look.FIXED;
                        default -> Look.OUTPUT;
                    });
            var texts = table.rows().stream().map(row -> shown(row.cells().get(index)));
            sheet.fit(
                    i + 1,
                    8,
                    50,
                    Stream.concat(Stream.of(column.label()), texts).toList());
            if (table.kind() != Table.Kind.TYPES && table.kind() != Table.Kind.CONTEXT) {
                // several values, 除…外 and formulas are allowed too: the upload tells what is not
                int last = FIRST_ROW + (table.hasRows() ? table.rows().size() + SPARE_ROWS : 0);
                sheet.offer(i + 1, FIRST_ROW, last, words(column));
            }
        }
        sheet.hideRow(COLUMNS_ROW);
        for (var row : table.rows()) {
            int line = FIRST_ROW + row.number() - 1;
            sheet.put(line, 0, row.address(), null);
            for (int i = 0; i < row.cells().size(); i++) {
                write(sheet, line, i + 1, row.cells().get(i));
            }
        }
        sheet.hideColumn(0);
        sheet.freeze(1, FIRST_ROW);
    }

    private static void write(SheetWriter sheet, int line, int column, Cell cell) {
        var exact = exactNumber(cell);
        if (exact.isPresent()) {
            sheet.put(line, column, exact.get(), cell.text().endsWith("%") ? Look.PERCENT : Look.TEXT);
        } else {
            sheet.put(line, column, shown(cell), cell.address() == null ? Look.FIXED : Look.TYPED);
        }
    }

    /** The cell as pages show it; what is yet to be filled in is no blank, which an upload would take for one. */
    static String shown(Cell cell) {
        var shown = ShownCell.of(cell);
        return shown.isEmpty() ? cell.text() : shown;
    }

    /** The number that a cell is, where a workbook's own number says exactly it. */
    static Optional<BigDecimal> exactNumber(Cell cell) {
        if (cell.role() != Role.VALUE
                || cell.type().kind() != CellType.Kind.NUMBER
                || cell.type().list()) {
            return Optional.empty();
        }
        try {
            var number = new BigDecimal(cell.feel().strip());
            return number.precision() <= EXACT_DIGITS && Math.abs(number.scale()) <= EXACT_DIGITS
                    ? Optional.of(number)
                    : Optional.empty();
        } catch (NumberFormatException feel) {
            return Optional.empty();
        }
    }

    static String title(Table table) {
        return table.label() + (table.hitPolicy() == null ? "" : "（" + table.hitPolicyInWords() + "）");
    }

    /** Names a column by its place and its own address, so that columns may be moved and none is taken for another. */
    static String columnId(Table table, int index) {
        return index + "#" + table.columns().get(index).address();
    }

    private static List<String> words(Column column) {
        var type = column.type();
        var words = new ArrayList<String>();
        if (column.role() == Role.PLAIN || type.list()) {
            return words;
        }
        if (!type.values().isEmpty()) {
            words.addAll(type.values());
        } else if (type.kind() == CellType.Kind.BOOLEAN) {
            words.addAll(List.of("是", "否"));
        }
        if (!words.isEmpty()) {
            if (column.role() == Role.TESTS) {
                words.add(ShownCell.ANY);
            }
            if (type.nullable()) {
                words.add(ShownCell.NULL);
            }
        }
        return words.stream()
                .map(word -> ShownCell.of(column.role(), type, word))
                .toList();
    }
}
