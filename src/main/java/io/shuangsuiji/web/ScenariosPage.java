package io.shuangsuiji.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.shuangsuiji.amendment.AmendmentRefused;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.scenario.Problem;
import io.shuangsuiji.scenario.ScenarioBook;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** The pages at {@code /scenarios}: a workbook in, its run watched, the workbook with results out. */
@Path("/scenarios")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
public class ScenariosPage {
    private static final int SHOWN = 200;

    @CheckedTemplate(basePath = "", requireTypeSafeExpressions = false)
    static class Templates {
        static native TemplateInstance scenarios(Edition edition, List<String> editions, List<Problem> problems);

        static native TemplateInstance scenarioRun(
                Edition edition, String id, ScenarioRuns.Run run, boolean finished, int shown);

        private Templates() {}
    }

    private final Snapshot snapshot;
    private final ScenarioRuns runs;
    private final ServiceConfig config;
    private final DraftEditions drafts;

    ScenariosPage(Snapshot snapshot, ScenarioRuns runs, ServiceConfig config, DraftEditions drafts) {
        this.drafts = drafts;
        this.snapshot = snapshot;
        this.runs = runs;
        this.config = config;
    }

    /** The form. */
    @GET
    public TemplateInstance form() {
        return form(snapshot.edition(), List.of());
    }

    /** Starts a run and leads to its page, or shows the form again with what is wrong. */
    @POST
    @Path("runs")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response start(
            @RestForm("workbook") FileUpload workbook,
            @RestForm String edition,
            @RestForm String draft,
            @RestForm String mutate)
            throws IOException, AmendmentRefused {
        var chosen = draft != null && !draft.isBlank()
                ? drafts.edition(draft)
                : edition == null || edition.isBlank() ? snapshot.edition() : snapshot.pin(edition);
        long limit = config.limits().scenarioWorkbook().asLongValue();
        if (workbook == null || workbook.size() == 0) {
            return refused(422, chosen, "请选择场景工作簿 / choose a workbook");
        }
        if (workbook.size() > limit) {
            return refused(413, chosen, "工作簿过大，最多 " + limit + " 字节 / at most " + limit + " bytes");
        }
        var file = Files.readAllBytes(workbook.uploadedFile());
        return runs.start(chosen, workbook.fileName(), file, "true".equals(mutate))
                .map(id ->
                        Response.seeOther(URI.create("/scenarios/runs/" + id)).build())
                .orElseGet(() -> refused(503, chosen, "正在运行的太多，请稍后再试 / too many runs are waiting"));
    }

    /** A run: how far it is, then what came of it. */
    @GET
    @Path("runs/{id}")
    public TemplateInstance run(@PathParam("id") String id) {
        var run = find(id);
        // asked once: a run that ends while its page is written would be shown half as one, half as the other
        return Templates.scenarioRun(run.edition(), id, run, run.finished(), SHOWN);
    }

    /** The workbook with results. */
    @GET
    @Path("runs/{id}/workbook")
    @Produces({PlansResource.XLSX, MediaType.TEXT_HTML})
    public Response workbook(@PathParam("id") String id) {
        var run = find(id);
        if (run.workbook() == null) {
            throw expired();
        }
        return ScenariosResource.attachment(run.workbook(), ScenarioBook.resultName(run.name()))
                .build();
    }

    private ScenarioRuns.Run find(String id) {
        var run = runs.find(id).orElseThrow(ScenariosPage::expired);
        snapshot.answeredBy(run.edition());
        return run;
    }

    private static ProblemException expired() {
        return io.shuangsuiji.web.Problem.of(
                        404,
                        "RUN_EXPIRED",
                        "运行结果已过期 / the run is no longer kept",
                        "结果只保留 30 分钟，请重新运行 / a run is kept for 30 minutes; run the workbook again")
                .thrown();
    }

    private Response refused(int status, Edition edition, String why) {
        return Response.status(status)
                .entity(form(edition, List.of(new Problem(null, null, why))))
                .build();
    }

    private TemplateInstance form(Edition edition, List<Problem> problems) {
        var names = snapshot.catalog().serving().descendingKeySet().stream()
                .map(Object::toString)
                .toList();
        return Templates.scenarios(edition, names, problems);
    }
}
