package io.shuangsuiji.scenario.result;

import io.shuangsuiji.scenario.result.NewExpectations.Target;
import io.shuangsuiji.scenario.workbook.ScenarioBook;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.CellCopyPolicy;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** The cells of a tester's workbook as they are written, each in the kind that it had. */
final class ExpectationCells {
    private final ScenarioBook book;
    private final XSSFWorkbook workbook;
    private final Set<String> wanted = new HashSet<>();

    /** @param targets all that will be written */
    ExpectationCells(ScenarioBook book, XSSFWorkbook workbook, Collection<Target> targets) {
        this.book = book;
        this.workbook = workbook;
        targets.forEach(target ->
                wanted.add(key(target.scenario().sheet(), target.scenario().row(), target.column(), target.text())));
    }

    private static String key(String sheet, int row, int column, String text) {
        return sheet + "\n" + row + "\n" + column + "\n" + text;
    }

    /** The formula by which the cell is computed that a scenario reads there. */
    static Optional<String> formula(XSSFWorkbook workbook, Target target) {
        var sheet = workbook.getSheet(target.scenario().sheet());
        var merged = merged(sheet, target);
        var cell = merged.isPresent()
                ? cell(sheet, merged.get().getFirstRow(), merged.get().getFirstColumn())
                : cell(sheet, target.scenario().row(), target.column());
        return Optional.ofNullable(cell.getCTCell().getF())
                .map(formula -> cell.getCellType() == CellType.FORMULA ? cell.getCellFormula() : "…");
    }

    private static XSSFCell cell(XSSFSheet sheet, int row, int column) {
        var line = sheet.getRow(row) == null ? sheet.createRow(row) : sheet.getRow(row);
        return line.getCell(column) == null ? line.createCell(column) : line.getCell(column);
    }

    private static Optional<CellRangeAddress> merged(XSSFSheet sheet, Target target) {
        return sheet.getMergedRegions().stream()
                .filter(range -> range.isInRange(target.scenario().row(), target.column()))
                .findFirst();
    }

    /**
     * Writes a cell.
     *
     * @param asText where its kind cannot hold the value
     */
    void set(Target target, boolean asText) {
        var sheet = workbook.getSheet(target.scenario().sheet());
        var merged = merged(sheet, target).orElse(null);
        if (merged != null && shared(target, merged)) {
            set(cell(sheet, merged.getFirstRow(), merged.getFirstColumn()), target.text(), asText);
            return;
        }
        if (merged != null) {
            split(sheet, merged);
        }
        set(cell(sheet, target.scenario().row(), target.column()), target.text(), asText);
    }

    /** True where everything that scenarios read from a merged cell shall say the same. */
    private boolean shared(Target target, CellRangeAddress merged) {
        return read(target.scenario().sheet(), merged)
                .allMatch(at -> wanted.contains(key(target.scenario().sheet(), at[0], at[1], target.text())));
    }

    /** The cells of a range that scenarios read. */
    private Stream<int[]> read(String name, CellRangeAddress range) {
        return book.sheets().stream()
                .filter(sheet -> sheet.name().equals(name))
                .flatMap(sheet -> sheet.scenarios().stream()
                        .flatMap(scenario -> sheet.headers().columns().stream()
                                .map(column -> new int[] {scenario.row(), column.index()})))
                .filter(at -> range.isInRange(at[0], at[1]));
    }

    /** Gives each scenario that reads a merged cell a cell of its own with the same content. */
    private void split(XSSFSheet sheet, CellRangeAddress merged) {
        sheet.removeMergedRegion(sheet.getMergedRegions().indexOf(merged));
        var first = cell(sheet, merged.getFirstRow(), merged.getFirstColumn());
        var policy = new CellCopyPolicy.Builder()
                .cellFormula(false)
                .mergedRegions(false)
                .build();
        read(sheet.getSheetName(), merged)
                .filter(at -> at[0] != merged.getFirstRow() || at[1] != merged.getFirstColumn())
                .forEach(at -> cell(sheet, at[0], at[1]).copyCellFrom(first, policy));
    }

    private static void set(XSSFCell cell, String text, boolean asText) {
        if (asText || !setInKind(cell, text)) {
            // an inline text would stay beside the new one
            cell.setBlank();
            cell.setCellValue(text);
        }
    }

    private static boolean setInKind(XSSFCell cell, String text) {
        if (cell.getCellType() == CellType.BOOLEAN && (text.equals("是") || text.equals("否"))) {
            cell.setCellValue(text.equals("是"));
            return true;
        }
        if (cell.getCellType() != CellType.NUMERIC) {
            return false;
        }
        try {
            if (DateUtil.isCellDateFormatted(cell)) {
                cell.setCellValue(LocalDate.parse(text));
            } else {
                cell.setCellValue(new BigDecimal(text).doubleValue());
            }
            return true;
        } catch (DateTimeParseException | NumberFormatException other) {
            return false;
        }
    }
}
