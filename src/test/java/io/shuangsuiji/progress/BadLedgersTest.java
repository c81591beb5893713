package io.shuangsuiji.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.UnreadableFile;
import io.shuangsuiji.sheets.file.FileFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Ledgers as they should not be: each is told what is wrong with it, in words that name the place. */
class BadLedgersTest {
    private static final Edition EDITION = TestEditions.served();
    private static final String GOOD = Ledgers.task("T1", "执法科一队", "2024-01-03", "2024-01-10", "2024-01-12");
    private static final String GOOD2 = Ledgers.task("T2", "执法科二队", "2024-01-03", "2024-01-11", "2024-01-12");
    private static final String GOOD3 = Ledgers.task("T3", "执法科三队", "2024-01-03", "2024-01-15", "2024-01-16");

    private static String with(String line, int cell, String value) {
        var cells = line.split(",", -1);
        cells[cell] = value;
        return String.join(",", cells);
    }

    /** A name, the rows below the header, a code of a finding, and what its message or examples must say. */
    static List<Arguments> found() {
        var all = new ArrayList<Arguments>();
        all.add(Arguments.of("检查早于抽取", with(GOOD, 12, "2024-01-02"), "taskDatesOutOfOrder", "「分拨日期」晚于「检查日期」"));
        all.add(Arguments.of("反馈早于抽取", with(GOOD, 9, "2024-01-01"), "taskDatesOutOfOrder", "「抽取日期」晚于「反馈日期」"));
        all.add(Arguments.of("办结早于检查", with(GOOD, 13, "2024-01-09"), "taskDatesOutOfOrder", "「检查日期」晚于「办结日期」"));
        all.add(Arguments.of("公示早于检查", with(GOOD, 14, "2024-01-05"), "taskDatesOutOfOrder", "公开日期：广东省"));
        all.add(Arguments.of("两次办结", GOOD + "\n" + with(GOOD, 13, "2024-01-20"), "duplicateTasks", "多出 1 行"));
        all.add(Arguments.of("同一行写了两遍", GOOD + "\n" + GOOD, "duplicateTasks", "多出 1 行"));
        all.add(Arguments.of("没有这个队", with(GOOD, 7, "执法科九队"), "taskUnknownTeam", "执法科九队"));
        all.add(Arguments.of("没有写队", with(GOOD, 7, ""), "tasksWithoutTeam", "T1"));
        all.add(Arguments.of("日期在将来", with(GOOD, 13, "2024-08-12"), "taskFutureDates", "「办结日期」有 1 处晚于 2024-03-31"));
        all.add(Arguments.of("检查在将来", with(with(GOOD, 12, "2024-08-12"), 13, ""), "taskFutureDates", "「检查日期」"));
        all.add(Arguments.of("日期在 1900 年", with(GOOD, 8, "1900-02-09"), "taskUnlikelyDates", "「抽取日期」有 1 处不在本世纪"));
        all.add(Arguments.of("没有抽取日期", with(GOOD, 8, ""), "taskStateSkipped", "「已抽取」"));
        all.add(Arguments.of("没有分拨就检查", with(GOOD, 10, ""), "taskStateSkipped", "「已分拨」"));
        all.add(Arguments.of("没有检查就办结", with(GOOD, 12, ""), "taskStateSkipped", "「已检查」"));
        all.add(Arguments.of("一个日期也没有", "T9,PW-9,企业,,,排污单位,日常,执法科一队,,,,,,,,,,,", "undatedTasks", "T9"));
        all.add(Arguments.of("没有这个抽样层", with(GOOD, 4, "特别排污单位组"), "taskUnknownStratum", "特别排污单位组"));
        all.add(Arguments.of("抽样层写错一字", with(GOOD, 4, "一般排汚单位"), "taskUnknownStratumNearly", "是否就是「一般排污单位」"));
        all.add(Arguments.of("没有问题却立案", with(GOOD, 17, "是"), "contradictingMarks", "「立案」"));
        all.add(Arguments.of("没有问题却整改", with(GOOD, 18, "是"), "contradictingMarks", "「整改完成」"));
        all.add(Arguments.of("没有填是否发现问题", with(GOOD, 16, ""), "unmarkedTasks", "「发现问题」"));
        all.add(Arguments.of(
                "没有这样的类型", GOOD2 + "\n" + GOOD3 + "\n" + with(GOOD, 5, "垃圾填埋场"), "rejectedTasks", "1 行未受理"));
        all.add(Arguments.of("没有这样的任务类型", GOOD2 + "\n" + GOOD3 + "\n" + with(GOOD, 6, "抽查"), "rejectedTasks", "1 行"));
        all.add(Arguments.of("日期是序列号", GOOD2 + "\n" + GOOD3 + "\n" + with(GOOD, 8, "45294"), "rejectedTasks", "第 4 行"));
        all.add(Arguments.of(
                "没有这一天", GOOD2 + "\n" + GOOD3 + "\n" + with(GOOD, 8, "2024-02-30"), "rejectedTasks", "第 4 行"));
        all.add(Arguments.of("日期写成文字", GOOD2 + "\n" + GOOD3 + "\n" + with(GOOD, 12, "年底前"), "rejectedTasks", "第 4 行"));
        all.add(Arguments.of("是否写成数", GOOD2 + "\n" + GOOD3 + "\n" + with(GOOD, 16, "2"), "rejectedTasks", "第 4 行"));
        all.add(Arguments.of("没有任务编号", GOOD2 + "\n" + GOOD3 + "\n" + with(GOOD, 0, ""), "rejectedTasks", "第 4 行"));
        all.add(Arguments.of(
                "编号是科学计数", GOOD2 + "\n" + GOOD3 + "\n" + with(GOOD, 0, "1.2E+15"), "rejectedTasks", "第 4 行"));
        all.add(Arguments.of("格子比表头多", GOOD2 + "\n" + GOOD3 + "\n" + GOOD + ",多,余", "rejectedTasks", "第 4 行"));
        all.add(Arguments.of("都不是本时段", GOOD.replace("2024-01", "2024-06"), "noTasksOfPeriod", "2024年第一季度"));
        return all;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("found")
    void shouldTellWhatIsWrong(String name, String rows, String code, String says) {
        var progress = Ledgers.progress(EDITION, "2024-03-31", "2024Q1", Ledgers.HEADER, rows);

        assertThat(progress.findings())
                .as(name)
                .filteredOn(finding -> finding.code().equals(code))
                .isNotEmpty()
                .anySatisfy(finding ->
                        assertThat(finding.message() + finding.examples()).contains(says));
    }

    /** A name, the whole text, and what the refusal must say. */
    static List<Arguments> refused() {
        return List.of(
                Arguments.of("空的", "", "没有"),
                Arguments.of("只有表头", Ledgers.HEADER, "台账里没有任何数据行"),
                Arguments.of("没有表头", "甲,乙\n丙,丁", "没有表头"),
                Arguments.of("没有任务编号一列", "检查对象编号,执法队,抽取日期\nPW-1,执法科一队,2024-01-03", "缺少必需的列「任务编号」"),
                Arguments.of("没有检查对象编号一列", "任务编号,执法队,抽取日期\nT1,执法科一队,2024-01-03", "缺少必需的列「检查对象编号」"),
                Arguments.of(
                        "一多半不能受理",
                        Ledgers.HEADER + "\n" + GOOD + "\n" + with(GOOD2, 8, "昨天") + "\n" + with(GOOD3, 8, "前天"),
                        "台账共 3 行，有 2 行不能受理，超过一半，不能据此统计"),
                Arguments.of("列名写错一字", Ledgers.HEADER.replace("办结日期", "办结日其") + "\n" + GOOD, "办结日期"),
                Arguments.of("两列同名", Ledgers.HEADER + ",办结日期\n" + GOOD + ",2024-01-12", "办结日期"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void shouldRefuseWhatIsNoLedger(String name, String text, String says) {
        assertThatThrownBy(() -> Ledgers.read(EDITION, FileFormat.CSV, text))
                .as(name)
                .isInstanceOfSatisfying(
                        UnreadableFile.class,
                        refusal -> assertThat(refusal.problems().stream()
                                        .map(FieldProblem::detail)
                                        .collect(Collectors.joining("\n")))
                                .contains(says));
    }

    @Test
    void shouldReadDatesInAnyCommonForm() {
        var ledger = Ledgers.csv(
                EDITION, Ledgers.HEADER, with(with(with(GOOD, 8, "2024年1月3日"), 9, "20240103"), 11, "2024-1-10 08:30"));

        assertThat(ledger.tasks().get(0).drawnOn()).isEqualTo(LocalDate.of(2024, 1, 3));
        assertThat(ledger.tasks().get(0).fedBackOn()).isEqualTo(LocalDate.of(2024, 1, 3));
        assertThat(ledger.tasks().get(0).scannedAt()).isEqualTo(LocalDate.of(2024, 1, 10));
    }

    @Test
    void shouldTellColumnsThatAreMissingOrNotRead() {
        var progress = Ledgers.progress(EDITION, "2024-03-31", "2024Q1", "任务编号,检查对象编号,抽取日期,天气", "T1,PW-1,2024-01-03,晴");

        assertThat(progress.findings())
                .anySatisfy(finding -> assertThat(finding.message()).contains("没有「任务类型」一列"));
        assertThat(progress.columns()).anySatisfy(column -> {
            assertThat(column.header()).isEqualTo("天气");
            assertThat(column.use().word()).isEqualTo("未读取");
        });
    }

    @Test
    void shouldHoldTheLedgerAgainstWhatWasDrawn() {
        var ledger = Ledgers.csv(EDITION, Ledgers.HEADER, GOOD, with(GOOD2, 1, "PW-T0002"), GOOD3);
        var progress = Ledgers.progress(
                EDITION,
                "2024-03-31",
                "2024Q1",
                ledger,
                DrawnList.of(
                        Map.of("PW-T1", "一般排污单位", "PW-T0O02", "一般排污单位", "PW-T3", "一般排污单位", "JS-700001", "一般建设项目")));

        var drawn = progress.drawn();
        assertThat(drawn.drawn()).isEqualTo(4);
        assertThat(drawn.matched()).isEqualTo(2);
        assertThat(drawn.withoutTask())
                .extracting(Progress.Unmatched::objectId)
                .containsExactly("JS-700001", "PW-T0O02");
        assertThat(drawn.notDrawn()).singleElement().satisfies(task -> {
            assertThat(task.objectId()).isEqualTo("PW-T0002");
            assertThat(task.nearest()).isEqualTo("PW-T0O02");
        });
        assertThat(Ledgers.codes(progress)).contains("drawnWithoutTask", "taskNotDrawn");
    }

    @Test
    void shouldKnowSubstitutesByTheirTurn() {
        var ledger = Ledgers.csv(EDITION, Ledgers.HEADER, GOOD, GOOD2, GOOD3);
        var ids = ledger.tasks().stream().map(Task::objectId).toList();
        var list = new DrawnList(
                Map.of(ids.get(0), "甲层", "PW-GONE", "甲层"),
                Map.of("甲层", List.of(ids.get(1), "PW-NOT-USED", ids.get(2))));

        var drawn =
                Ledgers.progress(EDITION, "2024-03-31", "2024Q1", ledger, list).drawn();

        assertThat(drawn.substitutes())
                .extracting(Progress.Substitute::objectId, Progress.Substitute::place, Progress.Substitute::inTurn)
                .containsExactly(tuple(ids.get(1), 1, true), tuple(ids.get(2), 3, false));
        assertThat(drawn.notDrawn()).extracting(Progress.Unmatched::objectId).containsExactly(ids.get(2));
        assertThat(drawn.withoutTask()).extracting(Progress.Unmatched::objectId).containsExactly("PW-GONE");
    }

    @Test
    void shouldReadAWorkbookWithATitleTwoHeaderRowsAndMergedCells() throws IOException {
        var file = new ByteArrayOutputStream();
        try (var workbook = new XSSFWorkbook()) {
            var sheet = workbook.createSheet("台账");
            sheet.createRow(0).createCell(0).setCellValue("2024年第一季度双随机任务台账");
            sheet.addMergedRegion(new CellRangeAddress(0, 0, 0, 5));
            var upper = sheet.createRow(1);
            var lower = sheet.createRow(2);
            var names = List.of("任务编号", "检查对象编号", "执法队", "抽取日期", "检查日期", "办结日期");
            for (int i = 0; i < names.size(); i++) {
                upper.createCell(i).setCellValue(i < 3 ? names.get(i) : "时间");
                lower.createCell(i).setCellValue(i < 3 ? "" : names.get(i));
            }
            sheet.addMergedRegion(new CellRangeAddress(1, 1, 3, 5));
            var style = workbook.createCellStyle();
            style.setDataFormat(workbook.createDataFormat().getFormat("yyyy-mm-dd"));
            for (int i = 0; i < 3; i++) {
                var row = sheet.createRow(3 + i);
                row.createCell(0).setCellValue("T" + i);
                row.createCell(1).setCellValue("PW-" + i);
                if (i == 0) {
                    row.createCell(2).setCellValue("执法科一队");
                }
                for (int day = 0; day < 3; day++) {
                    var cell = row.createCell(3 + day);
                    cell.setCellValue(LocalDate.of(2024, 1, 3 + day));
                    cell.setCellStyle(style);
                }
            }
            sheet.addMergedRegion(new CellRangeAddress(3, 5, 2, 2));
            sheet.createRow(6).createCell(0).setCellValue("合计");
            workbook.write(file);
        }
        var ledger = Ledger.read(Source.of("台账.xlsx", file.toByteArray()), FileFormat.XLSX, EDITION);

        assertThat(ledger.tasks()).extracting(Task::taskId).containsExactly("T0", "T1", "T2");
        assertThat(ledger.tasks()).extracting(Task::team).containsOnly("执法科一队");
        assertThat(ledger.tasks()).extracting(Task::closedOn).containsOnly(LocalDate.of(2024, 1, 5));
    }

    @Test
    void shouldReadJsonWithChannelsWithinPublished() {
        var ledger = Ledgers.read(EDITION, FileFormat.JSON, """
                {"data": [{"taskId": "T1", "objectId": "PW-1", "taskType": "日常", "drawnOn": "2024-01-03",
                  "inspectedOn": "2024-01-10", "published": {"深圳市生态环境局官网": "2024-01-20"}, "problemFound": true}],
                 "drawn": {"一般排污单位": ["PW-1"]}}
                """);

        assertThat(ledger.tasks()).singleElement().satisfies(task -> {
            assertThat(task.published()).containsEntry("深圳市生态环境局官网", LocalDate.of(2024, 1, 20));
            assertThat(task.problemFound()).isTrue();
        });
    }

    @Test
    void shouldTellAChannelThatTheEditionDoesNotHave() {
        var ledger = Ledgers.read(
                EDITION,
                FileFormat.JSON,
                "[{\"taskId\": \"T1\", \"objectId\": \"PW-1\", \"published\": {\"别处\": \"2024-01-20\"}}]");

        assertThat(ledger.read().columns()).anySatisfy(column -> {
            assertThat(column.header()).isEqualTo("published.别处");
            assertThat(column.use().word()).isEqualTo("未读取");
        });
    }
}
