package io.shuangsuiji.amendment.structure;

import io.shuangsuiji.amendment.structure.Renaming.Left;
import io.shuangsuiji.scenario.workbook.BadWorkbook;
import io.shuangsuiji.scenario.workbook.CsvFile;
import io.shuangsuiji.scenario.workbook.Grid;
import io.shuangsuiji.scenario.workbook.GridReader;
import io.shuangsuiji.sheets.Limits;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.file.EditableWorkbook;
import io.shuangsuiji.sheets.file.FileFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.CellType;

/** A name that changes in the scenarios of a draft. */
public interface ScenarioChange {
    /**
     * A workbook with the new name.
     *
     * @param file the same bytes where nothing changes
     */
    record Written(byte[] file, List<Left> left) {}

    /** The old name. */
    String from();

    /** Notes what becomes of the cells of a sheet. */
    void look(Grid grid, Cells cells);

    /** Writes the new name into a workbook or CSV file. */
    default Written in(String name, byte[] file) throws StructureRefused {
        var cells = new Cells(name);
        try {
            GridReader.read(name, file).forEach(grid -> look(grid, cells));
            return new Written(cells.wanted.isEmpty() ? file : cells.written(file), cells.left);
        } catch (BadWorkbook | IOException unreadable) {
            throw new StructureRefused(name, "场景工作簿 " + name + " 读不出来，请先移出或修好：" + unreadable.getMessage());
        }
    }

    /** What becomes of the cells of a workbook. */
    final class Cells {
        private final String name;
        private final List<Left> left = new ArrayList<>();
        private final Map<String, Map<Integer, Map<Integer, String>>> wanted = new HashMap<>();

        private Cells(String name) {
            this.name = name;
        }

        /** A cell is to say something else. */
        void change(Grid grid, int row, int column, String text) {
            wanted.computeIfAbsent(grid.name(), any -> new HashMap<>())
                    .computeIfAbsent(row, any -> new HashMap<>())
                    .put(column, text);
        }

        /** A cell is left as it is, and why. */
        void leave(String sheet, int row, int column, String text, String why) {
            left.add(new Left(name, sheet + "!" + Grid.address(row, column), "场景", text, why));
        }

        private byte[] written(byte[] file) throws IOException {
            if (GridReader.format(name, file) == FileFormat.CSV) {
                return CsvFile.with(file, wanted.values().iterator().next());
            }
            try (var workbook = EditableWorkbook.open(Source.of("", file), Limits.SMALL);
                    var out = new ByteArrayOutputStream()) {
                wanted.forEach((sheet, rows) -> rows.forEach((row, cells) -> cells.forEach((column, text) -> {
                    var cell = workbook.getSheet(sheet).getRow(row).getCell(column);
                    if (cell != null && cell.getCellType() == CellType.STRING) {
                        // an inline text would stay beside the new one
                        cell.setBlank();
                        cell.setCellValue(text);
                    } else {
                        leave(
                                sheet,
                                row,
                                column,
                                text,
                                "这一格是公式或合并的，请在工作簿里改 / a formula or a merged cell, to be changed in the workbook");
                    }
                })));
                workbook.write(out);
                return out.toByteArray();
            }
        }
    }
}
