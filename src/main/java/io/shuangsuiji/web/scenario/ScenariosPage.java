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
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.web.Download;
import io.shuangsuiji.web.Problem;
import io.shuangsuiji.web.ProblemException;
import io.shuangsuiji.web.Problems;
import io.shuangsuiji.web.RequestEdition;
import io.shuangsuiji.web.ServiceConfig;
import io.shuangsuiji.web.intake.Upload;
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
import java.util.ArrayList;
import java.util.List;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** The pages at {@code /scenarios}: workbooks in, their run watched, the workbooks with results out. */
@Path("/scenarios")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
public class ScenariosPage {
    private static final int SHOWN = 200;
    private static final int MOST = 50;

    @CheckedTemplate(basePath = "", requireTypeSafeExpressions = false)
    static class Templates {
        static native TemplateInstance scenarios(Edition edition, List<String> editions, List<String> problems);

        static native TemplateInstance scenarioRun(
                Job<Asked, Results> job, boolean finished, List<String> problems, int shown);

        private Templates() {}
    }

    /**
     * Names a run: the same files against the same edition are the same run.
     *
     * @param names what the files are called
     * @param digests of the files
     * @param mutate whether the tables are changed to see that the workbooks notice
     */
    record Asked(Edition edition, List<String> names, List<String> digests, boolean mutate)
            implements JobQueue.Key<Results> {
        /** What the run is called. */
        public String title() {
            return names.size() == 1 ? names.get(0) : names.get(0) + " 等 " + names.size() + " 个工作簿";
        }
    }

    /**
     * What came of a run.
     *
     * @param workbooks the workbooks with results, on the disk while the run is kept
     */
    record Results(ScenarioRun run, List<Upload> workbooks) implements Closeable {
        @Override
        public void close() {
            workbooks.forEach(Upload::close);
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
            @RestForm("workbook") List<FileUpload> workbooks,
            @RestForm String edition,
            @RestForm String draft,
            @RestForm String mutate)
            throws IOException, AmendmentRefused {
        var chosen = draft != null && !draft.isBlank()
                ? drafts.edition(draft)
                : edition == null || edition.isBlank() ? snapshot.edition() : snapshot.pin(edition);
        long limit = config.limits().scenarioWorkbook().asLongValue();
        var given = workbooks == null
                ? List.<FileUpload>of()
                : workbooks.stream().filter(workbook -> workbook.size() > 0).toList();
        if (given.isEmpty()) {
            return refused(422, chosen, "请选择场景工作簿 / choose a workbook");
        }
        if (given.size() > MOST) {
            return refused(422, chosen, "一次最多 " + MOST + " 个工作簿 / at most " + MOST + " workbooks at a time");
        }
        for (var workbook : given) {
            if (workbook.size() > limit) {
                return refused(
                        413, chosen, workbook.fileName() + " 过大，最多 " + limit + " 字节 / at most " + limit + " bytes");
            }
        }
        var digests = new ArrayList<String>();
        for (var workbook : given) {
            digests.add(RegistryReader.digest(Source.of(workbook.uploadedFile())));
        }
        var asked =
                new Asked(chosen, given.stream().map(FileUpload::fileName).toList(), digests, "true".equals(mutate));
        // in no memory before its turn has come
        var files = new ArrayList<Upload>();
        Runnable release = () -> files.forEach(Upload::close);
        try {
            for (var workbook : given) {
                files.add(Upload.of(workbook));
            }
            var job = jobs.submit(asked, progress -> results(asked, files, progress));
            job.whenFinished(release);
            return seeOther(job);
        } catch (QueueFull full) {
            release.run();
            return Problems.retryLater(refused(503, chosen, full.getMessage()), config);
        } catch (IOException | RuntimeException notStarted) {
            release.run();
            throw notStarted;
        }
    }

    private static Results results(Asked asked, List<Upload> files, JobProgress progress) throws IOException {
        var given = new ArrayList<ScenarioRun.Given>();
        for (int i = 0; i < files.size(); i++) {
            given.add(new ScenarioRun.Given(
                    asked.names().get(i), Files.readAllBytes(files.get(i).file())));
        }
        var run = ScenarioRun.of(asked.edition(), given, asked.mutate(), progress);
        progress.at("写入结果", 0, 0);
        var results = new ArrayList<Upload>();
        for (var workbook : run.workbooks()) {
            results.add(Upload.of(new ByteArrayInputStream(workbook)));
        }
        return new Results(run.withoutFiles(), List.copyOf(results));
    }

    /** A run: how far it is, then what came of it. */
    @GET
    @Path("runs/{id}")
    public TemplateInstance run(@PathParam("id") String id) {
        var job = find(id);
        // asked once: a run that ends while its page is written would be shown half as one, half as the other
        return Templates.scenarioRun(
                job,
                job.finished(),
                job.problems().stream().map(FieldProblem::chinese).toList(),
                SHOWN);
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

    /**
     * A workbook with results.
     *
     * @param book which of them, from 0
     */
    @GET
    @Path("runs/{id}/workbook")
    @Produces({Download.XLSX, MediaType.TEXT_HTML})
    public Response workbook(@PathParam("id") String id, @RestQuery int book) throws IOException {
        var job = find(id);
        if (job.result() == null || book < 0 || book >= job.result().workbooks().size()) {
            throw expired();
        }
        return ScenariosResource.download(
                        Files.readAllBytes(job.result().workbooks().get(book).file()),
                        job.key().names().get(book))
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
        return Response.status(status)
                .entity(form(edition, List.of(FieldProblem.chinese(why))))
                .build();
    }

    private TemplateInstance form(Edition edition, List<String> problems) {
        var names = snapshot.catalog().serving().descendingKeySet().stream()
                .map(Object::toString)
                .toList();
        return Templates.scenarios(edition, names, problems);
    }
}
