package io.shuangsuiji.web.draw;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.builder.MultiPartSpecBuilder;
import io.restassured.specification.RequestSpecification;
import io.shuangsuiji.draw.Draws;
import io.shuangsuiji.draw.run.HandedDraws;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** A draw over HTTP: one form, three calls. */
@QuarkusTest
class DrawsResourceTest {
    /** Another secret than the one that was committed to. */
    private static final String OTHER = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";

    private static RequestSpecification files() {
        return given().multiPart("registry", "名录库.csv", bytes(String.join("\n", Draws.lines())))
                .multiPart("roster", "人员.csv", bytes(HandedDraws.roster()))
                .multiPart("history", "历史.csv", bytes(HandedDraws.history()));
    }

    private static RequestSpecification text(RequestSpecification form, String name, String value) {
        return form.multiPart(new MultiPartSpecBuilder(value)
                .controlName(name)
                .mimeType("text/plain")
                .charset(StandardCharsets.UTF_8)
                .build());
    }

    private static RequestSpecification commit() {
        var form = text(files(), "period", "2099Q1");
        form = text(form, "secret", Draws.SECRET);
        form = text(form, "randomness", "双色球@2098-12-30");
        return text(form, "randomness", "超级大乐透@2098-12-31");
    }

    private static RequestSpecification draw() {
        return withoutSecret().multiPart("secret", "secret.txt", bytes(Draws.SECRET + "\n"));
    }

    private static RequestSpecification withoutSecret() {
        var form = files().multiPart("commitment", "commitment.json", bytes(HandedDraws.commitment()));
        form = text(form, "randomness", Draws.RESULTS.get(0));
        return text(form, "randomness", Draws.RESULTS.get(1));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void commitsAndGivesOutTheBytesThatArePublished() throws Exception {
        var answer = commit().post("/draws/commitments");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.header("Policy-Edition")).isEqualTo("2024-01-01");
        var bytes = answer.asByteArray();
        assertThat(io.shuangsuiji.draw.lot.HashAlgorithm.SHA_256.hex(bytes))
                .isEqualTo(answer.header("Commitment-Digest"));
        assertThat(io.shuangsuiji.draw.lot.CanonicalJson.read(bytes, io.shuangsuiji.draw.Commitment.class))
                .hasValueSatisfying(
                        commitment -> assertThat(commitment.review()).isEqualTo(answer.header("Review-Digest")));
        var zip = commit().accept("application/zip").post("/draws/commitments").asByteArray();
        assertThat(names(zip)).containsExactly("commitment.json", "review.json");
    }

    @Test
    void drawsAndLeavesNothingOut() throws Exception {
        draw().post("/draws")
                .then()
                .statusCode(200)
                .header("Policy-Edition", "2024-01-01")
                .body("draw.format", equalTo("shuangsuiji/draw/1"))
                .body("tasks.visits.size()", greaterThan(0))
                .body("review.format", equalTo("shuangsuiji/review/1"));
        var zip = draw().accept("application/zip").post("/draws").asByteArray();
        assertThat(names(zip))
                .containsExactly(
                        "commitment.json", "draw.json", "review.json", "tasks.json", "任务清单.csv", "任务清单.xlsx", "备选.csv");
        text(
                        files().multiPart("commitment", "commitment.json", bytes(HandedDraws.commitment()))
                                .multiPart("secret", Draws.SECRET),
                        "void",
                        "当期开奖取消")
                .post("/draws")
                .then()
                .statusCode(200)
                .body("draw.void", equalTo("当期开奖取消"))
                .body("tasks", nullValue());
    }

    @Test
    void reviewsAPool() {
        text(files(), "quarter", "2024Q1")
                .post("/draws/review")
                .then()
                .statusCode(200)
                .header("Pool-Problems", "0")
                .body("rows.kind", hasItem("FIRST"));
    }

    @Test
    void refusesByPointerAndInBothLanguages() {
        text(commit(), "hash", "MD5")
                .post("/draws/commitments")
                .then()
                .statusCode(422)
                .contentType(containsString("application/problem+json"))
                .body("errors.pointer", hasItem("/hash"))
                .body("errors[0].detail", containsString(" / "));
        text(draw(), "evaluationDate", "2024-02-01")
                .post("/draws")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem("/evaluationDate"));
        // no edition may be chosen
        commit().post("/draws/commitments?edition=2024-01-01")
                .then()
                .statusCode(400)
                .body("errors.parameter", hasItem("edition"));
        given().contentType("application/json").body("{}").post("/draws").then().statusCode(415);
        given().multiPart("x", "y")
                .post("/draws")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem("/commitment"));
    }

    /** The secret decides a draw beforehand: whoever reads a log, a metric or an error answer must not learn it. */
    @Test
    void keepsTheSecretOutOfLogsMetricsAndErrors() throws Exception {
        var answers = new ArrayList<String>();
        try (var log = new CapturedLog()) {
            commit().post("/draws/commitments").then().statusCode(200);
            // another secret, one of a digit too many, one in a place of another, one twice, one that is a file of the
            // wrong kind
            answers.add(refused(text(withoutSecret(), "secret", OTHER), "/draws"));
            answers.add(refused(text(withoutSecret(), "secret", Draws.SECRET + "0"), "/draws"));
            answers.add(refused(text(draw(), "secret", Draws.SECRET), "/draws"));
            answers.add(
                    refused(text(text(withoutSecret(), "secret", Draws.SECRET), "randomness", Draws.SECRET), "/draws"));
            answers.add(refused(text(draw(), "secrets", Draws.SECRET), "/draws"));
            answers.add(refused(text(commit(), "predecessor", Draws.SECRET), "/draws/commitments"));
            answers.add(refused(text(commit(), "randomness", Draws.SECRET), "/draws/commitments"));
            answers.add(refused(text(commit(), "sequence", Draws.SECRET), "/draws/commitments"));
            answers.add(refused(text(commit(), "hash", Draws.SECRET), "/draws/commitments"));
            answers.add(
                    refused(commit().multiPart("history", "secret.txt", bytes(Draws.SECRET)), "/draws/commitments"));
            draw().post("/draws").then().statusCode(200);
            assertThat(log.lines()).as("something is heard of the service").anyMatch(line -> line.startsWith("DEBUG"));
            assertThat(log.lines()).noneMatch(DrawsResourceTest::tells);
        }
        assertThat(answers).noneMatch(DrawsResourceTest::tells);
        assertThat(given().get("/q/metrics").asString())
                .contains("/draws/commitments")
                .satisfies(metrics -> assertThat(tells(metrics)).isFalse());
    }

    private static String refused(RequestSpecification form, String path) {
        return form.post(path).then().statusCode(422).extract().asString();
    }

    private static boolean tells(String text) {
        return Stream.of(Draws.SECRET, OTHER)
                .anyMatch(secret -> text.toLowerCase(Locale.ROOT).contains(secret.substring(0, 16)));
    }

    private static ArrayList<String> names(byte[] zip) throws Exception {
        var names = new ArrayList<String>();
        try (var entries = new ZipInputStream(new ByteArrayInputStream(zip), StandardCharsets.UTF_8)) {
            for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }
}
