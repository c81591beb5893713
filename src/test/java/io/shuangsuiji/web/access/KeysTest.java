package io.shuangsuiji.web.access;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(KeysTest.WithKeys.class)
class KeysTest {
    private static final String PLAIN = "a key of the permit system";
    private static final String HASHED = "a key of the dispatch system";

    /** One key in full, one as its hash. */
    public static final class WithKeys implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "double-random.access.api-keys.permits",
                    PLAIN,
                    "double-random.access.api-keys.dispatch",
                    "sha256:4288a97bb470f59e54b12db7e772440d4d448a8765138c1c95cf22116e0d459f");
        }
    }

    @Test
    void shouldAskSystemsForAKey() {
        when().get("/decisions")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("code", is("KEY_REQUIRED"));
        given().header(Keys.HEADER, "another key of nobody known")
                .get("/decisions")
                .then()
                .statusCode(401);
    }

    @Test
    void shouldAnswerWhoeverHasAKey() {
        given().header(Keys.HEADER, PLAIN).get("/decisions").then().statusCode(200);
        given().header(Keys.HEADER, HASHED).get("/decisions").then().statusCode(200);
    }

    @Test
    void shouldSendPeopleToSignIn() {
        given().accept("text/html")
                .redirects()
                .follow(false)
                .get("/")
                .then()
                .statusCode(303)
                .header("Location", endsWith("/login"));
        when().get("/login").then().statusCode(200);
        given().auth()
                .preemptive()
                .basic("viewer", "viewer password")
                .get("/")
                .then()
                .statusCode(200);
    }
}
