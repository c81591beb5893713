package io.shuangsuiji.scenario.workbook;

import io.shuangsuiji.scenario.workbook.Grid.Row;
import io.shuangsuiji.sheets.Limits;
import io.shuangsuiji.sheets.Notation;
import io.shuangsuiji.sheets.Sheet;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.UnreadableFile;
import io.shuangsuiji.sheets.file.FileFormat;
import io.shuangsuiji.sheets.file.SheetFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.ss.util.WorkbookUtil;

/** Reads the sheets of a tester's workbook or CSV file, or says why it cannot. */
public final class GridReader {
    private GridReader() {}

    /** What a tester's file is; it must hold tables. */
    public static FileFormat format(String fileName, byte[] file) {
        try {
            var format = FileFormat.of(Source.of(fileName, file), null);
            if (format == FileFormat.XLSX || format == FileFormat.CSV) {
                return format;
            }
            throw BadWorkbook.file("不是 Excel 工作簿：请用 Excel、WPS 或 LibreOffice 另存为 .xlsx（或 .csv）"
                    + " / not an Excel workbook: save it as .xlsx (or .csv)");
        } catch (UnreadableFile unreadable) {
            throw BadWorkbook.of(unreadable);
        } catch (IOException damaged) {
            throw BadWorkbook.file("文件读不出来 / the file cannot be read: " + damaged.getMessage());
        }
    }

    public static List<Grid> read(String fileName, byte[] file) {
        var problems = new ArrayList<Problem>();
        var grids = new ArrayList<Grid>();
        try (var sheets = SheetFile.open(Source.of(fileName, file), format(fileName, file), Limits.SMALL)) {
            int total = 0;
            for (var sheet : sheets.sheets()) {
                var name = sheet.name().isEmpty() ? sheetOf(fileName) : sheet.name();
                var rows = rows(name, sheet, total, problems);
                grids.add(new Grid(name, rows));
                total += rows.size();
            }
        } catch (UnreadableFile unreadable) {
            throw BadWorkbook.of(unreadable);
        } catch (IOException damaged) {
            throw BadWorkbook.file("文件读不出来 / the file cannot be read: " + damaged.getMessage());
        }
        if (!problems.isEmpty()) {
            throw new BadWorkbook(problems);
        }
        return grids;
    }

    /** The name of the one sheet of a text: the file's, without its folder and ending, as a sheet may be called. */
    static String sheetOf(String fileName) {
        return WorkbookUtil.createSafeSheetName(
                fileName.replaceFirst(".*[/\\\\]", "").replaceFirst("\\.[^.]*$", ""), '-');
    }

    private static List<Row> rows(String name, Sheet sheet, int before, List<Problem> problems) throws IOException {
        var rows = new ArrayList<Row>();
        try (var all = sheet.rows()) {
            for (var row = all.next(); row != null; row = all.next()) {
                if (row.number() > SpreadsheetVersion.EXCEL2007.getMaxRows()) {
                    throw BadWorkbook.sheet(
                            name,
                            "第 " + row.number() + " 行超出工作表的行数：请删去其间的空行 / line " + row.number()
                                    + " is beyond the rows of a sheet: delete the blank lines between");
                }
                if (row.broken() != null) {
                    problems.add(new Problem(
                            name, Grid.address((int) row.number() - 1, 0), "第 " + row.number() + " 行" + row.broken()));
                }
                var cells = new TreeMap<Integer, String>();
                for (int i = 0; i < row.texts().size(); i++) {
                    var cell = row.cell(i);
                    if (cell.fault() != null) {
                        problems.add(new Problem(name, Grid.address((int) row.number() - 1, i), cell.fault()));
                    }
                    var text = Notation.tidy(cell.text());
                    if (!text.isEmpty()) {
                        cells.put(i, text);
                    }
                }
                if (!cells.isEmpty()) {
                    rows.add(new Row((int) row.number() - 1, cells));
                }
                if (before + rows.size() > Grid.MAX_ROWS) {
                    throw BadWorkbook.sheet(
                            name,
                            "工作簿超过 " + Grid.MAX_ROWS + " 行：请分成几个工作簿 / more than " + Grid.MAX_ROWS
                                    + " rows: split the workbook");
                }
            }
        }
        return rows;
    }
}
