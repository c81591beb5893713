package io.shuangsuiji.web.scenario;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import io.shuangsuiji.jobs.JobQueue;
import io.shuangsuiji.web.Download;
import io.shuangsuiji.web.Forms;
import io.shuangsuiji.web.FullQueue;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

/** Scenario workbooks over HTTP, and the pages that run them. */
@QuarkusTest
class ScenariosResourceTest {
    private static final Path SHIPPED = Path.of("test-scenarios/C-联合.xlsx");

    @Inject
    JobQueue jobs;

    private static final String CSV = "输入,,,,,期望\n对象类型,监管类别,总体数,执法人员数量,季度,应抽数\n排污单位,重点,161,36,1,20\n";

    private static byte[] shipped() throws IOException {
        return Files.readAllBytes(SHIPPED);
    }

    private static XSSFWorkbook open(byte[] file) throws IOException {
        return new XSSFWorkbook(new ByteArrayInputStream(file));
    }

    @Test
    void shouldReturnTheTestersWorkbookWithResults() throws IOException {
        var answer = given().body(shipped())
                .contentType(Download.XLSX)
                .accept(Download.XLSX)
                .queryParam("edition", "2024-01-01")
                .queryParam("name", "C-联合.xlsx")
                .post("/scenarios")
                .then()
                .statusCode(200)
                .header("Policy-Edition", "2024-01-01")
                .header("Scenarios-Passed", "16")
                .header("Scenarios-Failed", "0")
                .header("Content-Disposition", containsString("filename*=UTF-8''C-%E8%81%94%E5%90%88-"))
                .extract()
                .asByteArray();
        try (var workbook = open(answer)) {
            assertThat(workbook.getSheet("联合").getRow(1).getCell(10)).hasToString("结果");
            assertThat(workbook.getSheet("联合").getRow(2).getCell(10)).hasToString("通过");
            assertThat(workbook.getSheet("汇总")).isNotNull();
            assertThat(workbook.getSheet("覆盖率")).isNotNull();
        }
    }

    @Test
    void shouldTellTheOutcomeAsJson() {
        given().body(CSV.getBytes(StandardCharsets.UTF_8))
                .contentType("text/csv")
                .accept("application/json")
                .queryParam("asOf", "2024-05-10")
                .queryParam("name", "配额")
                .post("/scenarios")
                .then()
                .statusCode(200)
                .body("scenarios", equalTo(1))
                .body("failed", equalTo(1))
                .body("failures[0].row", equalTo(3))
                .body("failures[0].detail", equalTo("应抽数：期望 20，实际 21"))
                .body("coverage.tables.size()", greaterThan(5))
                .body("suggestions.size()", greaterThan(5));
    }

    @Test
    void shouldNameSheetAndCellOfABadWorkbook() throws IOException {
        try (var workbook = new XSSFWorkbook();
                var bytes = new ByteArrayOutputStream()) {
            var sheet = workbook.createSheet("配额");
            sheet.createRow(0).createCell(0).setCellValue("输入");
            sheet.createRow(1).createCell(0).setCellValue("总体数目");
            workbook.write(bytes);
            given().body(bytes.toByteArray())
                    .accept("application/json")
                    .post("/scenarios")
                    .then()
                    .statusCode(422)
                    .contentType("application/problem+json")
                    .body("code", equalTo("INVALID_WORKBOOK"))
                    .body("errors[0].pointer", equalTo("/配额!A2"))
                    .body("errors[0].detail", containsString("总体数"));
        }
    }

    @Test
    void shouldRefuseWhatIsNoWorkbookOrTooLarge() {
        given().body("hello")
                .accept("application/json")
                .post("/scenarios")
                .then()
                .statusCode(422)
                .body("errors[0].detail", containsString("实际是文本文件"));
        given().body(new byte[21 << 20])
                .accept("application/json")
                .post("/scenarios")
                .then()
                .statusCode(413)
                .body("code", equalTo("BODY_TOO_LARGE"));
        given().body("x").post("/scenarios?editon=2024-01-01").then().statusCode(400);
    }

    @Test
    void shouldSayWhichTypesItTakesWhereABodyCallsItselfAForm() throws Exception {
        for (var path : List.of("/scenarios", "/plans?quarter=2024Q1&officers=1")) {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("%zz"))
                    .build();
            var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(path).isEqualTo(415);
            assertThat(answer.body()).contains("UNSUPPORTED_MEDIA_TYPE", "x-www-form-urlencoded");
        }
    }

    @Test
    void shouldGiveOutATemplateOfAModel() throws IOException {
        var file = when().get("/scenarios/template?model=quota&edition=2024-01-01")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        try (var workbook = open(file)) {
            assertThat(workbook.getNumberOfSheets()).isEqualTo(1);
            assertThat(workbook.getSheet("配额").getRow(1).getCell(3)).hasToString("对象类型");
        }
        when().get("/scenarios/template?model=quotas").then().statusCode(404).body("code", equalTo("UNKNOWN_MODEL"));
    }

    @Test
    void shouldOfferTheFormInChineseWithoutForeignHosts() {
        given().accept("text/html")
                .get("/scenarios")
                .then()
                .statusCode(200)
                .body(allOf(containsString("场景工作簿"), containsString("空白模板"), containsString("分类判定")))
                .body(not(containsString("//")));
    }

    @Test
    void shouldRunAWorkbookFromThePageAndShowWhatCameOfIt() throws Exception {
        var page = finished(Forms.multipart().multiPart("workbook", "C-联合.xlsx", shipped(), Download.XLSX));
        assertThat(page).contains("不通过的场景", "联合任务要求", "没有场景用到");
        var link = Pattern.compile("/scenarios/runs/[-0-9a-f]+/workbook").matcher(page);
        assertThat(link.find()).isTrue();
        try (var workbook =
                open(when().get(link.group()).then().statusCode(200).extract().asByteArray())) {
            assertThat(workbook.getSheet("联合").getRow(2).getCell(10)).hasToString("通过");
        }
    }

    /** What one workbook does not reach another may: they are run as one, and each comes back with its own results. */
    @Test
    void shouldRunSeveralWorkbooksAtOnce() throws Exception {
        var csv = CSV.getBytes(StandardCharsets.UTF_8);
        var page = finished(Forms.multipart()
                .multiPart("workbook", "joint.xlsx", shipped(), Download.XLSX)
                .multiPart("workbook", "quota.csv", csv, "text/csv"));
        assertThat(page).contains("joint.xlsx 等 2 个工作簿", "quota.csv");
        var links = Pattern.compile("/scenarios/runs/[-0-9a-f]+/workbook\\?book=(\\d)")
                .matcher(page)
                .results()
                .map(found -> found.group())
                .toList();
        assertThat(links).hasSize(2);
        try (var first = open(when().get(links.get(0)).asByteArray());
                var second = open(when().get(links.get(1)).asByteArray())) {
            assertThat(first.getSheet("联合").getRow(2).getCell(10)).hasToString("通过");
            assertThat(second.getSheet("quota")).isNotNull();
        }
        assertThat(finished(Forms.multipart()
                        .multiPart("workbook", "good.csv", csv, "text/csv")
                        .multiPart("workbook", "quota.csv", "输入,期望\n甲,乙\n".getBytes("GB18030"), "text/csv")))
                .contains("工作簿不能运行", "quota.csv：quota!A2", "good.csv：");
    }

    @Test
    void shouldShowTheCellsOfABadWorkbookOnThePage() throws Exception {
        assertThat(finished(Forms.multipart()
                        .multiPart("workbook", "quota.csv", "输入,期望\n甲,乙\n".getBytes("GB18030"), "text/csv")))
                .contains("工作簿不能运行", "quota!A2", "quota!B2");
        Forms.multipart()
                .multiPart("edition", "2024-01-01")
                .post("/scenarios/runs")
                .then()
                .statusCode(422)
                .body(containsString("请选择场景工作簿"));
        given().accept("text/html").get("/scenarios/runs/none").then().statusCode(404);
    }

    @Test
    void shouldTurnARunAwayPolitelyWhereTooManyWait() throws Exception {
        try (var full = new FullQueue(jobs)) {
            Forms.multipart()
                    .multiPart("workbook", "quota.csv", CSV.getBytes(StandardCharsets.UTF_8), "text/csv")
                    .multiPart("edition", "2024-01-01")
                    .post("/scenarios/runs")
                    .then()
                    .statusCode(503)
                    .header("Retry-After", "2")
                    .body(allOf(
                            containsString("没有运行"), containsString("请稍后再试"), not(containsString("try again later"))));
        }
    }

    @Test
    void shouldStopARunFromItsPageAndJoinTheSameRun() throws Exception {
        try (var full = new FullQueue(jobs)) {
            full.makePlace();
            var location = started();
            assertThat(started()).as("the same file, sent twice").isEqualTo(location);
            given().accept("text/html")
                    .get(location)
                    .then()
                    .statusCode(200)
                    .body(allOf(containsString("等待前面的任务"), containsString("停止")));
            Forms.urlEncoded()
                    .redirects()
                    .follow(false)
                    .post(location + "/cancel")
                    .then()
                    .statusCode(303)
                    .header("Location", equalTo(location));
            given().accept("text/html")
                    .get(location)
                    .then()
                    .statusCode(200)
                    .body(containsString("已停止"))
                    .body(not(containsString("http-equiv")));
            when().get(location + "/workbook").then().statusCode(404);
        }
    }

    private static String started() {
        return Forms.multipart()
                .multiPart("workbook", "quota.csv", CSV.getBytes(StandardCharsets.UTF_8), "text/csv")
                .multiPart("edition", "2024-01-01")
                .redirects()
                .follow(false)
                .post("/scenarios/runs")
                .then()
                .statusCode(303)
                .extract()
                .header("Location");
    }

    private static String finished(RequestSpecification form) throws InterruptedException {
        var location = form.multiPart("edition", "2024-01-01")
                .redirects()
                .follow(false)
                .post("/scenarios/runs")
                .then()
                .statusCode(303)
                .extract()
                .header("Location");
        var deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (System.nanoTime() < deadline) {
            var page = given().accept("text/html")
                    .get(location)
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString();
            if (!page.contains("http-equiv=\"refresh\"")) {
                return page;
            }
            assertThat(page).contains("<progress");
            LockSupport.parkNanos(50_000_000);
        }
        throw new AssertionError("the run did not end");
    }
}
