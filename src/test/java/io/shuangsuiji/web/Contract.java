package io.shuangsuiji.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** An OpenAPI document, against which requests and answers are held. */
public final class Contract {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    /** What may hold more than is told: problems have further members, models say themselves whether they are open. */
    private static final Pattern OPEN_ONES = Pattern.compile("Problem|.*(Input|Output)");

    private final JsonNode document;

    private Contract(String json) {
        try {
            this.document = JSON.readTree(json);
            closed(document.at("/components/schemas"));
        } catch (java.io.IOException notJson) {
            throw new AssertionError(notJson);
        }
    }

    /** The document that the service gives out now. */
    public static Contract served() {
        return new Contract(given().get("/q/openapi?format=json").asString());
    }

    /** An answer that holds more than the document tells of is not told of. */
    private static void closed(JsonNode schemas) {
        for (var schema : schemas.properties()) {
            if (!OPEN_ONES.matcher(schema.getKey()).matches()
                    && schema.getValue().has("properties")
                    && !schema.getValue().has("additionalProperties")) {
                ((ObjectNode) schema.getValue()).put("additionalProperties", false);
            }
        }
    }

    JsonNode document() {
        return document;
    }

    /** Every operation, as {@code POST /plans}. */
    public List<String> operations() {
        var operations = new ArrayList<String>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return operations;
    }

    /** True where the operation bears the tag. */
    public boolean tagged(String operation, String tag) {
        return StreamSupport.stream(described(operation).path("tags").spliterator(), false)
                .anyMatch(one -> one.asText().equals(tag));
    }

    /** The operation for a path without its query: the one of which least is a parameter. */
    public Optional<String> operation(String method, String path) {
        return operations().stream()
                .filter(one -> {
                    var parts = one.split(" ");
                    return parts[0].equals(method) && path.matches(parts[1].replaceAll("\\{[^}]+}", "[^/]+"));
                })
                // as the framework chooses: the one that says most itself
                .max(Comparator.comparing(one -> one.replaceAll("\\{[^}]+}", "").length()));
    }

    /** The names of an operation's parameters of path, query or header. */
    List<String> parameters(String operation, String in) {
        return StreamSupport.stream(described(operation).path("parameters").spliterator(), false)
                .map(this::resolved)
                .filter(parameter -> parameter.path("in").asText().equals(in))
                .map(parameter -> parameter.path("name").asText())
                .toList();
    }

    /** The examples of what an operation takes, by name. */
    public JsonNode example(String operation, String name) {
        return described(operation).at("/requestBody/content/application~1json/examples/" + name + "/value");
    }

    private JsonNode described(String operation) {
        var parts = operation.split(" ");
        return document.get("paths").get(parts[1]).get(parts[0].toLowerCase(Locale.ROOT));
    }

    /** What the document says against a JSON request body; empty where it allows it. */
    public List<String> againstRequest(String operation, String body) {
        var schema = described(operation)
                .at("/requestBody/content")
                .path("application/json")
                .path("schema");
        assertThat(schema.isMissingNode())
                .as("a schema of what %s takes", operation)
                .isFalse();
        return validate(schema, body);
    }

    /** Fails unless the answer is one that the document tells of, headers, media type and body. */
    public void accepts(String operation, Response answer) {
        var status = String.valueOf(answer.statusCode());
        var told = resolved(described(operation).get("responses").path(status));
        assertThat(told.isMissingNode()).as("%s answers %s", operation, status).isFalse();
        assertThat(told.path("description").asText())
                .as("description of %s %s", operation, status)
                .isNotBlank();
        if (answer.statusCode() < 300) {
            told.path("headers")
                    .fieldNames()
                    .forEachRemaining(name -> assertThat(answer.header(name))
                            .as("%s of %s %s", name, operation, status)
                            .isNotBlank());
        }
        if (told.path("content").isMissingNode()) {
            assertThat(answer.asString()).as("%s %s", operation, status).isEmpty();
            return;
        }
        var type = answer.contentType().replaceFirst(";.*", "");
        var content = told.path("content").path(type);
        assertThat(content.isMissingNode())
                .as("%s %s as %s", operation, status, type)
                .isFalse();
        if (type.equals("application/json") || type.endsWith("+json")) {
            assertThat(content.path("schema").isMissingNode())
                    .as("schema of %s %s", operation, status)
                    .isFalse();
            assertThat(validate(content.get("schema"), answer.asString()))
                    .as("%s %s: %s", operation, status, answer.asString())
                    .isEmpty();
        }
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }

    /** What a schema of the document says against a value. */
    List<String> validate(JsonNode schema, String value) {
        ObjectNode whole = JSON.createObjectNode();
        whole.set("components", document.get("components"));
        whole.putArray("allOf").add(schema);
        return SCHEMAS
                .getSchema(whole.toString(), InputFormat.JSON)
                .validate(
                        value,
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Error::toString)
                .toList();
    }
}
