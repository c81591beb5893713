package io.shuangsuiji.scenario.result;

import static io.shuangsuiji.scenario.Sheets.QUOTA_GROUPS;
import static io.shuangsuiji.scenario.Sheets.QUOTA_LABELS;
import static io.shuangsuiji.scenario.Sheets.quota;
import static io.shuangsuiji.scenario.Sheets.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.scenario.Sheets;
import io.shuangsuiji.scenario.coverage.Coverage;
import io.shuangsuiji.scenario.mutation.Suggestions;
import io.shuangsuiji.scenario.run.ScenarioResult;
import io.shuangsuiji.scenario.run.ScenarioRunner;
import io.shuangsuiji.scenario.workbook.ScenarioBook;
import io.shuangsuiji.sheets.writer.Look;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.poi.ss.util.CellAddress;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

/** What a tester gets back. */
class ResultWorkbookTest {
    private static final Path LIBREOFFICE = Path.of("src/test/resources/scenario/libreoffice.xlsx");

    private static byte[] results(ScenarioBook book) {
        var report = Sheets.run(book);
        var suggestions = Suggestions.forCoverage(TestEditions.served(), List.of(book), report.coverage());
        return ResultWorkbook.write(TestEditions.served(), book, report, suggestions);
    }

    private static XSSFCell cell(XSSFWorkbook workbook, String sheet, String address) {
        var at = new CellAddress(address);
        return workbook.getSheet(sheet).getRow(at.getRow()).getCell(at.getColumn());
    }

    @Test
    void shouldWriteResultsAndActualValuesBesideTheScenarios() {
        var file = Sheets.workbook(
                "配额", QUOTA_GROUPS, QUOTA_LABELS, quota("1", 161, 21), quota("2", 161, 20), quota("3", 8, null));
        var result = Sheets.open(results(Sheets.read(file)));

        assertThat(cell(result, "配额", "K2")).hasToString("结果");
        assertThat(cell(result, "配额", "K3")).hasToString("通过");
        assertThat(cell(result, "配额", "K4")).hasToString("不通过");
        assertThat(cell(result, "配额", "K5")).hasToString("未写期望");
        assertThat(cell(result, "配额", "K3")
                        .getCellStyle()
                        .getFillForegroundColorColor()
                        .getARGBHex())
                .isEqualTo(Look.GOOD.fill().getARGBHex());
        assertThat(cell(result, "配额", "K4")
                        .getCellStyle()
                        .getFillForegroundColorColor()
                        .getARGBHex())
                .isEqualTo(Look.BAD.fill().getARGBHex());
        assertThat(cell(result, "配额", "L4")).hasToString("应抽数：期望 20，实际 21");
        assertThat(cell(result, "配额", "J4").getCellComment().getString().getString())
                .isEqualTo("实际：21");
        assertThat(result.getSheet("配额").getSheetConditionalFormatting().getNumConditionalFormattings())
                .isEqualTo(1);
        assertThat(result.getSheet("汇总")).isNotNull();
        assertThat(result.getSheet("覆盖率")).isNotNull();
    }

    @Test
    void shouldReplaceWhatAnEarlierRunAdded() {
        var file = Sheets.workbook("配额", QUOTA_GROUPS, QUOTA_LABELS, quota("1", 161, 20));
        var first = results(Sheets.read(file));
        var corrected = Sheets.open(first);
        cell(corrected, "配额", "J3").setCellValue(21);
        var again = Sheets.workbook(workbook -> {});
        try (var bytes = new java.io.ByteArrayOutputStream()) {
            corrected.write(bytes);
            again = bytes.toByteArray();
        } catch (IOException inMemory) {
            throw new java.io.UncheckedIOException(inMemory);
        }

        var result = Sheets.open(results(Sheets.read(again)));

        assertThat(cell(result, "配额", "K3")).hasToString("通过");
        assertThat(cell(result, "配额", "L3")).hasToString("");
        assertThat(cell(result, "配额", "J3").getCellComment()).isNull();
        assertThat(result.getSheet("配额").getSheetConditionalFormatting().getNumConditionalFormattings())
                .isZero();
        assertThat(result.getSheet("配额").getRow(1).getLastCellNum()).isEqualTo((short) 12);
        assertThat(result.getNumberOfSheets()).isEqualTo(Sheets.open(first).getNumberOfSheets());
    }

    @Test
    void shouldLeaveALibreOfficeWorkbookAsItsTesterMadeIt() throws IOException {
        var bytes = Files.readAllBytes(LIBREOFFICE);
        var before = Sheets.open(bytes);

        var book = ScenarioBook.read(TestEditions.served(), "libreoffice.xlsx", bytes);
        var after = Sheets.open(results(book));

        assertThat(Sheets.run(book).outcomes())
                .extracting(ScenarioResult::status)
                .containsExactly(
                        ScenarioResult.Status.PASSED, ScenarioResult.Status.FAILED, ScenarioResult.Status.PASSED);
        for (var name : List.of("配额", "笔记")) {
            var was = before.getSheet(name);
            var is = after.getSheet(name);
            assertThat(is.getMergedRegions()).isEqualTo(was.getMergedRegions());
            assertThat(is.getPaneInformation() == null).isEqualTo(was.getPaneInformation() == null);
            for (var row : was) {
                assertThat(is.getRow(row.getRowNum()).getHeight()).isEqualTo(row.getHeight());
                for (var cell : row) {
                    var same = is.getRow(row.getRowNum()).getCell(cell.getColumnIndex());
                    assertThat(same.getCellStyle().getIndex())
                            .as(cell.getAddress() + " style")
                            .isEqualTo(cell.getCellStyle().getIndex());
                    assertThat(same.toString()).isEqualTo(cell.toString());
                    assertThat(is.getColumnWidth(cell.getColumnIndex()))
                            .isEqualTo(was.getColumnWidth(cell.getColumnIndex()));
                }
            }
            was.getCellComments()
                    .forEach((at, comment) -> assertThat(
                                    is.getCellComment(at).getString().getString())
                            .isEqualTo(comment.getString().getString()));
        }
        assertThat(cell(after, "配额", "J4").getCellFormula())
                .isEqualTo(cell(before, "配额", "J4").getCellFormula());
        assertThat(cell(after, "配额", "L5")).hasToString("不通过");
    }

    @Test
    void shouldSuggestScenariosThatReachWhatIsMissed() {
        var edition = TestEditions.served();
        var book = Sheets.read(Sheets.workbook("配额", QUOTA_GROUPS, QUOTA_LABELS, quota("1", 161, 21)));
        var report = Sheets.run(book);

        var suggestions = Suggestions.forCoverage(edition, List.of(book), report.coverage());

        // every suggestion about a row is run, and reaches one more row
        var result = Sheets.open(results(book));
        assertThat(result.getSheet("建议场景-配额")).isNotNull();
        assertThat(Sheets.read(results(book)).sheets()).hasSize(1);
        var rows = suggestions.stream()
                .filter(one -> one.purpose().contains("行没有场景用到"))
                .toList();
        assertThat(rows).allSatisfy(suggestion -> {
            var place = suggestion.purpose().replace("没有场景用到", "").split(" 第 | 行");
            var subjectModel = edition.models().get(suggestion.model());
            var inputs = io.shuangsuiji.decision.input.Inputs.read(subjectModel, suggestion.input());
            assertThat(inputs.problems()).isEmpty();
            var table = edition.decisionTables(subjectModel.name()).stream()
                    .filter(view -> view.label().equals(place[0]))
                    .findFirst()
                    .orElseThrow();
            assertThat(edition.kie().trace(subjectModel, inputs.values()).tables())
                    .as(suggestion.purpose())
                    .anyMatch(match -> match.table().equals(table.address())
                            && match.matched().contains(Integer.valueOf(place[1].strip())));
        });
        assertThat(rows).hasSize((int) report.coverage().tables().stream()
                .filter(table -> table.model().equals("quota"))
                .flatMap(table -> table.rows().stream())
                .filter(Coverage.Row::missed)
                .count());
    }

    @Test
    void shouldRunFiveThousandScenariosInSecondsAndTellOfTheProgress() {
        @SuppressWarnings("unchecked")
        List<Object>[] rows = IntStream.range(0, 5_002)
                .mapToObj(index -> index == 0
                        ? QUOTA_GROUPS
                        : index == 1 ? QUOTA_LABELS : quota("S" + index, 161, index % 100 == 0 ? 20 : 21))
                .toArray(List[]::new);
        var book = Sheets.read(Sheets.workbook("配额", rows));
        var told = java.util.Collections.synchronizedList(new ArrayList<Integer>());

        var started = System.nanoTime();
        var report = ScenarioRunner.run(TestEditions.served(), List.of(book), (done, total) -> {
            if (done % 1_000 == 0) {
                told.add(done);
            }
        });
        var file = ResultWorkbook.write(TestEditions.served(), book, report, List.of());

        assertThat(report.count(ScenarioResult.Status.FAILED)).isEqualTo(50);
        assertThat(report.count(ScenarioResult.Status.PASSED)).isEqualTo(4_950);
        assertThat(told).contains(1_000, 5_000);
        assertThat(cell(Sheets.open(file), "配额", "K5002")).hasToString("通过");
        // far more than it takes, even on a busy machine: a guard against growth with the square of the rows
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(120));
    }
}
