package io.shuangsuiji.sheets.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.amendment.AmendmentCells;
import io.shuangsuiji.decision.BatchCells;
import io.shuangsuiji.scenario.ScenarioCells;
import io.shuangsuiji.scenario.workbook.BadWorkbook;
import io.shuangsuiji.sheets.Limits;
import io.shuangsuiji.sheets.Notation;
import io.shuangsuiji.sheets.Row;
import io.shuangsuiji.sheets.Sheet;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.UnreadableFile;
import io.shuangsuiji.sheets.text.Utf8Stream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same file gives the same cells to all who read files, each by its own door. */
class SameCellsTest {
    private static final List<Path> FOLDERS = List.of(Path.of("src/test/resources/cases"), Path.of("test-scenarios"));

    static Stream<Path> files() {
        return FOLDERS.stream().flatMap(SameCellsTest::below).sorted();
    }

    static Stream<Path> texts() {
        // a sheet of scenarios has its headers in two rows, and is no batch
        return files().filter(file -> file.toString().endsWith(".csv") && !file.startsWith("test-scenarios"));
    }

    static Stream<Path> workbooks() {
        return files().filter(file -> file.toString().endsWith(".xlsx")).filter(SameCellsTest::opens);
    }

    private static Stream<Path> below(Path folder) {
        try (var all = Files.walk(folder)) {
            return all.filter(file -> file.toString().matches(".*\\.(csv|xlsx)")).toList().stream();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static boolean opens(Path file) {
        try {
            registry(Source.of(file));
            return true;
        } catch (UnreadableFile refused) {
            return false;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Test
    void shouldHaveFilesToCompare() {
        assertThat(texts()).hasSizeGreaterThan(8);
        assertThat(workbooks()).hasSizeGreaterThan(12);
    }

    @ParameterizedTest
    @MethodSource({"texts", "workbooks"})
    void shouldGiveAScenarioTheCellsOfARegistry(Path file) throws IOException {
        var cells = registry(Source.of(file));
        assertThat(cells).isNotEmpty();
        try {
            assertThat(ScenarioCells.of(file.toString(), Files.readAllBytes(file)))
                    .isEqualTo(tidy(cells));
        } catch (BadWorkbook refused) {
            // a tester's sheet with a cell that cannot be read is refused, and a registry's row is
            assertThat(faults(Source.of(file))).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("workbooks")
    void shouldGiveAnAmendmentTheCellsOfARegistry(Path file) throws Exception {
        assertThat(AmendmentCells.of(Files.readAllBytes(file))).isEqualTo(registry(Source.of(file)));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void shouldGiveABatchTheCellsOfARegistry(Path file) throws IOException {
        shouldAnswerBesideTheSameCells(Files.readAllBytes(file));
    }

    @Test
    void shouldGiveAllTheSameCellsOfWhatOtherProgramsWrite() throws IOException {
        var table = "名录库（2024年）\n\n对象编号,单位名称,对象类型\n1, \"甲,\"\"乙\"\"\n厂\" ,储油库\n2,一般油库,加油站\n";
        var euro = new ByteArrayOutputStream();
        euro.writeBytes("对象编号,对象类型,投资\n1,储油库,".getBytes(Charset.forName("GBK")));
        euro.write(0x80);
        euro.writeBytes("12\n\u001A".getBytes(Charset.forName("GBK")));
        for (var bytes : List.of(
                table.getBytes(StandardCharsets.UTF_8),
                table.getBytes(Utf8Stream.GB18030),
                ("\uFEFF" + table).getBytes(StandardCharsets.UTF_16LE),
                table.getBytes(StandardCharsets.UTF_16BE),
                ("\uFEFFsep=;\n"
                                + table.replace("号,", "号;")
                                        .replace("称,", "称;")
                                        .replace("1,", "1;")
                                        .replace(" ,储", ";储")
                                        .replace("2,", "2;")
                                        .replace("库,加", "库;加"))
                        .getBytes(StandardCharsets.UTF_8),
                table.replace("号,", "号，")
                        .replace("称,", "称，")
                        .replace("1,", "1，")
                        .replace(" ,储", "，储")
                        .replace("2,", "2，")
                        .replace("库,加", "库，加")
                        .getBytes(StandardCharsets.UTF_8),
                ("id,objectType,x\n" + "1,a,\n".repeat(14_000) + "2,储油库,甲\n").getBytes(Utf8Stream.GB18030),
                euro.toByteArray())) {
            var cells = registry(Source.of("名录.csv", bytes));
            assertThat(cells).containsValue("储油库");
            if (cells.size() < 100) {
                assertThat(ScenarioCells.of("名录.csv", bytes)).isEqualTo(tidy(cells));
            }
            shouldAnswerBesideTheSameCells(bytes);
        }
    }

    /** A batch answers beside the rows below the header, cell for cell as they came. */
    private static void shouldAnswerBesideTheSameCells(byte[] csv) throws IOException {
        var rows = rows(Source.of("名录.csv", csv));
        var answered = BatchCells.answered(csv);
        var came = rows.subList(rows.size() - answered.size() + 1, rows.size());
        assertThat(answered).hasSizeGreaterThan(1);
        int columns = rows.get(rows.size() - answered.size()).width();
        for (int i = 0; i < came.size(); i++) {
            for (int column = 0; column < columns; column++) {
                assertThat(answered.get(i + 1).text(column))
                        .as("row %s, column %s", came.get(i).number(), column)
                        .isEqualTo(came.get(i).text(column));
            }
        }
    }

    private static Map<String, String> registry(Source file) throws IOException {
        var cells = new TreeMap<String, String>();
        try (var sheets = SheetFile.open(file, FileFormat.of(file, null), Limits.LARGE)) {
            for (var sheet : sheets.sheets()) {
                for (var row : all(sheet)) {
                    for (int i = 0; i < row.texts().size(); i++) {
                        if (!row.text(i).isBlank()) {
                            cells.put(sheet.name() + "!" + Sheet.column(i) + row.number(), row.text(i));
                        }
                    }
                }
            }
        }
        return cells;
    }

    private static List<Row> rows(Source file) throws IOException {
        try (var sheets = SheetFile.open(file, Limits.LARGE)) {
            return all(sheets.sheets().get(0));
        }
    }

    private static List<String> faults(Source file) throws IOException {
        try (var sheets = SheetFile.open(file, Limits.LARGE)) {
            var faults = new ArrayList<String>();
            for (var sheet : sheets.sheets()) {
                for (var row : all(sheet)) {
                    row.special().values().stream()
                            .filter(cell -> cell.fault() != null)
                            .forEach(cell -> faults.add(cell.fault()));
                }
            }
            return faults;
        }
    }

    private static List<Row> all(Sheet sheet) throws IOException {
        var all = new ArrayList<Row>();
        try (var rows = sheet.rows()) {
            for (var row = rows.next(); row != null; row = rows.next()) {
                all.add(row);
            }
        }
        return all;
    }

    /** Testers' cells are tidied as they are read. */
    private static Map<String, String> tidy(Map<String, String> cells) {
        return cells.entrySet().stream()
                .filter(cell -> !Notation.tidy(cell.getValue()).isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, cell -> Notation.tidy(cell.getValue())));
    }
}
