package io.shuangsuiji.web.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.shuangsuiji.decision.input.DecisionId;
import io.shuangsuiji.decision.json.Json;
import io.shuangsuiji.web.Bodies;
import io.shuangsuiji.web.PolicyHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered before it comes to a resource keeps to the limits all the same. */
@QuarkusTest
@TestProfile(DecisionFastPathFilterTest.SmallBodies.class)
class DecisionFastPathFilterTest {
    /** Single decisions of half a kilobyte. */
    public static final class SmallBodies implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("double-random.limits.decision-body", "512");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"甲公司\"", "\"“甲”\\\"\\u0001😀\"", "12.50", "1e2", "[{\"b\":1.0,\"a\":null}]", "null"})
    void shouldAnswerAndNameADecisionAsTheResourceDoes(String name) {
        var body = Bodies.CLASSIFICATION.replace("\"甲公司\"", name);
        var quick =
                Bodies.post("/decisions/classification", body).statusCode(200).extract();
        // what has a parameter goes to the resource
        var general = Bodies.post("/decisions/classification?explain=false", body)
                .statusCode(200)
                .extract();
        assertThat(quick.asString()).isEqualTo(general.asString()).contains("classification");
        assertThat(quick.header(DecisionRecords.ID))
                .isEqualTo(general.header(DecisionRecords.ID))
                .isEqualTo(DecisionId.of(
                        quick.header(PolicyHeaders.DIGEST),
                        "classification",
                        Json.read(body.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void shouldRefuseABodyBeyondTheLimitHoweverWellItReads() {
        Bodies.post("/decisions/quota", Bodies.QUOTA).statusCode(200);
        Bodies.post("/decisions/quota", Bodies.QUOTA + " ".repeat(512))
                .statusCode(413)
                .body("code", equalTo("BODY_TOO_LARGE"));
    }
}
