package io.shuangsuiji.browser;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.shuangsuiji.web.drafts.DraftFolders;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The page of progress, from a ledger to what is handed on. */
@EnabledIf("io.shuangsuiji.browser.Browser#isInstalled")
@QuarkusTest
@TestProfile(DraftFolders.OfTheBrowser.class)
@Timeout(600)
class ProgressInABrowserTest extends BrowserTest {
    private static final String HEADER =
            "任务编号,检查对象编号,检查对象名称,抽样层,对象类型,任务类型,执法队,抽取日期,反馈日期,分拨日期,检查日期,办结日期," + "公开日期：深圳市生态环境局官网,发现问题,立案,整改完成,联系电话";

    private static Path ledger(Path folder) throws Exception {
        var lines = new ArrayList<>(List.of(HEADER));
        for (int i = 1; i <= 30; i++) {
            var inspected = i <= 25 ? LocalDate.of(2026, 7, 1).plusDays(2L * i).toString() : "";
            lines.add(String.join(
                    ",",
                    "T" + i,
                    "PW-" + i,
                    "企业" + i,
                    "一般排污单位",
                    "排污单位",
                    i % 6 == 0 ? "跨部门联合" : "日常",
                    i % 2 == 0 ? "执法科一队" : "执法科二队",
                    "2026-07-01",
                    "2026-07-01",
                    "2026-07-02",
                    inspected,
                    inspected,
                    i % 3 == 0 ? "2026-09-20" : "",
                    i % 5 == 0 ? "是" : "否",
                    "否",
                    "否",
                    "13800138000"));
        }
        var file = folder.resolve("台账.csv");
        return Files.writeString(file, String.join("\n", lines));
    }

    /** The objects of the daily tasks of that ledger but the last, and one that has no task. */
    private static String drawnButOne() {
        return IntStream.range(1, 29)
                .filter(i -> i % 6 != 0)
                .mapToObj(i -> "\"PW-" + i + '"')
                .collect(Collectors.joining(",", "{\"一般排污单位\":[", ",\"PW-99\"]}"));
    }

    private byte[] had(String text) {
        var link = browser.see(By.linkText(text)).getDomAttribute("href");
        // the link is encoded already
        return given().urlEncodingEnabled(false)
                .baseUri(root.toString())
                .get(link)
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }

    @Test
    void showsWhatIsLateFirstAndHandsOnWorkbookReportsAndPublications(@TempDir Path folder) throws Exception {
        browser.get("/");
        browser.click(By.linkText("进度"));
        browser.see("任务进度");
        browser.inspect("progress-01-form");
        // nothing chosen: the page says so and keeps what was filled in
        browser.click("核对进度");
        browser.see("请选择台账文件");
        browser.see(By.id("ledger")).sendKeys(ledger(folder).toString());
        browser.see(By.id("drawn"))
                .sendKeys(Files.writeString(folder.resolve("draw.json"), drawnButOne())
                        .toString());
        browser.see(By.cssSelector("select[name=period] option[value='2026Q3']"))
                .click();
        browser.script("document.getElementsByName('on')[0].focus()");
        browser.typeDay(LocalDate.of(2026, 9, 25));
        browser.click("核对进度");
        browser.see("2026年第三季度，截至 2026-09-25");
        browser.inspect("progress-02-answer");

        assertThat(browser.all(By.cssSelector("section h3")).get(0).getText()).isEqualTo("已逾期未公开");
        assertThat(browser.see(By.cssSelector(".plot svg")).getDomAttribute("aria-label"))
                .contains("2026-07-31 应完成 9 项", "2026-08-31 应完成 18 项", "2026-09-30 应完成 30 项", "2026-09-25 已完成 25 项");
        assertThat(browser.all(By.cssSelector("section[aria-labelledby=t-drawn] td")).stream()
                        .map(WebElement::getText))
                .contains("抽中，台账没有任务", "PW-99", "台账有任务，没有抽中");
        assertThat(browser.print("progress-03-paper")).isPositive();

        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(had("下载督办清单（XLSX）")))) {
            assertThat(workbook.getSheetName(0)).isEqualTo("督办清单");
        }
        try (var document = new XWPFDocument(new ByteArrayInputStream(had("下载季报（DOCX）")));
                var text = new XWPFWordExtractor(document)) {
            assertThat(text.getText()).contains("2026年第三季度季报", "本期任务 30 项，已完成 25 项", "台账.csv");
        }
        try (var document = new XWPFDocument(new ByteArrayInputStream(had("下载年度总结（DOCX）")));
                var text = new XWPFWordExtractor(document)) {
            assertThat(text.getText()).contains("2026年年度总结");
        }
        assertThat(new String(had("CSV"), java.nio.charset.StandardCharsets.UTF_8))
                .startsWith("抽查事项,检查对象,统一社会信用代码,检查结果,检查日期\r\n")
                .contains("企业25")
                .doesNotContain("企业26", "13800138000", "PW-");
    }

    @Test
    void leadsFromDatesThatCannotBeToldToADraftThatSuppliesTheYear() throws Exception {
        browser.get("/plan");
        browser.see(By.name("sample")).click();
        browser.see(By.cssSelector("select[name=quarter] option[value='2027Q1']"))
                .click();
        browser.see(By.name("officers")).sendKeys("36");
        browser.click("编制方案");
        browser.see("2027年第一季度");
        // told once, and the fixed days stand
        assertThat(browser.all(By.cssSelector("[data-gap='2027']"))).hasSize(1);
        browser.see("2027-03-17");
        browser.inspect("gap-01-plan");
        browser.click("起草修订，补录2027年");
        browser.signIn("editor");
        assertThat(browser.see(By.name("reason")).getDomProperty("value")).isEqualTo("补录2027年的放假调休");
    }
}
