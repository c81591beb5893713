package io.shuangsuiji.web.drafts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** docs/another-department.zh-CN.md and docs/another-city.zh-CN.md, step by step through the calls that they name. */
@QuarkusTest
@TestProfile(DraftFolders.OfTheContract.class)
class AnotherPlanTest {
    private static final LocalDate DAY = LocalDate.now().plusDays(400);
    private String draft;
    private String version;

    private static RequestSpecification as(String user) {
        return given().auth().preemptive().basic(user, user + " password");
    }

    private RequestSpecification changing(String user) {
        return as(user).header("If-Match", version);
    }

    private Response step(Response answer, int status) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        if (answer.header("ETag") != null) {
            version = answer.header("ETag");
        }
        return answer;
    }

    private Response begin(String start, LocalDate day) {
        var begun = step(
                as("editor")
                        .contentType("application/json")
                        .body(Map.of(
                                "base",
                                "2024-01-01",
                                "start",
                                start,
                                "title",
                                "某区抽查方案",
                                "issuer",
                                "某局",
                                "documentNumber",
                                "某文〔2027〕1号",
                                "basis",
                                List.of(
                                        "实施细则",
                                        Map.of(
                                                "title",
                                                "上级通知",
                                                "until",
                                                day.minusDays(1).toString())),
                                "reason",
                                "另立一套方案",
                                "effectiveOn",
                                day.toString()))
                        .post("/drafts"),
                201);
        draft = begun.path("id");
        return begun;
    }

    private Response check() {
        return as("editor").noContentType().post("/drafts/" + draft + "/check");
    }

    private Response edit(String label, int row, int column, String text) {
        var table = as("viewer").get("/drafts/" + draft + "/tables").jsonPath();
        var at = "find { it.label == '" + label + "' }";
        return step(
                changing("editor")
                        .contentType("application/json")
                        .body(List.of(Map.of(
                                "edit",
                                "setCell",
                                "file",
                                table.getString(at + ".file"),
                                "cell",
                                table.getString(at + ".rows[" + row + "].cells[" + column + "].address"),
                                "text",
                                text)))
                        .post("/drafts/" + draft + "/edits"),
                200);
    }

    /** What changed on purpose, the scenarios follow. */
    private void accept(Response failed) {
        List<Map<String, String>> scenarios =
                failed.path("content.findings.findAll { it.level == 'ERROR' }.collect { [file: it.file, at: it.at] }");
        assertThat(scenarios).isNotEmpty();
        step(
                changing("editor")
                        .contentType("application/json")
                        .body(scenarios)
                        .post("/drafts/" + draft + "/expectations"),
                200);
    }

    @Test
    void shouldBringTheLeastPlanOfAnotherDepartmentIntoForce() {
        begin("SKELETON", DAY)
                .then()
                .body("words", hasItem("另立一套方案：从最少的空表"))
                .body("scenarios", hasItem("起步场景.xlsx"))
                .body("document.own", is(true));
        var first = check();
        first.then()
                .body("content.passed", is(true))
                .body("content.findings.words", hasItem(containsString("依据「上级通知」有效期至 " + DAY.minusDays(1))))
                .body("content.trials", hasSize(1))
                .body("content.trials[0].strata", hasSize(greaterThan(3)))
                .body("content.trials[0].strata[0].drawn", everyItem(is(1)));
        step(
                        changing("editor")
                                .contentType("application/json")
                                .body(Map.of("issuer", "某某局", "basis", List.of("实施细则"), "note", "试行"))
                                .patch("/drafts/" + draft),
                        200)
                .then()
                .body("document.issuer", is("某某局"));
        edit("路由", 0, 1, "随机抽查办公室");
        var failed = check();
        failed.then().body("content.passed", is(false));
        accept(failed);
        check().then()
                .body("content.passed", is(true))
                .body("content.trials[0].strata.drawnBy", hasItem("随机抽查办公室"))
                .body("content.findings.words", not(hasItem(containsString("依据「"))));
        String seen = as("approver").get("/drafts/" + draft + "/check").path("digest");
        // objects made up from what the plan declares: those of others are of no use to it
        String impact = as("editor")
                .noContentType()
                .post("/drafts/" + draft + "/impact")
                .then()
                .statusCode(200)
                .body("content.registry", is("按方案生成的名录库"))
                .body("by", is("editor"))
                .extract()
                .path("digest");
        String digest = step(changing("editor").noContentType().post("/drafts/" + draft + "/submission"), 200)
                .path("digest");
        step(
                changing("approver")
                        .contentType("application/json")
                        .body(Map.of("draftDigest", digest, "checkDigest", seen, "impactDigest", impact))
                        .post("/drafts/" + draft + "/approval"),
                200);
        String edition = step(changing("approver").noContentType().post("/drafts/" + draft + "/publication"), 201)
                .path("published");
        assertThat(edition).isEqualTo(DAY.toString());
        given().get("/editions/" + edition)
                .then()
                .body("title", is("某区抽查方案"))
                .body("issuer", is("某某局"))
                .body("documentNumber", is("某文〔2027〕1号"))
                .body("basis", is(List.of("实施细则")))
                .body("note", is("试行"));
    }

    @Test
    void shouldLetAnotherCityBeginWithTheTablesOfAnEdition() {
        begin("COPY", DAY.plusDays(1)).then().body("scenarios", is(List.of("起步场景.xlsx")));
        edit("抽样规则", 0, 4, "20%");
        var failed = check();
        failed.then()
                .body("content.passed", is(false))
                .body("content.findings.place", hasItem(containsString("请核对：「抽样规则」第 1 行")));
        accept(failed);
        check().then().body("content.passed", is(true)).body("content.trials[0].strata.stratum", hasItems("重点排污单位"));
        // a plan without its scenarios goes up with a reason only
        step(changing("editor").delete("/drafts/" + draft + "/scenarios/起步场景.xlsx"), 200);
        step(changing("editor").noContentType().post("/drafts/" + draft + "/submission"), 409);
        check().then().body("content.passed", is(false));
        step(changing("editor").noContentType().post("/drafts/" + draft + "/submission"), 422);
        step(
                        changing("editor")
                                .contentType("application/json")
                                .body(Map.of("reason", "场景另行提交"))
                                .post("/drafts/" + draft + "/submission"),
                        200)
                .then()
                .body("words", hasItem("场景减少的理由：场景另行提交"));
    }

    /** For editors of the dmn-js family, and back. */
    @Test
    void shouldGiveFilesInAnOlderVersionOfTheStandardAndTakeThemBack() {
        var begun = step(
                as("editor")
                        .contentType("application/json")
                        .body(Map.of("base", "2024-01-01", "reason", "用别的编辑器"))
                        .post("/drafts"),
                201);
        draft = begun.path("id");
        var types = as("viewer").queryParam("dmn", "1.3").get("/drafts/" + draft + "/dmn/types.dmn");
        types.then().statusCode(200).header("Dmn-Omitted", containsString("typeConstraint"));
        assertThat(types.asString()).contains("DMN/20191111/MODEL/").doesNotContain("<typeConstraint");
        step(
                        changing("editor")
                                .contentType("application/xml")
                                .body(types.asByteArray())
                                .put("/drafts/" + draft + "/dmn/types.dmn"),
                        200)
                .then()
                .body("version", is(1));
        assertThat(as("viewer").get("/drafts/" + draft + "/dmn/types.dmn").asString())
                .contains("DMN/20230324/MODEL/", "<typeConstraint");
        as("viewer")
                .queryParam("dmn", "1.1")
                .get("/drafts/" + draft + "/dmn/types.dmn")
                .then()
                .statusCode(400);
        assertThat(given().queryParam("dmn", "1.3").get("/decisions/quota").asString())
                .contains("DMN/20191111/MODEL/");
        assertThat(as("viewer").accept("text/html").get("/drafts/" + draft).asString())
                .contains("types.dmn?dmn=1.3", "1.3 写不出");
    }
}
