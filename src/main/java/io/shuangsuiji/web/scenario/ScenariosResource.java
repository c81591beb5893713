package io.shuangsuiji.web.scenario;

import io.shuangsuiji.amendment.draft.AmendmentRefused;
import io.shuangsuiji.jobs.JobProgress;
import io.shuangsuiji.plan.Headings;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.scenario.coverage.Coverage;
import io.shuangsuiji.scenario.mutation.Suggestion;
import io.shuangsuiji.scenario.mutation.Template;
import io.shuangsuiji.scenario.result.ScenarioRun;
import io.shuangsuiji.scenario.run.ScenarioReport;
import io.shuangsuiji.scenario.run.ScenarioResult;
import io.shuangsuiji.scenario.workbook.ScenarioBook;
import io.shuangsuiji.web.Download;
import io.shuangsuiji.web.Parameters;
import io.shuangsuiji.web.Problem;
import io.shuangsuiji.web.RequestEdition;
import io.shuangsuiji.web.ServiceConfig;
import io.shuangsuiji.web.intake.Upload;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Testers' workbooks: run, and given out empty. */
@Path("/scenarios")
@Consumes({Download.XLSX, "text/csv", MediaType.APPLICATION_OCTET_STREAM, MediaType.TEXT_PLAIN})
public class ScenariosResource {
    private static final List<String> PARAMETERS = List.of("name", "model", "asOf", "edition", "draft");

    private final RequestEdition snapshot;
    private final UriInfo uri;
    private final ServiceConfig config;
    private final DraftEditions drafts;

    ScenariosResource(RequestEdition snapshot, @Context UriInfo uri, ServiceConfig config, DraftEditions drafts) {
        this.drafts = drafts;
        this.snapshot = snapshot;
        this.uri = uri;
        this.config = config;
    }

    /**
     * A run as JSON.
     *
     * @param failures every scenario that did not go as it expects
     * @param suggestions scenarios for what is still missed
     */
    public record Run(
            String edition,
            String digest,
            int scenarios,
            long passed,
            long failed,
            long unchecked,
            List<Failure> failures,
            Coverage coverage,
            List<Proposal> suggestions) {

        static Run of(ScenarioReport report, List<Suggestion> suggestions) {
            return new Run(
                    report.edition(),
                    report.digest(),
                    report.outcomes().size(),
                    report.count(ScenarioResult.Status.PASSED),
                    report.count(ScenarioResult.Status.FAILED),
                    report.count(ScenarioResult.Status.UNCHECKED),
                    report.outcomes().stream()
                            .filter(ScenarioResult::failed)
                            .map(Failure::of)
                            .toList(),
                    report.coverage(),
                    suggestions.stream().map(Proposal::of).toList());
        }
    }

    /** A scenario that did not go as it expects: its row is counted from 1. */
    public record Failure(String sheet, int row, String id, String scenario, String basis, String detail) {
        static Failure of(ScenarioResult outcome) {
            var scenario = outcome.scenario();
            return new Failure(
                    scenario.sheet(),
                    scenario.row() + 1,
                    scenario.id(),
                    scenario.sentence(),
                    scenario.basis(),
                    outcome.detail());
        }
    }

    /** A scenario that is missing, with today's answer. */
    public record Proposal(String purpose, String model, Object input, String answer) {
        static Proposal of(Suggestion suggestion) {
            return new Proposal(suggestion.purpose(), suggestion.model(), suggestion.input(), suggestion.answer());
        }
    }

    /** The workbook with results; a CSV file, of which {@code name} gives the model, becomes one. */
    @POST
    @Produces(Download.XLSX)
    public Response workbook(InputStream body, @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType)
            throws IOException, AmendmentRefused {
        var run = runOf(body, contentType);
        return counted(download(run.workbooks().get(0), run.books().get(0).name()), run.report());
    }

    /** What went how, as JSON. */
    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public Response run(InputStream body, @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType)
            throws IOException, AmendmentRefused {
        var run = runOf(body, contentType);
        return counted(Response.ok(Run.of(run.report(), run.suggestions())), run.report());
    }

    static Response.ResponseBuilder download(byte[] results, String workbook) {
        return Download.of(results, Download.XLSX, ScenarioBook.resultName(workbook));
    }

    /** The answer with the counts by which a build can tell at once how it went. */
    private static Response counted(Response.ResponseBuilder answer, ScenarioReport report) {
        return answer.header("Scenarios-Passed", report.count(ScenarioResult.Status.PASSED))
                .header("Scenarios-Failed", report.count(ScenarioResult.Status.FAILED))
                .build();
    }

    private static String label(Edition edition, String model) {
        return edition.model(model).map(DecisionModel::label).orElseGet(() -> new Headings(edition).plan());
    }

    /** An empty workbook: the columns of the models in force, or of the one that {@code model} names ({@code plan}: whole plans). */
    @GET
    @Path("template")
    @Produces(Download.XLSX)
    public Response template() throws IOException, AmendmentRefused {
        var edition = edition();
        var model = Optional.ofNullable(uri.getQueryParameters().getFirst("model"));
        model.filter(name -> !Template.names(edition).contains(name)).ifPresent(snapshot::model);
        return Download.of(
                        Template.of(edition, model.stream().toList()),
                        Download.XLSX,
                        "场景模板-" + model.map(name -> label(edition, name) + "-").orElse("") + edition.name() + ".xlsx")
                .build();
    }

    /** The edition that the request chooses, or the draft. */
    private Edition edition() throws IOException, AmendmentRefused {
        Parameters.refuseUnknown(uri, PARAMETERS);
        var given = uri.getQueryParameters();
        var draft = given.getFirst("draft");
        if (draft == null) {
            return snapshot.edition();
        }
        if (given.containsKey("asOf") || given.containsKey("edition")) {
            throw Problem.parameter("draft", "draft、asOf、edition 只能给一个 / give only one of draft, asOf and edition")
                    .thrown();
        }
        var edition = drafts.edition(draft);
        snapshot.answeredBy(edition);
        return edition;
    }

    private ScenarioRun runOf(InputStream body, String contentType) throws IOException, AmendmentRefused {
        var edition = edition();
        var file = Upload.bytes(body, config.limits().scenarioWorkbook().asLongValue());
        var csv = contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("text/csv");
        var name = Optional.ofNullable(uri.getQueryParameters().getFirst("name"))
                .filter(given -> !given.isBlank())
                .orElse("scenarios");
        var extension = csv ? ".csv" : ".xlsx";
        return ScenarioRun.of(
                edition,
                List.of(new ScenarioRun.Given(
                        name.toLowerCase(Locale.ROOT).endsWith(extension) ? name : name + extension, file)),
                false,
                JobProgress.NONE);
    }
}
