package io.shuangsuiji.web.drafts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.shuangsuiji.web.Contract;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The life of a draft by REST, and what is refused on the way, each request and answer held against the document. */
@QuarkusTest
@TestProfile(DraftFolders.OfTheContract.class)
class DraftsContractTest {
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final String RULES = "quota-decision-rules-table";
    private static final String R05 = RULES + "-rule-1-out-4";
    private static final LocalDate DAY =
            LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(30);

    private HeldToContract held;
    private String draft;
    private String version;

    @BeforeEach
    void readTheDocument() {
        held = new HeldToContract();
    }

    private RequestSpecification as(String user) {
        return given().filter(held)
                .redirects()
                .follow(false)
                .auth()
                .preemptive()
                .basic(user, user + " password");
    }

    /** A request that changes the draft as it was last seen. */
    private RequestSpecification changing(String user) {
        return as(user).header("If-Match", version);
    }

    /** A request without a body is of no type. */
    private static RequestSpecification bare(RequestSpecification request) {
        return request.noContentType();
    }

    private RequestSpecification json(RequestSpecification request, Object body) {
        return request.contentType("application/json").body(body);
    }

    private Response step(Response answer, int status) {
        answer.then().statusCode(status);
        if (answer.header("ETag") != null) {
            version = answer.header("ETag");
        }
        return answer;
    }

    private String at(String rest) {
        return "/drafts/" + draft + rest;
    }

    private void begin() {
        var begun = step(
                json(as("editor"), Map.of("base", "2024-01-01", "reason", "试", "effectiveOn", DAY.toString()))
                        .post("/drafts"),
                201);
        draft = begun.path("id");
        assertThat(begun.header("Location")).endsWith("/drafts/" + draft);
    }

    @Test
    void theWholeLifeOfADraftIsAsTheDocumentTellsAndTriesEveryOperation() {
        begin();
        as("viewer").get("/drafts").then().body("id", hasItem(draft));
        as("viewer").get(at("")).then().body("state", is("DRAFTING"));
        step(json(changing("editor"), Map.of("documentNumber", "深环〔2027〕1号")).patch(at("")), 200);
        takeAnotherDocument();
        editInThreeWays();
        amendScenarios();
        String check = passTheCheck();
        String impact = weigh();
        bringIntoForce(check, impact);
        giveUpAnother();
        as("approver").get("/records").then().body("records.event", hasItem("PUBLISH"));

        var contract = Contract.served();
        assertThat(held.tried())
                .containsExactlyElementsOf(contract.operations().stream()
                        .filter(operation -> contract.tagged(operation, "amendment"))
                        .sorted()
                        .toList());
    }

    private void takeAnotherDocument() {
        var text = as("viewer").accept("text/plain").get(at("/document")).asString();
        step(
                changing("editor")
                        .contentType("application/octet-stream")
                        .body(text.replace("不定期开展", "定期开展").getBytes(StandardCharsets.UTF_8))
                        .put(at("/document")),
                200);
        var row = as("viewer")
                .accept("application/json")
                .get(at("/todo"))
                .then()
                .body("counts.CHANGED", is(1))
                .extract()
                .<Map<String, String>>path("rows[0].row");
        step(
                json(changing("editor"), Map.of("file", row.get("file"), "row", row.get("row"), "confirmed", true))
                        .post(at("/todo")),
                200);
        String open = as("viewer")
                .accept("application/json")
                .get(at("/clauses?state=OPEN"))
                .path("sentences[0].sentence");
        step(
                json(changing("editor"), Map.of("sentence", open, "organisational", true))
                        .post(at("/marks")),
                200);
        for (int i = 0; i < 3; i++) {
            step(bare(changing("editor")).post(at("/undo")), 200);
        }
    }

    private void editInThreeWays() {
        as("viewer")
                .get(at("/tables"))
                .then()
                .body("find { it.address == '" + RULES + "' }.kind", is("DECISION_TABLE"));
        step(
                json(
                                changing("editor"),
                                List.of(
                                        Map.of("edit", "setCell", "file", "quota.dmn", "cell", R05, "text", "20%"),
                                        Map.of("edit", "setFeel", "file", "quota.dmn", "cell", R05, "feel", "0.2"),
                                        Map.of(
                                                "edit", "setDescription",
                                                "file", "quota.dmn",
                                                "element", RULES,
                                                "text", "抽查比例"),
                                        Map.of("edit", "addRow", "file", "quota.dmn", "table", RULES, "index", 1),
                                        Map.of(
                                                "edit",
                                                "moveRow",
                                                "file",
                                                "quota.dmn",
                                                "row",
                                                RULES + "-rule-2",
                                                "index",
                                                1),
                                        Map.of("edit", "deleteRow", "file", "quota.dmn", "row", RULES + "-rule-3")))
                        .post(at("/edits")),
                200);
        step(bare(changing("editor")).post(at("/undo")), 200);
        step(bare(changing("editor")).post(at("/redo")), 200);
        step(bare(changing("editor")).post(at("/undo")), 200);
        as("viewer")
                .queryParams("file", "quota.dmn", "at", RULES)
                .get(at("/table"))
                .then()
                .body("editable", is(false))
                .body("undone.size()", is(1));
        // on an older version, where nobody has changed the cell
        step(
                json(
                                as("editor").header("If-Match", "\"2\"").queryParam("merge", true),
                                List.of(Map.of(
                                        "edit",
                                        "addRow",
                                        "file",
                                        "quota.dmn",
                                        "table",
                                        RULES,
                                        "index",
                                        1,
                                        "cells",
                                        Map.of(RULES + "/annotation[1]", "R99"))))
                        .post(at("/edits")),
                200);
        as("editor")
                .queryParams("file", "quota.dmn", "at", RULES)
                .get(at("/table"))
                .then()
                .body("rows[0].name", is("R99"))
                .body("rows[0].added", is(true));
        step(bare(changing("editor")).post(at("/undo")), 200);
        // nothing but what the draft is called
        as("viewer").get(at("/difference")).then().body("words", everyItem(startsWith("「版本信息」")));
        // the example that the document gives
        var ratio = Contract.served().example("POST /drafts/{id}/edits", "ratio");
        step(json(changing("editor"), ratio.toString()).post(at("/edits")), 200)
                .then()
                .body("words", hasItem(endsWith("R05 抽查比例/倍数 12.5% → 15%")));
        as("viewer").get(at("/difference")).then().body("tables[0].changes[0].what", is("CELL"));

        var workbook = as("editor").get(at("/workbook")).asByteArray();
        as("editor")
                .contentType(XLSX)
                .queryParam("preview", true)
                .body(workbook)
                .put(at("/workbook"))
                .then()
                .body("problems", empty());
        step(changing("editor").contentType(XLSX).body(workbook).put(at("/workbook")), 200);

        var dmn = new String(as("editor").get(at("/dmn/quota.dmn")).asByteArray(), StandardCharsets.UTF_8);
        var edited = dmn.replace("<text>0.15</text>", "<text>0.16</text>").getBytes(StandardCharsets.UTF_8);
        as("editor")
                .contentType("application/xml")
                .queryParam("preview", true)
                .body(edited)
                .put(at("/dmn/quota.dmn"))
                .then()
                .body("difference.words", hasItem(endsWith("15% → 16%")));
        step(changing("editor").contentType("application/xml").body(edited).put(at("/dmn/quota.dmn")), 200);
        step(bare(changing("editor")).post(at("/undo")), 200);
        as("viewer").get(at("/versions")).then().body("[0].version", is(1));
    }

    private void amendScenarios() {
        List<String> names = as("viewer").get(at("")).path("scenarios");
        var book = as("editor").get(at("/scenarios/" + names.get(0))).asByteArray();
        step(changing("editor").contentType(XLSX).body(book).put(at("/scenarios/另一份.xlsx")), 200);
        step(changing("editor").delete(at("/scenarios/另一份.xlsx")), 200)
                .then()
                .body("scenarios", not(hasItem("另一份.xlsx")));
    }

    private String passTheCheck() {
        as("editor").get(at("/check")).then().statusCode(404);
        var failed = bare(as("editor")).post(at("/check"));
        failed.then().statusCode(200).body("content.passed", is(false));
        List<Map<String, String>> scenarios =
                failed.path("content.findings.findAll { it.level == 'ERROR' }.collect { [file: it.file, at: it.at] }");
        step(json(changing("editor"), scenarios).post(at("/expectations")), 200);
        bare(as("editor")).post(at("/check")).then().body("content.passed", is(true));
        return as("approver").get(at("/check")).path("digest");
    }

    private String weigh() {
        as("editor")
                .queryParams("officers", 36, "participatingOfficers", 12, "evaluationDate", "2024-03-20")
                .contentType("text/csv")
                .body("对象编号,对象类型,监管级别\n1,排污单位,重点\n2,加油站,\n".getBytes(StandardCharsets.UTF_8))
                .post(at("/impact"))
                .then()
                .statusCode(200)
                .body("content.objects", is(2));
        // the registry and the officers are those of the last time
        bare(as("editor"))
                .post(at("/impact"))
                .then()
                .statusCode(200)
                .body("content.objects", is(2))
                .body("content.strata.find { it.stratum == '重点排污单位' }.rateAfter", is("15%"));
        as("viewer")
                .accept("text/csv")
                .get(at("/impact/changes.csv"))
                .then()
                .statusCode(200)
                .body(containsString("对象编号"));
        return as("approver").get(at("/impact")).path("digest");
    }

    private void bringIntoForce(String check, String impact) {
        step(bare(changing("editor")).post(at("/submission")), 200).then().body("state", is("SUBMITTED"));
        step(bare(changing("editor")).post(at("/recall")), 200).then().body("state", is("DRAFTING"));
        bare(changing("editor")).post(at("/recall")).then().statusCode(409);
        step(bare(changing("editor")).post(at("/submission")), 200);
        step(json(changing("approver"), Map.of("reason", "请补充依据")).post(at("/return")), 200);
        var digest = step(bare(changing("editor")).post(at("/submission")), 200).path("digest");
        step(
                        json(
                                        changing("approver"),
                                        Map.of("draftDigest", digest, "checkDigest", check, "impactDigest", impact))
                                .post(at("/approval")),
                        200)
                .then()
                .body("approval.by", is("approver"));
        var published = step(bare(changing("approver")).post(at("/publication")), 201);
        assertThat(published.header("Location")).endsWith("/editions/" + DAY);
        published.then().body("edition.kind", is("FUTURE"));
        given().get("/editions/" + DAY)
                .then()
                .body("state.kind", is("FUTURE"))
                .body("publication.approver", is("approver"));
        as("viewer").get(at("/history")).then().body("step", hasItem("PUBLISH"));
        as("viewer").get("/editions/" + DAY + "/history").then().body("draft", hasItem(draft));
        given().filter(held)
                .get("/policy/diff?from=2024-01-01&to=" + DAY)
                .then()
                .body("words", hasItem("「抽样规则」R05 抽查比例/倍数 12.5% → 15%"));
        json(as("approver"), Map.of("reason", "文件暂缓施行"))
                .post("/editions/" + DAY + "/withdrawal")
                .then()
                .statusCode(204);
        as("viewer").get("/editions/" + DAY + "/history").then().body("step", hasItem("WITHDRAW"));
        as("viewer").get(at("/history")).then().body("step", hasItem("WITHDRAW"));
        as("viewer")
                .get(at(""))
                .then()
                .body("state", is("PUBLISHED"))
                .body("edition.kind", is("WITHDRAWN"))
                .body("edition.withdrawal.by", is("approver"))
                .body("edition.words", containsString("理由：文件暂缓施行"));
        given().get("/editions/" + DAY).then().body("state.kind", is("WITHDRAWN"));
    }

    private void giveUpAnother() {
        begin();
        step(changing("editor").delete(at("")), 200).then().body("state", is("DISCARDED"));
        bare(changing("editor")).post(at("/undo")).then().statusCode(409);
    }

    @Test
    void whoIsNotSignedInOrMayNotIsToldSo() {
        begin();
        given().filter(held).get("/drafts").then().statusCode(401);
        given().filter(held)
                .get("/policy/diff?from=2024-01-01&to=draft:" + draft)
                .then()
                .statusCode(401);
        json(as("viewer"), Map.of("base", "2024-01-01", "reason", "x"))
                .post("/drafts")
                .then()
                .statusCode(403)
                .body("code", is("NOT_PERMITTED"));
        json(as("editor"), Map.of("reason", "x"))
                .post("/editions/2024-01-01/withdrawal")
                .then()
                .statusCode(403);
        json(as("approver"), Map.of("reason", "x"))
                .post("/editions/2024-01-01/withdrawal")
                .then()
                .statusCode(409);
        bare(changing("editor"))
                .post(at("/submission"))
                .then()
                .statusCode(409)
                .body("detail", containsString("没有任何差别"));
        step(json(changing("editor"), Map.of("documentNumber", "深环〔2027〕3号")).patch(at("")), 200);
        var digest = step(bare(changing("editor")).post(at("/submission")), 200).path("digest");
        var seen = Map.of("draftDigest", digest, "checkDigest", "0".repeat(64));
        json(changing("editor"), seen).post(at("/approval")).then().statusCode(403);
        json(changing("approver"), seen)
                .post(at("/approval"))
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/checkDigest"));
        json(changing("approver"), Map.of("draftDigest", digest))
                .post(at("/approval"))
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/checkDigest"));
        json(changing("approver"), Map.of("reason", " "))
                .post(at("/return"))
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/reason"));
        bare(changing("approver")).post(at("/publication")).then().statusCode(409);
    }

    @Test
    void whoeverWroteInADraftMayNotApproveIt() {
        var begun = step(
                json(
                                as("both"),
                                Map.of(
                                        "base",
                                        "2024-01-01",
                                        "reason",
                                        "试",
                                        "effectiveOn",
                                        DAY.toString(),
                                        "documentNumber",
                                        "深环〔2027〕2号"))
                        .post("/drafts"),
                201);
        draft = begun.path("id");
        step(bare(changing("both")).post(at("/submission")), 200);
        json(changing("both"), Map.of("draftDigest", begun.path("digest"), "checkDigest", "0".repeat(64)))
                .post(at("/approval"))
                .then()
                .statusCode(403)
                .body("detail", containsString("不能批准"));
    }

    @Test
    void aChangeNamesTheVersionThatItWasMadeOn() {
        begin();
        var first = version;
        json(as("editor"), List.of()).post(at("/edits")).then().statusCode(428);
        json(as("editor").header("If-Match", "1"), List.of())
                .post(at("/edits"))
                .then()
                .statusCode(400)
                .body("errors.parameter", contains("If-Match"));
        step(json(changing("editor"), Map.of("title", "新方案")).patch(at("")), 200);
        json(as("editor").header("If-Match", first), Map.of("title", "旧方案"))
                .patch(at(""))
                .then()
                .statusCode(412)
                .body("code", is("STALE"));
        bare(as("editor").header("If-Match", first))
                .post(at("/submission"))
                .then()
                .statusCode(412);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        begin();
        for (var path : List.of(
                "/drafts/20990101-aaaaaaaa",
                "/drafts/nothing/tables",
                at("/check"),
                at("/impact"),
                at("/dmn/nothing.dmn"),
                at("/scenarios/nothing.xlsx"),
                "/editions/nothing/history",
                "/editions/2031-01-01/history",
                "/policy/diff?from=2024-01-01&to=2031-01-01")) {
            as("editor").get(path).then().statusCode(404).body("detail", containsString(" / "));
        }
        json(as("approver"), Map.of("reason", "x"))
                .post("/editions/2031-01-01/withdrawal")
                .then()
                .statusCode(404);
    }

    @Test
    void whatIsWrongInABodyIsPointedAt() {
        begin();
        refused(post("/drafts", "{\"base\":"), 400, null);
        refused(post("/drafts", ""), 400, null);
        refused(post("/drafts", "[]"), 422, "");
        refused(post("/drafts", "null"), 422, "");
        refused(post("/drafts", "{\"base\":\"x\",\"reason\":\"y\"}"), 422, "/base");
        refused(post("/drafts", "{\"base\":\"2024-01-01\"}"), 422, "/reason");
        refused(post("/drafts", "{\"base\":\"2024-01-01\",\"resaon\":\"y\"}"), 422, "/resaon");
        refused(
                post("/drafts", "{\"base\":\"2024-01-01\",\"reason\":\"y\",\"effectiveOn\":\"2027-02-30\"}"),
                422,
                "/effectiveOn");
        refused(edits("{}"), 422, "");
        refused(edits("[null]"), 422, "/0");
        refused(edits("[{\"edit\":\"paint\"}]"), 422, "/0/edit");
        refused(edits("[{\"edit\":\"setCell\",\"file\":\"quota.dmn\",\"text\":\"1\"}]"), 422, "/0/cell");
        refused(
                edits("[{\"edit\":\"addRow\",\"file\":\"quota.dmn\",\"table\":\"x\",\"index\":\"y\"}]"),
                422,
                "/0/index");
        var good = "{\"edit\":\"setCell\",\"file\":\"quota.dmn\",\"cell\":\"" + R05 + "\",\"text\":\"15%\"}";
        refused(edits("[" + good + "," + good.replace("15%", "很多") + "]"), 422, "/1");
        refused(edits("[" + good + "," + good.replace(R05, "nowhere") + "]"), 422, "/1");
        // nothing but what the draft is called
        as("viewer").get(at("/difference")).then().body("words", everyItem(startsWith("「版本信息」")));
        refused(
                json(changing("editor"), "[{\"file\":\"nothing.xlsx\",\"at\":\"x\"}]")
                        .post(at("/expectations")),
                422,
                "/0/file");
        refused(json(changing("editor"), "{\"base\":\"2024-01-01\"}").patch(at("")), 422, "/base");
    }

    private Response post(String path, String body) {
        return json(as("editor"), body).post(path);
    }

    private Response edits(String body) {
        return json(changing("editor"), body).post(at("/edits"));
    }

    private static void refused(Response answer, int status, String pointer) {
        answer.then().statusCode(status).body("detail", containsString(" / "));
        if (pointer != null) {
            answer.then().body("errors.pointer", contains(pointer));
        }
    }

    @Test
    void parametersAndMediaTypesThatAreNotTakenAreNamed() {
        begin();
        as("editor")
                .contentType("application/xml")
                .body("<x/>")
                .put(at("/dmn/quota.dmn?preview=maybe"))
                .then()
                .statusCode(400)
                .body("errors.parameter", contains("preview"));
        as("editor")
                .contentType("text/plain")
                .body("x")
                .put(at("/workbook"))
                .then()
                .statusCode(415)
                .body("allowed", hasItem(XLSX));
        for (var query : List.of("quarter=x", "officer=3", "evaluationDate=tomorrow")) {
            bare(as("editor"))
                    .post(at("/impact?" + query))
                    .then()
                    .statusCode(400)
                    .body("errors.parameter", contains(query.replaceFirst("=.*", "")));
        }
        // a registry that cannot be used does not take the place of the last one
        as("editor")
                .contentType("text/csv")
                .queryParam("officers", 3)
                .body("x")
                .post(at("/impact"))
                .then()
                .statusCode(422);
        bare(as("editor")).post(at("/impact")).then().statusCode(200);
        as("editor")
                .get("/policy/diff?from=2024-01-01")
                .then()
                .statusCode(400)
                .body("errors.parameter", contains("to"));
        as("editor")
                .contentType(XLSX)
                .body("no workbook".getBytes(StandardCharsets.UTF_8))
                .put(at("/workbook?preview=true"))
                .then()
                .statusCode(422);
    }
}
