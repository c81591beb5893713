package io.shuangsuiji.web.scenario;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.shuangsuiji.amendment.draft.AmendmentRefused;
import io.shuangsuiji.jobs.Job;
import io.shuangsuiji.jobs.JobProgress;
import io.shuangsuiji.jobs.JobQueue;
import io.shuangsuiji.jobs.QueueFull;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.registry.RegistryReader;
import io.shuangsuiji.scenario.result.ScenarioRun;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.web.Download;
import io.shuangsuiji.web.Problem;
import io.shuangsuiji.web.ProblemException;
import io.shuangsuiji.web.Problems;
import io.shuangsuiji.web.RequestEdition;
import io.shuangsuiji.web.ServiceConfig;
import io.shuangsuiji.web.Upload;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
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
        static native TemplateInstance scenarios(Edition edition, List<String> editions, List<String> problems);

        static native TemplateInstance scenarioRun(Job<Asked, Results> job, boolean finished, int shown);

        private Templates() {}
    }

    /**
     * Names a run: the same file against the same edition is the same run.
     *
     * @param digest of the file
     * @param mutate whether the tables are changed to see that the workbook notices
     */
    record Asked(Edition edition, String name, String digest, boolean mutate) implements JobQueue.Key<Results> {}

    /**
     * What came of a run.
     *
     * @param workbook the workbook with results, on the disk while the run is kept
     */
    record Results(ScenarioRun run, Upload workbook) implements Closeable {
        @Override
        public void close() {
            workbook.close();
        }
    }

    private final RequestEdition snapshot;
    private final JobQueue jobs;
    private final ServiceConfig config;
    private final DraftEditions drafts;

    ScenariosPage(RequestEdition snapshot, JobQueue jobs, ServiceConfig config, DraftEditions drafts) {
        this.drafts = drafts;
        this.snapshot = snapshot;
        this.jobs = jobs;
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
        var asked = new Asked(
                chosen,
                workbook.fileName(),
                RegistryReader.digest(Source.of(workbook.uploadedFile())),
                "true".equals(mutate));
        // in no memory before its turn has come
        var file = Upload.of(workbook);
        try {
            var job = jobs.submit(asked, progress -> results(asked, file, progress));
            job.whenFinished(file::close);
            return seeOther(job);
        } catch (QueueFull full) {
            file.close();
            return Problems.retryLater(refused(503, chosen, full.getMessage()), config);
        }
    }

    private static Results results(Asked asked, Upload file, JobProgress progress) throws IOException {
        var run = ScenarioRun.of(
                asked.edition(), asked.name(), Files.readAllBytes(file.file()), asked.mutate(), progress);
        progress.at("写入结果", 0, 0);
        return new Results(run.withoutFile(), Upload.of(new ByteArrayInputStream(run.workbook())));
    }

    /** A run: how far it is, then what came of it. */
    @GET
    @Path("runs/{id}")
    public TemplateInstance run(@PathParam("id") String id) {
        var job = find(id);
        // asked once: a run that ends while its page is written would be shown half as one, half as the other
        return Templates.scenarioRun(job, job.finished(), SHOWN);
    }

    /** Stops a run. */
    @POST
    @Path("runs/{id}/cancel")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response cancel(@PathParam("id") String id) {
        var job = find(id);
        jobs.cancel(job);
        return seeOther(job);
    }

    /** The workbook with results. */
    @GET
    @Path("runs/{id}/workbook")
    @Produces({Download.XLSX, MediaType.TEXT_HTML})
    public Response workbook(@PathParam("id") String id) throws IOException {
        var job = find(id);
        if (job.result() == null) {
            throw expired();
        }
        return ScenariosResource.download(
                        Files.readAllBytes(job.result().workbook().file()),
                        job.key().name())
                .build();
    }

    private static Response seeOther(Job<Asked, Results> job) {
        return Response.seeOther(URI.create("/scenarios/runs/" + job.id())).build();
    }

    private Job<Asked, Results> find(String id) {
        var job = jobs.last(Asked.class, one -> one.id().equals(id)).orElseThrow(ScenariosPage::expired);
        snapshot.answeredBy(job.key().edition());
        return job;
    }

    private static ProblemException expired() {
        return Problem.of(
                        404,
                        "RUN_EXPIRED",
                        "运行结果已过期 / the run is no longer kept",
                        "结果只保留 30 分钟，请重新运行 / a run is kept for 30 minutes; run the workbook again")
                .thrown();
    }

    private Response refused(int status, Edition edition, String why) {
        return Response.status(status).entity(form(edition, List.of(why))).build();
    }

    private TemplateInstance form(Edition edition, List<String> problems) {
        var names = snapshot.catalog().serving().descendingKeySet().stream()
                .map(Object::toString)
                .toList();
        return Templates.scenarios(edition, names, problems);
    }
}
