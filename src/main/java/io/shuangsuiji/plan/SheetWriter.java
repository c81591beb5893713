package io.shuangsuiji.plan;

import java.time.LocalDate;
import java.util.List;
import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;

/** Writes rows to a sheet of a streaming workbook, and goes on in a further sheet where one is full. */
final class SheetWriter {
    /** The styles that all sheets of a workbook share. */
    static final class Styles {
        private final CellStyle title;
        private final CellStyle header;
        private final CellStyle text;
        private final CellStyle date;

        Styles(SXSSFWorkbook workbook) {
            var bold = workbook.createFont();
            bold.setBold(true);
            var large = workbook.createFont();
            large.setBold(true);
            large.setFontHeightInPoints((short) 14);
            title = workbook.createCellStyle();
            title.setFont(large);
            header = bordered(workbook);
            header.setFont(bold);
            header.setFillForegroundColor(IndexedColors.GREY_25_PERCENT.getIndex());
            header.setFillPattern(FillPatternType.SOLID_FOREGROUND);
            text = bordered(workbook);
            date = bordered(workbook);
            date.setDataFormat(workbook.createDataFormat().getFormat("yyyy-mm-dd"));
        }

        private static CellStyle bordered(SXSSFWorkbook workbook) {
            var style = workbook.createCellStyle();
            style.setBorderBottom(BorderStyle.THIN);
            style.setBorderTop(BorderStyle.THIN);
            style.setBorderLeft(BorderStyle.THIN);
            style.setBorderRight(BorderStyle.THIN);
            style.setVerticalAlignment(VerticalAlignment.TOP);
            style.setWrapText(true);
            return style;
        }
    }

    private static final int LAST_ROW = SpreadsheetVersion.EXCEL2007.getLastRowIndex();
    private static final int MAX_TEXT = SpreadsheetVersion.EXCEL2007.getMaxTextLength();

    private final SXSSFWorkbook workbook;
    private final Styles styles;
    private final String name;
    private final int[] widths;
    private SXSSFSheet sheet;
    private List<String> columns;
    private int sheets = 1;
    private int next;

    /**
     * A new sheet.
     *
     * @param widths of the columns, in characters
     */
    SheetWriter(SXSSFWorkbook workbook, Styles styles, String name, int... widths) {
        this.workbook = workbook;
        this.styles = styles;
        this.name = name;
        this.widths = widths;
        this.sheet = open(name);
    }

    void title(String text) {
        var cell = sheet.createRow(next++).createCell(0);
        cell.setCellValue(text);
        cell.setCellStyle(styles.title);
    }

    void blank() {
        next++;
    }

    void header(List<String> names) {
        if (columns == null) {
            columns = names;
            sheet.createFreezePane(0, next + 1);
        }
        var row = sheet.createRow(next++);
        for (int i = 0; i < names.size(); i++) {
            var cell = row.createCell(i);
            cell.setCellValue(names.get(i));
            cell.setCellStyle(styles.header);
        }
    }

    void row(Object... values) {
        if (next > LAST_ROW) {
            sheet = open(name + (++sheets));
            next = 0;
            var again = columns;
            columns = null;
            header(again);
        }
        var row = sheet.createRow(next++);
        for (int i = 0; i < values.length; i++) {
            fill(row.createCell(i), values[i]);
        }
    }

    private SXSSFSheet open(String title) {
        var opened = workbook.createSheet(title);
        for (int i = 0; i < widths.length; i++) {
            opened.setColumnWidth(i, widths[i] * 256);
        }
        return opened;
    }

    private void fill(Cell cell, Object value) {
        cell.setCellStyle(value instanceof LocalDate ? styles.date : styles.text);
        if (value instanceof Number number) {
            cell.setCellValue(number.doubleValue());
        } else if (value instanceof LocalDate day) {
            cell.setCellValue(day);
        } else if (value != null) {
            // what a registry says is text, whatever it looks like: a cell that begins with = is no formula here
            var text = value.toString();
            cell.setCellValue(text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT));
        }
    }
}
