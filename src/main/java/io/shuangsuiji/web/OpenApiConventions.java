package io.shuangsuiji.web;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** What all operations have in common: how an edition is chosen and named, and how errors are answered. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class OpenApiConventions implements OASFilter {
    private static final Map<String, String> PROBLEMS = new TreeMap<>(Map.of(
            "400", "无法读取：JSON 或参数有误 / cannot be read: malformed JSON, or an invalid parameter",
            "404", "没有这个地址、模型或版本 / no such path, model or edition",
            "406", "不提供 Accept 所要的格式 / not available in the media type asked for",
            "413", "请求体过大 / the body is too large",
            "415", "不接受此格式 / unsupported media type",
            "422", "读懂了，但取值有误或本版本无法回答 / was read, but a value is not allowed or the edition has no answer",
            "429", "批次过多，按 Retry-After 再来 / too many batches; come again after Retry-After",
            "500", "内部错误 / internal error",
            "503", "没有可用的政策版本，或服务繁忙 / no policy edition serves, or the service is busy"));

    private static final List<String> OF_BODIES = List.of("413", "415", "429");

    /** What the scan calls an answer of which it knows nothing. */
    private static final String SCANNED = "OK";

    private static final String ANYTHING = "*/*";

    /** Paths whose answers are about all editions, or about none. */
    private static final String EDITIONS = "/editions";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        PROBLEMS.forEach((status, words) -> api.getComponents()
                .addResponse(
                        "Problem" + status,
                        OASFactory.createAPIResponse()
                                .description(words)
                                .content(OASFactory.createContent()
                                        .addMediaType(
                                                Problem.MEDIA_TYPE.toString(),
                                                OASFactory.createMediaType()
                                                        .schema(OASFactory.createSchema()
                                                                .ref("#/components/schemas/Problem"))))));
        api.getPaths()
                .getPathItems()
                .forEach((path, item) ->
                        item.getOperations().values().forEach(operation -> conventions(path, operation)));
    }

    private static void conventions(String path, Operation operation) {
        if (!path.startsWith(EDITIONS)) {
            operation.addParameter(OASFactory.createParameter().ref("#/components/parameters/asOf"));
            operation.addParameter(OASFactory.createParameter().ref("#/components/parameters/edition"));
        }
        var responses = operation.getResponses();
        responses.getAPIResponses().values().forEach(response -> named(operation, response));
        PROBLEMS.keySet().stream()
                .filter(status -> operation.getRequestBody() != null || !OF_BODIES.contains(status))
                .forEach(status -> responses.addAPIResponse(
                        status, OASFactory.createAPIResponse().ref("#/components/responses/Problem" + status)));
        if (operation.getRequestBody() != null) {
            var content = operation.getRequestBody().getContent();
            if (content.getMediaTypes().size() > 1) {
                content.removeMediaType(ANYTHING);
            }
        }
    }

    private static void named(Operation operation, APIResponse response) {
        if (SCANNED.equals(response.getDescription())) {
            response.setDescription(operation.getSummary());
        }
        if (response.getRef() == null) {
            response.addHeader("Policy-Edition", OASFactory.createHeader().ref("#/components/headers/PolicyEdition"));
            response.addHeader("Policy-Digest", OASFactory.createHeader().ref("#/components/headers/PolicyDigest"));
        }
    }

    /** The words give some schemas a shape of their own; what the scan found beside it would take it back. */
    @Override
    public Schema filterSchema(Schema schema) {
        if (schema.getAnyOf() != null || schema.getAllOf() != null || schema.getProperties() != null) {
            schema.setRef(null);
        }
        boolean shaped = schema.getRef() != null || schema.getProperties() != null;
        if (shaped && "binary".equals(schema.getFormat())) {
            schema.setFormat(null);
            schema.setType(schema.getProperties() == null ? null : List.of(Schema.SchemaType.OBJECT));
        }
        return schema;
    }
}
