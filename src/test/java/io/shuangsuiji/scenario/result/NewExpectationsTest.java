package io.shuangsuiji.scenario.result;

import static io.shuangsuiji.scenario.Sheets.QUOTA_GROUPS;
import static io.shuangsuiji.scenario.Sheets.QUOTA_LABELS;
import static io.shuangsuiji.scenario.Sheets.quota;
import static io.shuangsuiji.scenario.Sheets.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.scenario.Sheets;
import io.shuangsuiji.scenario.result.NewExpectations.NotChanged;
import io.shuangsuiji.scenario.result.NewExpectations.Written;
import io.shuangsuiji.scenario.run.ScenarioResult;
import io.shuangsuiji.scenario.workbook.BadWorkbook;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFRichTextString;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.STCellType;

class NewExpectationsTest {
    private static final int EXPECTED = QUOTA_LABELS.indexOf("应抽数");

    private static byte[] write(byte[] workbook, String... places) throws IOException {
        return written(workbook, false, places).file();
    }

    private static Written written(byte[] workbook, boolean sentence, String... places) throws IOException {
        return written("测试.xlsx", workbook, sentence, places);
    }

    private static Written written(String name, byte[] workbook, boolean sentence, String... places)
            throws IOException {
        return NewExpectations.write(
                TestEditions.served(),
                name,
                workbook,
                Stream.of(places).collect(Collectors.toMap(place -> place, place -> sentence)));
    }

    private static List<Boolean> failed(byte[] workbook) {
        return Sheets.run(Sheets.read(workbook)).outcomes().stream()
                .map(ScenarioResult::failed)
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

    /** Ways to write 20 into a cell, or what stands for nothing, that a tester's program may have. */
    enum Kind {
        NUMBER(cell -> cell.setCellValue(20)),
        TEXT(cell -> cell.setCellValue("20")),
        INLINE(cell -> inline(cell, "20")),
        RICH(cell -> {
            var text = new XSSFRichTextString("20");
            var bold = cell.getSheet().getWorkbook().createFont();
            bold.setBold(true);
            text.applyFont(0, 1, bold);
            cell.setCellValue(text);
        }),
        WIDE(cell -> cell.setCellValue("２０")),
        PERCENT(cell -> {
            cell.setCellValue(0.2);
            format(cell, "0%");
        }),
        PADDED(cell -> {
            cell.setCellValue(20);
            format(cell, "000");
        }),
        DATE(cell -> {
            cell.setCellValue(LocalDate.of(1900, 1, 20));
            format(cell, "yyyy-mm-dd");
        }),
        CHINESE_DATE(cell -> {
            cell.setCellValue(45000);
            cell.setCellStyle(cell.getSheet().getWorkbook().createCellStyle());
            cell.getCellStyle().setDataFormat((short) 31);
        }),
        TIME(cell -> {
            cell.setCellValue(0.5);
            format(cell, "hh:mm");
        }),
        TRUTH(cell -> cell.setCellValue(true)),
        NOTHING(cell -> cell.setCellValue("∅")),
        INLINE_NOTHING(cell -> inline(cell, "∅")),
        WORDS(cell -> cell.setCellValue("二十，另议"));

        private final Consumer<XSSFCell> writer;

        Kind(Consumer<XSSFCell> writer) {
            this.writer = writer;
        }
    }

    private static void inline(XSSFCell cell, String text) {
        cell.setBlank();
        cell.getCTCell().setT(STCellType.INLINE_STR);
        cell.getCTCell().addNewIs().setT(text);
    }

    private static void format(XSSFCell cell, String code) {
        var workbook = cell.getSheet().getWorkbook();
        var style = workbook.createCellStyle();
        style.setDataFormat(workbook.createDataFormat().getFormat(code));
        cell.setCellStyle(style);
    }

    private static byte[] quotas(Consumer<XSSFSheet> change, Object... expected) {
        return Sheets.workbook(opened -> {
            var sheet = opened.createSheet("配额");
            var rows = new ArrayList<List<Object>>(List.of(QUOTA_GROUPS, QUOTA_LABELS));
            for (int i = 0; i < expected.length; i++) {
                rows.add(quota(String.valueOf(i + 1), 161, expected[i]));
            }
            Sheets.fill(sheet, rows.toArray(List[]::new));
            change.accept(sheet);
        });
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void shouldPassInOneStepWhateverKindOfCellItWas(Kind kind) throws Exception {
        var workbook = quotas(sheet -> kind.writer.accept(sheet.getRow(2).getCell(EXPECTED)), 20);
        assertThat(failed(workbook)).containsExactly(true);
        var written = written(workbook, false, "配额 第 3 行");
        assertThat(written.changed()).isEqualTo(1);
        assertThat(written.notChanged()).isEmpty();
        assertThat(failed(written.file())).containsExactly(false);
        try (var opened = Sheets.open(written.file())) {
            var cell = opened.getSheet("配额").getRow(2).getCell(EXPECTED);
            assertThat(cell.getCTCell().isSetIs()).isFalse();
            assertThat(new DataFormatter().formatCellValue(cell)).contains("21");
        }
    }

    @Test
    void shouldWriteATruthValueIntoACellThatHoldsOne() throws Exception {
        var labels = row("编号", "场景", "依据", "对象类型", "监管类别", "总体数", "执法人员数量", "参与执法检查人员总数", "季度", "有规定");
        var workbook = Sheets.workbook("配额", QUOTA_GROUPS, labels, quota("1", 161, false));
        var written = write(workbook, "配额 第 3 行");
        assertThat(failed(written)).containsExactly(false);
        try (var opened = Sheets.open(written)) {
            assertThat(opened.getSheet("配额").getRow(2).getCell(EXPECTED).getBooleanCellValue())
                    .isTrue();
        }
    }

    /** A merged cell is read by every scenario beside it. */
    @Test
    void shouldKeepAMergedCellWhereAllSayTheSameAndSplitItElse() throws Exception {
        var merged = new CellRangeAddress(2, 4, EXPECTED, EXPECTED);
        Consumer<XSSFSheet> merge = sheet -> sheet.addMergedRegion(merged);
        var workbook = quotas(merge, 20, null, null);
        assertThat(failed(workbook)).containsExactly(true, true, true);
        var all = write(workbook, "配额 第 3 行", "配额 第 4 行", "配额 第 5 行");
        assertThat(failed(all)).containsExactly(false, false, false);
        try (var opened = Sheets.open(all)) {
            assertThat(opened.getSheet("配额").getMergedRegions()).containsExactly(merged);
        }
        // the others go on expecting what they did
        var one = write(workbook, "配额 第 4 行");
        assertThat(failed(one)).containsExactly(true, false, true);
        try (var opened = Sheets.open(one)) {
            assertThat(opened.getSheet("配额").getMergedRegions()).isEmpty();
            assertThat(opened.getSheet("配额").getRow(4).getCell(EXPECTED).getNumericCellValue())
                    .isEqualTo(20);
        }
    }

    @Test
    void shouldLeaveAFormulaToItsAuthorAndSayWhere() throws Exception {
        var workbook = quotas(sheet -> sheet.getRow(2).getCell(EXPECTED).setCellFormula("10+10"), 20, 20);
        assertThat(failed(workbook)).containsExactly(true, true);
        var written = written(workbook, false, "配额 第 3 行", "配额 第 4 行");
        assertThat(written.changed()).isEqualTo(1);
        assertThat(written.notChanged())
                .singleElement()
                .satisfies(kept -> assertThat(kept.inWords()).startsWith("测试.xlsx 配额 第 3 行（J3）：这一格是公式 =10+10"));
        assertThat(failed(written.file())).containsExactly(true, false);
        assertThat(write(workbook, "配额 第 3 行")).isSameAs(workbook);
    }

    @Test
    void shouldNameAnExpectedRefusalAndAnInputThatWasRefused() throws Exception {
        var workbook = Sheets.workbook(
                "配额",
                QUOTA_GROUPS,
                QUOTA_LABELS,
                quota("1", 161, "错误:/objectType"),
                row("2", "场景 2", "R05", "河流", "重点", 161, 36, 12, 1, 21));
        assertThat(failed(workbook)).containsExactly(true, true);
        var written = written(workbook, false, "配额 第 3 行", "配额 第 4 行", "配额 第 9 行");
        assertThat(written.file()).isSameAs(workbook);
        assertThat(written.changed()).isZero();
        assertThat(written.notChanged())
                .extracting(NotChanged::inWords)
                .satisfiesExactlyInAnyOrder(
                        words -> assertThat(words).contains("第 3 行：这个场景说的是错误提示"),
                        words -> assertThat(words).contains("第 4 行（D4）：这一格是输入").contains("河流"),
                        words -> assertThat(words).contains("第 9 行：工作簿里没有这个场景"));
    }

    @Test
    void shouldChangeTheSentenceThatQuotesTheOldValueWhereThatIsAskedFor() throws Exception {
        Consumer<XSSFSheet> change = sheet -> {
            sheet.getRow(2).getCell(1).setCellValue("161 家抽 20 家，R20 不变，6月20日前完成 20%");
            inline(sheet.getRow(3).getCell(1), "应抽20家");
        };
        var workbook = quotas(change, 20, 20);
        var both = written(workbook, true, "配额 第 3 行", "配额 第 4 行").file();
        try (var opened = Sheets.open(both)) {
            var sheet = opened.getSheet("配额");
            assertThat(sheet.getRow(2).getCell(1).getStringCellValue()).isEqualTo("161 家抽 21 家，R20 不变，6月20日前完成 20%");
            assertThat(sheet.getRow(3).getCell(1).getStringCellValue()).isEqualTo("应抽21家");
            assertThat(sheet.getRow(3).getCell(1).getCTCell().isSetIs()).isFalse();
        }
        assertThat(failed(both)).containsExactly(false, false);
        var none = written(quotas(sheet -> {}, 20), true, "配额 第 3 行");
        assertThat(none.changed()).isEqualTo(1);
        assertThat(none.notChanged())
                .extracting(NotChanged::why)
                .singleElement()
                .asString()
                .startsWith("场景的说法里没有写原来的期望");
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
        var written = written("配额.csv", file, false, "配额 第 3 行").file();
        assertThat(new String(written, charset)).isEqualTo(text.replace(",20\r\n", ",21\r\n"));
        var both = written("配额.csv", written, false, "配额 第 3 行", "配额 第 5 行").file();
        assertThat(new String(both, charset))
                .isEqualTo(text.replace(",20\r\n", ",21\r\n").replace(",19\r\n", ",20\r\n"));
        assertThat(written("配额.csv", both, false, "配额 第 5 行").file()).isSameAs(both);
    }
}
