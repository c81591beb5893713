package io.shuangsuiji.web.plan;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.decision.NoMatchingRule;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.plan.Headings;
import io.shuangsuiji.plan.Plan;
import io.shuangsuiji.plan.PlanRequest;
import io.shuangsuiji.plan.Plans;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.PlanInputs;
import io.shuangsuiji.registry.ReadReport;
import io.shuangsuiji.registry.RegistryFile;
import io.shuangsuiji.registry.Samples;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.UnreadableFile;
import io.shuangsuiji.sheets.file.FileFormat;
import io.shuangsuiji.web.Download;
import io.shuangsuiji.web.Metrics;
import io.shuangsuiji.web.RequestEdition;
import io.shuangsuiji.web.ServiceConfig;
import io.shuangsuiji.web.intake.Upload;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** The page at {@code /plan}: a registry, a period and the officers in, the plan out. Works without scripts. */
@Path("/")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
public class PlanPage {
    @CheckedTemplate(basePath = "", requireTypeSafeExpressions = false)
    static class Templates {
        static native TemplateInstance plan(
                Edition edition,
                Headings headings,
                List<Period> periods,
                List<ParameterField> parameters,
                Form form,
                List<Shown> problems,
                Plan plan,
                List<Cause> causes,
                long rejected,
                List<Due> deadlines,
                List<CalendarGap> gaps,
                List<Bar> bars,
                String workbook,
                String madeAt);

        private Templates() {}
    }

    /** What the form shows again. */
    record Form(String period, Map<String, String> given, String evaluationDate, boolean sample) {}

    /** A problem as the page shows it. */
    record Shown(String where, String detail) {}

    /**
     * Why rows were rejected, as the page shows it.
     *
     * @param count how many cells
     * @param cells the first of them, in words
     * @param lines those that are listed
     */
    record Cause(String where, String detail, long count, String cells, List<Line> lines) {
        /** So many cells of one cause are listed. */
        private static final int MOST = 100;

        /** A cell that could not be taken. */
        record Line(String place, String cell, String detail) {}

        private static List<Cause> of(Plan plan) {
            return plan == null
                    ? List.of()
                    : plan.registry().rejectedBy().stream()
                            .map(cause -> new Cause(
                                    cause.pointer().replaceFirst("^/", ""),
                                    FieldProblem.chinese(cause.cause()),
                                    cause.count(),
                                    String.join("、", cause.cells()),
                                    lines(plan, cause)))
                            .toList();
        }

        private static List<Line> lines(Plan plan, ReadReport.Cause cause) {
            return plan.rejected().stream()
                    .flatMap(row -> row.errors().stream()
                            .filter(error -> error.pointer().equals(cause.pointer())
                                    && error.cause().equals(cause.cause()))
                            .map(error -> new Line(row.place(), error.cell(), error.chinese())))
                    .limit(MOST)
                    .toList();
        }
    }

    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final RequestEdition snapshot;
    private final KeptPlans kept;

    private final Clock clock;
    private final ServiceConfig config;
    private final Metrics metrics;

    PlanPage(RequestEdition snapshot, KeptPlans kept, Clock clock, ServiceConfig config, Metrics metrics) {
        this.metrics = metrics;
        this.snapshot = snapshot;
        this.clock = clock;
        this.kept = kept;
        this.config = config;
    }

    /** The empty form; its defaults are the coming quarter's, as far as they can be known. */
    @GET
    @Path("plan")
    public TemplateInstance form() {
        var period = Period.of(PlanInputs.unit(snapshot.edition().models()), snapshot.today());
        var form = new Form(period.toString(), Map.of(), snapshot.today().toString(), false);
        return page(snapshot.edition(), form, List.of(), null, null);
    }

    /** The plan, or the form again with what is wrong. */
    @POST
    @Path("plan")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response plan(@RestForm("registry") FileUpload registry, MultipartFormDataInput fields) throws IOException {
        var given = ParameterField.texts(fields);
        var form = new Form(
                given.getOrDefault("quarter", given.getOrDefault("period", "")),
                given,
                given.getOrDefault("evaluationDate", ""),
                "true".equals(given.get("sample")));
        var edition = snapshot.edition();
        try {
            edition = snapshot.edition(PlanRequest.period(given::get).firstDay());
            var request = PlanRequest.read(edition, given::get, snapshot.today());
            return Response.ok(made(form, registry, edition, request)).build();
        } catch (InvalidInput invalid) {
            return refused(edition, form, invalid.problems());
        } catch (UnreadableFile unreadable) {
            return refused(edition, form, unreadable.problems());
        } catch (NoMatchingRule undecided) {
            return refused(
                    edition,
                    form,
                    undecided.reasons().stream()
                            .map(why -> new FieldProblem("", why))
                            .toList());
        }
    }

    private TemplateInstance made(Form form, KeptPlans.Made plan) throws IOException {
        var job = plan.job();
        return page(
                job.edition(), form, List.of(), metrics.plan(job.edition(), () -> Plans.make(job)), kept.keep(plan));
    }

    /** The plan that the page showed, as a workbook. */
    @GET
    @Path("plan-workbooks/{id}")
    @Produces({Download.XLSX, MediaType.TEXT_HTML})
    public Response workbook(@PathParam("id") String id, RoutingContext routing) throws IOException {
        return PlansResource.attachment(kept.find(id), routing);
    }

    private TemplateInstance made(Form form, FileUpload upload, Edition edition, PlanRequest request)
            throws IOException {
        if (form.sample()) {
            var sample = new Samples(config.samples()).file();
            return made(form, new KeptPlans.Made(job(edition, request, sample), null));
        }
        if (upload == null || upload.size() == 0) {
            throw new InvalidInput(
                    List.of(new FieldProblem("/registry", "请选择名录库文件，或勾选用样例名录库 / choose a file, or the sample")));
        }
        var copy = Upload.of(upload);
        try {
            var source = Source.of(upload.fileName(), copy.file());
            return made(
                    form,
                    new KeptPlans.Made(
                            job(edition, request, RegistryFile.of(source, FileFormat.of(source, upload.contentType()))),
                            copy));
        } catch (IOException | RuntimeException unreadable) {
            // nobody will ask for its workbook
            copy.close();
            throw unreadable;
        }
    }

    private Plans.Job job(Edition edition, PlanRequest request, RegistryFile registry) {
        return new Plans.Job(edition, snapshot.asOf().orElse(null), request, registry);
    }

    private Response refused(Edition edition, Form form, List<FieldProblem> problems) {
        var labels =
                new TreeMap<String, String>(Map.of("quarter", "时段", "evaluationDate", "判定日期", "registry", "检查对象名录库"));
        ParameterField.of(edition, Map.of()).forEach(field -> labels.put(field.name(), field.label()));
        var shown = problems.stream()
                .map(problem -> new Shown(
                        labels.getOrDefault(FieldProblem.key(problem.pointer()), problem.pointer()), problem.chinese()))
                .toList();
        return Response.status(422)
                .entity(page(edition, form, shown, null, null))
                .build();
    }

    private TemplateInstance page(Edition edition, Form form, List<Shown> problems, Plan plan, String workbook) {
        return Templates.plan(
                edition,
                new Headings(edition),
                Periods.offered(edition, snapshot, form.period()),
                ParameterField.of(edition, form.given()),
                form,
                problems,
                plan,
                Cause.of(plan),
                plan == null ? 0 : plan.registry().rows() - plan.objects(),
                plan == null
                        ? List.of()
                        : plan.deadlines().stream()
                                .map(deadline -> new Due(deadline, snapshot.today()))
                                .toList(),
                plan == null ? List.of() : CalendarGap.of(edition, plan.deadlines()),
                plan == null ? List.of() : bars(plan),
                workbook,
                LocalDateTime.now(clock).format(WHEN));
    }

    /** The strata that are drawn now: how many there are, and how many of them are drawn. */
    private static List<Bar> bars(Plan plan) {
        return Bar.of(plan.strata().stream()
                .filter(stratum -> stratum.sampleSize() != null && stratum.sampleSize() > 0)
                .map(stratum -> new Bar.Pair(
                        stratum.team() == null ? stratum.stratum() : stratum.stratum() + "，" + stratum.team(),
                        stratum.population(),
                        stratum.sampleSize()))
                .toList());
    }
}
