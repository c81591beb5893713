package io.shuangsuiji.web.decision;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.shuangsuiji.TestEditions;
import io.shuangsuiji.policy.store.EditionStore;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The document follows the editions on disk, without a restart. */
@QuarkusTest
@TestProfile(OpenApiOfEditionTest.Amendable.class)
class OpenApiOfEditionTest {
    private static final String TYPES = "\"加油站\",\"储油库\"";

    /** A service that serves a copy, which may be amended. */
    public static final class Amendable implements QuarkusTestProfile {
        private static final Path EDITIONS = temporary();

        private static Path temporary() {
            try {
                var folder = Files.createTempDirectory("editions");
                TestEditions.copyTo(folder, "2024-01-01");
                return folder;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            // the test says when to look
            return Map.of("double-random.editions", EDITIONS.toString(), "double-random.watch-interval", "1h");
        }
    }

    @Inject
    EditionStore store;

    private static JsonNode document() throws IOException {
        return new ObjectMapper().readTree(given().get("/q/openapi?format=json").asString());
    }

    private static String types(JsonNode document) {
        return document.at("/components/schemas/classificationInput/properties/object/properties/objectType/enum")
                .toString();
    }

    @Test
    void shouldTellOfANewObjectTypeAndANewModelAsSoonAsTheEditionServes() throws IOException {
        var before = document();
        assertThat(types(before)).doesNotContain("入河排污口");

        var folder = Amendable.EDITIONS.resolve("2024-01-01");
        TestEditions.replaceOnce(folder.resolve("types.dmn"), TYPES, TYPES + ",\"入河排污口\"");
        Files.writeString(
                folder.resolve("greeting.dmn"),
                Files.readString(folder.resolve("routing.dmn"))
                        .replace(
                                "id=\"routing\" name=\"routing\" label=\"路由\"",
                                "id=\"greeting\" name=\"greeting\" label=\"问候\"")
                        .replace("2024/routing", "2024/greeting"));
        store.load();

        var after = document();
        assertThat(types(after)).contains("入河排污口");
        assertThat(after.at("/info/x-policy-digest")).isNotEqualTo(before.at("/info/x-policy-digest"));
        assertThat(before.get("paths").has("/decisions/greeting")).isFalse();
        assertThat(after.get("paths").has("/decisions/greeting/why-not")).isTrue();
        assertThat(after.at("/paths/~1decisions~1greeting/post/summary").asText())
                .startsWith("问候");
        given().get("/decisions/classification/schema")
                .then()
                .statusCode(200)
                .body(org.hamcrest.Matchers.containsString("入河排污口"));
    }

    @Test
    void shouldAnswerASchemaThatIsUnchangedWithoutABody() {
        var tag = given().get("/decisions/quota/schema?of=output").header("ETag");
        given().header("If-None-Match", tag)
                .get("/decisions/quota/schema?of=output")
                .then()
                .statusCode(304);
        given().header("If-None-Match", tag)
                .get("/decisions/quota/schema")
                .then()
                .statusCode(200);
    }

    @Test
    void shouldServeTheUserInterface() {
        given().get("/q/swagger-ui/").then().statusCode(200);
    }
}
