package io.shuangsuiji.scenario;

import io.shuangsuiji.scenario.Grid.Row;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.FormulaEvaluator;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Reads the sheets of an {@code .xlsx} or {@code .csv} file, or says why it cannot. */
final class GridReader {
    /** Excel itself keeps no more digits. */
    private static final MathContext EXCEL_DIGITS = new MathContext(15);

    private GridReader() {}

    /** True for a file that is text: one sheet, named by the file. */
    static boolean isCsv(String fileName) {
        var name = fileName.toLowerCase(Locale.ROOT);
        return name.endsWith(".csv") || name.endsWith(".txt");
    }

    static List<Grid> read(String fileName, byte[] file) {
        if (file.length == 0) {
            throw BadWorkbook.file("文件是空的 / the file is empty");
        }
        if (isCsv(fileName)) {
            return List.of(csv(CsvFile.sheet(fileName), file));
        }
        try (var workbook = open(file)) {
            return read(workbook);
        } catch (IOException damaged) {
            throw WorkbookGuard.damaged();
        }
    }

    /** Opens a workbook that has passed the guard. */
    static XSSFWorkbook open(byte[] file) {
        WorkbookGuard.check(file);
        try {
            return new XSSFWorkbook(new ByteArrayInputStream(file));
        } catch (IOException | RuntimeException damaged) {
            // POI has an exception of its own for each way in which a file can be wrong
            throw WorkbookGuard.damaged();
        }
    }

    private static List<Grid> read(XSSFWorkbook workbook) {
        var evaluator = workbook.getCreationHelper().createFormulaEvaluator();
        var problems = new ArrayList<Problem>();
        var grids = new ArrayList<Grid>();
        int total = 0;
        for (var sheet : workbook) {
            var grid = new Grid(sheet.getSheetName(), rows(sheet, evaluator, problems));
            grids.add(grid);
            total += grid.rows().size();
            checkRows(grid.name(), total);
        }
        if (!problems.isEmpty()) {
            throw new BadWorkbook(problems);
        }
        return grids;
    }

    private static void checkRows(String sheet, int rows) {
        if (rows > Grid.MAX_ROWS) {
            throw BadWorkbook.sheet(
                    sheet,
                    "工作簿超过 " + Grid.MAX_ROWS + " 行：请分成几个工作簿 / more than " + Grid.MAX_ROWS
                            + " rows: split the workbook");
        }
    }

    private static List<Row> rows(Sheet sheet, FormulaEvaluator evaluator, List<Problem> problems) {
        var rows = new TreeMap<Integer, TreeMap<Integer, Object>>();
        for (var row : sheet) {
            for (var cell : row) {
                var value = value(cell, evaluator, problems);
                if (value != null) {
                    rows.computeIfAbsent(row.getRowNum(), number -> new TreeMap<>())
                            .put(cell.getColumnIndex(), value);
                    if (rows.size() > Grid.MAX_ROWS) {
                        checkRows(sheet.getSheetName(), rows.size());
                    }
                }
            }
        }
        spreadMerged(sheet, rows);
        return rows.entrySet().stream()
                .map(row -> new Row(row.getKey(), row.getValue()))
                .toList();
    }

    /** What stands in a cell merged downwards holds for every row that it covers; sideways it is but a wide cell. */
    private static void spreadMerged(Sheet sheet, TreeMap<Integer, TreeMap<Integer, Object>> rows) {
        for (var region : sheet.getMergedRegions()) {
            var first = rows.get(region.getFirstRow());
            var value = first == null ? null : first.get(region.getFirstColumn());
            if (value != null) {
                // a row of its own is not made: a merged block below the last scenario would become scenarios
                rows.subMap(region.getFirstRow(), true, region.getLastRow(), true)
                        .values()
                        .forEach(cells -> cells.put(region.getFirstColumn(), value));
            }
        }
    }

    /** True for a cell that only has a look. */
    static boolean isBlank(Cell cell) {
        return cell.getCellType() == CellType.BLANK
                || cell.getCellType() == CellType.STRING
                        && cell.getStringCellValue().isBlank();
    }

    private static Object value(Cell cell, FormulaEvaluator evaluator, List<Problem> problems) {
        var type = cell.getCellType();
        if (type == CellType.FORMULA) {
            // the result that the spreadsheet program saved, if it did
            if (((XSSFCell) cell).getRawValue() == null) {
                try {
                    type = evaluator.evaluateFormulaCell(cell);
                } catch (RuntimeException notUnderstood) {
                    problems.add(
                            problem(
                                    cell,
                                    "公式没有保存结果，也无法计算：请在 Excel 中重算后保存"
                                            + " / the formula has no saved result and cannot be evaluated: recalculate and save"));
                    return null;
                }
            } else {
                type = cell.getCachedFormulaResultType();
            }
        }
        return switch (type) {
            case STRING -> text(cell.getStringCellValue());
            case BOOLEAN -> cell.getBooleanCellValue();
            case NUMERIC -> number(cell);
            case ERROR -> {
                problems.add(problem(
                        cell,
                        "单元格是错误值 "
                                + FormulaError.forInt(cell.getErrorCellValue()).getString()
                                + " / the cell holds an error value"));
                yield null;
            }
            default -> null;
        };
    }

    private static Object number(Cell cell) {
        if (DateUtil.isCellDateFormatted(cell)) {
            var moment = cell.getLocalDateTimeCellValue();
            if (moment == null) {
                return null;
            }
            return moment.toLocalTime().equals(LocalTime.MIDNIGHT) ? moment.toLocalDate() : moment.toString();
        }
        var number = new BigDecimal(cell.getNumericCellValue(), EXCEL_DIGITS).stripTrailingZeros();
        return number.scale() < 0 ? number.setScale(0) : number;
    }

    private static Problem problem(Cell cell, String text) {
        return new Problem(
                cell.getSheet().getSheetName(), Grid.address(cell.getRowIndex(), cell.getColumnIndex()), text);
    }

    private static String text(String written) {
        var text = written.strip();
        return text.isEmpty() ? null : text;
    }

    private static Grid csv(String name, byte[] file) {
        var rows = new ArrayList<Row>();
        int index = 0;
        for (var line : CsvFile.read(name, file).rows()) {
            var cells = new TreeMap<Integer, Object>();
            for (int column = 0; column < line.size(); column++) {
                var text = text(line.get(column));
                if (text != null) {
                    cells.put(column, text);
                }
            }
            if (!cells.isEmpty()) {
                rows.add(new Row(index, cells));
                checkRows(name, rows.size());
            }
            index++;
        }
        return new Grid(name, rows);
    }
}
