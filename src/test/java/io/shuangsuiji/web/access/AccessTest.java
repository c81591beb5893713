package io.shuangsuiji.web.access;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.shuangsuiji.web.Forms;
import io.shuangsuiji.web.Sockets;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class AccessTest {
    @TestHTTPResource("/")
    URI server;

    private static Response signIn(String name, String password) {
        return Forms.urlEncoded()
                .redirects()
                .follow(false)
                .formParam("name", name)
                .formParam("password", password)
                .post("/login/check");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/policy", "/login", "/editions", "/app.css", "/busy.js", "/nowhere", "/q/health"})
    void shouldTellBrowsersToRunNothingButOurOwnFiles(String path) {
        when().get(path)
                .then()
                .header(
                        "Content-Security-Policy",
                        allOf(
                                containsString("default-src 'none'"),
                                containsString("frame-ancestors 'none'"),
                                not(containsString("unsafe"))))
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin")
                .header("X-Frame-Options", "DENY");
    }

    @Test
    void shouldExceptThePageOfSwaggerUiAlone() {
        when().get("/q/swagger-ui/")
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"));
    }

    @Test
    void shouldSignInWithTheRightPasswordOnly() {
        signIn("editor", "approver password")
                .then()
                .statusCode(303)
                .header("Location", endsWith("/login?failed=true"))
                .header("Set-Cookie", nullValue());
        signIn("nobody", "nobody password").then().statusCode(303).header("Location", endsWith("/login?failed=true"));
        when().get("/login?failed=true").then().statusCode(401).body(containsString("role=\"alert\""));
        var signedIn = signIn("editor", "editor password");
        signedIn.then().statusCode(302).header("Location", "/");
        assertThat(signedIn.detailedCookie("session").isHttpOnly()).isTrue();
        assertThat(signedIn.detailedCookie("session").getSameSite()).isEqualTo("Strict");
        given().cookies(signedIn.cookies()).get("/").then().body(allOf(containsString("editor"), containsString("退出")));
    }

    @Test
    void shouldSignOut() {
        var signedIn = signIn("editor", "editor password");
        var out = Forms.urlEncoded()
                .cookies(signedIn.cookies())
                .redirects()
                .follow(false)
                .post("/login/out");
        out.then().statusCode(303).header("Location", endsWith("/login"));
        assertThat(out.detailedCookie("session").getValue()).isEmpty();
    }

    @Test
    void shouldTakeAForgedCookieForNobody() {
        given().cookie("session", "bm9ib2R5IGF0IGFsbA")
                .get("/")
                .then()
                .statusCode(200)
                .body(containsString("href=\"/login\""));
    }

    @Test
    void shouldRefuseAFormWithoutTheTokenOfItsPage() {
        given().multiPart("quarter", "2024Q1")
                .multiPart("sample", "true")
                .post("/plan")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", is("FORM_TOKEN"));
        given().formParam("a", "b").post("/login/out").then().statusCode(400);
        given().cookie("csrf-token", "AAECAwQFBgcICQoLDA0ODw")
                .formParam("csrf-token", "AAECAwQFBgcICQoLDA0ODw")
                .post("/login/out")
                .then()
                .statusCode(400);
        given().redirects()
                .follow(false)
                .formParam("name", "editor")
                .formParam("password", "editor password")
                .post("/login/check")
                .then()
                .statusCode(400)
                .body("code", is("FORM_TOKEN"))
                .header("Set-Cookie", nullValue());
    }

    /** A token is worth something for the browser and the person for whom its page was made. */
    @Test
    void shouldRefuseATokenOfAnotherSessionOrPerson() {
        var editor = signIn("editor", "editor password").cookies();
        var viewer = signIn("viewer", "viewer password").cookies();
        var page = given().cookies(editor).get("/");
        var session = page.cookie("csrf-token");
        var token = Forms.token(page);
        assertThat(signOut(viewer, session, token)).isEqualTo(400);
        assertThat(signOut(editor, "anotherBrowsersSession12", token)).isEqualTo(400);
        assertThat(signOut(Map.of(), session, token)).isEqualTo(400);
        assertThat(signOut(editor, session, token)).isEqualTo(303);
    }

    private static int signOut(Map<String, String> who, String session, String token) {
        return given().redirects()
                .follow(false)
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .cookies(who)
                .cookie("csrf-token", session)
                .formParam("csrf-token", token)
                .post("/login/out")
                .statusCode();
    }

    @Test
    void shouldRefuseTwoHosts() throws IOException {
        assertThat(Sockets.answer(
                        server,
                        Sockets.head(
                                "GET",
                                "/decisions",
                                "Host: " + server.getAuthority(),
                                "Host: elsewhere.example",
                                "Connection: close")))
                .startsWith("HTTP/1.1 400")
                .contains("AMBIGUOUS_HOST");
    }

    @Test
    void shouldGivePagesATokenAndProgramsNone() {
        when().get("/plan").then().cookie("csrf-token", not(nullValue()));
        when().get("/decisions").then().statusCode(200).header("Set-Cookie", nullValue());
        given().contentType("application/json")
                .body("{\"objectType\":\"加油站\",\"taskType\":\"日常\"}")
                .post("/decisions/routing")
                .then()
                .statusCode(200)
                .header("Set-Cookie", nullValue());
    }
}
