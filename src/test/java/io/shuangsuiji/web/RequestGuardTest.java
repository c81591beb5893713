package io.shuangsuiji.web;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import io.shuangsuiji.web.drafts.DraftFolders;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the head of a request must not do. */
@QuarkusTest
@TestProfile(RequestGuardTest.Folders.class)
@Timeout(120)
class RequestGuardTest {
    /** Drafts of its own, behind a proxy that is trusted. */
    public static final class Folders extends DraftFolders {
        @Override
        public Map<String, String> getConfigOverrides() {
            var all = new java.util.HashMap<>(super.getConfigOverrides());
            all.put("quarkus.http.proxy.proxy-address-forwarding", "true");
            all.put("quarkus.http.proxy.trusted-proxies", "127.0.0.1,::1,localhost");
            return all;
        }
    }

    @TestHTTPResource("/")
    URI server;

    private String host() {
        return "Host: " + server.getAuthority();
    }

    /** The address is kept in a cookie until the visitor has signed in: whatever it holds, there must be an answer. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/drafts?x=a,b",
                "/drafts?x=a;b",
                "/drafts?x=\u00c3\u00a9",
                "/drafts?x=%2C%3B%22",
                "/drafts?x='",
                "/drafts?x=a%00b",
                "/drafts?,",
                "/drafts/a,b/table?file=x&at=é",
                "/policy/diff?from=draft:a,b&to=;",
                "/drafts?x=a|b",
                "/drafts?x={b}",
                "/drafts?x=\\"
            })
    void shouldAnswerWhateverTheAddressHolds(String path) throws IOException {
        var answer =
                Sockets.answer(server, Sockets.head("GET", path, host(), "Accept: text/html", "Connection: close"));
        assertThat(answer)
                .matches(head -> head.startsWith("HTTP/1.1 303") || head.startsWith("HTTP/1.1 400"), "answered");
        if (answer.startsWith("HTTP/1.1 303")) {
            assertThat(answer.toLowerCase(java.util.Locale.ROOT)).contains("location: /login\r\n");
        }
    }

    @Test
    void shouldRememberWhereAVisitorCameFromAsItWasMeant() throws IOException {
        for (var came : Map.of("/drafts?x=a,b;c", "/drafts?x=a%2Cb%3Bc;", "/drafts?x=" + "a".repeat(3_000), "/;")
                .entrySet()) {
            var answer = Sockets.answer(
                    server, Sockets.head("GET", came.getKey(), host(), "Accept: text/html", "Connection: close"));
            assertThat(answer).contains("quarkus-redirect-location=http://" + server.getAuthority() + came.getValue());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {";", "", "json", "application/", "application/json;charset", "application/json, text/csv", "/"})
    void shouldRefuseATypeThatIsNone(String type) throws IOException {
        for (var path : new String[] {"/decisions/quota", "/plans", "/scenarios", "/drafts", "/login/out"}) {
            assertThat(Sockets.answer(
                            server,
                            Sockets.head(
                                            "POST",
                                            path,
                                            host(),
                                            "Content-Type: " + type,
                                            "Content-Length: 2",
                                            "Connection: close")
                                    + "{}"))
                    .startsWith("HTTP/1.1 415")
                    .contains("UNSUPPORTED_MEDIA_TYPE");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/decisions/quota", "/drafts", "/drafts/x/edits", "/editions/2024-01-01/withdrawal"})
    void shouldAskForATypeWhereTheCallTakesJson(String path) throws IOException {
        assertThat(Sockets.answer(
                        server, Sockets.head("POST", path, host(), "Content-Length: 2", "Connection: close") + "{}"))
                .startsWith("HTTP/1.1 415");
    }

    @ParameterizedTest
    @CsvSource({
        "/decisions?asOf=2024-01-01&asOf=2024-01-01, asOf",
        "/schedules/2024/1?taskEndedOn=2024-01-02&taskEndedOn=2024-01-02, taskEndedOn",
        "/policy/diff?from=2024-01-01&to=2024-01-01&to=2024-01-01, to",
        "/editions?x=1&x=2, x",
        "/decisions/quota/schema?of=input&of=output, of"
    })
    void shouldRefuseAParameterThatIsGivenTwice(String path, String name) {
        when().get(path)
                .then()
                .statusCode(400)
                .body("code", is("INVALID_PARAMETER"), "errors[0].parameter", equalTo(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "officers=٣٦",
                "officers=36&officers=36",
                "officers=36&participatingOfficers=१२",
                "officers=%2B36"
            })
    void shouldRefuseDigitsOfOtherScriptsAndDoubledParametersOfAPlan(String officers) {
        given().contentType("text/csv")
                .body("x")
                .post("/plans?quarter=2024Q1&" + officers)
                .then()
                .statusCode(400)
                .body("code", is("INVALID_PARAMETER"));
    }

    @Test
    void shouldFindNothingBehindASemicolon() throws IOException {
        for (var path : new String[] {"/drafts;a=b/x/impact", "/drafts;/x", "/decisions/quota;x=y"}) {
            assertThat(Sockets.answer(
                            server, Sockets.head("POST", path, host(), "Content-Length: 0", "Connection: close")))
                    .startsWith("HTTP/1.1 404");
        }
    }

    @Test
    void shouldNameNoHostInARedirect() throws IOException {
        for (var made : new String[] {"evil.example", "evil.example:81", "EVIL.example"}) {
            var answer = Sockets.answer(
                    server, Sockets.head("GET", "/drafts", "Host: " + made, "Accept: text/html", "Connection: close"));
            assertThat(answer.toLowerCase(java.util.Locale.ROOT)).contains("location: /login\r\n");
        }
        Forms.urlEncoded()
                .redirects()
                .follow(false)
                .formParam("name", "editor")
                .formParam("password", "editor password")
                .post("/login/check")
                .then()
                .statusCode(302)
                .header("Location", is("/"));
        Forms.urlEncoded()
                .redirects()
                .follow(false)
                .formParam("name", "editor")
                .formParam("password", "wrong")
                .post("/login/check")
                .then()
                .header("Location", is("/login?failed=true"));
        Forms.urlEncoded().redirects().follow(false).post("/login/out").then().header("Location", is("/login"));
    }

    private static RequestSpecification approver() {
        return given().cookies(Forms.urlEncoded()
                .redirects()
                .follow(false)
                .formParam("name", "approver")
                .formParam("password", "approver password")
                .post("/login/check")
                .cookies());
    }

    private void withdraw(RequestSpecification as, int status) {
        as.body("{\"reason\":\"x\"}".getBytes(StandardCharsets.UTF_8))
                .post("/editions/2999-01-01/withdrawal")
                .then()
                .statusCode(status);
    }

    /** What a page of another origin makes a browser send, same-site ones included. */
    @Test
    void shouldRefuseWhatAPageOfAnotherOriginSends() {
        for (var site : new String[] {"same-site", "cross-site"}) {
            withdraw(approver().contentType("application/json").header("Sec-Fetch-Site", site), 403);
        }
        withdraw(approver().contentType("application/json").header("Origin", "https://neighbour.example"), 403);
        withdraw(approver().contentType("application/json").header("Origin", "null"), 403);
        withdraw(approver().contentType("application/json").header("Origin", "http://localhost:1"), 403);
        withdraw(approver().contentType("text/plain"), 415);
        // no edition of that name: let in
        withdraw(approver().contentType("application/json").header("Sec-Fetch-Site", "same-origin"), 404);
        withdraw(approver().contentType("application/json").header("Origin", "http://" + server.getAuthority()), 404);
        withdraw(approver().contentType("application/json"), 404);
        Forms.urlEncoded()
                .header("Origin", "https://neighbour.example")
                .post("/login/out")
                .then()
                .statusCode(403)
                .body("code", is("CROSS_ORIGIN"));
        // a bare post, which browsers send across origins without asking
        given().auth()
                .preemptive()
                .basic("approver", "approver password")
                .header("Origin", "https://neighbour.example")
                .post("/drafts/x/check")
                .then()
                .statusCode(403)
                .body("code", is("CROSS_ORIGIN"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/login", "/drafts", "/policy", "/scenarios", "/editions", "/nowhere"})
    void shouldLeaveNothingOfAVisitorInACache(String path) {
        given().auth()
                .preemptive()
                .basic("viewer", "viewer password")
                .accept("text/html,application/json")
                .get(path)
                .then()
                .header("Cache-Control", is("no-store"));
        given().accept("application/json")
                .get("/drafts")
                .then()
                .statusCode(401)
                .header("Cache-Control", is("no-store"));
        // what anybody may have is asked for by its tag
        when().get("/decisions/quota")
                .then()
                .header("Cache-Control", is("no-cache"))
                .header("ETag", startsWith("\""));
    }

    @Test
    void shouldSecureCookiesWhereATrustedProxySaysHttps() {
        var signIn = Forms.urlEncoded()
                .header("X-Forwarded-Proto", "https")
                .redirects()
                .follow(false)
                .formParam("name", "editor")
                .formParam("password", "editor password")
                .post("/login/check");
        assertThat(signIn.detailedCookie("session").isSecured()).isTrue();
        var page = given().header("X-Forwarded-Proto", "https").get("/plan");
        assertThat(page.detailedCookie("csrf-token").isSecured()).isTrue();
        assertThat(page.detailedCookie("csrf-token").getSameSite()).isEqualTo("Strict");
        var sentToSignIn = given().accept("text/html")
                .header("X-Forwarded-Proto", "https")
                .redirects()
                .follow(false)
                .get("/drafts");
        assertThat(sentToSignIn.detailedCookie("quarkus-redirect-location").isSecured())
                .isTrue();
        assertThat(when().get("/plan").detailedCookie("csrf-token").isSecured()).isFalse();
    }
}
