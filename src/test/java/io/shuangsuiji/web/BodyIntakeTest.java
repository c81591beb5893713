package io.shuangsuiji.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A body arrives before anything is taken for it, at a least rate, and keys are asked for before bodies. */
@QuarkusTest
@TestProfile(BodyIntakeTest.OneOfEach.class)
@Timeout(300)
class BodyIntakeTest {
    private static final String KEY = "a key of the permit system";

    /** Room for one of each, little patience, and a key. */
    public static class OneOfEach implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "double-random.limits.concurrent-batches", "1",
                    "double-random.limits.concurrent-decisions", "1",
                    "double-random.limits.concurrent-plans", "1",
                    "double-random.limits.concurrent-workbooks", "1",
                    "double-random.limits.body-grace", "2s",
                    "double-random.limits.bodies", "4M",
                    "double-random.access.api-keys.permits", KEY);
        }
    }

    @TestHTTPResource("/")
    URI server;

    private Socket begun(String path, String type, String... more) throws IOException {
        var headers = new ArrayList<>(
                List.of("Host: " + server.getAuthority(), "Content-Type: " + type, "Content-Length: 100000"));
        headers.addAll(List.of(more));
        return Sockets.open(server, Sockets.head("POST", path, headers.toArray(String[]::new)) + "{");
    }

    private static Path temporary() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    private static long bodiesOnDisk() throws IOException {
        try (Stream<Path> files = Files.list(temporary())) {
            return files.filter(file -> file.getFileName().toString().matches("body.*\\.tmp|registry.*\\.upload"))
                    .count();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/decisions/quota, application/json",
        "/plans?quarter=2024Q1&officers=36, text/csv",
        "/scenarios, application/octet-stream",
        "/, multipart/form-data; boundary=x",
        "/scenarios/runs, multipart/form-data; boundary=x"
    })
    void shouldTakeNoPlaceForABodyThatDoesNotCome(String path, String type) throws IOException {
        var waiting = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 20; i++) {
                waiting.add(begun(path, type, Keys.HEADER + KEY));
            }
            // there is room for one, and it is free
            given().header("X-API-Key", KEY)
                    .contentType("application/json")
                    .body(Bodies.QUOTA.getBytes(StandardCharsets.UTF_8))
                    .post("/decisions/quota")
                    .then()
                    .statusCode(200);
            given().header("X-API-Key", KEY)
                    .contentType("text/csv")
                    .body("x\n")
                    .post("/plans?quarter=2024Q1&officers=36&participatingOfficers=12")
                    .then()
                    .statusCode(422);
            given().header("X-API-Key", KEY)
                    .contentType("application/octet-stream")
                    .body("x".getBytes(StandardCharsets.UTF_8))
                    .post("/scenarios")
                    .then()
                    .statusCode(422);
            // and whoever sends nothing is told so, and cut off
            assertThat(Sockets.rest(waiting.get(0))).startsWith("HTTP/1.1 408").contains("BODY_TOO_SLOW");
        } finally {
            for (var socket : waiting) {
                socket.close();
            }
        }
    }

    /** The header as it is written. */
    private static final class Keys {
        private static final String HEADER = "X-API-Key: ";
    }

    @ParameterizedTest
    @CsvSource({
        "/decisions/quota, application/json, KEY_REQUIRED",
        "/decisions/quota, application/x-ndjson, KEY_REQUIRED",
        "/plans, text/csv, KEY_REQUIRED",
        "/scenarios, text/csv, KEY_REQUIRED",
        "/drafts/x/impact, text/csv, UNAUTHENTICATED"
    })
    void shouldAskForAKeyBeforeTheBody(String path, String type, String code) throws IOException {
        try (var socket = begun(path, type)) {
            assertThat(Sockets.rest(socket)).startsWith("HTTP/1.1 401").contains(code);
        }
    }

    @Test
    void shouldTellWhoseRoleIsMissingBeforeTheBody() throws IOException {
        var basic =
                java.util.Base64.getEncoder().encodeToString("viewer:viewer password".getBytes(StandardCharsets.UTF_8));
        try (var socket = begun("/drafts/x/impact", "text/csv", "Authorization: Basic " + basic)) {
            assertThat(Sockets.rest(socket)).startsWith("HTTP/1.1 403").contains("NOT_PERMITTED", "approver");
        }
    }

    /** There is room for one batch: whoever holds it and sends nothing makes room for one who sends. */
    @Test
    void shouldLetABatchTakeThePlaceOfOneThatDoesNotCome() throws IOException {
        try (var silent = begun("/decisions/quota", "application/x-ndjson", Keys.HEADER + KEY)) {
            int status;
            do {
                status = batch();
                assertThat(status).isIn(200, 429);
            } while (status != 200);
            assertThat(silent.getInputStream().readAllBytes()).isNotNull();
        }
    }

    private static int batch() {
        return given().header("X-API-Key", KEY)
                .contentType("application/x-ndjson")
                .config(io.restassured.RestAssured.config()
                        .encoderConfig(io.restassured.config.EncoderConfig.encoderConfig()
                                .encodeContentTypeAs("application/x-ndjson", io.restassured.http.ContentType.TEXT)))
                .body(Bodies.QUOTA.replace("\n", "") + "\n")
                .post("/decisions/quota")
                .statusCode();
    }

    @Test
    void shouldBoundAllBodiesTogetherAndLeaveNothingBehind() throws Exception {
        long before = bodiesOnDisk();
        var large = new byte[3 << 20];
        var half = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 3; i++) {
                var socket = Sockets.open(
                        server,
                        Sockets.head(
                                "POST",
                                "/plans?quarter=2024Q1&officers=36",
                                "Host: " + server.getAuthority(),
                                Keys.HEADER + KEY,
                                "Content-Type: text/csv",
                                "Content-Length: " + (8 << 20)));
                half.add(socket);
                try {
                    socket.getOutputStream().write(large);
                } catch (IOException cutOff) {
                    // told and closed while it was sending
                }
            }
            given().header("X-API-Key", KEY)
                    .contentType("text/csv")
                    .body(new byte[4_500_000])
                    .post("/plans?quarter=2024Q1&officers=36&participatingOfficers=12")
                    .then()
                    .statusCode(503)
                    .header("Retry-After", "2");
            // a small body needs no such place
            given().header("X-API-Key", KEY)
                    .contentType("application/json")
                    .body(Bodies.QUOTA.getBytes(StandardCharsets.UTF_8))
                    .post("/decisions/quota")
                    .then()
                    .statusCode(200);
        } finally {
            for (var socket : half) {
                socket.close();
            }
        }
        while (bodiesOnDisk() > before) {
            Thread.onSpinWait();
        }
        // what was too much for a moment is taken now, whole, from the disk
        given().header("X-API-Key", KEY)
                .contentType("text/csv")
                .body("x\n".repeat(1_500_000))
                .post("/plans?quarter=2024Q1&officers=36&participatingOfficers=12")
                .then()
                .statusCode(422);
        while (bodiesOnDisk() > before) {
            Thread.onSpinWait();
        }
    }
}
