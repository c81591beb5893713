package io.shuangsuiji.web.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shuangsuiji.decision.DmnResults;
import io.shuangsuiji.decision.EvaluationResult;
import io.shuangsuiji.decision.explain.Explanations;
import io.shuangsuiji.decision.explain.WhyNot;
import io.shuangsuiji.decision.explain.WhyNotAnswer;
import io.shuangsuiji.decision.explain.WhyNotQuestion;
import io.shuangsuiji.decision.json.Json;
import io.shuangsuiji.decision.json.JsonSchemas;
import io.shuangsuiji.decision.log.LogEvents.Asked;
import io.shuangsuiji.model.EngineText;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.web.DmnDownload;
import io.shuangsuiji.web.Parameters;
import io.shuangsuiji.web.Problem;
import io.shuangsuiji.web.RequestEdition;
import io.shuangsuiji.web.ServiceConfig;
import io.shuangsuiji.web.intake.Upload;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;

/** The decision models of the edition that a request chooses. */
@Path("/decisions")
@Produces(MediaType.APPLICATION_JSON)
public class DecisionsResource {
    /** The parameter that says which text of a model is wanted: its file, or what engines evaluate. */
    private static final String FORM = "form";

    private static final List<String> FORMS = List.of("file", "engine");
    private static final List<String> SCHEMAS = List.of("input", "output");

    private final RequestEdition snapshot;
    private final ServiceConfig config;
    private final DecisionRecords records;
    private final Caller caller;
    private final UriInfo uri;

    DecisionsResource(
            RequestEdition snapshot,
            ServiceConfig config,
            DecisionRecords records,
            Caller caller,
            @Context UriInfo uri) {
        this.records = records;
        this.caller = caller;
        this.snapshot = snapshot;
        this.config = config;
        this.uri = uri;
    }

    @GET
    public List<ModelView> list() {
        return snapshot.edition().models().values().stream().map(ModelView::of).toList();
    }

    @GET
    @Path("{model}")
    @Produces(MediaType.APPLICATION_XML)
    public Response xml(@PathParam("model") String name, @Context Request request) {
        var edition = snapshot.edition();
        // a model's imports are served beside it: the shared vocabulary decides nothing and is no model to callers
        var file = edition.files().get(name + ".dmn");
        var version = uri.getQueryParameters().getFirst(DmnDownload.PARAMETER);
        var form = uri.getQueryParameters().getFirst(FORM);
        if (form != null && !FORMS.contains(form)) {
            throw Problem.parameter(
                            FORM,
                            "应为 " + String.join(" 或 ", FORMS) + "，收到 \"" + form + "\" / expected "
                                    + String.join(" or ", FORMS))
                    .thrown();
        }
        var fileName = file == null ? model(name).file() : name + ".dmn";
        boolean forEngines = FORMS.get(1).equals(form);
        var bytes = forEngines
                ? EngineText.of(edition.tables()).get(fileName)
                : file == null ? model(name).xml() : file;
        var dmn = DmnDownload.of(fileName, bytes, version);
        var tag = new EntityTag(
                edition.digest() + (version == null ? "" : "-" + version) + (forEngines ? "-" + form : ""));
        var unchanged = request.evaluatePreconditions(tag);
        return unchanged != null
                ? unchanged.build()
                : Response.ok(dmn.bytes())
                        .tag(tag)
                        .header(DmnDownload.OMITTED, dmn.header())
                        .build();
    }

    @POST
    @Path("{model}")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonNode decide(@PathParam("model") String name, @Context HttpServerResponse response, InputStream body) {
        Parameters.refuseUnknown(uri, List.of("explain", "asOf", "edition"));
        boolean explained = Parameters.flag("explain", uri.getQueryParameters().getFirst("explain"));
        var edition = snapshot.edition();
        var model = model(name);
        var decided = decided(edition, model, response, body);
        var answer = decided.orThrow();
        if (explained) {
            ((ObjectNode) answer)
                    .set("explanation", Json.mapper().valueToTree(Explanations.of(edition, model, decided.values())));
        }
        return answer;
    }

    @POST
    @Path("{model}/why-not")
    @Consumes(MediaType.APPLICATION_JSON)
    public WhyNotAnswer whyNot(@PathParam("model") String name, InputStream body) {
        var model = model(name);
        var question = WhyNotQuestion.read(model, Json.read(bytes(body)));
        var limits = config.limits();
        return WhyNot.answer(snapshot.edition(), model, question, limits.whyNotTries(), limits.whyNotTime());
    }

    /** JSON Schema of the input, or of the output for {@code of=output}. */
    @GET
    @Path("{model}/schema")
    @Produces({"application/schema+json", MediaType.APPLICATION_JSON})
    public Response schema(@PathParam("model") String name, @Context Request request) {
        Parameters.refuseUnknown(uri, List.of("of", "asOf", "edition"));
        var what = uri.getQueryParameters().getOrDefault("of", SCHEMAS).get(0);
        if (!SCHEMAS.contains(what)) {
            throw Problem.parameter("of", "应为 input 或 output，收到 \"" + what + "\" / expected input or output")
                    .thrown();
        }
        var model = model(name);
        var tag = new EntityTag(snapshot.edition().digest() + "-" + what);
        var unchanged = request.evaluatePreconditions(tag);
        return unchanged != null
                ? unchanged.build()
                : Response.ok(JsonSchemas.document(snapshot.edition(), model, what.equals(SCHEMAS.get(1))))
                        .tag(tag)
                        .build();
    }

    @POST
    @Path("{model}/dmnresult")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonNode dmnResult(@PathParam("model") String name, @Context HttpServerResponse response, InputStream body) {
        var edition = snapshot.edition();
        var model = model(name);
        var decided = decided(edition, model, response, body);
        decided.orThrow();
        return DmnResults.of(edition, model, decided.values());
    }

    /** Decides, and takes note of it. */
    private EvaluationResult decided(
            Edition edition, DecisionModel model, HttpServerResponse response, InputStream body) {
        var decided = EvaluationResult.of(edition, model, bytes(body));
        records.decided(new Asked(edition, model, caller.name()), decided)
                .ifPresent(id -> response.putHeader(DecisionRecords.ID, id));
        return decided;
    }

    private byte[] bytes(InputStream body) {
        return Upload.bytes(body, config.limits().decisionBody().asLongValue());
    }

    private DecisionModel model(String name) {
        return snapshot.model(name);
    }
}
