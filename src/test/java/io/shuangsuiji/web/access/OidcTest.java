package io.shuangsuiji.web.access;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.shuangsuiji.web.Forms;
import io.shuangsuiji.web.drafts.DraftFolders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Everybody signs in at an OpenID Connect provider: turned on by configuration alone. */
@QuarkusTest
@TestProfile(OidcTest.AtAProvider.class)
class OidcTest {
    /** With a provider that the test brings. */
    public static final class AtAProvider extends DraftFolders {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(OidcProvider.class));
        }
    }

    private static RequestSpecification bearing(String token) {
        return given().header("Authorization", "Bearer " + token).contentType("application/json");
    }

    private static Response begin(String token) {
        return bearing(token)
                .body(Map.of("base", "2024-01-01", "reason", "由系统起草"))
                .post("/drafts");
    }

    @Test
    void shouldKnowSystemsAndTheirRolesByTheirToken() {
        begin(OidcProvider.token("li.si", "editor")).then().statusCode(201).body("author", is("li.si"));
        begin(OidcProvider.token("zhao.liu", "approver")).then().statusCode(403).body("code", is("NOT_PERMITTED"));
        bearing(OidcProvider.token("anybody")).get("/drafts").then().statusCode(200);
    }

    @Test
    void shouldKnowNobodyByATokenThatIsForgedOrExpired() {
        var forged = OidcProvider.forged("li.si", "editor");
        var expired = OidcProvider.expired("li.si", "editor");
        for (var token : List.of(forged, expired, "no token")) {
            begin(token).then().statusCode(401);
        }
    }

    @Test
    void shouldNoLongerKnowTheEmbeddedUsers() {
        given().auth()
                .preemptive()
                .basic("editor", "editor password")
                .get("/drafts")
                .then()
                .statusCode(401);
        when().get("/login")
                .then()
                .statusCode(200)
                .body(allOf(containsString("href=\"/login/oidc\""), not(containsString("type=\"password\""))));
    }

    @Test
    void shouldLeaveDecisionsOpen() {
        when().get("/decisions").then().statusCode(200);
        given().accept("text/html").get("/").then().statusCode(200);
    }

    @Test
    void shouldSendABrowserToTheProviderAndKnowItWhenItComesBack() {
        browser(Map.of()).get("/drafts").then().statusCode(303).header("Location", endsWith("/login"));

        var cookies = new HashMap<String, String>();
        var challenge = browser(cookies).get("/login/oidc");
        challenge
                .then()
                .statusCode(302)
                .header("Location", allOf(containsString("/authorize?"), containsString("client_id=double-random")));
        cookies.putAll(challenge.cookies());
        // signed in there, the browser is sent back with a code
        var back = browser(Map.of()).urlEncodingEnabled(false).get(challenge.header("Location"));
        back.then().statusCode(302).header("Location", containsString("/login/oidc?code="));
        var landing = back;
        for (int hops = 0; hops < 4 && landing.statusCode() / 100 == 3; hops++) {
            landing = browser(cookies).urlEncodingEnabled(false).get(landing.header("Location"));
            cookies.putAll(landing.cookies());
            cookies.values().removeIf(String::isEmpty);
        }
        landing.then().statusCode(200).body(allOf(startsWith("<!DOCTYPE html>"), containsString(OidcProvider.NAME)));
        browser(cookies).get("/drafts").then().statusCode(200).body(containsString("起草修订"));

        var out = Forms.urlEncoded().cookies(cookies).redirects().follow(false).post("/login/out");
        out.then().statusCode(303);
        assertThat(out.cookies().entrySet())
                .anyMatch(cookie -> cookie.getKey().startsWith("q_session")
                        && cookie.getValue().isEmpty());
    }

    private static RequestSpecification browser(Map<String, String> cookies) {
        return given().accept("text/html").cookies(cookies).redirects().follow(false);
    }
}
