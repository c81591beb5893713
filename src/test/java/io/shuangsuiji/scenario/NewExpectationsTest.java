package io.shuangsuiji.scenario;

import static io.shuangsuiji.scenario.Sheets.QUOTA_GROUPS;
import static io.shuangsuiji.scenario.Sheets.QUOTA_LABELS;
import static io.shuangsuiji.scenario.Sheets.quota;
import static io.shuangsuiji.scenario.Sheets.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shuangsuiji.TestEditions;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewExpectationsTest {
    private static final int EXPECTED = QUOTA_LABELS.indexOf("应抽数");

    private static byte[] write(byte[] workbook, String... places) throws IOException {
        return NewExpectations.write(TestEditions.shipped(), "测试.xlsx", workbook, Set.of(places));
    }

    private static List<Boolean> failed(byte[] workbook) {
        return Sheets.run(Sheets.read(workbook)).outcomes().stream()
                .map(Outcome::failed)
                .toList();
    }

    @Test
    void shouldWriteTheAnswerWhereAChosenScenarioFailedAndNowhereElse() throws Exception {
        // of 161 objects 21 are drawn, of 160 just 20
        var workbook = Sheets.workbook(
                "配额",
                QUOTA_GROUPS,
                QUOTA_LABELS,
                quota("1", 161, 20),
                quota("2", 161, 19),
                quota("3", 160, 20),
                quota("4", 160, "19"));
        assertThat(failed(workbook)).containsExactly(true, true, false, true);
        var written = write(workbook, "配额 第 3 行", "配额 第 5 行", "配额 第 6 行", "别页 第 4 行");
        assertThat(failed(written)).containsExactly(false, true, false, false);
        try (var opened = Sheets.open(written)) {
            var sheet = opened.getSheet("配额");
            assertThat(sheet.getRow(2).getCell(EXPECTED).getNumericCellValue()).isEqualTo(21);
            assertThat(sheet.getRow(3).getCell(EXPECTED).getNumericCellValue()).isEqualTo(19);
            // what was written as text stays text
            assertThat(sheet.getRow(5).getCell(EXPECTED).getStringCellValue()).isEqualTo("20");
            assertThat(sheet.getRow(2).getCell(1).getStringCellValue()).isEqualTo("场景 1");
        }
    }

    @Test
    void shouldKeepTheFormatOfTheCell() throws Exception {
        var workbook = Sheets.workbook(opened -> {
            var sheet = opened.createSheet("配额");
            Sheets.fill(
                    sheet,
                    QUOTA_GROUPS,
                    row("编号", "场景", "依据", "对象类型", "监管类别", "总体数", "执法人员数量", "参与执法检查人员总数", "季度", "抽查比例/倍数"),
                    quota("1", 161, 0.1));
            var percent = opened.createCellStyle();
            percent.setDataFormat(opened.createDataFormat().getFormat("0.0%"));
            sheet.getRow(2).getCell(EXPECTED).setCellStyle(percent);
        });
        try (var opened = Sheets.open(write(workbook, "配额 第 3 行"))) {
            var cell = opened.getSheet("配额").getRow(2).getCell(EXPECTED);
            assertThat(cell.getNumericCellValue()).isEqualTo(0.125);
            assertThat(cell.getCellStyle().getDataFormatString()).isEqualTo("0.0%");
        }
    }

    @Test
    void shouldWriteADateAsADate() throws Exception {
        var workbook = Sheets.workbook(
                "时限",
                row("说明", null, "输入", null, "期望"),
                row("编号", "场景", "年份", "季度", "R36.起算日期"),
                row("1", "摇号", 2024, 3, LocalDate.of(1999, 1, 1)));
        assertThat(failed(workbook)).containsExactly(true);
        var written = write(workbook, "时限 第 3 行");
        assertThat(failed(written)).containsExactly(false);
        try (var opened = Sheets.open(written)) {
            assertThat(opened.getSheet("时限").getRow(2).getCell(4).getLocalDateTimeCellValue())
                    .isAfter(LocalDate.of(2024, 1, 1).atStartOfDay());
        }
    }

    @Test
    void shouldLeaveAFormulaToItsAuthor() throws Exception {
        var workbook = Sheets.workbook(opened -> {
            var sheet = opened.createSheet("配额");
            Sheets.fill(sheet, QUOTA_GROUPS, QUOTA_LABELS, quota("1", 161, 20));
            sheet.getRow(2).getCell(EXPECTED).setCellFormula("10+10");
        });
        assertThat(failed(workbook)).containsExactly(true);
        assertThat(write(workbook, "配额 第 3 行")).isSameAs(workbook);
    }

    @Test
    void shouldLeaveAnExpectedRefusalAndAnInputThatWasRefused() throws Exception {
        var workbook = Sheets.workbook(
                "配额",
                QUOTA_GROUPS,
                QUOTA_LABELS,
                quota("1", 161, "错误:/objectType"),
                row("2", "场景 2", "R05", "河流", "重点", 161, 36, 12, 1, 21));
        assertThat(failed(workbook)).containsExactly(true, true);
        assertThat(write(workbook, "配额 第 3 行", "配额 第 4 行")).isSameAs(workbook);
    }

    @Test
    void shouldReturnTheSameBytesWhereNothingFails() throws Exception {
        var workbook = Sheets.workbook("配额", QUOTA_GROUPS, QUOTA_LABELS, quota("1", 161, 21));
        assertThat(write(workbook, "配额 第 3 行")).isSameAs(workbook);
        assertThatThrownBy(() -> write("no workbook".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(BadWorkbook.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030", "marked"})
    void shouldChangeNothingOfACsvFileButTheCell(String encoding) throws Exception {
        var text = (encoding.equals("marked") ? "\ufeff" : "")
                + "说明,,,输入,,,,,,期望\r\n"
                + "编号,场景,依据,对象类型,监管类别,总体数,执法人员数量,参与执法检查人员总数,季度,应抽数\r\n"
                + "1,\"重点单位，比例 \"\"12.5%\"\"，161 个\",R05,排污单位,重点,161,36,12,1,20\r\n"
                + "\r\n"
                + "2,场景 2,R05,排污单位,重点,160,36,12,1,19\r\n";
        var charset = encoding.equals("marked") ? StandardCharsets.UTF_8 : Charset.forName(encoding);
        var file = text.getBytes(charset);
        var edition = TestEditions.shipped();
        var written = NewExpectations.write(edition, "配额.csv", file, Set.of("配额 第 3 行"));
        assertThat(new String(written, charset)).isEqualTo(text.replace(",20\r\n", ",21\r\n"));
        var both = NewExpectations.write(edition, "配额.csv", written, Set.of("配额 第 3 行", "配额 第 5 行"));
        assertThat(new String(both, charset))
                .isEqualTo(text.replace(",20\r\n", ",21\r\n").replace(",19\r\n", ",20\r\n"));
        assertThat(NewExpectations.write(edition, "配额.csv", both, Set.of("配额 第 5 行")))
                .isSameAs(both);
    }
}
