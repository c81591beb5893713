package io.shuangsuiji.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.shuangsuiji.TestEditions;
import io.shuangsuiji.decision.NoMatchingRule;
import io.shuangsuiji.policy.Digests;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.progress.output.AnswerTables;
import io.shuangsuiji.progress.output.ProgressWorkbook;
import io.shuangsuiji.progress.publication.PublicationPackage;
import io.shuangsuiji.progress.publication.Publications;
import io.shuangsuiji.progress.report.Report;
import io.shuangsuiji.progress.report.ReportDocument;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.PrintSetup;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made of an answer about progress: the workbook, reports and what is published. */
class OutputsTest {
    private static final Edition EDITION = TestEditions.served();
    private static final String WEBSITE = "深圳市生态环境局官网";
    private static final String PLATFORM = "广东省行政执法信息公示平台";

    private static Progress answer(String on, String period, String... lines) {
        return Ledgers.progress(EDITION, on, period, lines);
    }

    /** One task that is in order, one that is overdue everywhere, one with a problem, one that is not inspected yet. */
    private static Progress answer() {
        return answer(
                "2024-03-20",
                "2024Q1",
                Ledgers.HEADER,
                Ledgers.task("T1", "执法科一队", "2024-01-03", "2024-01-10", "2024-01-12"),
                "T2,PW-T2,=企业2,91440300MA5DBB0X06,一般排污单位,排污单位,日常,执法科二队,2024-01-03,2024-01-03,2024-01-03,2024-01-11,2024-01-11,2024-01-20,,,否,否,否",
                "T3,PW-T3,企业3,,一般排污单位,排污单位,日常,执法科二队,2024-01-03,2024-01-03,2024-01-03,2024-03-11,2024-03-11,,,,是,是,否",
                "T4,PW-T4,企业4,,一般排污单位,排污单位,日常,执法科三队,2024-01-03,2024-01-03,,,,,,,,,");
    }

    private static List<String> texts(XSSFWorkbook workbook, String sheet) {
        var format = new DataFormatter();
        return java.util.stream.StreamSupport.stream(workbook.getSheet(sheet).spliterator(), false)
                .map(row -> java.util.stream.StreamSupport.stream(row.spliterator(), false)
                        .map(format::formatCellValue)
                        .collect(Collectors.joining("|")))
                .toList();
    }

    @Test
    void shouldPutWhatIsLateFirstInAWorkbookOnA4Across() throws IOException {
        var answer = answer();
        var out = new ByteArrayOutputStream();
        ProgressWorkbook.write(EDITION, answer, out);
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            assertThat(workbook.getSheetName(0)).isEqualTo("督办清单");
            assertThat(workbook.getSheetName(1)).isEqualTo("已逾期未公开");
            var late = texts(workbook, "已逾期未公开");
            assertThat(late).hasSize(1 + answer.overdue().size()).anyMatch(row -> row.startsWith("T2|PW-T2|=企业2"));
            assertThat(texts(workbook, "完成进度")).anyMatch(row -> row.startsWith("全部|4|"));
            assertThat(texts(workbook, "本期任务")).hasSize(5);
            assertThat(texts(workbook, "说明"))
                    .contains("台账指纹（SHA-256）|" + answer.ledger().sha256(), "版本指纹（SHA-256）|" + EDITION.digest());
            workbook.forEach(sheet -> {
                assertThat(sheet.getPrintSetup().getPaperSize()).isEqualTo(PrintSetup.A4_PAPERSIZE);
                assertThat(sheet.getPrintSetup().getLandscape()).isTrue();
                assertThat(sheet.getHeader().getLeft()).contains("2024年第一季度", "2024-03-20");
            });
        }
    }

    private static String document(Report report) throws IOException {
        var out = new ByteArrayOutputStream();
        ReportDocument.write(report, out);
        try (var document = new XWPFDocument(new ByteArrayInputStream(out.toByteArray()));
                var text = new XWPFWordExtractor(document)) {
            return text.getText();
        }
    }

    @Test
    void shouldReportTheQuarterInTheEditionsWordsWithTheSourceOfEveryNumber() throws IOException {
        assertThat(Report.kinds(EDITION)).extracting(Report.Kind::name).containsExactly("季报", "年度总结");
        var answer = answer();
        assertThat(document(Report.of(EDITION, "季报", List.of(answer))))
                .contains("2024年第一季度季报", "一、总体情况")
                .contains("本期任务 4 项，已完成 2 项，完成率 50%")
                .contains("本期检查 3 项，发现问题 1 项，发现率 33.33%；立案 1 项，立案率 100%")
                .contains("数据来源", "台账指纹（SHA-256）：" + answer.ledger().sha256(), EDITION.digest())
                .contains("依据：R26、R27，四(四)；数据：台账（SHA-256 "
                        + answer.ledger().sha256().substring(0, 12))
                .contains("依据：R43，六(三)", "依据：R38、R39，五(二)2、五(三)2")
                .doesNotContain("{", "}");
    }

    @Test
    void shouldReportTheYearPeriodByPeriod() throws IOException {
        var periods = java.util.stream.Stream.of("2024Q1", "2024Q2", "2024Q3", "2024Q4")
                .map(period -> answer(
                        "2024-12-01",
                        period,
                        Ledgers.HEADER,
                        Ledgers.task("T1", "执法科一队", "2024-01-03", "2024-01-10", "2024-01-12"),
                        Ledgers.task("T2", "执法科一队", "2024-07-03", "2024-07-10", "2024-07-12")))
                .toList();
        assertThat(document(Report.of(EDITION, "年度总结", periods)))
                .contains(
                        "2024年年度总结",
                        "2024 年，依据",
                        "台账共有任务 2 项",
                        "全年检查 2 项，发现问题 0 项，发现率 0%",
                        "2024年第一季度：完成进度",
                        "2024年第三季度：完成进度")
                .contains("下一年度工作思路");
        assertThatExceptionOfType(NoMatchingRule.class)
                .isThrownBy(() -> Report.of(EDITION, "周报", periods))
                .satisfies(none -> assertThat(none.reasons().get(0)).contains("周报"));
    }

    @Test
    void shouldNameAPlaceOfAReportThatNothingFills(@TempDir Path editions) {
        var file = TestEditions.copyTo(editions, "2024-01-01").resolve("findings.dmn");
        TestEditions.replaceOnce(file, "截至 {on}，台账共有任务 {tasks} 项。", "截至 {on}，台账共有任务 {task} 项。");
        var edition = TestEditions.load(editions).named("2024-01-01").orElseThrow();
        assertThatExceptionOfType(NoMatchingRule.class)
                .isThrownBy(() -> Report.of(edition, "年度总结", List.of(answer())))
                .satisfies(none -> assertThat(none.reasons().get(0)).contains("{task}", "tasks"));
    }

    @Test
    void shouldPublishTheListedColumnsAndNothingElse() throws IOException {
        var header = Ledgers.HEADER + ",检查人员,联系人,联系电话,身份证号";
        var personal = ",张三,李四,13800138000,440301199001011234";
        var answer = answer(
                "2024-03-20",
                "2024Q1",
                header,
                Ledgers.task("T1", "执法科一队", "2024-01-03", "2024-01-10", "2024-01-12") + personal,
                "T3,PW-T3,=企业3,91440300MA5DBB0X06,一般排污单位,排污单位,日常,执法科二队,2024-01-03,2024-01-03,2024-01-03,2024-03-11,2024-03-11,,,,是,是,否"
                        + personal,
                Ledgers.task("T4", "执法科一队", "2024-01-03", "", "") + personal);
        for (var channel : Publications.channels(answer)) {
            var made = Publications.of(EDITION, answer, channel, false);
            assertThat(made.columns()).containsExactly("抽查事项", "检查对象", "统一社会信用代码", "检查结果", "检查日期");
            assertThat(made.rows())
                    .containsExactly(
                            List.of("排污单位日常检查", "企业T1", "–", "未发现问题", "2024-01-10"),
                            List.of("排污单位日常检查", "=企业3", "91440300MA5DBB0X06", "发现问题，已立案查处", "2024-03-11"));
            assertThat(made.leftOut()).singleElement().satisfies(left -> {
                assertThat(left.reason()).contains("没有检查");
                assertThat(left.examples()).containsExactly("T4");
            });
            var json = new ObjectMapper().registerModule(new JavaTimeModule()).writeValueAsString(made);
            var csv = new String(made.csv(), StandardCharsets.UTF_8);
            assertThat(Digests.of(made.csv())).isEqualTo(made.digest());
            for (var text : List.of(json, csv, sheet(made))) {
                assertThat(text)
                        .contains("企业T1")
                        .doesNotContain("张三", "李四", "13800138000", "440301199001011234", "联系人", "执法科一队", "PW-T1");
            }
            // no formula for whoever opens it
            assertThat(csv).contains(",'=企业3,");
        }
    }

    private static String sheet(PublicationPackage made) throws IOException {
        var out = new ByteArrayOutputStream();
        made.workbook(out);
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            assertThat(workbook.getNumberOfSheets()).isEqualTo(1);
            return String.join("\n", texts(workbook, "公开"));
        }
    }

    @Test
    void shouldPublishOnlyWhatIsNotPublishedThereWhereAsked() {
        var made = Publications.of(EDITION, answer(), WEBSITE, true);
        assertThat(made.rows()).extracting(row -> row.get(1)).containsExactly("=企业2", "企业3");
        assertThat(made.leftOut()).anySatisfy(left -> assertThat(left.reason()).isEqualTo("已在" + WEBSITE + "公开"));
    }

    @Test
    void shouldWithholdWhatThePolicySaysAndSayWhy(@TempDir Path editions) {
        var file = TestEditions.copyTo(editions, "2024-01-01").resolve("findings.dmn");
        var column = "<column name=\"reason\" label=\"理由\" typeRef=\"string\"/>\n";
        TestEditions.replaceOnce(file, column, column + row("caseFiled", "是", "案件办理中，结案后公开"));
        TestEditions.replaceOnce(
                file,
                "<text>null</text>\n        </literalExpression>\n        <literalExpression>\n          <text>\"统一社会信用代码\"</text>",
                "<text>\"" + PLATFORM
                        + "\"</text>\n        </literalExpression>\n        <literalExpression>\n          <text>\"统一社会信用代码\"</text>");
        var edition = TestEditions.load(editions).named("2024-01-01").orElseThrow();
        var made = Publications.of(edition, answer(), WEBSITE, false);
        assertThat(made.columns()).containsExactly("抽查事项", "检查对象", "检查结果", "检查日期");
        assertThat(made.rows()).extracting(row -> row.get(1)).containsExactly("企业T1", "=企业2");
        assertThat(made.leftOut()).anySatisfy(left -> {
            assertThat(left.reason()).isEqualTo("案件办理中，结案后公开");
            assertThat(left.examples()).containsExactly("T3");
        });
        assertThat(Publications.of(edition, answer(), PLATFORM, false).columns())
                .contains("统一社会信用代码");
    }

    private static String row(String... cells) {
        return "<row>"
                + java.util.stream.Stream.of(cells)
                        .map(cell -> "<literalExpression><text>\"" + cell + "\"</text></literalExpression>")
                        .collect(Collectors.joining())
                + "</row>\n";
    }

    @Test
    void shouldHaveTheSameTablesWhateverTheOrderOfTheRows() {
        var lines = List.of(
                Ledgers.task("T1", "执法科一队", "2024-01-03", "2024-01-10", "2024-01-12"),
                Ledgers.task("T2", "执法科二队", "2024-01-03", "2024-02-10", ""));
        assertThat(AnswerTables.of(EDITION, answer("2024-03-20", "2024Q1", Ledgers.HEADER, lines.get(1), lines.get(0))))
                .isEqualTo(AnswerTables.of(
                        EDITION, answer("2024-03-20", "2024Q1", Ledgers.HEADER, lines.get(0), lines.get(1))));
    }
}
