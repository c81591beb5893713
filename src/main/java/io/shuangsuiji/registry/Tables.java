package io.shuangsuiji.registry;

import io.shuangsuiji.decision.Headers;
import io.shuangsuiji.registry.HeadedTable.Candidate;
import io.shuangsuiji.sheets.UnreadableFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;

/** Finds the table in a file: the separator of a text, the sheet of a workbook, and the header's row. */
final class Tables {
    private Tables() {}

    /**
     * Opens the table of a CSV file or workbook.
     *
     * @throws UnreadableFile where none is found that has the columns
     */
    static HeadedTable open(Path file, RegistryFormat format, Headers known) throws IOException {
        return format == RegistryFormat.XLSX ? inWorkbook(file, known) : inText(TextFile.of(file), known);
    }

    private static HeadedTable inText(TextFile file, Headers known) throws IOException {
        char best = CsvTable.SEPARATORS.get(0);
        long most = -1;
        for (char separator : CsvTable.SEPARATORS) {
            long recognised = recognised(file, separator, known);
            if (recognised > most) {
                best = separator;
                most = recognised;
            }
        }
        var table = new CsvTable(file, best);
        return handedOver(table, () -> new HeadedTable(table, Candidate.of(table, known, ""), known));
    }

    private static long recognised(TextFile file, char separator, Headers known) throws IOException {
        long most = 0;
        try (var table = new CsvTable(file, separator)) {
            var row = table.next();
            for (int i = 0; i < HeadedTable.HEADER_WITHIN && row != null; i++, row = table.next()) {
                most = Math.max(most, known.recognised(row.cells()));
            }
        } catch (UnreadableFile furtherDown) {
            // told once the table is read by the separator that is right
        }
        return most;
    }

    private static HeadedTable inWorkbook(Path file, Headers known) throws IOException {
        var workbook = Workbooks.open(file);
        return handedOver(workbook, () -> {
            var sheet = chosen(workbook, known);
            var table = new SheetTable(sheet);
            return handedOver(
                    table, () -> new HeadedTable(table, Candidate.of(table, known, place(sheet)), known, workbook));
        });
    }

    private static Sheet chosen(Workbook workbook, Headers known) throws IOException {
        Sheet best = null;
        long most = -1;
        var complete = new ArrayList<Sheet>();
        for (var sheet : Workbooks.visibleSheets(workbook)) {
            try (var table = new SheetTable(sheet)) {
                var candidate = Candidate.of(table, known, place(sheet));
                if (candidate.complete()) {
                    complete.add(sheet);
                }
                if (candidate.recognised() > most) {
                    best = sheet;
                    most = candidate.recognised();
                }
            }
        }
        if (complete.size() > 1) {
            throw several(complete);
        }
        if (best == null) {
            throw UnreadableFile.because("工作簿里没有可见的工作表", "the workbook has no visible sheet");
        }
        return complete.isEmpty() ? best : complete.get(0);
    }

    // reading one of them would lose the rows of the others without a word
    private static UnreadableFile several(List<Sheet> sheets) {
        var names = sheets.stream().map(Sheet::getSheetName).collect(Collectors.joining("、"));
        return UnreadableFile.because(
                "工作簿里有 " + sheets.size() + " 个工作表都有完整的表头：" + names + "；请合并为一个，或隐藏不用的",
                sheets.size() + " sheets have a complete header: " + names + "; merge them, or hide those not meant");
    }

    private static String place(Sheet sheet) {
        return "工作表「" + sheet.getSheetName() + "」";
    }

    private interface Opening {
        HeadedTable open() throws IOException;
    }

    /** Closes what was opened where what should own it cannot be made. */
    private static HeadedTable handedOver(Closeable opened, Opening opening) throws IOException {
        boolean owned = false;
        try {
            var table = opening.open();
            owned = true;
            return table;
        } finally {
            if (!owned) {
                opened.close();
            }
        }
    }
}
