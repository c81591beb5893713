package io.shuangsuiji.web;

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
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An OpenAPI document, against which requests and answers are held. */
final class Contract {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final JsonNode document;

    Contract(String json) {
        try {
            this.document = JSON.readTree(json);
        } catch (java.io.IOException notJson) {
            throw new AssertionError(notJson);
        }
    }

    JsonNode document() {
        return document;
    }

    /** Every operation, as {@code POST /plans}. */
    List<String> operations() {
        var operations = new ArrayList<String>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return operations;
    }

    /** The operation for a path without its query: one with just that path before one with parameters in it. */
    Optional<String> operation(String method, String path) {
        return operations().stream()
                .filter(one -> {
                    var parts = one.split(" ");
                    return parts[0].equals(method) && path.matches(parts[1].replaceAll("\\{[^}]+}", "[^/]+"));
                })
                .min((a, b) -> Boolean.compare(a.contains("{"), b.contains("{")));
    }

    private JsonNode described(String operation) {
        var parts = operation.split(" ");
        return document.get("paths").get(parts[1]).get(parts[0].toLowerCase(Locale.ROOT));
    }

    /** What the document says against a JSON request body; empty where it allows it. */
    List<String> againstRequest(String operation, String body) {
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
    void accepts(String operation, Response answer) {
        var status = String.valueOf(answer.statusCode());
        var told = resolved(described(operation).get("responses").path(status));
        assertThat(told.isMissingNode()).as("%s answers %s", operation, status).isFalse();
        assertThat(told.path("description").asText())
                .as("description of %s %s", operation, status)
                .isNotBlank();
        if (answer.statusCode() < 300) {
            told.path("headers")
                    .fieldNames()
                    .forEachRemaining(
                            name -> assertThat(answer.header(name)).as(name).isNotBlank());
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
