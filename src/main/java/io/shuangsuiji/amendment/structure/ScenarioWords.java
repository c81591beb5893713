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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.CellType;

/**
 * A name that changes in the scenarios of a draft: cells that say just it, alone or in a list.
 *
 * @param from the old name
 * @param to the new one
 * @param header true for the label of a fact, which stands in headers, false for a value
 * @param everywhere true where nothing else has the old name
 * @param texts true where sentences give way as well
 */
public record ScenarioWords(String from, String to, boolean header, boolean everywhere, boolean texts) {
    private static final Pattern ITEM = Pattern.compile("[^,，;；、]+");

    /**
     * A workbook with the new name.
     *
     * @param file the same bytes where nothing changes
     */
    public record Written(byte[] file, List<Left> left) {}

    /** Writes the new name into a workbook or CSV file. */
    public Written in(String name, byte[] file) throws StructureRefused {
        var left = new ArrayList<Left>();
        var wanted = new HashMap<String, Map<Integer, Map<Integer, String>>>();
        try {
            for (var grid : GridReader.read(name, file)) {
                for (var row : grid.rows()) {
                    row.cells().forEach((column, text) -> {
                        var changed = changed(text);
                        if (changed.equals(text)) {
                            return;
                        }
                        boolean sentence = !isItem(text);
                        if (sentence ? texts : everywhere) {
                            wanted.computeIfAbsent(grid.name(), any -> new HashMap<>())
                                    .computeIfAbsent(row.index(), any -> new HashMap<>())
                                    .put(column, changed);
                        } else {
                            left.add(new Left(
                                    name,
                                    grid.name() + "!" + Grid.address(row.index(), column),
                                    "场景",
                                    text,
                                    sentence
                                            ? "文字里提到，texts 为 true 时一并改 / in a text: changed where texts is true"
                                            : "别处也叫「" + from + "」，请看是否要改 / something else is called so, too"));
                        }
                    });
                }
            }
            return new Written(wanted.isEmpty() ? file : written(name, file, wanted, left), left);
        } catch (BadWorkbook | IOException unreadable) {
            throw new StructureRefused(name, "场景工作簿 " + name + " 读不出来，请先移出或修好：" + unreadable.getMessage());
        }
    }

    private boolean isItem(String text) {
        return header
                ? text.strip().equals(from)
                : ITEM.matcher(text)
                        .results()
                        .anyMatch(item -> item.group().strip().equals(from));
    }

    private String changed(String text) {
        if (!text.contains(from)) {
            return text;
        }
        if (!isItem(text)) {
            return text.replace(from, to);
        }
        return ITEM.matcher(text)
                .replaceAll(item -> Matcher.quoteReplacement(
                        item.group().strip().equals(from) ? item.group().replace(from, to) : item.group()));
    }

    private byte[] written(
            String name, byte[] file, Map<String, Map<Integer, Map<Integer, String>>> wanted, List<Left> left)
            throws IOException {
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
                    left.add(new Left(
                            name,
                            sheet + "!" + Grid.address(row, column),
                            "场景",
                            text,
                            "这一格是公式或合并的，请在工作簿里改 / a formula or a merged cell, to be changed in the workbook"));
                }
            })));
            workbook.write(out);
            return out.toByteArray();
        }
    }
}
