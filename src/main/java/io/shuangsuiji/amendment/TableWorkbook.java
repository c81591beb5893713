package io.shuangsuiji.amendment;

import io.shuangsuiji.policy.tables.CellText.Role;
import io.shuangsuiji.policy.tables.CellType;
import io.shuangsuiji.policy.tables.TableView;
import io.shuangsuiji.policy.tables.TableView.Cell;
import io.shuangsuiji.policy.tables.TableView.Column;
import io.shuangsuiji.policy.tables.Tables;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.DataValidation;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.ss.util.CellRangeAddressList;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.ss.util.WorkbookUtil;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * All tables of a draft as a workbook for Excel, WPS or LibreOffice: a sheet a table, drop-downs from the allowed values,
 * and the addresses of tables, columns and rows in a hidden row and a hidden column, by which {@link WorkbookReader}
 * finds what was edited.
 */
public final class TableWorkbook {
    static final String ORIGIN = "_origin";
    static final String LISTS = "_lists";
    static final int COLUMNS_ROW = 2;
    static final int HEADER_ROW = 3;
    static final int FIRST_ROW = 4;

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
     */
    public record Read(List<Edit> edits, List<Problem> problems) {}

    private final XSSFWorkbook workbook = new XSSFWorkbook();
    private final XSSFSheet lists;
    private final Map<List<String>, String> listRanges = new HashMap<>();
    private final Set<String> sheetNames = new HashSet<>();
    private final CellStyle title = style(IndexedColors.AUTOMATIC, "General");
    private final CellStyle input = style(IndexedColors.LIGHT_CORNFLOWER_BLUE, "@");
    private final CellStyle output = style(IndexedColors.LIGHT_GREEN, "@");
    private final CellStyle annotation = style(IndexedColors.GREY_25_PERCENT, "@");
    private final CellStyle text = style(IndexedColors.AUTOMATIC, "@");
    private final CellStyle number = style(IndexedColors.AUTOMATIC, "General");
    private final CellStyle percent = style(IndexedColors.AUTOMATIC, "0.############%");
    private final CellStyle fixed = style(IndexedColors.GREY_25_PERCENT, "@");

    private TableWorkbook(Tables tables, Origin origin) {
        var font = workbook.createFont();
        font.setBold(true);
        title.setFont(font);
        title.setWrapText(false);
        explain(origin);
        lists = workbook.createSheet(LISTS);
        for (var table : tables.tables()) {
            if (table.kind() != TableView.Kind.LITERAL || table.constant()) {
                write(table);
            }
        }
        workbook.setSheetHidden(workbook.getSheetIndex(lists), true);
    }

    /** Writes the tables that staff may change: all but the formulas between the tables. */
    public static void write(Tables tables, Origin origin, OutputStream out) throws IOException {
        var written = new TableWorkbook(tables, origin);
        try (written.workbook) {
            written.workbook.write(out);
        }
    }

    private void explain(Origin origin) {
        var sheet = workbook.createSheet("说明");
        var lines = new String[] {
            "双随机政策表：每张工作表是一张表，改好后保存为 .xlsx 上传。",
            "蓝色表头是条件，绿色是结论，灰色是说明。条件里 - 表示任意；几个取值用顿号隔开；不是 某值；≥ 10；1 至 10；空 表示没有。",
            "比例写 12.5% 或 0.125 都可以。是、否照写。公式以 = 开头（作为文字输入时先打一个单引号）。",
            "加一行：在表中插入一行填写，或复制一整行。删一行：删除整行。不要改动隐藏的行和列。"
        };
        for (int i = 0; i < lines.length; i++) {
            sheet.createRow(i).createCell(0).setCellValue(lines[i]);
        }
        sheet.setColumnWidth(0, 120 * 256);
        var hidden = workbook.createSheet(ORIGIN);
        var row = hidden.createRow(0);
        row.createCell(0).setCellValue("double-random tables 1");
        row.createCell(1).setCellValue(origin.draft());
        row.createCell(2).setCellValue(String.valueOf(origin.version()));
        workbook.setSheetHidden(workbook.getSheetIndex(hidden), true);
    }

    private void write(TableView table) {
        var sheet = workbook.createSheet(sheetName(table.label()));
        var head = sheet.createRow(0);
        head.createCell(0).setCellValue(table.file() + "#" + table.address());
        var label = head.createCell(1);
        label.setCellValue(table.label() + (table.hitPolicy() == null ? "" : "（" + table.hitPolicyInWords() + "）"));
        label.setCellStyle(title);
        sheet.createRow(1).createCell(1).setCellValue(table.description());
        var ids = sheet.createRow(COLUMNS_ROW);
        var headers = sheet.createRow(HEADER_ROW);
        for (int i = 0; i < table.columns().size(); i++) {
            var column = table.columns().get(i);
            ids.createCell(i + 1).setCellValue(columnId(table, i));
            var header = headers.createCell(i + 1);
            header.setCellValue(column.label());
            header.setCellStyle(
                    switch (column.kind()) {
                        case INPUT -> input;
                        case ANNOTATION -> annotation;
                        default -> output;
                    });
            sheet.setColumnWidth(i + 1, width(table, i) * 256);
            dropDown(sheet, table, i);
        }
        ids.setZeroHeight(true);
        for (var row : table.rows()) {
            var line = sheet.createRow(FIRST_ROW + row.number() - 1);
            line.createCell(0).setCellValue(row.address());
            for (int i = 0; i < row.cells().size(); i++) {
                write(line.createCell(i + 1), row.cells().get(i));
            }
        }
        sheet.setColumnHidden(0, true);
        sheet.createFreezePane(1, FIRST_ROW);
    }

    private void write(org.apache.poi.ss.usermodel.Cell target, Cell cell) {
        var exact = exactNumber(cell);
        if (exact.isPresent()) {
            target.setCellValue(exact.get().doubleValue());
            boolean asPercent = cell.text().endsWith("%");
            target.setCellStyle(asPercent ? percent : number);
        } else {
            target.setCellValue(cell.text());
            target.setCellStyle(cell.address() == null ? fixed : text);
        }
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

    /** Names a column by its place and its own address, so that columns may be moved and none is taken for another. */
    static String columnId(TableView table, int index) {
        return index + "#" + table.columns().get(index).address();
    }

    private static int width(TableView table, int column) {
        int widest = table.columns().get(column).label().length() * 2;
        for (var row : table.rows()) {
            widest = Math.max(widest, row.cells().get(column).text().length() * 2);
        }
        return Math.max(8, Math.min(widest + 2, 50));
    }

    private void dropDown(XSSFSheet sheet, TableView table, int index) {
        var words = words(table.columns().get(index));
        if (words.isEmpty() || table.kind() == TableView.Kind.TYPES || table.kind() == TableView.Kind.CONTEXT) {
            return;
        }
        var range = listRanges.computeIfAbsent(words, this::list);
        var helper = sheet.getDataValidationHelper();
        int last = FIRST_ROW + (table.hasRows() ? table.rows().size() + SPARE_ROWS : 0);
        var validation = helper.createValidation(
                helper.createFormulaListConstraint(range),
                new CellRangeAddressList(FIRST_ROW, last, index + 1, index + 1));
        // several values, 不是… and formulas are allowed too: the upload tells what is not
        validation.setShowErrorBox(false);
        validation.setErrorStyle(DataValidation.ErrorStyle.INFO);
        sheet.addValidationData(validation);
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
                words.add("-");
            }
            if (type.nullable()) {
                words.add("空");
            }
        }
        return words;
    }

    private String list(List<String> words) {
        int column = listRanges.size();
        for (int i = 0; i < words.size(); i++) {
            var row = lists.getRow(i) == null ? lists.createRow(i) : lists.getRow(i);
            row.createCell(column).setCellValue(words.get(i));
        }
        var name = CellReference.convertNumToColString(column);
        return LISTS + "!$" + name + "$1:$" + name + "$" + words.size();
    }

    private String sheetName(String label) {
        var base = WorkbookUtil.createSafeSheetName(label.replace("：", "-"), '-');
        var name = base;
        for (int i = 2; !sheetNames.add(name.toLowerCase(Locale.ROOT)); i++) {
            name = base.substring(0, Math.min(base.length(), 27)) + " " + i;
        }
        return name;
    }

    private CellStyle style(IndexedColors fill, String format) {
        var style = workbook.createCellStyle();
        style.setDataFormat(workbook.createDataFormat().getFormat(format));
        style.setVerticalAlignment(VerticalAlignment.TOP);
        style.setWrapText(true);
        if (fill != IndexedColors.AUTOMATIC) {
            style.setFillForegroundColor(fill.getIndex());
            style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
        }
        return style;
    }
}
