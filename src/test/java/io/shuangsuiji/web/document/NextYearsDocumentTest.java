package io.shuangsuiji.web.document;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.shuangsuiji.TestEditions;
import io.shuangsuiji.web.drafts.DraftFolders;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The guide 明年的文件来了, done by REST step by step. */
@QuarkusTest
@TestProfile(NextYearsDocumentTest.Folders.class)
public class NextYearsDocumentTest {
    private static final Pattern REPLACED = Pattern.compile("(?m)^\\| (.+?) \\| (.+?) \\|$");
    private static final String RATE = "quota-decision-rules-table-rule-1-out-4";

    /** Folders of its own, in which one basis of the edition has lapsed and another soon will. */
    public static final class Folders extends DraftFolders {
        @Override
        public Map<String, String> getConfigOverrides() {
            var all = super.getConfigOverrides();
            var soon = LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(10);
            TestEditions.replaceOnce(
                    Path.of(all.get("double-random.editions"), "2024-01-01", "edition.yaml"),
                    "basis:\n",
                    "basis:\n  - {title: 快到期的通知, until: " + soon + "}\n  - {title: 到期的通知, until: 2020-12-31}\n");
            return all;
        }
    }

    /** Next year's text, as the guide's table of differences gives it. */
    public static String nextYear() throws IOException {
        var guide = Files.readString(Path.of("docs/next-years-document.zh-CN.md"));
        var table = guide.substring(guide.indexOf("| 2024年的方案 |"), guide.indexOf("页面答："));
        var text = Files.readString(Path.of("dmn/2024-01-01/document.txt"));
        for (var row : REPLACED.matcher(table).results().skip(1).toList()) {
            assertThat(text).contains(row.group(1));
            text = text.replace(row.group(1), row.group(2));
        }
        return text;
    }

    private static RequestSpecification editor() {
        return given().auth().preemptive().basic("editor", "editor password");
    }

    private static String begin() {
        return editor().contentType("application/json")
                .body(Map.of("base", "2024-01-01", "reason", "2025年的方案"))
                .post("/drafts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static Response replace(String id, int version, byte[] text) {
        return editor().contentType("application/octet-stream")
                .header("If-Match", "\"" + version + "\"")
                .body(text)
                .put("/drafts/" + id + "/document");
    }

    private static Response post(String path, int version, Object body) {
        return editor().contentType("application/json")
                .header("If-Match", "\"" + version + "\"")
                .body(body)
                .post(path);
    }

    private static JsonPath todo(String id) {
        return editor().accept("application/json")
                .get("/drafts/" + id + "/todo")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static ValidatableResponse check(String id) {
        return editor().noContentType().post("/drafts/" + id + "/check").then().statusCode(200);
    }

    @Test
    void shouldLeadToADraftAsTheGuideSays() throws Exception {
        var next = nextYear();
        // the page and GBK: two ways to the same answer
        given().contentType("application/octet-stream")
                .body(next.getBytes(Charset.forName("GBK")))
                .post("/editions/2024-01-01/document/comparison")
                .then()
                .statusCode(200)
                .body("counts.CHANGED", is(4))
                .body("counts.NEW", is(1))
                .body("counts.VANISHED", is(1))
                .body("rows.find { it.row.name == 'R05' && it.row.label == '抽样规则' }.stands", is(false))
                .body("rows.find { it.row.name == 'R24' }.stands", is(true));

        var id = begin();
        replace(id, 1, next.getBytes(StandardCharsets.UTF_8))
                .then()
                .statusCode(200)
                .body("version", is(2))
                .body("files", hasItem("document.txt"))
                .body("words", hasItem(containsString("12.5% 的比例抽取重点监管对象；」改为「")));
        // what the new text leaves undone refuses the draft
        check(id)
                .body("content.passed", is(false))
                .body(
                        "content.findings.findAll { it.level == 'ERROR' }.words",
                        hasItem(containsString("引文不在方案原文里：「每季度按不少于12.5%的比例抽取重点监管对象」")))
                .body("content.findings.words", hasItem(containsString("既没有规则引用，也没有标为组织性条款")));

        var rows = todo(id);
        assertThat(rows.getList("rows.state")).hasSizeGreaterThan(3).containsOnly("OPEN");
        var row = "rows.find { it.row.name == 'R05' && it.row.label == '抽样规则' }";
        post(
                        "/drafts/" + id + "/todo",
                        2,
                        Map.of("file", "quota.dmn", "row", rows.getString(row + ".row.row"), "confirmed", true))
                .then()
                .statusCode(422)
                .body("detail", containsString("须先改条款原文"));
        post(
                        "/drafts/" + id + "/edits",
                        2,
                        List.of(
                                Map.of("edit", "setCell", "file", "quota.dmn", "cell", RATE, "text", "15%"),
                                Map.of(
                                        "edit",
                                        "setCell",
                                        "file",
                                        "quota.dmn",
                                        "cell",
                                        rows.getString(row + ".row.cell"),
                                        "text",
                                        "每季度按不少于 15% 的比例抽取重点监管对象")))
                .then()
                .statusCode(200);
        rows = todo(id);
        assertThat(rows.getString(row + ".state")).isEqualTo("CHANGED");
        assertThat(rows.getBoolean(row + ".stands")).isTrue();

        int version = 3;
        for (var each : rows.getList("rows.findAll { it.state == 'OPEN' }.row", Map.class)) {
            post(
                            "/drafts/" + id + "/todo",
                            version++,
                            Map.of("file", each.get("file"), "row", each.get("row"), "confirmed", true))
                    .then()
                    .statusCode(200);
        }
        assertThat(todo(id).getList("rows.state")).doesNotContain("OPEN").contains("CONFIRMED");
        assertThat(todo(id).getList("rows.confirmedBy")).contains("editor");

        var open = editor().accept("application/json")
                .get("/drafts/" + id + "/clauses?state=OPEN")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        var sentence = open.getString("sentences.find { it.text.startsWith('对新设立的经营主体') }.sentence");
        post("/drafts/" + id + "/marks", version++, Map.of("sentence", sentence, "organisational", true))
                .then()
                .statusCode(200)
                .body("words", hasItem("「条款标记」「对新设立的经营主体，首次检查以指导为主。」标为组织性条款"));
        editor().accept("application/json")
                .get("/drafts/" + id + "/clauses?state=ORGANISATIONAL")
                .then()
                .body("sentences.find { it.sentence == '" + sentence + "' }.markedBy", equalTo("editor"));
        check(id)
                .body(
                        "content.findings.findAll { it.level == 'ERROR' && it.part != 'SCENARIO' }.words",
                        not(hasItem(containsString("引文"))));
    }

    @Test
    void shouldTellWhatHasBecomeOfEverySentenceOfTheEditionInForce() {
        given().get("/editions/2024-01-01/clauses")
                .then()
                .statusCode(200)
                .header("Policy-Edition", "2024-01-01")
                .body("counts.ENCODED", greaterThan(25))
                .body("misquotes.size()", is(0))
                .body("unreadScenarios.size()", is(0))
                .body("sentences.find { it.text.contains('12.5%') }.rows.name", hasItem("R05"))
                .body("sentences.find { it.text.contains('12.5%') }.scenarios.size()", greaterThan(0))
                .body("sentences.find { it.text.startsWith('成员') }.findings.code", hasItem("unknownTeam"));
        given().get("/editions/2024-01-01/clauses?state=NOWHERE").then().statusCode(400);
        given().get("/editions/2024-01-01/document")
                .then()
                .statusCode(200)
                .body("text", containsString("四、工作内容"))
                .body("sentences.clause", hasItem("四(二)1 一是"));
    }

    @Test
    void shouldPointOutABasisBeforeAndAfterItLapses() {
        given().get("/editions/2024-01-01")
                .then()
                .body("messages.text", hasItem(containsString("「快到期的通知」有效期至")))
                .body("messages.text", hasItem(containsString("「到期的通知」有效期至 2020-12-31，已经届满")));
        given().accept("text/html")
                .get("/policy")
                .then()
                .body(containsString("「到期的通知」有效期至 2020-12-31，已经届满"))
                .body(containsString("「快到期的通知」有效期至"));
        given().contentType("text/csv")
                .body("对象编号,对象类型,监管级别\n1,排污单位,重点\n".getBytes(StandardCharsets.UTF_8))
                .post("/plans?quarter=2024Q1&officers=36&participatingOfficers=12&evaluationDate=2024-03-20")
                .then()
                .statusCode(200)
                .body("findings.findAll { it.code == 'basisExpired' }.message", hasSize(1))
                .body("findings.find { it.code == 'basisExpired' }.message", containsString("到期的通知"));
    }

    @Test
    void shouldRefuseWhatIsNoTextInBothLanguages() {
        for (var path : List.of("/editions/2024-01-01/document/comparison")) {
            given().contentType("application/octet-stream")
                    .body(new byte[] {'P', 'K', 3, 4, 0, 0})
                    .post(path)
                    .then()
                    .statusCode(422)
                    .body("detail", containsString("不是文本文件"));
        }
        var id = begin();
        replace(id, 1, " \n".getBytes(StandardCharsets.UTF_8))
                .then()
                .statusCode(422)
                .body("detail", containsString("没有文字"));
        post("/drafts/" + id + "/marks", 1, Map.of("sentence", "0000", "organisational", true))
                .then()
                .statusCode(404);
        post("/drafts/" + id + "/marks", 1, Map.of("sentence", "773ed33eda3daeca", "organisational", true))
                .then()
                .statusCode(422)
                .body("detail", containsString("标题不用标记"));
        post("/drafts/" + id + "/todo", 1, Map.of("file", "quota.dmn", "row", "none", "confirmed", true))
                .then()
                .statusCode(404);
        // nothing of it was taken
        editor().accept("application/json").get("/drafts/" + id).then().body("version", is(1));
    }
}
