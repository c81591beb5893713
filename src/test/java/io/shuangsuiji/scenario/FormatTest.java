package io.shuangsuiji.scenario;

import static io.shuangsuiji.scenario.Sheets.QUOTA_GROUPS;
import static io.shuangsuiji.scenario.Sheets.QUOTA_LABELS;
import static io.shuangsuiji.scenario.Sheets.outcomes;
import static io.shuangsuiji.scenario.Sheets.quota;
import static io.shuangsuiji.scenario.Sheets.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.scenario.mutation.Template;
import io.shuangsuiji.scenario.run.Mismatch;
import io.shuangsuiji.scenario.run.ScenarioResult;
import io.shuangsuiji.scenario.run.ScenarioResult.Status;
import io.shuangsuiji.scenario.workbook.ScenarioBook;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.apache.poi.ss.util.CellRangeAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What testers may write, and how it is understood. */
class FormatTest {
    private static final List<Object> TRIGGER_GROUPS = row("输入", null, null, null, null, null, "期望");
    private static final List<Object> TRIGGER_LABELS =
            row("对象类型", "监管级别", "环境信用等级", "涉VOCs企业分级", "任务类型", "判定日期", "触发情形");

    private static Status triggers(Object expected) {
        return triggers("触发情形", expected);
    }

    private static Status triggers(String header, Object expected) {
        var labels = new java.util.ArrayList<>(TRIGGER_LABELS);
        labels.set(6, header);
        return outcomes(
                        "分类",
                        TRIGGER_GROUPS,
                        labels,
                        row("排污单位", "一般", "环保警示企业", "C", "日常", LocalDate.of(2024, 3, 20), expected))
                .get(0)
                .status();
    }

    @Test
    void shouldCompareNumbersExactly() {
        assertThat(outcomes("配额", QUOTA_GROUPS, QUOTA_LABELS, quota("1", 161, 21), quota("2", 161, 20)))
                .extracting(ScenarioResult::status)
                .containsExactly(Status.PASSED, Status.FAILED);
    }

    @Test
    void shouldSayWhatWasExpectedAndWhatCameOut() {
        assertThat(outcomes("配额", QUOTA_GROUPS, QUOTA_LABELS, quota("1", 161, 20))
                        .get(0)
                        .detail())
                .isEqualTo("应抽数：期望 20，实际 21");
    }

    @Test
    void shouldNotCheckABlankExpectationAndShowTodaysAnswer() {
        var outcome = outcomes("配额", QUOTA_GROUPS, QUOTA_LABELS, quota("1", 161, null))
                .get(0);
        assertThat(outcome.status()).isEqualTo(Status.UNCHECKED);
        assertThat(outcome.detail()).isEqualTo("今天的答案：应抽数=21");
    }

    @Test
    void shouldCompareListsAsSets() {
        assertThat(triggers("R07b, R07c")).isEqualTo(Status.PASSED);
        assertThat(triggers("R07c；R07b")).isEqualTo(Status.PASSED);
        assertThat(triggers("R07c\nR07b")).isEqualTo(Status.PASSED);
        assertThat(triggers("R07b")).isEqualTo(Status.FAILED);
        assertThat(triggers("R07b，R07c，R07d")).isEqualTo(Status.FAILED);
        assertThat(triggers("∅")).isEqualTo(Status.FAILED);
    }

    @Test
    void shouldCompareListsInOrderWhereMarkedSo() {
        assertThat(triggers("触发情形（有序）", "R07b、R07c")).isEqualTo(Status.PASSED);
        assertThat(triggers("触发情形（有序）", "R07c、R07b")).isEqualTo(Status.FAILED);
        assertThat(triggers("触发情形 (ordered)", "R07c、R07b")).isEqualTo(Status.FAILED);
    }

    @Test
    void shouldReadAFieldOfTheElementsOfAList() {
        assertThat(triggers("触发情形.监管类别", "特殊")).isEqualTo(Status.PASSED);
        assertThat(triggers("classification.triggers.category", "特殊")).isEqualTo(Status.PASSED);
        assertThat(triggers("/classification/triggers/category", "不纳入")).isEqualTo(Status.FAILED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"监管级别", "object.supervisionLevel", "/object/supervisionLevel", "supervisionLevel", "检查对象.监管级别"})
    void shouldKnowAnInputByItsLabelOrItsPath(String header) {
        assertThat(outcomes(
                        "classification",
                        row("输入", null, null, null, "期望"),
                        row("对象类型", header, "任务类型", "判定日期", "监管类别"),
                        row("排污单位", "重点", "日常", LocalDate.of(2024, 3, 20), "重点")))
                .allMatch(outcome -> outcome.status() == Status.PASSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"配额", "quota", "QUOTA", "配额-边界", "配额（二季度）", "配额 2"})
    void shouldKnowASheetByItsModel(String sheet) {
        assertThat(outcomes(sheet, QUOTA_GROUPS, QUOTA_LABELS, quota("1", 161, 21)))
                .allMatch(outcome -> outcome.status() == Status.PASSED);
    }

    @Test
    void shouldReadPercentagesWherePeopleWriteThem() {
        var groups = row("输入", null, null, null, null, null, "期望");
        var labels = row("对象类型", "监管类别", "总体数", "执法人员数量", "参与执法检查人员总数", "季度", "抽查比例/倍数");
        assertThat(outcomes(
                        "配额",
                        groups,
                        labels,
                        row("排污单位", "重点", 8, 36, 12, 1, "12.5%"),
                        row("排污单位", "重点", 8, 36, 12, 1, "12.5 ％"),
                        row("排污单位", "重点", 8, 36, 12, 1, 0.125),
                        row("排污单位", "重点", 8, 36, 12, 1, "12.6%")))
                .extracting(ScenarioResult::status)
                .containsExactly(Status.PASSED, Status.PASSED, Status.PASSED, Status.FAILED);
    }

    @Test
    void shouldReadDatesAsDatesHoweverTheyAreWritten() {
        var groups = row("输入", null, "期望", null);
        var labels = row("年份", "季度", "选取", "期限");
        assertThat(outcomes(
                        "时限",
                        groups,
                        labels,
                        row(2024, 1, "R36", LocalDate.of(2024, 3, 25)),
                        row(2024, 1, "R36", "2024-03-25"),
                        row(2024, 1, "R36", "2024年3月25日"),
                        row(2024, 1, "R36", "2024/3/26")))
                .extracting(ScenarioResult::status)
                .containsExactly(Status.PASSED, Status.PASSED, Status.PASSED, Status.FAILED);
    }

    @Test
    void shouldReadAnElementByTheHeaderItself() {
        assertThat(outcomes(
                        "时限",
                        row("输入", null, "期望", null),
                        row("年份", "季度", "R36.期限", "R39.期限"),
                        row(2024, 2, "2024-06-24", "∅")))
                .allMatch(outcome -> outcome.status() == Status.PASSED);
    }

    @Test
    void shouldExpectAnErrorByItsPointer() {
        assertThat(outcomes(
                        "配额",
                        QUOTA_GROUPS,
                        QUOTA_LABELS,
                        quota("1", -1, "错误:/population"),
                        quota("2", -1, "错误：/officers"),
                        quota("3", -1, "错误:"),
                        quota("4", 8, "错误:/population"),
                        quota("5", "很多", "错误:/population"),
                        quota("6", -1, "错误:/population = 说法不对")))
                .extracting(ScenarioResult::status)
                .containsExactly(
                        Status.PASSED, Status.FAILED, Status.PASSED, Status.FAILED, Status.PASSED, Status.FAILED);
    }

    @Test
    void shouldNameTheCellOfAnInputThatIsRefusedUnexpectedly() {
        var outcome =
                outcomes("配额", QUOTA_GROUPS, QUOTA_LABELS, quota("1", "很多", 21)).get(0);
        assertThat(outcome.status()).isEqualTo(Status.FAILED);
        assertThat(outcome.detail()).startsWith("F3（总体数）").contains("应为数字", "很多");
        assertThat(outcome.mismatches()).extracting(Mismatch::column).containsExactly(5);
    }

    @Test
    void shouldTakeHeadingsBlankRowsTitlesMergedCellsAndFormulasAsTheyAreMeant() {
        var file = Sheets.workbook(workbook -> {
            var sheet = workbook.createSheet("配额");
            Sheets.fill(
                    sheet,
                    row("配额场景（二〇二四年）"),
                    QUOTA_GROUPS,
                    QUOTA_LABELS,
                    row("一、重点单位"),
                    row(),
                    quota("1", 161, null),
                    quota("2", 8, 1));
            sheet.addMergedRegion(CellRangeAddress.valueOf("A1:J1"));
            sheet.addMergedRegion(CellRangeAddress.valueOf("C6:C7"));
            sheet.getRow(5).createCell(9).setCellFormula("20+1");
            workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();
            workbook.createSheet("我的笔记").createRow(0).createCell(0).setCellValue("随便写");
        });
        var outcomes = Sheets.run(Sheets.read(file)).outcomes();
        assertThat(outcomes)
                .extracting(
                        outcome -> outcome.scenario().id(),
                        ScenarioResult::status,
                        outcome -> outcome.scenario().basis())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("1", Status.PASSED, "R05"),
                        org.assertj.core.groups.Tuple.tuple("2", Status.PASSED, "R05"));
    }

    @Test
    void shouldReadACsvFileNamedByItsModel() {
        var text = "说明,,,输入,,,,,,期望\n编号,场景,依据,对象类型,监管类别,总体数,执法人员数量,参与执法检查人员总数,季度,应抽数\n"
                + "1,重点单位,R05,排污单位,重点,161,36,12,1,21\n";
        for (var charset : List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"))) {
            var book = ScenarioBook.read(TestEditions.served(), "配额.csv", text.getBytes(charset));
            assertThat(Sheets.run(book).outcomes())
                    .as(charset.name())
                    .extracting(ScenarioResult::status)
                    .containsExactly(Status.PASSED);
        }
    }

    @Test
    void shouldMakeATemplateOfEachModelThatRunsAsItIs() {
        var edition = TestEditions.served();
        var file = Template.of(edition, List.of());
        var report = Sheets.run(Sheets.read(file));
        assertThat(report.outcomes()).hasSize(edition.models().size() + 1);
        assertThat(report.outcomes())
                .allSatisfy(outcome -> assertThat(outcome.status())
                        .as(outcome.scenario().place() + outcome.detail())
                        .isEqualTo(Status.PASSED));
        var workbook = Sheets.open(file);
        assertThat(workbook.getSheet("分类判定").getDataValidations())
                .anyMatch(
                        list -> String.join(",", list.getValidationConstraint().getExplicitListValues())
                                .contains("环保诚信企业"));
    }
}
