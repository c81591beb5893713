package io.shuangsuiji.web.drafts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.shuangsuiji.web.Download;
import io.shuangsuiji.web.Forms;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

/** Changes of structure by REST and by page, as the guides say. */
@QuarkusTest
@TestProfile(DraftFolders.class)
class StructureEditsTest {
    private static final Pattern JSON = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

    private static RequestSpecification as(RequestSpecification request, String user) {
        return request.auth()
                .preemptive()
                .basic(user, user + " password")
                .redirects()
                .follow(false);
    }

    private static String begin() {
        return as(given(), "editor")
                .contentType("application/json")
                .body(Map.of("base", "2024-01-01", "reason", "增加或改名"))
                .post("/drafts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static Response edit(String id, int version, String json) {
        return as(given(), "editor")
                .contentType("application/json")
                .header("If-Match", "\"" + version + "\"")
                .body(json)
                .post("/drafts/" + id + "/edits");
    }

    /** The edits that a guide gives, one list after the other. */
    private static List<String> edits(String guide) throws IOException {
        return JSON.matcher(Files.readString(Path.of("docs/" + guide)))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static List<String> refusals(String id) {
        return as(given(), "editor")
                .noContentType()
                .post("/drafts/" + id + "/check")
                .then()
                .statusCode(200)
                .extract()
                .path("content.findings.findAll { it.level == 'ERROR' && it.part != 'SCENARIO' }.words");
    }

    @Test
    void shouldAddAFactAsTheGuideSays() throws Exception {
        var id = begin();
        edit(id, 1, edits("add-a-fact.zh-CN.md").get(0))
                .then()
                .statusCode(200)
                .body("gaps", empty())
                .body("words", hasItem(containsString("整改未完成")));
        assertThat(refusals(id)).isEmpty();
    }

    @Test
    void shouldRenameACategoryAsTheGuideSaysWithItsScenarios() throws Exception {
        var id = begin();
        var rename = edits("add-a-category.zh-CN.md").get(0);
        as(given(), "editor")
                .contentType("application/json")
                .body(rename)
                .queryParam("preview", true)
                .post("/drafts/" + id + "/edits")
                .then()
                .statusCode(200)
                .body("difference.tables.file", hasItem("quota.dmn"))
                .body("difference.words", hasItem(containsString("特殊 → 重点关注")))
                .body("left.why", hasItem(containsString("texts")))
                .body("gaps", empty());
        as(given(), "editor").get("/drafts/" + id).then().body("version", is(1));
        edit(id, 1, rename).then().statusCode(200).body("words", hasItem(containsString("重点关注")));
        var findings = as(given(), "editor")
                .noContentType()
                .post("/drafts/" + id + "/check")
                .then()
                .statusCode(200)
                .extract()
                .<List<String>>path("content.findings.findAll { it.level == 'ERROR' }.words");
        assertThat(findings).isEmpty();
    }

    @Test
    void shouldAddACategoryAsTheGuideSaysAndTellWhatLacksAnAnswerMeanwhile() throws Exception {
        var id = begin();
        var value = "{\"edit\":\"addValue\",\"file\":\"types.dmn\",\"type\":\"监管类别\",\"value\":\"关注\"}";
        as(given(), "editor")
                .contentType("application/json")
                .body("[" + value + "]")
                .queryParam("preview", true)
                .post("/drafts/" + id + "/edits")
                .then()
                .body("gaps.label", hasItem("抽样规则"))
                .body("gaps.example.监管类别", hasItem("关注"));
        edit(id, 1, edits("add-a-category.zh-CN.md").get(1))
                .then()
                .statusCode(200)
                .body("gaps", empty());
        assertThat(refusals(id)).isEmpty();
    }

    @Test
    void shouldPointAtTheEditThatCannotBeTakenAndTakeNone() {
        var id = begin();
        edit(
                        id,
                        1,
                        "[{\"edit\":\"addFact\",\"label\":\"甲\",\"kind\":\"是否\"},"
                                + "{\"edit\":\"deleteFact\",\"key\":\"creditRating\"}]")
                .then()
                .statusCode(422)
                .body("code", is("EDIT_REFUSED"))
                .body("errors[0].pointer", is("/1"))
                .body("detail", containsString("「触发情形」的列「环境信用等级」"));
        edit(id, 1, "[{\"edit\":\"addFact\",\"label\":\"甲\",\"kind\":\"文字\"}]")
                .then()
                .statusCode(422)
                .body("detail", containsString("是否、数量、比例、日期、取值"));
        edit(id, 1, "[{\"edit\":\"addFact\",\"kind\":\"是否\"}]")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", is("/0/label"));
        as(given(), "editor").get("/drafts/" + id).then().body("version", is(1));
    }

    @Test
    void shouldAskWhatANewColumnOfAWorkbookIsAndTakeItOnceConfirmed() throws Exception {
        var id = begin();
        byte[] workbook;
        try (var opened = new XSSFWorkbook(new ByteArrayInputStream(
                        as(given(), "editor").get("/drafts/" + id + "/workbook").asByteArray()));
                var out = new ByteArrayOutputStream()) {
            var sheet = opened.getSheet("触发情形");
            int column = sheet.getRow(3).getLastCellNum();
            sheet.getRow(3).createCell(column).setCellValue("整改未完成");
            sheet.getRow(4).createCell(column).setCellValue("是");
            opened.write(out);
            workbook = out.toByteArray();
        }
        var asked = "新列「整改未完成」：增加事实「整改未完成」（是否），并加一列条件，是/否？";
        upload(workbook)
                .queryParam("preview", true)
                .put("/drafts/" + id + "/workbook")
                .then()
                .statusCode(200)
                .body("problems", empty())
                .body("proposals.question", hasItem(asked));
        upload(workbook)
                .header("If-Match", "\"1\"")
                .put("/drafts/" + id + "/workbook")
                .then()
                .statusCode(422)
                .body("detail", containsString(asked));
        upload(workbook)
                .header("If-Match", "\"1\"")
                .queryParam("newColumns", true)
                .put("/drafts/" + id + "/workbook")
                .then()
                .statusCode(200)
                .body("words", hasItem(containsString("整改未完成")));
        assertThat(refusals(id)).isEmpty();
    }

    private static RequestSpecification upload(byte[] workbook) {
        return as(given(), "editor").contentType(Download.XLSX).body(workbook);
    }

    private static Response form(String id, Map<String, ?> fields) {
        return as(Forms.urlEncoded(), "editor")
                .accept("text/html")
                .formParams(fields)
                .post("/drafts/" + id + "/structure");
    }

    @Test
    void shouldChangeWordsAndColumnsByPage() {
        var id = begin();
        as(given().accept("text/html"), "editor")
                .get("/drafts/" + id + "/vocabulary")
                .then()
                .statusCode(200)
                .body(allOf(containsString("环境信用等级"), containsString("增加事实"), containsString("特殊监管对象")));
        as(given().accept("text/html"), "viewer")
                .get("/drafts/" + id + "/vocabulary")
                .then()
                .statusCode(200)
                .body(not(containsString("增加事实")));
        form(id, Map.of("version", 1, "form", "add-fact", "e.edit", "addFact", "e.label", "信用等级", "e.kind", "取值"))
                .then()
                .statusCode(422)
                .body(containsString("须列出至少一个词"));
        form(
                        id,
                        Map.of(
                                "version",
                                1,
                                "form",
                                "add-fact",
                                "e.edit",
                                "addFact",
                                "e.label",
                                "风险",
                                "e.kind",
                                "取值",
                                "e.values",
                                "高、低",
                                "e.key",
                                ""))
                .then()
                .statusCode(303)
                .header("Location", containsString("/vocabulary?since=1"));
        var rename = Map.of(
                "version",
                2,
                "form",
                "x",
                "look",
                "true",
                "e.edit",
                "renameValue",
                "e.file",
                "types.dmn",
                "e.type",
                "检查方式",
                "e.value",
                "现场",
                "e.to",
                "实地");
        form(id, rename).then().statusCode(200).body(allOf(containsString("现场 → 实地"), containsString("写入草案")));
        as(given(), "editor").get("/drafts/" + id).then().body("version", is(2));
        var table = "classification-decision-triggers-table";
        form(
                        id,
                        Map.of(
                                "version",
                                2,
                                "file",
                                "classification.dmn",
                                "at",
                                table,
                                "e.edit",
                                "addInput",
                                "e.file",
                                "classification.dmn",
                                "e.table",
                                table,
                                "e.label",
                                "风险",
                                "e.expression",
                                "object.fact1"))
                .then()
                .statusCode(303)
                .header("Location", containsString("/table?file=classification.dmn"));
        as(given().accept("text/html"), "editor")
                .get("/drafts/" + id + "/table?file=classification.dmn&at=" + table)
                .then()
                .statusCode(200)
                .body(allOf(
                        containsString("增加条件"),
                        containsString("object.fact1"),
                        containsString("selected>收集：适用的各行全部列出")));
        as(given().accept("text/html"), "editor")
                .get("/drafts/" + id + "/table?file=classification.dmn&at=classification-decision-has-special-expr")
                .then()
                .statusCode(200)
                .body(containsString("保存公式"));
        // the table of types is a model's own and has no address
        as(given().accept("text/html"), "editor")
                .get("/drafts/" + id + "/table?file=types.dmn&at=")
                .then()
                .statusCode(200)
                .body(containsString("词汇：取值范围"));
        var condition = new HashMap<String, Object>(Map.of(
                "version",
                3,
                "file",
                "classification.dmn",
                "at",
                table,
                "e.edit",
                "addInput",
                "e.file",
                "classification.dmn",
                "e.table",
                table,
                "e.label",
                "乙",
                "e.expression",
                "object.fact1 +"));
        // beside the form, which keeps what was typed
        form(id, condition)
                .then()
                .statusCode(422)
                .body(allOf(
                        containsString("value=\"object.fact1 +\""),
                        containsString("class=\"problem\" role=\"alert\""),
                        containsString("<details open>")));
        condition.put("version", 1);
        condition.put("e.expression", "object.fact1");
        form(id, condition).then().statusCode(412).body(containsString("value=\"object.fact1\""));
        form(
                        id,
                        Map.of(
                                "version",
                                3,
                                "file",
                                "classification.dmn",
                                "at",
                                table,
                                "look",
                                "true",
                                "e.edit",
                                "renameColumn",
                                "e.file",
                                "classification.dmn",
                                "e.column",
                                table + "-out-5",
                                "e.label",
                                "触发的情形"))
                .then()
                .statusCode(200)
                .body(allOf(containsString("A-分类.xlsx"), containsString("情形 → "), containsString("写入草案")));
        form(id, Map.of("version", 1, "form", "add-fact", "e.edit", "addFact", "e.label", "乙", "e.kind", "是否"))
                .then()
                .statusCode(412);
        form(id, Map.of("version", 3, "form", "add-fact", "e.edit", "noSuch"))
                .then()
                .statusCode(422);
    }
}
