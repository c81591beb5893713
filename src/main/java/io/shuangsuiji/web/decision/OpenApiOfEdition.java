package io.shuangsuiji.web.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.arc.Arc;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.shuangsuiji.decision.Examples;
import io.shuangsuiji.decision.json.FeelJson;
import io.shuangsuiji.decision.json.Json;
import io.shuangsuiji.decision.json.JsonSchemas;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.store.EditionStore;
import io.smallrye.openapi.model.BaseModel;
import io.smallrye.openapi.runtime.io.OpenApiParser;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * Puts the models of the edition in force into the document, each time that it is asked for: in the place of every path
 * with {@code {model}} one path a model, with the model's own schemas and an example that its tables answered just now.
 * Where no edition is in force the paths stay as they are.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.RUNTIME_PER_REQUEST)
public class OpenApiOfEdition implements OASFilter {
    private static final String MODEL = "{model}";
    private static final String INPUT = "DecisionInput";
    private static final String OUTPUT = "DecisionOutput";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        var container = Arc.container();
        var store = container.instance(EditionStore.class).get();
        var clock = container.instance(Clock.class).get();
        store.catalog().inForceOn(LocalDate.now(clock)).ifPresent(edition -> complete(api, edition));
    }

    static void complete(OpenAPI api, Edition edition) {
        api.getInfo().addExtension("x-policy-edition", edition.name().toString());
        api.getInfo().addExtension("x-policy-digest", edition.digest());
        api.getInfo().addExtension("x-policy-title", edition.info().title());
        for (var model : edition.models().values()) {
            schema(api, model, true, JsonSchemas.input(model));
            schema(api, model, false, JsonSchemas.output(model));
        }
        var paths = new LinkedHashMap<String, PathItem>();
        api.getPaths().getPathItems().forEach((path, item) -> {
            if (path.contains(MODEL)) {
                edition.models()
                        .values()
                        .forEach(model -> paths.put(
                                path.replace(MODEL, model.name()),
                                of(edition, model, BaseModel.deepCopy(item, PathItem.class))));
            } else {
                paths.put(path, item);
            }
        });
        api.getPaths().setPathItems(paths);
    }

    private static void schema(OpenAPI api, DecisionModel model, boolean input, JsonNode schema) {
        api.getComponents().addSchema(name(model, input), OpenApiParser.parseSchema(schema.toString()));
    }

    private static String name(DecisionModel model, boolean input) {
        return model.name() + (input ? "Input" : "Output");
    }

    private static PathItem of(Edition edition, DecisionModel model, PathItem item) {
        item.getOperations().values().forEach(operation -> of(edition, model, operation));
        return item;
    }

    private static void of(Edition edition, DecisionModel model, Operation operation) {
        operation.getParameters().stream()
                .filter(parameter -> "model".equals(parameter.getName())
                        || "#/components/parameters/model".equals(parameter.getRef()))
                .toList()
                .forEach(operation::removeParameter);
        if (operation.getOperationId() != null) {
            operation.setOperationId(operation.getOperationId() + "-" + model.name());
        }
        operation.setSummary(model.label() + "：" + operation.getSummary());
        if (operation.getRequestBody() != null) {
            content(operation.getRequestBody().getContent(), edition, model);
        }
        operation
                .getResponses()
                .getAPIResponses()
                .values()
                .forEach(response -> content(response.getContent(), edition, model));
    }

    /** Every reference to the schema of any input or output becomes one to the model's. */
    private static void content(Content content, Edition edition, DecisionModel model) {
        if (content == null) {
            return;
        }
        for (var type : content.getMediaTypes().values()) {
            if (replaced(type.getSchema(), INPUT, name(model, true))) {
                type.addExample("edition", example(FeelJson.toJson(Examples.input(edition, model), model.inputs())));
            } else if (replaced(type.getSchema(), OUTPUT, name(model, false))) {
                Examples.output(edition, model).ifPresent(output -> type.addExample("edition", example(output)));
            } else if (type.getSchema() != null && type.getSchema().getProperties() != null) {
                type.getSchema().getProperties().values().forEach(part -> replaced(part, INPUT, name(model, true)));
            }
        }
    }

    /** True where the schema, or one that it extends, was a reference to the general one. */
    private static boolean replaced(Schema schema, String general, String particular) {
        if (schema == null) {
            return false;
        }
        if (refersTo(schema, general)) {
            schema.setRef("#/components/schemas/" + particular);
            return true;
        }
        return schema.getAllOf() != null
                && schema.getAllOf().stream().anyMatch(part -> replaced(part, general, particular));
    }

    private static Example example(JsonNode json) {
        return OASFactory.createExample().value(plain(json));
    }

    private static boolean refersTo(Schema schema, String name) {
        return schema != null && ("#/components/schemas/" + name).equals(schema.getRef());
    }

    /** As the document's own writer takes values. */
    private static Object plain(JsonNode json) {
        try {
            return Json.mapper().treeToValue(json, Map.class);
        } catch (JsonProcessingException ourOwnValue) {
            throw new IllegalStateException(ourOwnValue);
        }
    }
}
