package io.shuangsuiji.web.progress;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.decision.NoMatchingRule;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.plan.UncoveredYear;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.PlanInputs;
import io.shuangsuiji.progress.DrawnList;
import io.shuangsuiji.progress.Progress;
import io.shuangsuiji.progress.ProgressRequest;
import io.shuangsuiji.progress.output.AnswerTable;
import io.shuangsuiji.progress.output.AnswerTables;
import io.shuangsuiji.progress.publication.Publications;
import io.shuangsuiji.progress.report.Report;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.UnreadableFile;
import io.shuangsuiji.sheets.file.FileFormat;
import io.shuangsuiji.web.Metrics;
import io.shuangsuiji.web.RequestEdition;
import io.shuangsuiji.web.ServiceConfig;
import io.shuangsuiji.web.intake.Upload;
import io.shuangsuiji.web.plan.CalendarGap;
import io.shuangsuiji.web.plan.ParameterField;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** The page at {@code /progress}: a ledger, a day and a period in, where its tasks stand out. Works without scripts. */
@Path("/progress")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
public class ProgressPage {
    private static final String SAMPLE = "ledger.csv";

    /** So many rows of a table are in sight; the rest is folded away. */
    private static final int IN_SIGHT = 20;

    @CheckedTemplate(basePath = "", requireTypeSafeExpressions = false)
    static class Templates {
        static native TemplateInstance ledger(Edition edition, Form form, List<Shown> problems, Result result);

        private Templates() {}
    }

    /** What the form shows again. */
    record Form(String period, String on, boolean sample, List<Period> periods) {}

    /** A problem as the page shows it. */
    record Shown(String where, String detail) {}

    /**
     * What the page shows of an answer.
     *
     * @param id by which workbook, reports and publications are had; null where nothing was kept
     */
    record Result(
            Progress answer,
            String id,
            List<Folded> tables,
            BurnUp plot,
            List<CalendarGap> gaps,
            List<Link> reports,
            List<Link> channels) {}

    /** A table of which the first rows are in sight. */
    record Folded(AnswerTable table, List<List<Object>> first, List<List<Object>> rest) {
        static Folded of(AnswerTable table) {
            int shown = Math.min(IN_SIGHT, table.rows().size());
            return new Folded(
                    table,
                    table.rows().subList(0, shown),
                    table.rows().subList(shown, table.rows().size()));
        }
    }

    /** A name, and the same as a part of an address. */
    record Link(String name, String encoded) {
        static Link of(String name) {
            return new Link(name, URLEncoder.encode(name, StandardCharsets.UTF_8));
        }
    }

    private final RequestEdition snapshot;
    private final KeptLedgers kept;
    private final ServiceConfig config;
    private final Metrics metrics;

    ProgressPage(RequestEdition snapshot, KeptLedgers kept, ServiceConfig config, Metrics metrics) {
        this.snapshot = snapshot;
        this.kept = kept;
        this.config = config;
        this.metrics = metrics;
    }

    /** The empty form, for today. */
    @GET
    public TemplateInstance form() {
        var period = Period.of(PlanInputs.unit(snapshot.edition().models()), snapshot.today());
        return page(snapshot.edition(), period.toString(), snapshot.today().toString(), false, List.of(), null);
    }

    /** Where the tasks stand, or the form again with what is wrong. */
    @POST
    @Path("overview")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response overview(
            @RestForm("ledger") FileUpload ledger, @RestForm("drawn") FileUpload drawn, MultipartFormDataInput fields)
            throws IOException {
        var given = ParameterField.texts(fields);
        var edition = snapshot.edition();
        try {
            edition = snapshot.edition(ProgressRequest.chooses(given::get, snapshot.today()));
            var request = ProgressRequest.read(edition, given::get, snapshot.today());
            var made = kept(edition, request, ledger, list(edition, request, drawn), given);
            return Response.ok(page(
                            edition,
                            request.period().toString(),
                            request.on().toString(),
                            sample(given),
                            List.of(),
                            made))
                    .build();
        } catch (InvalidInput invalid) {
            return refused(edition, given, invalid.problems());
        } catch (UnreadableFile unreadable) {
            return refused(edition, given, unreadable.problems());
        } catch (NoMatchingRule undecided) {
            return refused(
                    edition,
                    given,
                    undecided.reasons().stream()
                            .map(why -> new FieldProblem("", why))
                            .toList());
        }
    }

    /** What was drawn, or null where no file was chosen. */
    private static DrawnList list(Edition edition, ProgressRequest request, FileUpload drawn) throws IOException {
        if (drawn == null || drawn.size() == 0) {
            return null;
        }
        var source = Source.of(drawn.fileName(), drawn.uploadedFile());
        try {
            return DrawnList.read(source, FileFormat.of(source, drawn.contentType()), edition, request.period());
        } catch (UnreadableFile unreadable) {
            throw new InvalidInput(unreadable.problems().stream()
                    .map(problem -> new FieldProblem("/drawn", problem.detail()))
                    .toList());
        }
    }

    private Result kept(
            Edition edition, ProgressRequest request, FileUpload ledger, DrawnList list, Map<String, String> given)
            throws IOException {
        if (sample(given)) {
            return result(new KeptLedgers.Kept(
                    job(edition, request, Source.of(config.samples().resolve(SAMPLE)), null, list), null));
        }
        if (ledger == null || ledger.size() == 0) {
            throw new InvalidInput(
                    List.of(new FieldProblem("/ledger", "请选择台账文件，或勾选用样例台账 / choose a file, or the sample")));
        }
        var copy = Upload.of(ledger);
        try {
            var source = Source.of(ledger.fileName(), copy.file());
            return result(new KeptLedgers.Kept(job(edition, request, source, ledger.contentType(), list), copy));
        } catch (IOException | RuntimeException unreadable) {
            // nobody will ask for what is made of it
            copy.close();
            throw unreadable;
        }
    }

    private LedgerJob job(Edition edition, ProgressRequest request, Source source, String type, DrawnList list)
            throws IOException {
        return new LedgerJob(edition, snapshot.asOf().orElse(null), request, source, FileFormat.of(source, type), list);
    }

    private Result result(KeptLedgers.Kept ledger) throws IOException {
        var edition = ledger.job().edition();
        var answer = metrics.plan(edition, () -> ledger.job().answer());
        return new Result(
                answer,
                kept.keep(ledger),
                AnswerTables.of(edition, answer).stream().map(Folded::of).toList(),
                BurnUp.of(answer),
                gaps(edition, answer),
                Report.kinds(edition).stream().map(kind -> Link.of(kind.name())).toList(),
                Publications.channels(answer).stream().map(Link::of).toList());
    }

    /** Of the tasks and of the period's own dates, each year once. */
    private static List<CalendarGap> gaps(Edition edition, Progress answer) {
        var dates = CalendarGap.of(edition, answer.deadlines());
        var tasks = answer.notCovered().stream()
                .filter(year -> dates.stream().noneMatch(each -> each.year().year() == year.year()))
                .map(year -> new UncoveredYear(
                        year.year(),
                        year.detail(),
                        List.of(),
                        List.of(year.count() + " 项任务的公开期限（如 " + String.join("、", year.examples()) + "）")))
                .toList();
        return Stream.concat(dates.stream(), CalendarGap.of(edition, tasks).stream())
                .toList();
    }

    private static boolean sample(Map<String, String> given) {
        return "true".equals(given.get("sample"));
    }

    private Response refused(Edition edition, Map<String, String> given, List<FieldProblem> problems) {
        var labels = Map.of("period", "时段", "on", "截至", "ledger", "台账", "drawn", "抽取记录");
        var shown = problems.stream()
                .map(problem -> new Shown(
                        labels.getOrDefault(FieldProblem.key(problem.pointer()), problem.pointer()), problem.chinese()))
                .toList();
        return Response.status(422)
                .entity(page(
                        edition,
                        given.getOrDefault("period", ""),
                        given.getOrDefault("on", ""),
                        sample(given),
                        shown,
                        null))
                .build();
    }

    private TemplateInstance page(
            Edition edition, String period, String on, boolean sample, List<Shown> problems, Result result) {
        return Templates.ledger(edition, new Form(period, on, sample, periods(edition, period)), problems, result);
    }

    /** Those since the first edition up to this year's last, and the one asked for. */
    private List<Period> periods(Edition edition, String asked) {
        var unit = PlanInputs.unit(edition.models());
        int from = snapshot.catalog().serving().firstKey().effectiveOn().getYear();
        var first = Period.of(unit, LocalDate.of(from, 1, 1));
        var offered = Stream.iterate(
                first, period -> period.year() <= snapshot.today().getYear(), Period::next);
        return Stream.concat(offered, Period.parse(asked).stream())
                .distinct()
                .sorted(Comparator.comparing(Period::firstDay))
                .toList();
    }
}
