package io.shuangsuiji.web;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** What all operations have in common: how an edition is chosen and named, who may call, and how errors are answered. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class OpenApiConventions implements OASFilter {
    private static final Map<String, String> PROBLEMS = new TreeMap<>(Map.ofEntries(
            Map.entry("400", "无法读取：JSON 或参数有误 / cannot be read: malformed JSON, or an invalid parameter"),
            Map.entry("401", "须登录，或须给出密钥 / sign in, or give a key"),
            Map.entry("403", "没有这个权限，或不能批准自己改过的草案 / not permitted, or not by the same person"),
            Map.entry("404", "没有这个地址、模型、版本、草案、文件或报告 / no such path, model, edition, draft, file or report"),
            Map.entry("406", "不提供 Accept 所要的格式 / not available in the media type asked for"),
            Map.entry("409", "现在不能这样做 / not in this state"),
            Map.entry("412", "草案已被改动，detail 说明期间的改动 / the draft has changed; detail says what changed"),
            Map.entry("408", "请求体来得太慢 / the body comes too slowly"),
            Map.entry("413", "请求体过大 / the body is too large"),
            Map.entry("415", "不接受此格式 / unsupported media type"),
            Map.entry("422", "读懂了，但取值有误或本版本无法回答 / was read, but a value is not allowed or the edition has no answer"),
            Map.entry("428", "缺少 If-Match / If-Match is required"),
            Map.entry("429", "批次过多，按 Retry-After 再来 / too many batches; come again after Retry-After"),
            Map.entry("500", "内部错误 / internal error"),
            Map.entry("503", "没有可用的政策版本，或服务繁忙 / no policy edition serves, or the service is busy")));

    private static final List<String> OF_BODIES = List.of("408", "413", "415", "429");
    private static final List<String> OF_DECISIONS = List.of("429", "503");
    private static final List<String> OF_STEPS = List.of("403", "409");
    private static final List<String> OF_VERSIONS = List.of("412", "428");

    /** Tags the steps of drafts: for those who are signed in, and answered by no one edition. */
    private static final String AMENDMENT = "amendment";

    private static final List<String> SIGNED_IN = List.of("basic", "bearer");

    /** The descriptions that the scanner gives to answers that are not documented. */
    private static final List<String> SCANNED = List.of("OK", "Created", "No Content");

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
                .forEach((path, item) -> item.getOperations().forEach((method, operation) -> {
                    once(api, operation);
                    conventions(path, method != PathItem.HttpMethod.GET, operation);
                }));
    }

    private static void conventions(String path, boolean writes, Operation operation) {
        boolean amendment = operation.getTags().contains(AMENDMENT);
        var responses = operation.getResponses();
        succeeds(responses);
        if (amendment) {
            if (operation.getSecurity() == null) {
                SIGNED_IN.forEach(way -> operation.addSecurityRequirement(
                        OASFactory.createSecurityRequirement().addScheme(way)));
            }
        } else if (!path.startsWith(EDITIONS)) {
            operation.addParameter(OASFactory.createParameter().ref("#/components/parameters/asOf"));
            operation.addParameter(OASFactory.createParameter().ref("#/components/parameters/edition"));
        }
        responses.getAPIResponses().values().forEach(response -> {
            described(operation, response);
            if (!amendment) {
                named(response);
            }
        });
        boolean hasBody = operation.getRequestBody() != null;
        boolean versioned = operation.getParameters() != null
                && operation.getParameters().stream()
                        .anyMatch(parameter -> parameter.getRef() != null
                                && parameter.getRef().startsWith("#/components/parameters/ifMatch"));
        PROBLEMS.keySet().stream()
                .filter(status -> hasBody || !OF_BODIES.contains(status))
                .filter(status -> !amendment || !OF_DECISIONS.contains(status))
                .filter(status -> amendment && writes || !OF_STEPS.contains(status))
                .filter(status -> versioned || !OF_VERSIONS.contains(status))
                .forEach(status -> responses.addAPIResponse(
                        status, OASFactory.createAPIResponse().ref("#/components/responses/Problem" + status)));
        if (hasBody) {
            var content = operation.getRequestBody().getContent();
            if (content.getMediaTypes().size() > 1) {
                content.removeMediaType(ANYTHING);
            }
        }
    }

    /** If the documents describe another successful status than the scanner assumed, the scanner's is removed. */
    private static void succeeds(APIResponses responses) {
        var good = responses.getAPIResponses().keySet().stream()
                .filter(status -> status.startsWith("2"))
                .toList();
        good.stream()
                .filter(status -> good.size() > 1
                        && SCANNED.contains(responses.getAPIResponse(status).getDescription()))
                .forEach(status -> {
                    var scanned = responses.getAPIResponse(status);
                    responses.removeAPIResponse(status);
                    responses.getAPIResponses().forEach((other, told) -> {
                        if (other.equals("201")) {
                            told.setContent(scanned.getContent());
                        }
                    });
                });
    }

    /** Removes a parameter that the scanner found if the documents refer to the same one. */
    private static void once(OpenAPI api, Operation operation) {
        if (operation.getParameters() == null) {
            return;
        }
        var referred = operation.getParameters().stream()
                .filter(parameter -> parameter.getRef() != null)
                .map(parameter -> api.getComponents()
                        .getParameters()
                        .get(parameter.getRef().replaceFirst(".*/", "")))
                .toList();
        operation.getParameters().stream()
                .filter(found -> found.getRef() == null
                        && referred.stream()
                                .anyMatch(told ->
                                        told.getName().equals(found.getName()) && told.getIn() == found.getIn()))
                .toList()
                .forEach(operation::removeParameter);
    }

    private static void described(Operation operation, APIResponse response) {
        if (SCANNED.contains(response.getDescription())) {
            response.setDescription(operation.getSummary());
        }
    }

    private static void named(APIResponse response) {
        if (response.getRef() == null) {
            response.addHeader("Policy-Edition", OASFactory.createHeader().ref("#/components/headers/PolicyEdition"));
            response.addHeader("Policy-Digest", OASFactory.createHeader().ref("#/components/headers/PolicyDigest"));
        }
    }

    /** If the documents define a schema, removes what the scanner found for it, which would override the definition. */
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
