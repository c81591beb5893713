package io.shuangsuiji.web.drafts.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.shuangsuiji.amendment.Registries;
import io.shuangsuiji.amendment.Reports.Kept;
import io.shuangsuiji.amendment.Reports.Making;
import io.shuangsuiji.amendment.check.CheckReport;
import io.shuangsuiji.amendment.draft.AmendmentRefused;
import io.shuangsuiji.amendment.draft.Draft;
import io.shuangsuiji.amendment.draft.Report;
import io.shuangsuiji.amendment.impact.Impact;
import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.jobs.Job;
import io.shuangsuiji.jobs.JobQueue;
import io.shuangsuiji.policy.PlanInputs;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.UnreadableFile;
import io.shuangsuiji.web.Problems;
import io.shuangsuiji.web.RequestEdition;
import io.shuangsuiji.web.drafts.DraftContext;
import io.shuangsuiji.web.intake.Upload;
import io.shuangsuiji.web.plan.Bar;
import io.shuangsuiji.web.plan.ParameterField;
import io.shuangsuiji.web.plan.Periods;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** The pages of the check of a draft and of its impact. */
@Path("/drafts")
@Produces(DraftPages.HTML)
public class ReportPages {
    @CheckedTemplate(basePath = "", requireTypeSafeExpressions = false)
    static class Templates {
        static native TemplateInstance check(
                Draft draft,
                Kept<CheckReport> check,
                String when,
                FindingLine.Sorted found,
                boolean all,
                boolean changed,
                List<String> notChanged,
                List<String> problems);

        static native TemplateInstance impact(
                Draft draft,
                Kept<Impact> impact,
                List<Bar> bars,
                String when,
                String period,
                List<Period> periods,
                String evaluationDate,
                List<ParameterField> parameters,
                List<String> problems,
                Registries.Card registry);

        static native TemplateInstance running(Draft draft, String title, Job<Making, Kept<?>> job);

        private Templates() {}
    }

    private final DraftContext desk;
    private final JobQueue jobs;
    private final RequestEdition snapshot;

    ReportPages(DraftContext desk, JobQueue jobs, RequestEdition snapshot) {
        this.desk = desk;
        this.jobs = jobs;
        this.snapshot = snapshot;
    }

    /**
     * The last check of the draft as it is, or how far it has come.
     *
     * @param all given where every scenario that may give way shall be ticked
     */
    @GET
    @Path("{id}/check")
    public TemplateInstance check(@PathParam("id") String id, @RestQuery String all)
            throws IOException, AmendmentRefused {
        var draft = desk.amendments().draft(id);
        var job = desk.reports().making(Report.CHECK, draft).orElse(null);
        if (job != null && !job.finished()) {
            return Templates.running(draft, "校验", job);
        }
        return checked(draft, all != null, false, List.of(), job == null ? List.of() : chinese(job.problems()));
    }

    private TemplateInstance checked(
            Draft draft, boolean all, boolean changed, List<String> notChanged, List<String> problems)
            throws IOException, AmendmentRefused {
        var check = desk.reports().lastCheck(draft).orElse(null);
        var found = FindingLine.Sorted.of(
                check == null ? null : check.content(), desk.amendments().tables(draft));
        return Templates.check(draft, check, when(check), found, all, changed, notChanged, problems);
    }

    /** Checks the draft as it is; {@code from} names the page that shows how far it has come. */
    @POST
    @Path("{id}/check")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response checkNow(@PathParam("id") String id, @RestForm String from) throws IOException, AmendmentRefused {
        return checking(desk.amendments().draft(id), from);
    }

    private Response checking(Draft draft, String from) throws IOException {
        desk.reports().startCheck(desk.actor(), draft);
        return DraftPages.seeOther(draft, ApprovalPage.NAME.equals(from) ? "/" + from + "#check" : "/check");
    }

    /**
     * Lets the expectations of the chosen scenarios give way to what the draft answers, and checks again; where some could
     * not, says first which and why.
     */
    @POST
    @Path("{id}/expectations")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response expectations(
            @PathParam("id") String id,
            @RestForm int version,
            @RestForm List<String> pick,
            @RestForm List<String> sentence)
            throws IOException, AmendmentRefused {
        var draft = desk.amendments().draft(id);
        var workbooks = draft.scenarios().keySet();
        var places = new TreeMap<String, Map<String, Boolean>>();
        for (var one : pick == null ? List.<String>of() : pick) {
            int hash = one.indexOf('#');
            if (hash > 0 && workbooks.contains(one.substring(0, hash))) {
                places.computeIfAbsent(one.substring(0, hash), any -> new TreeMap<>())
                        .put(one.substring(hash + 1), sentence != null && sentence.contains(one));
            }
        }
        var accepted = desk.reports().accept(desk.actor(), draft, version, places);
        if (accepted.changed() > 0 && accepted.notChanged().isEmpty()) {
            return checking(accepted.draft(), null);
        }
        var told = accepted.notChanged().isEmpty()
                ? List.of("没有勾选场景。")
                : accepted.notChanged().stream()
                        .map(kept -> FieldProblem.chinese(kept.inWords()))
                        .toList();
        return Response.status(accepted.changed() > 0 ? 200 : 422)
                .entity(checked(accepted.draft(), false, accepted.changed() > 0, told, List.of()))
                .build();
    }

    /** The last impact of the draft as it is, and the form for another; or how far it has come. */
    @GET
    @Path("{id}/impact")
    public TemplateInstance impact(@PathParam("id") String id) throws IOException, AmendmentRefused {
        var draft = desk.amendments().draft(id);
        var job = desk.reports().making(Report.IMPACT, draft).orElse(null);
        if (job != null && !job.finished()) {
            return Templates.running(draft, "影响测算", job);
        }
        return page(draft, desk.registries().current().parameters(), job == null ? List.of() : chinese(job.problems()));
    }

    private static List<Bar> bars(Impact impact) {
        return Bar.of(impact.changedStrata().stream()
                .map(stratum -> new Bar.Pair(
                        stratum.stratum(),
                        stratum.required().before(),
                        stratum.required().after()))
                .toList());
    }

    /** Stops a report that is being made. */
    @POST
    @Path("{id}/{kind:check|impact}/cancel")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response cancel(@PathParam("id") String id, @PathParam("kind") String kind, @RestForm String from)
            throws IOException, AmendmentRefused {
        var draft = desk.amendments().draft(id);
        desk.reports().making(kind, draft).ifPresent(jobs::cancel);
        return DraftPages.seeOther(draft, "/" + (ApprovalPage.NAME.equals(from) ? from : kind));
    }

    /** Works the impact out, over an uploaded registry or the last one. */
    @POST
    @Path("{id}/impact")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response impactNow(
            @PathParam("id") String id, @RestForm("registry") FileUpload registry, MultipartFormDataInput fields)
            throws IOException, AmendmentRefused {
        var draft = desk.amendments().draft(id);
        var given = ParameterField.texts(fields);
        var from = given.remove("from");
        given.values().removeIf(String::isBlank);
        var upload = registry != null && registry.size() > 0 ? Upload.of(registry) : null;
        Runnable release = () -> {
            if (upload != null) {
                upload.close();
            }
        };
        try {
            var source = upload == null
                    ? desk.reports().registry(draft)
                    : desk.registries().sent(upload.file(), registry.contentType(), registry.fileName());
            var over = desk.weighing(draft, snapshot.today(), source, given);
            desk.reports().startImpact(desk.actor(), draft, over).whenFinished(release);
            return DraftPages.seeOther(draft, ApprovalPage.NAME.equals(from) ? "/" + from + "#impact" : "/impact");
        } catch (InvalidInput | UnreadableFile wrong) {
            release.run();
            return Response.status(422)
                    .entity(page(draft, given, chinese(Problems.messages(wrong))))
                    .build();
        } catch (IOException | RuntimeException notStarted) {
            release.run();
            throw notStarted;
        }
    }

    private static String when(Kept<?> report) {
        return report == null ? "" : Steps.when(report.at());
    }

    /** What people are told of what went wrong. */
    static List<String> chinese(List<String> problems) {
        return problems.stream().map(FieldProblem::chinese).toList();
    }

    private TemplateInstance page(Draft draft, Map<String, String> form, List<String> problems)
            throws IOException, AmendmentRefused {
        // a draft that was not compiled yet has mostly the parameters of the edition in force
        var edition = desk.reports().compiledLately(draft).orElseGet(snapshot::edition);
        var first = Period.of(PlanInputs.unit(edition.models()), DraftContext.firstDay(draft, snapshot.today()));
        var period = form.getOrDefault("period", first.toString());
        var impact = desk.reports().lastImpact(draft).orElse(null);
        return Templates.impact(
                draft,
                impact,
                impact == null ? List.of() : bars(impact.content()),
                when(impact),
                period,
                Periods.offered(edition, snapshot, period),
                form.getOrDefault("evaluationDate", snapshot.today().toString()),
                ParameterField.of(edition, form),
                problems,
                desk.registries().current());
    }
}
