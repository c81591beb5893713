package io.shuangsuiji.web.decision;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.specification.RequestSpecification;
import io.shuangsuiji.decision.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class BatchResourceTest {
    private static final String QUOTA = "{\"objectType\":\"排污单位\",\"category\":\"重点\",\"population\":81,"
            + "\"officers\":36,\"participatingOfficers\":12,\"quarter\":1}";
    private static final String NDJSON = "application/x-ndjson";

    @TestHTTPResource("/")
    URI server;

    @Test
    void shouldAnswerLinesLikeSingleCallsAndNameTheEdition() {
        var single = given().contentType("application/json").body(QUOTA).post("/decisions/quota?edition=2024-01-01");
        var answer = send(NDJSON, QUOTA + "\nx\n" + QUOTA).post("/decisions/quota?edition=2024-01-01");
        answer.then()
                .statusCode(200)
                .header("Policy-Edition", "2024-01-01")
                .header("Policy-Digest", matchesPattern("[0-9a-f]{64}"))
                .header("Preference-Applied", nullValue())
                .contentType(NDJSON);
        var lines = lines(answer.asByteArray());
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0).get("quota"))
                .isEqualTo(Json.read(single.asByteArray()).get("quota"));
        assertThat(lines.get(0).get("decisionId").textValue()).isEqualTo(single.header("Decision-Id"));
        assertThat(lines.get(1).at("/problem/code").textValue()).isEqualTo("MALFORMED_JSON");
        assertThat(lines.get(2).get("line").intValue()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/ndjson", "application/jsonl", "application/x-jsonlines", "application/jsonlines"})
    void shouldTakeTheOtherNamesOfNdjson(String type) {
        send(type, QUOTA).post("/decisions/quota").then().statusCode(200).body(containsString("\"quota\""));
    }

    @Test
    void shouldAnswerTheOutputsAloneWherePreferred() {
        var single = given().contentType("application/json").body(QUOTA).post("/decisions/quota");
        send(NDJSON, QUOTA)
                .header("Prefer", "respond-async, return=minimal; foo")
                .post("/decisions/quota")
                .then()
                .statusCode(200)
                .header("Preference-Applied", "return=minimal")
                .body(equalTo(single.asString() + "\n"));
    }

    @Test
    void shouldExplainEveryLine() {
        var lines =
                lines(send(NDJSON, QUOTA).post("/decisions/quota?explain=true").asByteArray());
        assertThat(lines.get(0).get("explanation")).isNotEmpty();
    }

    @Test
    void shouldAnswerCsvByCsv() {
        send("text/csv", "对象类型,监管类别,总体数,执法人员数量,季度\n排污单位,重点,81,36,1\n")
                .post("/decisions/quota")
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .body(containsString("抽样层"), containsString("重点排污单位"));
        send("text/csv", "对象类型,监管类别\n")
                .post("/decisions/quota")
                .then()
                .statusCode(422)
                .body("code", equalTo("INVALID_INPUT"));
    }

    @Test
    void shouldTakeAParameterForEveryLine() {
        send("text/csv", "对象类型\n排污单位\n加油站\n")
                .queryParam("taskType", "日常")
                .post("/decisions/routing")
                .then()
                .statusCode(200)
                .body(containsString("判定编号"));
        send("text/csv", "对象类型\n排污单位\n")
                .queryParam("taskType", "日")
                .post("/decisions/routing")
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("taskType"));
        send("text/csv", "对象类型\n排污单位\n")
                .queryParam("taskTyp", "日常")
                .post("/decisions/routing")
                .then()
                .statusCode(400)
                .body("errors[0].detail", containsString("taskType"));
    }

    @Test
    void shouldUnpackAndPackGzip() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write((QUOTA + "\n").repeat(1_000).getBytes(StandardCharsets.UTF_8));
        }
        // spoken by hand: the client would unpack the answer and hide the header
        var answer = raw(packed.toByteArray(), "Content-Encoding: gzip\r\nAccept-Encoding: gzip\r\n");
        assertThat(answer.head)
                .containsIgnoringCase("content-encoding: gzip")
                .containsIgnoringCase("vary: accept-encoding");
        var unpacked = new GZIPInputStream(new ByteArrayInputStream(answer.body)).readAllBytes();
        assertThat(lines(unpacked)).hasSize(1_000).allMatch(line -> line.has("quota"));
    }

    @Test
    void shouldTellWhatIsNotGzip() {
        send(NDJSON, QUOTA)
                .header("Content-Encoding", "gzip")
                .post("/decisions/quota")
                .then()
                .statusCode(400)
                .body("code", equalTo("UNREADABLE_BODY"), "detail", containsString("GZIP"));
        send(NDJSON, QUOTA)
                .header("Content-Encoding", "br")
                .post("/decisions/quota")
                .then()
                .statusCode(415)
                .body("allowed[0]", equalTo("gzip"));
    }

    @Test
    void shouldNameWhatCannotBeAnswered() {
        send(NDJSON, QUOTA).post("/decisions/nothing").then().statusCode(404).body("code", equalTo("UNKNOWN_MODEL"));
        send("text/csv; charset=Shift_JIS", "a")
                .post("/decisions/quota")
                .then()
                .statusCode(415)
                .body("allowed", notNullValue());
        send(NDJSON, QUOTA).accept("text/csv").post("/decisions/quota").then().statusCode(406);
    }

    @Test
    void shouldAnswerLineByLineWhileTheSenderGoesOn() throws IOException {
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(30_000);
            var out = new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8);
            out.write("POST /decisions/quota HTTP/1.1\r\nHost: x\r\nContent-Type: " + NDJSON
                    + "\r\nTransfer-Encoding: chunked\r\n\r\n");
            var in = socket.getInputStream();
            for (int i = 1; i <= 3; i++) {
                var line = QUOTA + "\n";
                out.write(Integer.toHexString(line.getBytes(StandardCharsets.UTF_8).length) + "\r\n" + line + "\r\n");
                out.flush();
                // the next line is sent only when this one is answered
                var seen = new StringBuilder();
                while (!seen.toString().contains("{\"line\":" + i + ",")) {
                    int c = in.read();
                    assertThat(c).isNotNegative();
                    seen.append((char) c);
                }
            }
            out.write("0\r\n\r\n");
            out.flush();
        }
    }

    @Test
    void shouldCountByModelEditionAndOutcome() {
        send(NDJSON, QUOTA + "\nx\n").post("/decisions/quota").then().statusCode(200);
        given().contentType("application/json")
                .body(QUOTA)
                .post("/decisions/quota")
                .then()
                .statusCode(200);
        get("/q/metrics")
                .then()
                .body(
                        containsString(
                                "double_random_batch_lines_total{edition=\"2024-01-01\",model=\"quota\",outcome=\"invalid\"}"),
                        containsString(
                                "double_random_decisions_seconds_count{edition=\"2024-01-01\",model=\"quota\",outcome=\"ok\"}"),
                        containsString("double_random_batches_seconds_count{"),
                        containsString("double_random_edition_loads_total{edition=\"2024-01-01\",outcome=\"served\"}"),
                        containsString("double_random_under_way{kind=\"batches\"}"));
    }

    @Test
    void shouldGiveTheSameInputTheSameId() {
        var once = given().contentType("application/json").body(QUOTA).post("/decisions/quota");
        var again = given().contentType("application/json")
                .body(QUOTA.replace(",\"quarter\":1", "").replace("{", "{\"quarter\": 1.0, "))
                .post("/decisions/quota");
        assertThat(once.header("Decision-Id"))
                .isEqualTo(again.header("Decision-Id"))
                .hasSize(32);
        given().contentType("application/json")
                .body(QUOTA.replace("81", "\"81\""))
                .post("/decisions/quota")
                .then()
                .statusCode(422)
                .header("Decision-Id", matchesPattern("[0-9a-f]{32}"));
    }

    private record Raw(String head, byte[] body) {}

    private Raw raw(byte[] body, String headers) throws IOException {
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            var out = socket.getOutputStream();
            out.write(("POST /decisions/quota HTTP/1.0\r\nHost: x\r\nContent-Type: " + NDJSON + "\r\nContent-Length: "
                            + body.length + "\r\n" + headers + "\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            out.write(body);
            out.flush();
            var all = socket.getInputStream().readAllBytes();
            var text = new String(all, StandardCharsets.ISO_8859_1);
            int end = text.indexOf("\r\n\r\n");
            return new Raw(text.substring(0, end), text.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private static RequestSpecification send(String type, String body) {
        return given().config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .header("Content-Type", type)
                .body(body.getBytes(StandardCharsets.UTF_8));
    }

    private static List<JsonNode> lines(byte[] body) {
        return new String(body, StandardCharsets.UTF_8)
                .lines()
                .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }
}
