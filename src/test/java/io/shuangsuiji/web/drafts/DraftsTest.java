package io.shuangsuiji.web.drafts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.shuangsuiji.jobs.JobQueue;
import io.shuangsuiji.web.Forms;
import io.shuangsuiji.web.FullQueue;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

/** Drafts by REST and by page: from the first edit to an edition in force, and what is refused on the way. */
@QuarkusTest
@TestProfile(DraftFolders.class)
class DraftsTest {
    @Inject
    JobQueue jobs;

    private static final String TABLE = "quota-decision-rules-table";
    private static final String R05 = TABLE + "-rule-1-out-4";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static RequestSpecification as(String user) {
        return as(given(), user);
    }

    private static RequestSpecification as(RequestSpecification request, String user) {
        return request.auth()
                .preemptive()
                .basic(user, user + " password")
                .redirects()
                .follow(false)
                .urlEncodingEnabled(true);
    }

    private static LocalDate tomorrow() {
        return LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(1);
    }

    private static String begin() {
        return begin("editor", tomorrow());
    }

    private static String begin(String user, LocalDate effectiveOn) {
        return as(user).contentType("application/json")
                .body(Map.of(
                        "base", "2024-01-01",
                        "reason", "提高抽查比例",
                        "documentNumber", "深环〔2026〕1号",
                        "effectiveOn", effectiveOn.toString()))
                .post("/drafts")
                .then()
                .statusCode(201)
                .header("ETag", "\"1\"")
                .header("Location", containsString("/drafts/"))
                .extract()
                .path("id");
    }

    private static Response edit(String id, int version, String cell, String text) {
        return as("editor")
                .contentType("application/json")
                .header("If-Match", "\"" + version + "\"")
                .body("[{\"edit\":\"setCell\",\"file\":\"quota.dmn\",\"cell\":\"" + cell + "\",\"text\":\"" + text
                        + "\"}]")
                .post("/drafts/" + id + "/edits");
    }

    @Test
    void shouldBeForPeopleWhoAreSignedInAndMayDoIt() {
        given().get("/drafts").then().statusCode(401).contentType("application/problem+json");
        as(given().accept("text/html"), "viewer")
                .get("/drafts")
                .then()
                .statusCode(200)
                .body(not(containsString("起草修订")));
        as("viewer")
                .contentType("application/json")
                .body(Map.of("base", "2024-01-01", "reason", "x"))
                .post("/drafts")
                .then()
                .statusCode(403)
                .body("code", is("NOT_PERMITTED"));
        given().auth()
                .preemptive()
                .basic("editor", "wrong")
                .get("/drafts")
                .then()
                .statusCode(401);
    }

    @Test
    void shouldKeepAnEditFromOverwritingAnother() {
        var id = begin();
        edit(id, 1, R05, "15%")
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("words", hasItem(containsString("R05 抽查比例/倍数 12.5% → 15%")));
        edit(id, 1, R05, "20%")
                .then()
                .statusCode(412)
                .body("code", is("STALE"))
                .body("detail", allOf(containsString("editor"), containsString("12.5% → 15%")));
        as("editor")
                .contentType("application/json")
                .body("[]")
                .post("/drafts/" + id + "/edits")
                .then()
                .statusCode(428);
        as(Forms.urlEncoded(), "editor")
                .accept("text/html")
                .formParams(Map.of("version", "1", "file", "quota.dmn", "at", TABLE, "cell", R05, "text", "20%"))
                .post("/drafts/" + id + "/cell")
                .then()
                .statusCode(412)
                .body(allOf(
                        containsString("role=\"alert\""),
                        containsString("value=\"20%\""),
                        containsString("12.5% → 15%")));
        as("editor").get("/drafts/" + id + "/difference").then().body("words", hasItem(endsWith("12.5% → 15%")));
        as("editor")
                .contentType("application/json")
                .header("If-Match", "\"2\"")
                .post("/drafts/" + id + "/undo")
                .then()
                .statusCode(200);
        as("editor").get("/drafts/" + id + "/difference").then().body("words", everyItem(startsWith("「版本信息」")));
    }

    @Test
    void shouldSayWhatACellMayHoldAndShowTheFormAgain() {
        var id = begin();
        edit(id, 1, R05, "很多")
                .then()
                .statusCode(422)
                .body("code", is("EDIT_REFUSED"))
                .body("where", containsString(R05));
        as(Forms.urlEncoded(), "editor")
                .accept("text/html")
                .formParams(Map.of(
                        "version",
                        "1",
                        "file",
                        "quota.dmn",
                        "at",
                        TABLE,
                        "cell",
                        R05,
                        "text",
                        "<script>alert(1)</script>"))
                .post("/drafts/" + id + "/cell")
                .then()
                .statusCode(422)
                .body(allOf(
                        containsString("role=\"alert\""),
                        containsString("aria-invalid"),
                        not(containsString("<script>alert"))));
    }

    @Test
    void shouldOfferWordsToChooseFromAndTakeWhatWasChosen() {
        var id = begin();
        var cell = TABLE + "-rule-13-in-1";
        as(given().accept("text/html"), "editor")
                .get("/drafts/" + id + "/table?file=quota.dmn&at=" + TABLE + "&cell=" + cell)
                .then()
                .statusCode(200)
                .body(allOf(containsString("value=\"加油站\" checked"), containsString("value=\"储油库\" checked")));
        as(Forms.urlEncoded(), "editor")
                .accept("text/html")
                .formParams(Map.of("version", "1", "file", "quota.dmn", "at", TABLE, "cell", cell, "mode", "IN"))
                .formParam("choice", "加油站")
                .post("/drafts/" + id + "/cell")
                .then()
                .statusCode(303);
        as("editor")
                .get("/drafts/" + id + "/difference")
                .then()
                .body("words", hasItem(containsString("加油站、储油库 → 加油站")));
    }

    @Test
    void shouldRefuseAChoiceOfNothingInsteadOfTakingItForAny() {
        var id = begin();
        var fields = Map.of("version", "1", "file", "quota.dmn", "at", TABLE, "cell", TABLE + "-rule-13-in-1");
        for (var sent : new String[][] {{"mode", "IN"}, {"mode", "NOT"}, {"text", ""}}) {
            as(Forms.urlEncoded(), "editor")
                    .accept("text/html")
                    .formParams(fields)
                    .formParam(sent[0], sent[1])
                    .post("/drafts/" + id + "/cell")
                    .then()
                    .statusCode(422)
                    .body(containsString("条件不能空着"));
        }
        as(Forms.urlEncoded(), "editor")
                .accept("text/html")
                .formParams(fields)
                .formParam("mode", "ANY")
                .post("/drafts/" + id + "/cell")
                .then()
                .statusCode(303);
    }

    @Test
    void shouldAddCopyMoveAndDeleteRows() {
        var id = begin();
        int version = 1;
        for (var action : new String[] {"copy", "down", "add", "append"}) {
            row(id, version++, action, TABLE + "-rule-1").then().statusCode(303);
        }
        row(id, version, "delete", TABLE + "-rule-2").then().statusCode(303);
        as("editor")
                .get("/drafts/" + id + "/difference")
                .then()
                // one row less than were added: the deleted one and a blank one are told as one row that changed
                .body("tables[0].changes.findAll { it.what == 'ROW_ADDED' }.size()", is(2))
                .body("tables[0].changes.what", hasItems("ROW_MOVED", "CELL"));
    }

    /** Every page of a draft leads on to pages that are there: each table, the words, the values that a type allows. */
    @Test
    void shouldLeadNowhereThatIsNotThere() {
        var id = begin();
        var waiting = new ArrayDeque<>(List.of("/drafts/" + id));
        var seen = new HashSet<String>(waiting);
        var tables = 0;
        while (!waiting.isEmpty()) {
            var path = waiting.remove();
            var answer = as("editor")
                    .accept("text/html,*/*")
                    .urlEncodingEnabled(false)
                    .get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            tables += path.contains("/table?") ? 1 : 0;
            if (!answer.contentType().startsWith("text/html")) {
                continue;
            }
            var links = Pattern.compile("href=\"([^\"#]+)").matcher(answer.asString());
            while (links.find()) {
                var link = URI.create(path)
                        .resolve(links.group(1).replace("&amp;", "&"))
                        .toString();
                // each cell has a form of its own at the same page
                if (link.startsWith("/drafts/" + id) && !link.contains("cell=") && seen.add(link)) {
                    waiting.add(link);
                }
            }
        }
        assertThat(tables).isGreaterThan(20);
        assertThat(seen).anyMatch(link -> link.endsWith("file=types.dmn&at="));
    }

    @Test
    void shouldFindATextInAllTablesAndLeadToItsCell() {
        var id = begin();
        as("viewer")
                .accept("text/html")
                .queryParam("q", "r05")
                .get("/drafts/" + id + "/find")
                .then()
                .statusCode(200)
                .body(containsString(
                        "table?file=quota.dmn&amp;at=" + TABLE + "#c-" + TABLE + "-rule-1%2FannotationEntry%5B1%5D"));
        as("viewer")
                .accept("text/html")
                .queryParam("q", "<b>没有这样的话")
                .get("/drafts/" + id + "/find")
                .then()
                .statusCode(200)
                .body(containsString("没有单元格含「&lt;b&gt;没有这样的话」"));
    }

    private static Response row(String id, int version, String action, String row) {
        return as(Forms.urlEncoded(), "editor")
                .accept("text/html")
                .formParams(Map.of("version", version, "file", "quota.dmn", "at", TABLE, "row", row, "change", action))
                .post("/drafts/" + id + "/row");
    }

    @Test
    void shouldTakeAWorkbookOnlyAfterShowingItCellByCell() throws Exception {
        var id = begin();
        var bytes = as("editor")
                .get("/drafts/" + id + "/workbook")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        put(id, bytes, true).then().statusCode(200).body("difference.words", empty());
        var edited = replace(bytes, "12.5%", "15%");
        put(id, edited, true)
                .then()
                .statusCode(200)
                .body("difference.words", hasItem(endsWith("R05 抽查比例/倍数 12.5% → 15%")));
        as("editor").get("/drafts/" + id).then().body("version", is(1));
        var page = as(Forms.multipart(), "editor")
                .accept("text/html")
                .multiPart("version", "1")
                .multiPart("file", "政策表.xlsx", edited, XLSX)
                .post("/drafts/" + id + "/uploads")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(page).contains("尚未写入", "<ins>15%</ins>");
        var token = page.replaceFirst("(?s).*/uploads/([-0-9a-f]{36}).*", "$1");
        as(Forms.urlEncoded(), "approver")
                .accept("text/html")
                .post("/drafts/" + id + "/uploads/" + token)
                .then()
                .statusCode(403);
        // another editor may take files, but not this one
        as(Forms.urlEncoded(), "both")
                .accept("text/html")
                .post("/drafts/" + id + "/uploads/" + token)
                .then()
                .statusCode(404);
        as(Forms.urlEncoded(), "editor")
                .accept("text/html")
                .post("/drafts/" + id + "/uploads/" + token)
                .then()
                .statusCode(303);
        as("editor").get("/drafts/" + id).then().body("version", is(2));
    }

    private static Response put(String id, byte[] workbook, boolean preview) {
        return as("editor")
                .contentType(XLSX)
                .header("If-Match", "\"1\"")
                .queryParam("preview", preview)
                .body(workbook)
                .put("/drafts/" + id + "/workbook");
    }

    private static byte[] replace(byte[] workbook, String from, String to) throws Exception {
        try (var opened = new XSSFWorkbook(new ByteArrayInputStream(workbook));
                var out = new ByteArrayOutputStream()) {
            for (var sheet : opened) {
                StreamSupport.stream(sheet.spliterator(), false)
                        .flatMap(row -> StreamSupport.stream(row.spliterator(), false))
                        .forEach(cell -> {
                            var text = new org.apache.poi.ss.usermodel.DataFormatter().formatCellValue(cell);
                            if (text.equals(from)) {
                                cell.setCellValue(to);
                            }
                        });
            }
            opened.write(out);
            return out.toByteArray();
        }
    }

    @Test
    void shouldTakeADmnFileAndRefuseAHostileOne() {
        var id = begin();
        var dmn = as("editor")
                .get("/drafts/" + id + "/dmn/quota.dmn")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        var edited = new String(dmn, StandardCharsets.UTF_8).replace("<text>0.125</text>", "<text>0.15</text>");
        as("editor")
                .contentType("application/xml")
                .queryParam("preview", true)
                .body(edited.getBytes(StandardCharsets.UTF_8))
                .put("/drafts/" + id + "/dmn/quota.dmn")
                .then()
                .statusCode(200)
                .body("difference.words", hasItem(endsWith("R05 抽查比例/倍数 12.5% → 15%")));
        as("editor")
                .contentType("application/xml")
                .header("If-Match", "\"1\"")
                .body(("<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>" + edited)
                        .getBytes(StandardCharsets.UTF_8))
                .put("/drafts/" + id + "/dmn/quota.dmn")
                .then()
                .statusCode(422);
        as("editor")
                .get("/drafts/" + id + "/dmn/..%2F..%2Fusers.properties")
                .then()
                .statusCode(404);
    }

    @Test
    void shouldTakeScenariosAsCsvByRestAndByPage() {
        var id = begin();
        var csv = """
                说明,,,输入,,,,,,期望
                编号,场景,依据,对象类型,监管类别,总体数,执法人员数量,参与执法检查人员总数,季度,应抽数
                1,161 个重点单位,R05,排污单位,重点,161,36,12,1,20
                """;
        as("editor")
                .contentType("text/csv; charset=UTF-8")
                .header("If-Match", "\"1\"")
                .body(csv.getBytes(StandardCharsets.UTF_8))
                .put("/drafts/{id}/scenarios/{file}", id, "配额-补充.csv")
                .then()
                .statusCode(200)
                .body("scenarios", hasItem("配额-补充.csv"));
        as(Forms.multipart(), "editor")
                .accept("text/html")
                .multiPart("version", "2")
                .multiPart(
                        "file", "quota.csv", csv.replace(",20\n", ",21\n").getBytes(StandardCharsets.UTF_8), "text/csv")
                .post("/drafts/" + id + "/scenario-files")
                .then()
                .statusCode(303);
        as("editor")
                .contentType("application/json")
                .post("/drafts/" + id + "/check")
                .then()
                .body("content.passed", is(false))
                .body("content.scenarios.failed", is(1))
                .body("content.findings.findAll { it.level == 'ERROR' }.file", hasItem("配额-补充.csv"));
        as(Forms.urlEncoded(), "editor")
                .accept("text/html")
                .formParam("version", 3)
                .formParam("pick", "配额-补充.csv#配额-补充 第 3 行")
                .post("/drafts/" + id + "/expectations")
                .then()
                .statusCode(303);
        as("editor").get("/drafts/" + id + "/check").then().body("content.passed", is(true));
        var changed = as("editor")
                .get("/drafts/{id}/scenarios/{file}", id, "配额-补充.csv")
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .extract()
                .asByteArray();
        assertThat(new String(changed, StandardCharsets.UTF_8)).isEqualTo(csv.replace(",20\n", ",21\n"));
        as("editor")
                .header("If-Match", "\"4\"")
                .body(csv.getBytes(StandardCharsets.UTF_8))
                .put("/drafts/{id}/scenarios/{file}", id, "配额.txt")
                .then()
                .statusCode(422)
                .body("detail", containsString(".xlsx 或 .csv"));
    }

    @Test
    void shouldSayWhichExpectationsDidNotGiveWayAndCallNothingASuccess() {
        var id = begin();
        var csv = """
                说明,,,输入,,,,,,期望
                编号,场景,依据,对象类型,监管类别,总体数,执法人员数量,参与执法检查人员总数,季度,应抽数
                1,抽 20 个,R05,排污单位,重点,161,36,12,1,20
                2,拒绝,R05,排污单位,重点,161,36,12,1,错误:/objectType
                """;
        as("editor")
                .contentType("text/csv; charset=UTF-8")
                .header("If-Match", "\"1\"")
                .body(csv.getBytes(StandardCharsets.UTF_8))
                .put("/drafts/{id}/scenarios/{file}", id, "配额-补充.csv")
                .then()
                .statusCode(200);
        var refusal = "{\"file\":\"配额-补充.csv\",\"at\":\"配额-补充 第 4 行\"}";
        as("editor")
                .contentType("application/json")
                .header("If-Match", "\"2\"")
                .body("[" + refusal + "]")
                .post("/drafts/" + id + "/expectations")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", is("/0"))
                .body("errors[0].detail", containsString("这个场景说的是错误提示"));
        as(Forms.urlEncoded(), "editor")
                .accept("text/html")
                .formParam("version", 2)
                .formParam("pick", "配额-补充.csv#配额-补充 第 4 行")
                .post("/drafts/" + id + "/expectations")
                .then()
                .statusCode(422)
                .body(containsString("场景没有改动"))
                .body(containsString("配额-补充.csv 配额-补充 第 4 行：这个场景说的是错误提示"));
        as("editor")
                .contentType("application/json")
                .header("If-Match", "\"2\"")
                .body("[" + refusal + ",{\"file\":\"配额-补充.csv\",\"at\":\"配额-补充 第 3 行\",\"sentence\":true}]")
                .post("/drafts/" + id + "/expectations")
                .then()
                .statusCode(200)
                .body("version", is(3))
                .body("notChanged.at", is(java.util.List.of("配额-补充 第 4 行")));
        var changed = as("editor")
                .get("/drafts/{id}/scenarios/{file}", id, "配额-补充.csv")
                .asByteArray();
        assertThat(new String(changed, StandardCharsets.UTF_8))
                .isEqualTo(csv.replace("抽 20 个", "抽 21 个").replace(",20\n", ",21\n"));
    }

    @Test
    void shouldBringANewRatioIntoForceWithFourEyes() {
        var day = tomorrow();
        var id = begin("both", day);
        edit(id, 1, R05, "15%").then().statusCode(200);
        as("editor")
                .contentType("application/json")
                .post("/drafts/" + id + "/check")
                .then()
                .statusCode(200)
                .body("content.passed", is(false))
                .body("content.findings.words", hasItem(containsString("期望 0.125，实际 0.15")))
                .body("content.findings.findAll { it.level == 'ERROR' }.inBase", everyItem(is(false)))
                .body("content.findings[0].changes.find { it.sentence }.after", containsString("15%"));
        var page = as(given().accept("text/html"), "editor")
                .get("/drafts/" + id + "/check")
                .asString();
        var picks = java.util.regex.Pattern.compile("name=\"pick\" value=\"([^\"]+)\"")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(page)
                .doesNotContain(" checked")
                .contains("<del>161 个重点排污单位，按 12.5% 抽取，应抽 21 个</del> → <ins>161 个重点排污单位，按 15% 抽取，应抽 25 个</ins>");
        as(Forms.urlEncoded(), "editor")
                .accept("text/html")
                .formParam("version", 2)
                .post("/drafts/" + id + "/expectations")
                .then()
                .statusCode(422)
                .body(containsString("没有勾选场景"));
        as(Forms.urlEncoded(), "editor")
                .accept("text/html")
                .formParam("version", 2)
                .formParam("pick", picks.toArray())
                .formParam("sentence", picks.get(0))
                .post("/drafts/" + id + "/expectations")
                .then()
                .statusCode(303);
        var check = as("editor")
                .get("/drafts/" + id + "/check")
                .then()
                .statusCode(200)
                .body("content.passed", is(true));
        String checkDigest = check.extract().path("digest");
        String impactDigest = as("editor")
                .contentType("application/json")
                .post("/drafts/" + id + "/impact?evaluationDate=2024-03-20")
                .then()
                .statusCode(200)
                .body("content.strata.find { it.stratum == '重点排污单位' }.rateAfter", is("15%"))
                .body("content.strata.find { it.stratum == '重点排污单位' }.required.before", is(22))
                .extract()
                .path("digest");
        as(given().accept("text/html"), "editor")
                .get("/drafts/" + id + "/impact")
                .then()
                .statusCode(200)
                .body(allOf(containsString("<del>12.5%</del> <ins>15%</ins>"), containsString("class=\"bars")));
        String digest = as("editor")
                .contentType("application/json")
                .header("If-Match", "\"3\"")
                .post("/drafts/" + id + "/submission")
                .then()
                .statusCode(200)
                .body("state", is("SUBMITTED"))
                .extract()
                .path("digest");
        var seen = Map.of("draftDigest", digest, "checkDigest", checkDigest, "impactDigest", impactDigest);
        approve("both", id, seen).then().statusCode(403).body("detail", containsString("不能批准"));
        approve("editor", id, seen).then().statusCode(403);
        approve("approver", id, seen).then().statusCode(200).body("state", is("APPROVED"));
        as("approver")
                .contentType("application/json")
                .header("If-Match", "\"5\"")
                .post("/drafts/" + id + "/publication")
                .then()
                .statusCode(201)
                .header("Location", endsWith("/editions/" + day))
                .body("published", is(day.toString()));
        ratio(day)
                .then()
                .statusCode(200)
                .header("Policy-Edition", day.toString())
                .body("quota.rate", is(0.15f));
        ratio(day.minusDays(1)).then().header("Policy-Edition", "2024-01-01").body("quota.rate", is(0.125f));
        as("viewer")
                .get("/editions/" + day + "/history")
                .then()
                .statusCode(200)
                .body("step", hasItems("CREATE", "EDIT", "CHECK", "IMPACT", "SUBMIT", "APPROVE", "PUBLISH"));
        shouldBearOneDigestEverywhere(day.toString());
        given().get("/policy/diff?from=2024-01-01&to=" + day)
                .then()
                .statusCode(200)
                .body("words", hasItem("「抽样规则」R05 抽查比例/倍数 12.5% → 15%"));
        given().accept("text/html")
                .get("/policy/diff?from=2024-01-01&to=" + day)
                .then()
                .statusCode(200)
                .body(allOf(containsString("<mark>12.5%</mark>"), containsString("<mark>15%</mark>")));
        as("approver")
                .contentType("application/json")
                .body(Map.of("reason", "文件暂缓施行"))
                .post("/editions/" + day + "/withdrawal")
                .then()
                .statusCode(204);
        ratio(day).then().header("Policy-Edition", "2024-01-01");
    }

    private void shouldBearOneDigestEverywhere(String edition) {
        String digest = given().get("/editions/" + edition).path("digest");
        ratio(LocalDate.parse(edition)).then().header("Policy-Digest", digest);
        as("viewer")
                .get("/editions/" + edition + "/history")
                .then()
                .body("find { it.step == 'PUBLISH' }.digests.edition", is(digest));
        as("editor")
                .contentType("application/json")
                .body(Map.of("base", edition, "reason", "再改"))
                .post("/drafts")
                .then()
                .statusCode(201)
                .body("baseDigest", is(digest))
                .body("files", hasItems("quota.dmn", "strata.drl"));
    }

    private static Response approve(String user, String id, Map<String, String> seen) {
        return as(user).contentType("application/json")
                .header("If-Match", "\"4\"")
                .body(seen)
                .post("/drafts/" + id + "/approval");
    }

    private static Response ratio(LocalDate day) {
        return given().contentType("application/json").body("""
                        {"objectType":"排污单位","category":"重点","population":161,"officers":36,\
                        "participatingOfficers":12,"quarter":1}""").post("/decisions/quota?asOf=" + day);
    }

    @Test
    void shouldShowDraftsInADifferenceToThoseWhoAreSignedInOnly() {
        var id = begin();
        given().get("/policy/diff?from=2024-01-01&to=draft:" + id).then().statusCode(401);
        as("viewer")
                .get("/policy/diff?from=2024-01-01&to=draft:" + id)
                .then()
                .statusCode(200)
                .body("words", everyItem(startsWith("「版本信息」")));
        as("viewer").get("/policy/diff?from=2024-01-01&to=1999-01-01").then().statusCode(404);
    }

    @Test
    void shouldSayInChineseWhyADraftCannotBegin() {
        as(Forms.urlEncoded(), "editor")
                .accept("text/html")
                .formParams(Map.of("base", "2024-01-01", "reason", "", "effectiveOn", "2026-02-30"))
                .post("/drafts")
                .then()
                .statusCode(422)
                .body(allOf(containsString("role=\"alert\""), containsString("施行日期应为存在的日期")));
        as("editor")
                .contentType("application/json")
                .body(Map.of("base", "x", "reason", "y"))
                .post("/drafts")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", is("/base"));
        as(given().accept("text/html"), "editor")
                .get("/drafts/20990101-aaaaaaaa")
                .then()
                .statusCode(404)
                .body(startsWith("<!DOCTYPE html>"));
        as("editor").get("/drafts").then().body("id", notNullValue());
    }

    @Test
    void shouldTurnAReportAwayPolitelyAndStopOneThatWaits() throws Exception {
        var id = begin();
        try (var full = new FullQueue(jobs)) {
            as(Forms.urlEncoded(), "editor")
                    .accept("text/html")
                    .post("/drafts/" + id + "/check")
                    .then()
                    .statusCode(503)
                    .header("Retry-After", "2")
                    .body(allOf(containsString("服务繁忙"), containsString("请稍后再试"), containsString("/drafts/" + id)));
            full.makePlace();
            as(Forms.urlEncoded(), "editor")
                    .post("/drafts/" + id + "/check")
                    .then()
                    .statusCode(303);
            as("editor")
                    .accept("text/html")
                    .get("/drafts/" + id + "/check")
                    .then()
                    .statusCode(200)
                    .body(allOf(containsString("等待前面的任务"), containsString("/check/cancel")));
            as(Forms.urlEncoded(), "editor")
                    .post("/drafts/" + id + "/check/cancel")
                    .then()
                    .statusCode(303)
                    .header("Location", endsWith("/drafts/" + id + "/check"));
            as("editor")
                    .accept("text/html")
                    .get("/drafts/" + id + "/check")
                    .then()
                    .statusCode(200)
                    .body(allOf(containsString("没有校验"), containsString("已停止")));
        }
    }
}
