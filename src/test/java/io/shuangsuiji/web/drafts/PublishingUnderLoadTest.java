package io.shuangsuiji.web.drafts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import io.shuangsuiji.decision.json.Json;
import io.shuangsuiji.web.Forms;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An edition is published while callers are being answered without pause. */
@QuarkusTest
@TestProfile(DraftFolders.UnderLoad.class)
class PublishingUnderLoadTest {
    private static final int CLIENTS = 8;
    private static final String BEFORE = "2024-01-01";
    private static final String AFTER = "2024-01-01.1";

    /** What each edition says: the ratio, and of 161 objects how many are drawn, rounded up. */
    private static final Map<String, String> SAID = Map.of(BEFORE, "0.125 21", AFTER, "0.15 25");

    @TestHTTPResource("/decisions/quota?asOf=2024-05-10")
    URI quota;

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicBoolean over = new AtomicBoolean();
    private final CountDownLatch answeredBefore = new CountDownLatch(CLIENTS);
    private final CountDownLatch answeredAfter = new CountDownLatch(CLIENTS);
    private final Map<String, String> digests = new ConcurrentHashMap<>();

    @Test
    @Timeout(180)
    void shouldAnswerEveryCallByExactlyTheEditionThatItsHeadersName() throws Exception {
        var id = approved();
        var clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            var running = Stream.<Callable<Integer>>generate(() -> this::callUntilOver)
                    .limit(CLIENTS)
                    .map(clients::submit)
                    .toList();
            assertThat(answeredBefore.await(60, TimeUnit.SECONDS)).isTrue();
            as("approver")
                    .contentType("application/json")
                    .header("If-Match", "\"5\"")
                    .post("/drafts/" + id + "/publication")
                    .then()
                    .statusCode(201);
            assertThat(answeredAfter.await(60, TimeUnit.SECONDS)).isTrue();
            over.set(true);
            int calls = 0;
            for (var client : running) {
                calls += client.get();
            }
            assertThat(calls).isGreaterThanOrEqualTo(2 * CLIENTS);
        } finally {
            over.set(true);
            clients.shutdownNow();
        }
        assertThat(digests.keySet()).containsExactlyInAnyOrder(BEFORE, AFTER);
        for (var edition : digests.entrySet()) {
            String digest = given().get("/editions/" + edition.getKey()).path("digest");
            assertThat(edition.getValue()).isEqualTo(digest);
        }
    }

    /** Calls without pause; whatever is not as it should be ends the test at once. */
    private int callUntilOver() throws Exception {
        int calls = 0;
        var last = "";
        try {
            while (!over.get()) {
                var answer = http.send(
                        HttpRequest.newBuilder(quota)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("""
                                        {"objectType":"排污单位","category":"重点","population":161,"officers":36,\
                                        "participatingOfficers":12,"quarter":1}"""))
                                .build(),
                        BodyHandlers.ofByteArray());
                calls++;
                assertThat(answer.statusCode()).isEqualTo(200);
                var edition = answer.headers().firstValue("Policy-Edition").orElseThrow();
                var digest = answer.headers().firstValue("Policy-Digest").orElseThrow();
                var said = Json.read(answer.body()).get("quota");
                assertThat(text(said.get("rate").decimalValue()) + " "
                                + text(said.get("required").decimalValue()))
                        .isEqualTo(SAID.get(edition));
                assertThat(digests.putIfAbsent(edition, digest)).isIn(null, digest);
                // no client goes back to what was in force before
                assertThat(edition.compareTo(last)).isNotNegative();
                if (!edition.equals(last)) {
                    (edition.equals(BEFORE) ? answeredBefore : answeredAfter).countDown();
                    last = edition;
                }
            }
            return calls;
        } finally {
            over.set(true);
            for (int i = 0; i < CLIENTS; i++) {
                answeredBefore.countDown();
                answeredAfter.countDown();
            }
        }
    }

    private static String text(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    /** A correction of the edition in force, approved and at version 5. */
    private static String approved() {
        String id = json("editor")
                .body(Map.of("base", BEFORE, "reason", "更正抽查比例", "effectiveOn", BEFORE, "revisionReason", "印发时笔误"))
                .post("/drafts")
                .path("id");
        json("editor")
                .header("If-Match", "\"1\"")
                .body("""
                        [{"edit":"setCell","file":"quota.dmn","cell":"quota-decision-rules-table-rule-1-out-4","text":"15%"}]""")
                .post("/drafts/" + id + "/edits")
                .then()
                .statusCode(200);
        json("editor").post("/drafts/" + id + "/check").then().statusCode(200);
        var page =
                as("editor").accept("text/html").get("/drafts/" + id + "/check").asString();
        var picks = Pattern.compile("name=\"pick\" value=\"([^\"]+)\"")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toArray();
        authenticated(Forms.urlEncoded(), "editor")
                .accept("text/html")
                .formParam("version", 2)
                .formParam("pick", picks)
                .post("/drafts/" + id + "/expectations")
                .then()
                .statusCode(303);
        String check = json("editor").get("/drafts/" + id + "/check").path("digest");
        String impact = as("editor")
                .noContentType()
                .post("/drafts/" + id + "/impact")
                .then()
                .statusCode(200)
                .extract()
                .path("digest");
        String draft = json("editor")
                .header("If-Match", "\"3\"")
                .post("/drafts/" + id + "/submission")
                .path("digest");
        json("approver")
                .header("If-Match", "\"4\"")
                .body(Map.of("draftDigest", draft, "checkDigest", check, "impactDigest", impact))
                .post("/drafts/" + id + "/approval")
                .then()
                .statusCode(200);
        return id;
    }

    private static RequestSpecification json(String user) {
        return as(user).contentType("application/json");
    }

    private static RequestSpecification as(String user) {
        return authenticated(given(), user);
    }

    private static RequestSpecification authenticated(RequestSpecification request, String user) {
        return request.auth()
                .preemptive()
                .basic(user, user + " password")
                .redirects()
                .follow(false);
    }
}
