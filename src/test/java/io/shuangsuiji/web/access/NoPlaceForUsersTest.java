package io.shuangsuiji.web.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A first start where nothing may be written, as in a container with a read-only file system. */
@QuarkusTest
@TestProfile(NoPlaceForUsersTest.Unwritable.class)
class NoPlaceForUsersTest {
    /** The users file would lie below what is no folder. */
    public static final class Unwritable implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                var file = Files.createTempFile("no-folder", "");
                file.toFile().deleteOnExit();
                return Map.of(
                        "double-random.access.users-file",
                        file.resolve("users.properties").toString());
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    @Test
    void shouldServeWhatNeedsNoSignIn() {
        given().get("/decisions").then().statusCode(200).body("name.size()", is(7));
    }

    @Test
    void shouldLetNobodyIn() {
        given().auth()
                .preemptive()
                .basic("editor", "editor")
                .get("/drafts")
                .then()
                .statusCode(401);
        given().get("/login").then().statusCode(200).body(containsString("用户名"));
    }
}
