package io.shuangsuiji.web.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.shuangsuiji.access.AccessRecord;
import io.shuangsuiji.amendment.draft.AmendmentLog;
import io.shuangsuiji.web.Forms;
import io.shuangsuiji.web.ServiceConfig;
import io.shuangsuiji.web.drafts.DraftFolders;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Signing in as people and programs do it, with a users file of which a line is bad. */
@QuarkusTest
@TestProfile(SignInPagesTest.OwnUsers.class)
class SignInPagesTest {
    /** A file of its own, which tests may change; behind a proxy that is trusted. */
    public static final class OwnUsers extends DraftFolders {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                var folder = Files.createTempDirectory("users");
                var lines = new StringBuilder("# users\n");
                for (var user : List.of("editor", "both", "slow", "approver", "leaving", "patient")) {
                    lines.append(user).append('=').append(BcryptUtil.bcryptHash(user + " password", 4));
                    lines.append(user.equals("approver") ? ",approver\n" : ",editor\n");
                }
                lines.append("new=")
                        .append(BcryptUtil.bcryptHash("new password", 4))
                        .append(",editor,change=required\n");
                lines.append("zhang=plain text,editor\n");
                Files.writeString(folder.resolve("users.properties"), lines);
                var overrides = new HashMap<>(super.getConfigOverrides());
                overrides.put(
                        "double-random.access.users-file",
                        folder.resolve("users.properties").toString());
                overrides.put(
                        "double-random.access.record",
                        folder.resolve("access.ndjson").toString());
                overrides.put("quarkus.http.proxy.proxy-address-forwarding", "true");
                overrides.put("quarkus.http.proxy.allow-x-forwarded", "true");
                return overrides;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    @Inject
    ServiceConfig config;

    private static RequestSpecification form(String session) {
        var form = Forms.urlEncoded().accept("text/html").redirects().follow(false);
        return session == null ? form : form.cookie("session", session);
    }

    private static Response signIn(String name, String password) {
        return form(null)
                .formParam("name", name)
                .formParam("password", password)
                .post("/login/check");
    }

    private static Response page(String session, String path) {
        return given().accept("text/html")
                .cookie("session", session)
                .redirects()
                .follow(false)
                .get(path);
    }

    private static RequestSpecification program(String user, String password) {
        return given().auth().preemptive().basic(user, password).accept("application/json");
    }

    private AccessRecord.Entry last() throws IOException {
        var entries = AccessRecord.CHAINED
                .read(config.access().record().orElseThrow())
                .entries();
        return entries.get(entries.size() - 1);
    }

    @Test
    void shouldKnowNobodyByACookieOfASessionThatHasEnded() {
        var session = signIn("leaving", "leaving password").cookie("session");
        page(session, "/drafts").then().statusCode(200).body(containsString("leaving"));
        form(session).post("/login/out").then().statusCode(303).header("Location", endsWith("/login"));
        page(session, "/drafts").then().statusCode(303).header("Location", endsWith("/login"));
        page(session, "/").then().statusCode(200).body(not(containsString("leaving")));
    }

    @Test
    void shouldKeepTheCookieToHttpsBehindAProxyThatSaysSo() throws Exception {
        var plain = signIn("both", "both password").detailedCookie("session");
        assertThat(plain.isSecured()).isFalse();
        assertThat(plain.getSameSite()).isEqualTo("Strict");
        assertThat(plain.isHttpOnly()).isTrue();
        var cookie = form(null)
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-For", "203.0.113.77")
                .formParam("name", "both")
                .formParam("password", "both password")
                .post("/login/check")
                .detailedCookie("session");
        assertThat(cookie.isSecured()).isTrue();
        assertThat(last().from()).isEqualTo("203.0.113.77");
        assertThat(last().actor()).isEqualTo("both");
    }

    @Test
    void shouldRefuseTheSignInFormWithoutItsToken() {
        var refused = given().redirects()
                .follow(false)
                .formParam("name", "both")
                .formParam("password", "both password")
                .post("/login/check");
        refused.then().statusCode(400);
        assertThat(refused.cookies()).doesNotContainKey("session");
    }

    @Test
    void shouldMakeWhoFailsTooOftenWait() {
        for (int i = 0; i < 5; i++) {
            signIn("slow", "wrong").then().statusCode(303).header("Location", endsWith("failed=true"));
        }
        var waiting = signIn("slow", "slow password");
        assertThat(waiting.cookies()).doesNotContainKey("session");
        waiting.then().statusCode(429).body(allOf(containsString("role=\"alert\""), containsString("秒后再试")));
        program("SLOW", "slow password")
                .get("/drafts")
                .then()
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .body("code", is("TOO_MANY_FAILURES"));
        given().get("/decisions").then().statusCode(200);
    }

    @Test
    void shouldLetWhoMustChangeThePasswordDoNothingElse() {
        var session = signIn("new", "new password").cookie("session");
        page(session, "/drafts").then().statusCode(303).header("Location", endsWith("/login"));
        page(session, "/login").then().statusCode(303).header("Location", "/login/password");
        page(session, "/login/password").then().statusCode(200).body(containsString("修改后才能继续"));
        program("new", "new password")
                .get("/drafts")
                .then()
                .statusCode(403)
                .body("code", is("PASSWORD_CHANGE_REQUIRED"));

        form(session)
                .formParam("current", "new password")
                .formParam("password", "short")
                .formParam("again", "short")
                .post("/login/password")
                .then()
                .statusCode(422)
                .body(allOf(containsString("至少 10 个字符"), containsString("role=\"alert\"")));
        form(session)
                .formParam("current", "new password")
                .formParam("password", "Shan.Shui-2026")
                .formParam("again", "Shan.Shui-2027")
                .post("/login/password")
                .then()
                .statusCode(422)
                .body(containsString("不一样"));
        var changed = form(session)
                .formParam("current", "new password")
                .formParam("password", "Shan.Shui-2026")
                .formParam("again", "Shan.Shui-2026")
                .post("/login/password");
        changed.then().statusCode(303).header("Location", "/");
        page(changed.cookie("session"), "/drafts").then().statusCode(200);
        page(session, "/drafts").then().statusCode(303);
        program("new", "Shan.Shui-2026").get("/drafts").then().statusCode(200);
    }

    /** security.md 3 and 8 */
    @Test
    void shouldGoOnWithABadLineInTheUsersFileAndNameIt() {
        signIn("zhang", "plain text").then().statusCode(303).header("Location", endsWith("failed=true"));
        given().get("/login")
                .then()
                .statusCode(200)
                .body(allOf(
                        containsString("users.properties 第 9 行"),
                        containsString("bcrypt"),
                        not(containsString("zhang"))));
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'users' }.data.toString()", containsString("第 9 行"));
        given().get("/decisions").then().statusCode(200);
    }

    @Test
    void shouldReturnToThePageOfThisServiceAloneThatTheBrowserCameFrom() {
        for (var bad : List.of(
                "https://evil.example/",
                "//evil.example",
                "%2F%2Fevil.example",
                "javascript:alert(1)",
                "/\\evil",
                "/a b",
                "é")) {
            form(null)
                    .header("Cookie", "quarkus-redirect-location=" + bad)
                    .formParam("name", "patient")
                    .formParam("password", "patient password")
                    .post("/login/check")
                    .then()
                    .statusCode(302)
                    .header("Location", "/");
        }
        form(null)
                .cookie("quarkus-redirect-location", "%2Fpolicy%3Fedition%3D2024-01-01")
                .formParam("name", "patient")
                .formParam("password", "patient password")
                .post("/login/check")
                .then()
                .statusCode(302)
                .header("Location", "/policy?edition=2024-01-01");
        for (var odd : List.of("a,b", "a;b", "a\"b", "é", "\u0001", "")) {
            signIn(odd, odd).then().statusCode(303);
        }
    }

    @Test
    void shouldShowApproversWhoDidWhatFromWhereAndWhereTheRecordsEnd() throws Exception {
        program("editor", "editor password")
                .contentType("application/json")
                .header("X-Forwarded-For", "203.0.113.9")
                .body(Map.of("base", "2024-01-01", "reason", "看记录"))
                .post("/drafts")
                .then()
                .statusCode(201);
        var access = AccessRecord.CHAINED
                .read(config.access().record().orElseThrow())
                .tail();
        var amendments =
                AmendmentLog.read(config.drafts().resolve(AmendmentLog.FILE)).tail();
        assertThat(access.number()).isPositive();
        program("approver", "approver password")
                .get("/records")
                .then()
                .statusCode(200)
                .body("heads.anchor", hasItem(amendments.anchor("amendments")))
                .body("records.find { it.event == 'CREATE' }.actor", is("editor"))
                .body("records.find { it.event == 'CREATE' }.from", is("203.0.113.9"))
                .body("records.event", hasItem("SIGN_IN"));
        program("approver", "approver password")
                .get("/records?before=soon")
                .then()
                .statusCode(400);
        program("editor", "editor password").get("/records").then().statusCode(403);
        given().get("/records").then().statusCode(401);
        var session = signIn("approver", "approver password").cookie("session");
        page(session, "/records")
                .then()
                .statusCode(200)
                .body(allOf(containsString("起草"), containsString("203.0.113.9"), containsString("access:")));
        given().get("/q/metrics")
                .then()
                .body(allOf(
                        containsString("double_random_record_lines{log=\"access\""),
                        containsString("double_random_record_head{log=\"amendments\"")));
    }
}
