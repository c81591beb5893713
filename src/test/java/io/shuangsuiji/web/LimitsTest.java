package io.shuangsuiji.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.shuangsuiji.decision.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@TestProfile(LimitsTest.Narrow.class)
@Timeout(120)
class LimitsTest {
    private static final Path LOG = Path.of("target", "limits-test", "decisions.ndjson");
    private static final String ROUTING = "{\"objectType\":\"排污单位\",\"taskType\":\"日常\"}";

    /** Room for one of each. */
    public static class Narrow implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                Files.deleteIfExists(LOG);
            } catch (IOException inUse) {
                throw new IllegalStateException(inUse);
            }
            return Map.of(
                    "double-random.limits.concurrent-batches", "1",
                    "double-random.limits.concurrent-decisions", "1",
                    "double-random.limits.concurrent-plans", "0",
                    "double-random.limits.batch-line", "1K",
                    "double-random.limits.batch-bytes", "64K",
                    "double-random.log.to", "file",
                    "double-random.log.file", LOG.toString(),
                    "double-random.log.caller-header", "X-Caller",
                    "double-random.log.masked", "id");
        }
    }

    @TestHTTPResource("/")
    URI server;

    @Test
    void shouldTurnAwayOneBatchTooMany() throws IOException {
        try (var first = half("application/x-ndjson", "Transfer-Encoding: chunked")) {
            // the first answer shows that the batch is under way
            first.getOutputStream()
                    .write((Integer.toHexString(ROUTING.getBytes(StandardCharsets.UTF_8).length + 1) + "\r\n" + ROUTING
                                    + "\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            assertThat(first.getInputStream().read()).isNotNegative();
            batch(ROUTING)
                    .then()
                    .statusCode(429)
                    .header("Retry-After", "2")
                    .contentType("application/problem+json")
                    .body("code", equalTo("TOO_MANY_BATCHES"), "detail", containsString("重试"));
            // another kind of request is not concerned
            single().then().statusCode(200);
        }
    }

    @Test
    void shouldTurnAwayPlansBeyondTheLimit() {
        given().contentType("text/csv")
                .body("x")
                .post("/plans?quarter=2024Q1")
                .then()
                .statusCode(503)
                .header("Retry-After", "2")
                .body("code", equalTo("BUSY"));
    }

    @Test
    void shouldAnswerALineThatIsTooLongInItsPlace() {
        var lines = lines(batchWhenFree(ROUTING + "\n" + "x".repeat(2_000) + "\n" + ROUTING));
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1).at("/problem/detail").textValue()).contains("1024 字节");
        assertThat(lines.get(2).has("routing")).isTrue();
    }

    @Test
    void shouldEndABatchThatUnpacksTooLarge() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write((ROUTING + "\n").repeat(100_000).getBytes(StandardCharsets.UTF_8));
        }
        var answer = given().header("Content-Type", "application/x-ndjson")
                .header("Content-Encoding", "gzip")
                .body(packed.toByteArray())
                .post("/decisions/routing");
        if (answer.statusCode() == 200) {
            var lines = lines(answer.asByteArray());
            assertThat(lines.get(lines.size() - 1).at("/problem/status").intValue())
                    .isEqualTo(413);
        } else {
            answer.then().statusCode(429);
        }
    }

    @Test
    void shouldLogWhoAskedAndWhatWasAnswered() throws IOException {
        given().contentType("application/json")
                .header("X-Caller", "nightly")
                .body(
                        "{\"object\":{\"id\":\"SECRET-1\",\"objectType\":\"排污单位\",\"supervisionLevel\":\"一般\"},\"taskType\":\"日常\",\"evaluationDate\":\"2024-03-20\"}")
                .post("/decisions/classification")
                .then()
                .statusCode(200);
        String log;
        do {
            Thread.onSpinWait();
            log = Files.readString(LOG);
        } while (!log.contains("nightly"));
        var event = log.lines()
                .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8)))
                .filter(line -> line.path("caller").asText().equals("nightly"))
                .findFirst()
                .orElseThrow();
        assertThat(event.at("/inputs/object/id").textValue()).isEqualTo("***");
        assertThat(event.at("/outputs/classification/category").textValue()).isEqualTo("一般");
        assertThat(log).doesNotContain("SECRET-1");
    }

    private Socket half(String type, String header) throws IOException {
        var socket = new Socket(server.getHost(), server.getPort());
        socket.getOutputStream()
                .write(("POST /decisions/routing HTTP/1.1\r\nHost: x\r\nContent-Type: " + type + "\r\n" + header
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    private static io.restassured.response.Response single() {
        return given().contentType("application/json").body(ROUTING).post("/decisions/routing");
    }

    private static io.restassured.response.Response batch(String body) {
        return given().header("Content-Type", "application/x-ndjson")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/decisions/routing");
    }

    /** The batch of another test ends, for the server, when it has noticed that its connection is gone. */
    private static byte[] batchWhenFree(String body) {
        var answer = batch(body);
        while (answer.statusCode() == 429) {
            answer = batch(body);
        }
        return answer.then().statusCode(200).extract().asByteArray();
    }

    private static List<JsonNode> lines(byte[] body) {
        return new String(body, StandardCharsets.UTF_8)
                .lines()
                .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }
}
