package io.shuangsuiji.scenario.result;

import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.scenario.mutation.Suggestion;
import io.shuangsuiji.scenario.run.ScenarioReport;
import io.shuangsuiji.scenario.run.ScenarioResult;
import io.shuangsuiji.scenario.workbook.BadWorkbook;
import io.shuangsuiji.scenario.workbook.Column;
import io.shuangsuiji.scenario.workbook.GridReader;
import io.shuangsuiji.scenario.workbook.Headers;
import io.shuangsuiji.scenario.workbook.ScenarioBook;
import io.shuangsuiji.scenario.workbook.ScenarioSheet;
import io.shuangsuiji.sheets.Limits;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.UnreadableFile;
import io.shuangsuiji.sheets.file.EditableWorkbook;
import io.shuangsuiji.sheets.file.FileFormat;
import io.shuangsuiji.sheets.writer.Look;
import io.shuangsuiji.sheets.writer.SheetWriter;
import io.shuangsuiji.sheets.writer.WorkbookWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * A tester's workbook with what became of its scenarios. Two columns and up to three sheets are added; mismatches are
 * marked by a conditional format and a comment, so that no cell of the tester's changes its look or its content. What an
 * earlier run added is replaced.
 */
public final class ResultWorkbook {
    /** By which the comments of earlier runs are known. */
    static final String AUTHOR = "双随机场景运行";

    private static final String DETAIL = "差异";

    private ResultWorkbook() {}

    /** The workbook with results; a CSV file becomes a workbook. */
    public static byte[] write(
            Edition edition, ScenarioBook book, ScenarioReport report, List<Suggestion> suggestions) {
        try (var workbook = workbook(book)) {
            var styles = new WorkbookWriter(workbook);
            for (var sheet : book.sheets()) {
                var outcomes = report.outcomes().stream()
                        .filter(outcome -> outcome.scenario().sheet().equals(sheet.name()))
                        .toList();
                write(workbook.getSheet(sheet.name()), sheet, outcomes, styles);
            }
            ReportSheets.write(workbook, styles, edition, report, suggestions);
            return styles.bytes();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        } catch (RuntimeException failed) {
            throw refusal(failed);
        }
    }

    /** A workbook that cannot be written into is the tester's to mend, and refused as such. */
    static RuntimeException refusal(RuntimeException failed) {
        var refused = failed instanceof UnreadableFile ? failed : EditableWorkbook.refusal(failed);
        return refused instanceof UnreadableFile unreadable ? BadWorkbook.of(unreadable) : refused;
    }

    /** The tester's own workbook; the lines of a CSV file are laid out as one. */
    private static XSSFWorkbook workbook(ScenarioBook book) throws IOException {
        if (GridReader.format(book.name(), book.file()) == FileFormat.XLSX) {
            return EditableWorkbook.open(Source.of(book.name(), book.file()), Limits.SMALL);
        }
        var workbook = new XSSFWorkbook();
        for (var grid : GridReader.read(book.name(), book.file())) {
            var sheet = workbook.createSheet(grid.name());
            grid.rows().forEach(row -> {
                var line = sheet.createRow(row.index());
                row.cells().forEach((column, text) -> line.createCell(column).setCellValue(SheetWriter.cut(text)));
            });
            sheet.setDefaultColumnWidth(14);
        }
        return workbook;
    }

    private static void write(
            XSSFSheet sheet, ScenarioSheet scenarios, List<ScenarioResult> outcomes, WorkbookWriter styles) {
        var headers = scenarios.headers();
        int free = firstFree(sheet);
        int result = earlier(headers, Headers.RESULT).orElse(free);
        int detail = earlier(headers, DETAIL).orElse(Math.max(free, result + 1));
        write(sheet, headers.groups(), result, Headers.RESULT, styles.style(Look.GROUP));
        write(sheet, headers.groups(), detail, null, styles.style(Look.GROUP));
        write(sheet, headers.groups() + 1, result, Headers.RESULT, styles.style(Look.HEADER));
        write(sheet, headers.groups() + 1, detail, DETAIL, styles.style(Look.HEADER));
        sheet.setColumnWidth(result, 10 * 256);
        sheet.setColumnWidth(detail, 60 * 256);
        MismatchMarks.clear(sheet);
        for (var outcome : outcomes) {
            int row = outcome.scenario().row();
            write(
                    sheet,
                    row,
                    result,
                    outcome.status().label(),
                    styles.style(outcome.status().look()));
            write(sheet, row, detail, outcome.detail(), styles.style(Look.TEXT));
        }
        MismatchMarks.set(sheet, result, outcomes);
    }

    /** The first column to the right of everything written. */
    private static int firstFree(XSSFSheet sheet) {
        int last = sheet.getMergedRegions().stream()
                .mapToInt(CellRangeAddress::getLastColumn)
                .max()
                .orElse(-1);
        for (var row : sheet) {
            for (var cell : row) {
                last = Math.max(last, isBlank(cell) ? -1 : cell.getColumnIndex());
            }
        }
        return last + 1;
    }

    /** True for a cell that only has a look. */
    private static boolean isBlank(Cell cell) {
        return cell.getCellType() == CellType.BLANK
                || cell.getCellType() == CellType.STRING
                        && cell.getStringCellValue().isBlank();
    }

    private static Optional<Integer> earlier(Headers headers, String label) {
        return headers.of(Column.Role.RESULT).stream()
                .filter(column -> column.header().equals(label))
                .map(Column::index)
                .findFirst();
    }

    static XSSFCell write(XSSFSheet sheet, int row, int column, String text, CellStyle style) {
        var line = sheet.getRow(row) == null ? sheet.createRow(row) : sheet.getRow(row);
        var cell = line.getCell(column) == null ? line.createCell(column) : line.getCell(column);
        // an inline text would stay beside the new one
        cell.setBlank();
        if (text != null) {
            cell.setCellValue(SheetWriter.cut(text));
        }
        cell.setCellStyle(style);
        return cell;
    }
}
