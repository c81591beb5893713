package io.shuangsuiji.scenario;

import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.sheets.Limits;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.file.EditableWorkbook;
import io.shuangsuiji.sheets.file.FileFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;

/**
 * Writes what an edition answers now into the expectations of scenarios that fail because the policy changed on purpose.
 * Cells keep their format; a formula is the tester's own and is left.
 */
public final class NewExpectations {
    private NewExpectations() {}

    /**
     * The workbook, or CSV file, with new expectations.
     *
     * @param edition the edition as amended
     * @param name the workbook's name
     * @param workbook its bytes
     * @param places of the scenarios whose expectations give way, as {@link Scenario#place()} has them
     * @return the workbook, or the same bytes where nothing was to be written
     * @throws BadWorkbook where it cannot be read
     */
    public static byte[] write(Edition edition, String name, byte[] workbook, Set<String> places) throws IOException {
        var book = ScenarioBook.read(edition, name, workbook);
        var failed = ScenarioRunner.run(edition, List.of(book), Progress.NONE).outcomes().stream()
                .filter(outcome ->
                        outcome.failed() && places.contains(outcome.scenario().place()))
                .toList();
        return GridReader.format(name, workbook) == FileFormat.CSV
                ? inCsv(workbook, failed)
                : inWorkbook(workbook, failed);
    }

    private static byte[] inCsv(byte[] file, List<Outcome> failed) {
        var cells = new HashMap<Integer, Map<Integer, String>>();
        for (var outcome : failed) {
            for (var mismatch : outcome.mismatches()) {
                if (isExpectation(outcome.scenario(), mismatch)) {
                    cells.computeIfAbsent(outcome.scenario().row(), row -> new HashMap<>())
                            .put(mismatch.column(), mismatch.actual());
                }
            }
        }
        return cells.isEmpty() ? file : CsvFile.with(file, cells);
    }

    private static byte[] inWorkbook(byte[] workbook, List<Outcome> failed) throws IOException {
        try (var opened = EditableWorkbook.open(Source.of("", workbook), Limits.SMALL);
                var out = new ByteArrayOutputStream()) {
            boolean written = false;
            for (var outcome : failed) {
                var scenario = outcome.scenario();
                var row = opened.getSheet(scenario.sheet()).getRow(scenario.row());
                for (var mismatch : outcome.mismatches()) {
                    if (!isExpectation(scenario, mismatch)) {
                        continue;
                    }
                    var cell = row.getCell(mismatch.column());
                    if (cell != null && cell.getCellType() != CellType.FORMULA) {
                        set(cell, mismatch.actual());
                        written = true;
                    }
                }
            }
            if (!written) {
                return workbook;
            }
            opened.write(out);
            return out.toByteArray();
        }
    }

    /** Not a refusal, and not an input that was refused: those say more than that a value differs. */
    private static boolean isExpectation(Scenario scenario, Mismatch mismatch) {
        return scenario.refusal() == null
                && scenario.expectations().stream()
                        .anyMatch(expectation -> expectation.column().index() == mismatch.column()
                                && expectation.column().header().equals(mismatch.header()));
    }

    private static void set(Cell cell, String text) {
        if (cell.getCellType() == CellType.NUMERIC) {
            try {
                if (DateUtil.isCellDateFormatted(cell)) {
                    cell.setCellValue(LocalDate.parse(text));
                    return;
                }
                var number = new BigDecimal(text);
                // a workbook keeps fifteen digits
                if (number.precision() <= 15) {
                    cell.setCellValue(number.doubleValue());
                    return;
                }
            } catch (DateTimeParseException | NumberFormatException other) {
                // another kind of value than before: written as text
            }
        }
        // an inline text would stay beside the new one
        cell.setBlank();
        cell.setCellValue(text);
    }
}
