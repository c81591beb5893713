package io.shuangsuiji.web;

import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is answered before it comes to a resource keeps to the limits all the same. */
@QuarkusTest
@TestProfile(QuickDecisionsTest.SmallBodies.class)
class QuickDecisionsTest {
    /** Single decisions of half a kilobyte. */
    public static final class SmallBodies implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("double-random.limits.decision-body", "512");
        }
    }

    @Test
    void shouldRefuseABodyBeyondTheLimitHoweverWellItReads() {
        Bodies.post("/decisions/quota", Bodies.QUOTA).statusCode(200);
        Bodies.post("/decisions/quota", Bodies.QUOTA + " ".repeat(512))
                .statusCode(413)
                .body("code", equalTo("BODY_TOO_LARGE"));
    }
}
