package io.shuangsuiji.web.decision;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.shuangsuiji.web.Bodies;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DecisionsResourceTest {
    private static final String CALLABLE = "find { it.name == '%s' }.";

    @Test
    void shouldListTheModelsWithTheirInputsAndOutputs() {
        var quota = CALLABLE.formatted("quota");
        var classification = CALLABLE.formatted("classification");
        get("/decisions")
                .then()
                .statusCode(200)
                .header("Policy-Edition", "2024-01-01")
                .header("Policy-Digest", matchesPattern("[0-9a-f]{64}"))
                .body("name", contains("caps", "classification", "draw", "progress", "quota", "routing", "schedule"))
                .body(quota + "label", equalTo("配额"))
                .body(quota + "description", containsString("方案四"))
                .body(
                        quota + "inputs.name",
                        contains(
                                "objectType", "category", "population", "officers", "participatingOfficers", "quarter"))
                .body(quota + "inputs[0].label", equalTo("对象类型"))
                .body(quota + "inputs[0].allowed", hasItems("排污单位", "储油库"))
                .body(quota + "inputs[2].type", equalTo("number"))
                .body(quota + "inputs[2].required", equalTo(true))
                .body(quota + "inputs[4].required", equalTo(false))
                .body(quota + "inputs[4].description", containsString("可以为空"))
                .body(quota + "outputs[0].fields.name", hasItems("required", "sampleSize", "shortfall"))
                .body(classification + "inputs[0].type", equalTo("structure"))
                .body(classification + "inputs[0].fields.label", hasItems("环境信用等级", "行政处罚决定日期"))
                .body(classification + "inputs[2].type", equalTo("date"));
    }

    @Test
    void shouldDecideOneInput() {
        Bodies.post("/decisions/quota?asOf=2024-05-10", Bodies.QUOTA)
                .statusCode(200)
                .contentType("application/json")
                .header("Policy-Edition", "2024-01-01")
                .body("quota.rule", equalTo("R05"))
                .body("quota.required.toBigInteger()", equalTo(BigInteger.valueOf(21)));
    }

    /** Without a parameter a kernel answers before the request comes to a resource. */
    @Test
    void shouldAnswerTheSameByTheShortWayAndByTheResource() {
        for (var body : new String[] {
            Bodies.QUOTA,
            Bodies.QUOTA.replace("161", "0"),
            Bodies.QUOTA.replace("重点", "不知道"),
            Bodies.QUOTA.replaceFirst("\\{", "{\"officer\":1,"),
            "{",
            ""
        }) {
            var quick = Bodies.post("/decisions/quota", body).extract();
            var general = Bodies.post("/decisions/quota?explain=false", body).extract();
            assertThat(quick.asString()).isEqualTo(general.asString());
            assertThat(quick.statusCode()).isEqualTo(general.statusCode());
            assertThat(headers(quick)).isEqualTo(headers(general));
        }
    }

    private static Map<String, String> headers(ExtractableResponse<Response> response) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        response.headers().forEach(header -> headers.put(header.getName(), header.getValue()));
        return headers;
    }

    @Test
    void shouldAnswerInTheModelsOrderAndWithExactDecimals() {
        var body = Bodies.post("/decisions/quota", Bodies.QUOTA).extract().asString();
        assertThat(body)
                .isEqualTo(
                        "{\"quota\":{\"stratum\":\"重点排污单位\",\"rule\":\"R05\",\"clause\":\"四(二)1\",\"measure\":\"占总体比例\","
                                + "\"rate\":0.125,\"period\":\"季度\",\"dueThisQuarter\":true,\"required\":21,\"sampleSize\":21,"
                                + "\"shortfall\":0,\"applicable\":true,\"minimum\":null,\"maximum\":null,\"rounding\":null,"
                                + "\"annual\":false}}");
    }

    @Test
    void shouldTakeNumbersAsTheyAreMeantHoweverWritten() {
        var plain = Bodies.post("/decisions/quota", Bodies.QUOTA).extract().asString();
        for (var written : new String[] {"161.0", "1.61e2", "16100E-2"}) {
            assertThat(Bodies.post("/decisions/quota", Bodies.QUOTA.replace("161", written))
                            .extract()
                            .asString())
                    .isEqualTo(plain);
        }
    }

    @Test
    void shouldClassifyWithEveryTriggerAndItsClause() {
        Bodies.post("/decisions/classification", Bodies.CLASSIFICATION)
                .statusCode(200)
                .body("classification.category", equalTo("特殊"))
                .body("classification.conflict", equalTo(true))
                .body("classification.triggers.rule", contains("R07d", "R12a"))
                .body("classification.triggers.clause", everyItem(containsString("四(二)1")));
    }

    @Test
    void shouldRouteAndAskForJointTasks() {
        Bodies.post("/decisions/routing", "{\"objectType\": \"加油站\", \"taskType\": \"日常\"}")
                .statusCode(200)
                .body("routing.rule", equalTo("R31/R21"))
                .body("routing.publishedOn", hasItem("深圳市生态环境局官网"));
        Bodies.post("/decisions/progress", "{\"nonJointTasks\": 85}")
                .statusCode(200)
                .body("joint.rule", equalTo("R26"));
    }

    @Test
    void shouldPinAnEditionByName() {
        Bodies.post("/decisions/quota?edition=2024-01-01", Bodies.QUOTA).statusCode(200);
    }

    @Test
    void shouldAcceptJsonWithoutAContentTypeAndWithAByteOrderMark() {
        given().body(("\uFEFF" + Bodies.QUOTA).getBytes(StandardCharsets.UTF_8))
                .contentType("application/json;charset=UTF-8")
                .post("/decisions/quota")
                .then()
                .statusCode(200);
    }

    @Test
    void shouldGiveTheFullResultWithTheRulesThatMatched() {
        var id = Bodies.post("/decisions/classification", Bodies.CLASSIFICATION)
                .extract()
                .header("Decision-Id");
        Bodies.post("/decisions/classification/dmnresult", Bodies.CLASSIFICATION)
                .statusCode(200)
                .header("Decision-Id", id)
                .header("Policy-Edition", "2024-01-01")
                .body("modelName", equalTo("classification"))
                .body("namespace", equalTo("https://shuangsuiji.io/nanshan/2024/classification"))
                .body("messages", empty())
                .body("dmnContext.处罚回溯期", equalTo("P1Y"))
                .body("dmnContext.object.creditRating", equalTo("环保良好企业"))
                .body("decisionResults.evaluationStatus", everyItem(equalTo("SUCCEEDED")))
                .body("decisionResults.find { it.decisionName == '监管类别判定' }.result", equalTo("特殊"))
                .body("matchedRules.find { it.decision == '触发情形' }.rules.annotations.规则编号", contains("R07d", "R12a"))
                .body("matchedRules.find { it.decision == '触发情形' }.rules.number", not(empty()))
                .body("matchedRules.find { it.decision == '监管类别判定' }.hitPolicy", equalTo("PRIORITY"))
                .body("matchedRules.find { it.decision == '监管类别判定' }.rules.selected", contains(true, false, false));
    }

    @Test
    void shouldCheckTheInputOfTheFullResultToo() {
        Bodies.post("/decisions/classification/dmnresult", Bodies.CLASSIFICATION.replace("日常", "每日"))
                .statusCode(422)
                .body("errors.pointer", contains("/taskType"));
        Bodies.post(
                        "/decisions/quota/dmnresult",
                        Bodies.QUOTA.replace("排污单位", "入海排污口").replace("重点", "一般"))
                .statusCode(422)
                .body("errors.pointer", contains("/participatingOfficers"));
    }

    @Test
    void shouldGiveTheDmnFileByteForByte() throws IOException {
        var answer = get("/decisions/quota").then().statusCode(200).contentType("application/xml");
        assertThat(answer.extract().asByteArray()).isEqualTo(Files.readAllBytes(Path.of("dmn/2024-01-01/quota.dmn")));

        var tag = answer.extract().header("ETag");
        assertThat(tag).isEqualTo('"' + answer.extract().header("Policy-Digest") + '"');
        given().header("If-None-Match", tag).get("/decisions/quota").then().statusCode(304);
        given().header("If-None-Match", "\"other\"")
                .get("/decisions/quota")
                .then()
                .statusCode(200);
    }

    @Test
    void shouldGiveOtherEnginesTheNotesThatArePartOfTheConclusionAsOutputs() {
        var file = given().get("/decisions/routing").asString();
        var engine = given().queryParam("form", "engine").get("/decisions/routing");
        assertThat(file).doesNotContain("<text>\"R32\"</text>");
        assertThat(engine.asString())
                .contains("<output name=\"clause\" label=\"依据条款\" typeRef=\"string\"/>", "<text>\"R32\"</text>");
        assertThat(engine.header("ETag"))
                .isNotEqualTo(given().get("/decisions/routing").header("ETag"));
        given().queryParam("form", "其他").get("/decisions/routing").then().statusCode(400);
    }
}
