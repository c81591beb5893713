package io.shuangsuiji.sheets.writer;

import io.shuangsuiji.sheets.FormulaGuard;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellRangeAddressList;

/**
 * Writes a sheet: row by row, going on in a further sheet where one is full, or cell by cell. A column or row is counted
 * from 0. Texts are texts, whatever they look like: one that begins with = is no formula.
 */
public final class SheetWriter {
    private static final int LAST_ROW = SpreadsheetVersion.EXCEL2007.getLastRowIndex();
    private static final int MAX_TEXT = SpreadsheetVersion.EXCEL2007.getMaxTextLength();

    /** A cell keeps a list of 255 characters at most. */
    private static final int LONGEST_LIST = 250;

    private final WorkbookWriter workbook;
    private final String name;
    private Sheet sheet;
    private int[] widths = {};
    private List<String> columns;
    /** Columns whose empty cells need not be written: they have a look without it. */
    private final BitSet looks = new BitSet();

    private int next;

    SheetWriter(WorkbookWriter workbook, Sheet sheet) {
        this.workbook = workbook;
        this.name = sheet.getSheetName();
        this.sheet = sheet;
    }

    /** Sets the widths of the first columns, in characters of which a Chinese one takes two. */
    public SheetWriter widths(int... characters) {
        widths = characters;
        for (int column = 0; column < characters.length; column++) {
            width(column, characters[column]);
        }
        return this;
    }

    /** Sets the width of a column. */
    public void width(int column, int characters) {
        sheet.setColumnWidth(column, characters * 256);
    }

    /** Makes a column as wide as its texts need, within bounds. */
    public void fit(int column, int least, int most, Collection<String> texts) {
        int longest = texts.stream().mapToInt(String::length).max().orElse(0);
        width(column, Math.max(least, Math.min(most, longest * 2 + 2)));
    }

    /** Keeps the first columns and rows in sight, and on paper the rows on every page. */
    public void freeze(int firstColumns, int firstRows) {
        sheet.createFreezePane(firstColumns, firstRows);
        if (firstRows > 0) {
            sheet.setRepeatingRows(new CellRangeAddress(0, firstRows - 1, -1, -1));
        }
    }

    /** Hides the sheet. */
    public void hide() {
        var book = sheet.getWorkbook();
        book.setSheetHidden(book.getSheetIndex(sheet), true);
    }

    /** Hides a column. */
    public void hideColumn(int column) {
        sheet.setColumnHidden(column, true);
    }

    /** Hides a row. */
    public void hideRow(int row) {
        line(row).setZeroHeight(true);
    }

    /** Gives a column a look, for what people will write there. */
    public void look(int column, Look look) {
        sheet.setDefaultColumnStyle(column, workbook.style(look));
        looks.set(column);
    }

    /** Offers words in cells of a column; others may be typed all the same, and it is for whoever reads them to tell. */
    public void offer(int column, int firstRow, int lastRow, List<String> words) {
        if (words.isEmpty()) {
            return;
        }
        var helper = sheet.getDataValidationHelper();
        boolean fits = String.join(",", words).length() <= LONGEST_LIST
                && words.stream().noneMatch(word -> word.contains(",") || word.contains("\""));
        var validation = helper.createValidation(
                fits
                        ? helper.createExplicitListConstraint(words.toArray(String[]::new))
                        : helper.createFormulaListConstraint(workbook.listed(words)),
                new CellRangeAddressList(firstRow, lastRow, column, column));
        validation.setShowErrorBox(false);
        sheet.addValidationData(validation);
    }

    /** A line in large letters. */
    public void title(String text) {
        fill(sheet.createRow(next++).createCell(0), text, Look.TITLE);
    }

    /** A row without content. */
    public void blank() {
        next++;
    }

    /** The names of columns; the first that are written stay in sight, and stand on further sheets too. */
    public void header(List<String> names) {
        if (columns == null) {
            columns = names;
            freeze(0, next + 1);
        }
        write(Look.HEADER, names.toArray());
    }

    /** The row below all that is written. */
    public void row(Object... values) {
        if (next > LAST_ROW) {
            sheet = workbook.sheet(name).sheet;
            widths(widths);
            next = 0;
            var again = columns;
            columns = null;
            header(again);
        }
        write(null, values);
    }

    /** A row that sums up those above. */
    public void total(Object... values) {
        write(Look.TOTAL, values);
    }

    private void write(Look look, Object... values) {
        var row = sheet.createRow(next++);
        for (int column = 0; column < values.length; column++) {
            var value = values[column];
            if (value == null && look == null && looks.get(column)) {
                continue;
            }
            var own = value instanceof LocalDate ? Look.DATE : Look.TEXT;
            fill(row.createCell(column), value, look == null ? own : look);
        }
    }

    /**
     * Writes a cell.
     *
     * @param look null for none
     */
    public void put(int row, int column, Object value, Look look) {
        next = Math.max(next, row + 1);
        var line = line(row);
        fill(line.getCell(column) == null ? line.createCell(column) : line.getCell(column), value, look);
    }

    private Row line(int row) {
        return sheet.getRow(row) == null ? sheet.createRow(row) : sheet.getRow(row);
    }

    private void fill(Cell cell, Object value, Look look) {
        if (look != null) {
            cell.setCellStyle(workbook.style(look));
        }
        if (value instanceof Number number) {
            cell.setCellValue(number.doubleValue());
        } else if (value instanceof LocalDate day) {
            cell.setCellValue(day);
        } else if (value != null) {
            text(cell, value.toString());
        }
    }

    /** A text stays one when somebody edits the cell, too: Excel would make a formula of one that looks like it. */
    private void text(Cell cell, String text) {
        cell.setCellValue(cut(text));
        if (FormulaGuard.isFormula(text)) {
            cell.setCellStyle(workbook.typed(cell.getCellStyle()));
        }
    }

    /** A text as long as a cell takes it; what was cut is seen by the … at its end. */
    public static String cut(String text) {
        if (text.length() <= MAX_TEXT) {
            return text;
        }
        int end = MAX_TEXT - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
