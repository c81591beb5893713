package io.shuangsuiji.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a caller sends: a problem that says where and what, and never a 500. */
@QuarkusTest
class BadRequestsTest {
    private static final String JSON = "application/json";

    /**
     * A bad request.
     *
     * @param place the JSON pointer or the parameter that the problem names; null where it names none
     * @param says what its detail there says
     */
    record Bad(
            String what,
            String method,
            String path,
            String contentType,
            byte[] body,
            int status,
            String code,
            String place,
            String says) {
        @Override
        public String toString() {
            return what;
        }
    }

    private static Bad quota(String what, String from, String to, int status, String place, String says) {
        assertThat(Bodies.QUOTA).contains(from);
        return body(what, "/decisions/quota", Bodies.QUOTA.replace(from, to), status, place, says);
    }

    private static Bad object(String what, String from, String to, String place, String says) {
        assertThat(Bodies.CLASSIFICATION).contains(from);
        return body(what, "/decisions/classification", Bodies.CLASSIFICATION.replace(from, to), 422, place, says);
    }

    private static Bad body(String what, String path, String body, int status, String place, String says) {
        return new Bad(
                what,
                "POST",
                path,
                JSON,
                body.getBytes(StandardCharsets.UTF_8),
                status,
                status == 400 ? "MALFORMED_JSON" : "INVALID_INPUT",
                place,
                says);
    }

    private static Bad get(String what, String path, int status, String code, String place, String says) {
        return new Bad(what, "GET", path, null, null, status, code, place, says);
    }

    private static Bad parameter(String what, String path, String place, String says) {
        return get(what, path, 400, "INVALID_PARAMETER", place, says);
    }

    private static Bad sent(
            String what, String method, String path, String type, int status, String code, String says) {
        return new Bad(
                what, method, path, type, Bodies.QUOTA.getBytes(StandardCharsets.UTF_8), status, code, null, says);
    }

    static List<Bad> badRequests() {
        return List.of(
                // values
                quota("text for a number", "161", "\"161\"", 422, "/population", "应为数字，收到 \"161\""),
                quota("number for a text", "\"重点\"", "1", 422, "/category", "应为文字，收到 1"),
                quota("a value that is not allowed", "\"重点\"", "\"重要\"", 422, "/category", "重点、一般、特殊、不纳入"),
                quota("a value nearly spelt", "\"排污单位\"", "\"排污单位们\"", 422, "/objectType", "是否想写「排污单位」"),
                quota("a required value that is missing", "\"population\": 161, ", "", 422, "/population", "缺少必填项"),
                quota("a required value that is null", "161", "null", 422, "/population", "缺少必填项"),
                quota("a negative count", "161", "-1", 422, "/population", "不小于 0 的整数"),
                quota("a broken count", "161", "160.5", 422, "/population", "不小于 0 的整数"),
                quota("1e400", "161", "1e400", 422, "/population", "数字超出范围"),
                quota("1e999999999", "161", "1e999999999", 422, "/population", "数字超出范围"),
                quota("1e-999999999", "161", "1e-999999999", 422, "/population", "数字超出范围"),
                quota("an exponent past all integers", "161", "1e99999999999", 400, "/population", "数字超出范围"),
                quota("a number of two thousand digits", "161", "1".repeat(2000), 400, "/population", "过长"),
                quota("a quarter that is none", "\"quarter\": 1", "\"quarter\": 5", 422, "/quarter", "1、2、3、4 之一"),
                quota("an unknown key nearly spelt", "population", "populatoin", 422, "/populatoin", "疑为「population」"),
                quota("an unknown key", "\"quarter\"", "\"banana\": 1, \"quarter\"", 422, "/banana", "允许：objectType"),
                quota("a key with a slash", "\"quarter\"", "\"a/b~\": 1, \"quarter\"", 422, "/a~1b~0", "未知的键「a/b~」"),
                body(
                        "R18 without the participating officers",
                        "/decisions/quota",
                        Bodies.QUOTA.replace("排污单位", "入海排污口").replace("重点", "一般"),
                        422,
                        "/participatingOfficers",
                        "不以执法人员数量代替"),
                object("2.5 complaints", "12", "2.5", "/object/complaintsInQuarter", "不小于 0 的整数"),
                object("a date that is none", "2024-03-20", "2024-02-30", "/evaluationDate", "应为存在的日期"),
                object("a date of another form", "2024-03-20", "2024/3/20", "/evaluationDate", "如 2024-03-20"),
                object("a time for a date", "2024-03-20", "2024-03-20T00:00:00", "/evaluationDate", "应为存在的日期"),
                object(
                        "text for a boolean",
                        "\"name\"",
                        "\"onPositiveList\": \"是\", \"name\"",
                        "/object/onPositiveList",
                        "应为 true 或 false"),
                object(
                        "a typo inside the object",
                        "\"name\"",
                        "\"lastPenalityDate\": \"2024-01-01\", \"name\"",
                        "/object/lastPenalityDate",
                        "疑为「lastPenaltyDate」"),
                object("an object type that is not allowed", "排污单位", "河流", "/object/objectType", "got \"河流\""),
                body(
                        "a list for an object",
                        "/decisions/classification",
                        "{\"object\": [], \"taskType\": \"日常\", \"evaluationDate\": \"2024-03-20\"}",
                        422,
                        "/object",
                        "应为对象"),
                body(
                        "no object at all",
                        "/decisions/classification",
                        "{\"taskType\": \"日常\", \"evaluationDate\": \"2024-03-20\"}",
                        422,
                        "/object/objectType",
                        "缺少必填项"),
                // JSON
                body("an array for an object", "/decisions/quota", "[" + Bodies.QUOTA + "]", 422, "", "应为 JSON 对象"),
                body("a JSON null", "/decisions/quota", "null", 422, "", "应为 JSON 对象"),
                body("an empty body", "/decisions/quota", "", 400, "", "没有内容"),
                body("only white space", "/decisions/quota", " \n", 400, "", "没有内容"),
                body("no JSON", "/decisions/quota", "objectType=x", 400, "", "第 1 行第 "),
                quota(
                        "a key given twice",
                        "\"quarter\"",
                        "\"population\": 2, \"quarter\"",
                        400,
                        "/population",
                        "同一个键出现两次"),
                quota("truncated JSON", "\"quarter\": 1}", "", 400, "/officers", "JSON 不完整"),
                quota("a comma too many", "1}", "1,}", 400, "/quarter", "第 1 行第 "),
                quota("something after the end", "1}", "1} {}", 400, "", "多余内容"),
                quota("NaN", "161", "NaN", 400, "/population", "NaN"),
                quota("a leading zero", "161", "0161", 400, "/population", "zero"),
                quota("deep nesting", "161", "[".repeat(5000) + "]".repeat(5000), 400, null, "嵌套过深"),
                quota("a huge text", "\"重点\"", "\"" + "重".repeat(30000) + "\"", 400, "/category", "过长"),
                quota("a long text is quoted in part", "\"重点\"", "\"" + "重".repeat(3000) + "\"", 422, "/category", "…"),
                new Bad(
                        "GBK for UTF-8",
                        "POST",
                        "/decisions/quota",
                        JSON,
                        Bodies.QUOTA.getBytes(Charset.forName("GBK")),
                        400,
                        "MALFORMED_JSON",
                        "/objectType",
                        "编码应为 UTF-8"),
                new Bad(
                        "a body beyond the limit",
                        "POST",
                        "/decisions/quota",
                        JSON,
                        " ".repeat(1 << 20).concat(Bodies.QUOTA).getBytes(StandardCharsets.UTF_8),
                        413,
                        "BODY_TOO_LARGE",
                        null,
                        "1048576"),
                // how it is sent
                sent(
                        "a form",
                        "POST",
                        "/decisions/quota",
                        "application/x-www-form-urlencoded",
                        415,
                        "UNSUPPORTED_MEDIA_TYPE",
                        "application/json"),
                sent(
                        "plain text",
                        "POST",
                        "/decisions/quota/dmnresult",
                        "text/plain",
                        415,
                        "UNSUPPORTED_MEDIA_TYPE",
                        "application/json"),
                sent(
                        "a method that is not offered",
                        "PUT",
                        "/decisions/quota",
                        JSON,
                        405,
                        "METHOD_NOT_ALLOWED",
                        "支持：GET, POST"),
                sent("posting to a list", "POST", "/editions", JSON, 405, "METHOD_NOT_ALLOWED", "支持：GET"),
                sent(
                        "a model that is not there",
                        "POST",
                        "/decisions/quotas",
                        JSON,
                        404,
                        "UNKNOWN_MODEL",
                        "classification, draw, progress, quota"),
                sent(
                        "the result of a model that is not there",
                        "POST",
                        "/decisions/x/dmnresult",
                        JSON,
                        404,
                        "UNKNOWN_MODEL",
                        "没有「x」"),
                get("the file of a model that is not there", "/decisions/kwota", 404, "UNKNOWN_MODEL", null, "quota"),
                get("a path that is not there", "/decision", 404, "NOT_FOUND", null, "没有 /decision"),
                get(
                        "a path below a resource",
                        "/decisions/quota/x/y",
                        404,
                        "NOT_FOUND",
                        null,
                        "没有 /decisions/quota/x/y"),
                // the edition
                parameter("asOf that is no date", "/decisions?asOf=20240101", "asOf", "收到 \"20240101\""),
                parameter("asOf that does not exist", "/decisions?asOf=2024-02-30", "asOf", "应为存在的日期"),
                parameter("an empty asOf", "/decisions?asOf=", "asOf", "应为存在的日期"),
                parameter("asOf twice", "/decisions?asOf=2024-01-01&asOf=2024-01-02", "asOf", "只能给一次"),
                parameter("asOf misspelt", "/decisions?as-of=2024-01-01", "as-of", "疑为 asOf 之误"),
                parameter("both asOf and edition", "/decisions?asOf=2024-01-01&edition=2024-01-01", "edition", "只能给一个"),
                get(
                        "an edition that is not there",
                        "/decisions?edition=2025-01-01",
                        404,
                        "UNKNOWN_EDITION",
                        null,
                        "现有：2024-01-01"),
                get(
                        "an edition that is no name",
                        "/decisions?edition=..%2F..",
                        404,
                        "UNKNOWN_EDITION",
                        null,
                        "现有：2024-01-01"),
                get(
                        "a day before every edition",
                        "/decisions?asOf=2023-12-31",
                        404,
                        "NO_EDITION_IN_FORCE",
                        null,
                        "2023-12-31 没有生效的版本"),
                get(
                        "the view of an edition that is not there",
                        "/editions/2025-01-01",
                        404,
                        "UNKNOWN_EDITION",
                        null,
                        "2025-01-01"),
                // the schedule
                parameter("quarter 5", "/schedules/2024/5", "quarter", "1、2、3、4 之一"),
                parameter("quarter Q1", "/schedules/2024/Q1", "quarter", "got \"Q1\""),
                parameter("a year of two digits", "/schedules/24/1", "year", "四位年份"),
                parameter("a year of many digits", "/schedules/99999999999/1", "year", "四位年份"),
                parameter("1999", "/schedules/1999/1?edition=2024-01-01", "year", "2000"),
                get("a quarter before every edition", "/schedules/2023/1", 404, "NO_EDITION_IN_FORCE", null, "asOf"),
                parameter(
                        "taskEndedOn that is no date",
                        "/schedules/2024/1?taskEndedOn=2024-13-01",
                        "taskEndedOn",
                        "2024-13-01"),
                parameter(
                        "quarterEndedOn that is no date",
                        "/schedules/2024/1?quarterEndedOn=soon",
                        "quarterEndedOn",
                        "soon"));
    }

    @ParameterizedTest
    @MethodSource("badRequests")
    void shouldBeToldWhatIsWrong(Bad bad) {
        var request = given().urlEncodingEnabled(false)
                .config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                                .encodeContentTypeAs(String.valueOf(bad.contentType()), ContentType.TEXT)));
        if (bad.body() != null) {
            request.header("Content-Type", bad.contentType()).body(bad.body());
        }
        var answer = request.request(bad.method(), bad.path()).then().extract();

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(bad.status());
        assertThat(answer.contentType()).startsWith("application/problem+json");
        var problem = answer.jsonPath();
        assertThat(problem.getInt("status")).isEqualTo(bad.status());
        assertThat(problem.getString("code")).isEqualTo(bad.code());
        assertThat(problem.getString("type"))
                .isEqualTo("https://shuangsuiji.io/problems/"
                        + bad.code().toLowerCase(Locale.ROOT).replace('_', '-'));
        assertThat(problem.getString("title")).contains(" / ");
        assertThat(problem.getString("detail")).contains(" / ");
        if (bad.place() == null) {
            assertThat(problem.getString("detail")).contains(bad.says());
        } else {
            var member = bad.code().equals("INVALID_PARAMETER") ? "parameter" : "pointer";
            assertThat(problem.<Map<String, String>>getList("errors")).anySatisfy(error -> {
                assertThat(error).containsEntry(member, bad.place());
                assertThat(error.get("detail")).contains(bad.says()).contains(" / ");
            });
        }
        assertThat(answer.asString())
                .doesNotContain("Exception", "fasterxml", "io.shuangsuiji", "java.lang", "Feature", "<html");
        assertThat(answer.asString().length()).isLessThan(4000);
    }

    @Test
    void shouldNameTheEditionOnAnErrorThatItCausedAndTheLineOfMalformedJson() {
        Bodies.post("/decisions/quota", "{\n  \"quarter\": 1,\n  \"quarter\": 2\n}")
                .statusCode(400)
                .header("Policy-Edition", "2024-01-01")
                .body("line.toBigInteger()", equalTo(BigInteger.valueOf(3)));
    }

    @Test
    void shouldListEveryThingThatIsWrongAtOnce() {
        Bodies.post("/decisions/quota", "{\"category\": \"重要\", \"population\": -1, \"officer\": 3}")
                .statusCode(422)
                .body(
                        "errors.pointer",
                        containsInAnyOrder(
                                "/objectType", "/category", "/population", "/officers", "/officer", "/quarter"));
    }

    @Test
    void shouldSayWhichFormatsThereAre() {
        given().accept("text/csv")
                .get("/decisions")
                .then()
                .statusCode(406)
                .contentType("application/problem+json")
                .body("allowed", contains("application/json"));
        given().put("/decisions/quota").then().statusCode(405).header("Allow", "GET, POST");
    }
}
