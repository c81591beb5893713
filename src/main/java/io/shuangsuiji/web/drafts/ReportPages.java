package io.shuangsuiji.web.drafts;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.shuangsuiji.amendment.AmendmentRefused;
import io.shuangsuiji.amendment.CheckReport;
import io.shuangsuiji.amendment.CheckReport.Finding;
import io.shuangsuiji.amendment.CheckReport.Part;
import io.shuangsuiji.amendment.Draft;
import io.shuangsuiji.amendment.Impact;
import io.shuangsuiji.amendment.ImpactRun.Changed;
import io.shuangsuiji.amendment.Report;
import io.shuangsuiji.amendment.ReportProgress;
import io.shuangsuiji.decision.FieldProblem;
import io.shuangsuiji.decision.InvalidInput;
import io.shuangsuiji.plan.Classified;
import io.shuangsuiji.policy.tables.Tables;
import io.shuangsuiji.registry.UnreadableRegistry;
import io.shuangsuiji.scenario.NewExpectations;
import io.shuangsuiji.web.Snapshot;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** The pages of the check of a draft and of its impact. */
@Path("/drafts")
@Authenticated
@Produces(DraftPages.HTML)
public class ReportPages {
    @CheckedTemplate(basePath = "", requireTypeSafeExpressions = false)
    static class Templates {
        static native TemplateInstance check(
                Draft draft,
                Reports.Kept<CheckReport> check,
                List<Line> errors,
                List<Line> others,
                boolean picks,
                List<String> problems);

        static native TemplateInstance impact(
                Draft draft, Reports.Kept<Impact> impact, Form form, List<String> problems, Registries.Card registry);

        static native TemplateInstance running(Draft draft, String title, ReportRuns.Run run);

        private Templates() {}
    }

    /**
     * A finding with where to go from it.
     *
     * @param href the table that it is about, or null
     * @param pick names the scenario whose expectation may give way, or null
     */
    record Line(Finding finding, String href, String pick) {
        boolean error() {
            return finding.level() == CheckReport.Level.ERROR;
        }

        /** True where the finding is about a scenario workbook that can be had. */
        public boolean workbook() {
            return finding.part() == Part.SCENARIO && finding.file() != null;
        }
    }

    /** What the form of the impact shows again. */
    record Form(String quarter, String officers, String participatingOfficers, String evaluationDate) {}

    private final Desk desk;
    private final Reports reports;
    private final ReportRuns runs;
    private final Registries registries;
    private final Snapshot snapshot;

    ReportPages(Desk desk, Reports reports, ReportRuns runs, Registries registries, Snapshot snapshot) {
        this.desk = desk;
        this.reports = reports;
        this.runs = runs;
        this.registries = registries;
        this.snapshot = snapshot;
    }

    /** The last check of the draft as it is, or how far it has come. */
    @GET
    @Path("{id}/check")
    public TemplateInstance check(@PathParam("id") String id) throws IOException, AmendmentRefused {
        var draft = desk.amendments().draft(id);
        var run = runs.find(Report.CHECK, draft).orElse(null);
        if (run != null && !run.finished()) {
            return Templates.running(draft, "校验", run);
        }
        var check = reports.lastCheck(draft).orElse(null);
        var tables = desk.amendments().tables(draft);
        var lines = check == null
                ? List.<Line>of()
                : check.content().findings().stream()
                        .map(finding -> line(finding, tables))
                        .toList();
        return Templates.check(
                draft,
                check,
                lines.stream().filter(Line::error).toList(),
                lines.stream().filter(line -> !line.error()).toList(),
                lines.stream().anyMatch(line -> line.pick() != null),
                run == null ? List.of() : run.problems());
    }

    private static Line line(Finding finding, Tables tables) {
        if (finding.part() == Part.SCENARIO) {
            boolean differs = finding.level() == CheckReport.Level.ERROR
                    && finding.file() != null
                    && finding.words().contains("：期望 ");
            return new Line(finding, null, differs ? finding.file() + "#" + finding.at() : null);
        }
        return new Line(
                finding,
                tables.tables().stream()
                        .filter(table -> table.file().equals(finding.file()) && finding.at() != null)
                        .filter(table -> finding.at().equals(table.address())
                                || finding.at().equals(table.decision())
                                || table.row(finding.at()).isPresent())
                        .findFirst()
                        .map(table -> Links.query("table", "file", table.file(), "at", table.address()))
                        .orElse(null),
                null);
    }

    /** Checks the draft as it is. */
    @POST
    @Path("{id}/check")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response checkNow(@PathParam("id") String id) throws IOException, AmendmentRefused {
        return checking(desk.amendments().draft(id));
    }

    private Response checking(Draft draft) throws AmendmentRefused {
        var actor = desk.actor();
        var before = runs.find(Report.CHECK, draft).orElse(null);
        if (before == null || before.finished()) {
            runs.start(Report.CHECK, draft, progress -> reports.check(actor, draft, progress));
        }
        return DraftPages.seeOther(draft, "/check");
    }

    /** Lets the expectations of the chosen scenarios give way to what the draft answers, and checks again. */
    @POST
    @Path("{id}/expectations")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response expectations(@PathParam("id") String id, @RestForm int version, @RestForm List<String> pick)
            throws IOException, AmendmentRefused {
        var draft = desk.amendments().draft(id);
        var edition = reports.compile(draft, ReportProgress.NONE);
        Map<String, TreeSet<String>> places = new TreeMap<>();
        for (var one : pick == null ? List.<String>of() : pick) {
            int hash = one.indexOf('#');
            if (hash > 0) {
                places.computeIfAbsent(one.substring(0, hash), any -> new TreeSet<>())
                        .add(one.substring(hash + 1));
            }
        }
        var workbooks = desk.amendments().scenarios(draft);
        int on = version;
        for (var book : places.entrySet()) {
            if (workbooks.containsKey(book.getKey())) {
                var written =
                        NewExpectations.write(edition, book.getKey(), workbooks.get(book.getKey()), book.getValue());
                draft = desk.amendments().setScenarios(desk.actor(), id, on, book.getKey(), written);
                on = draft.version();
            }
        }
        return checking(draft);
    }

    /** The last impact of the draft as it is, and the form for another; or how far it has come. */
    @GET
    @Path("{id}/impact")
    public TemplateInstance impact(@PathParam("id") String id) throws IOException, AmendmentRefused {
        var draft = desk.amendments().draft(id);
        var run = runs.find(Report.IMPACT, draft).orElse(null);
        if (run != null && !run.finished()) {
            return Templates.running(draft, "影响测算", run);
        }
        var card = registries.current();
        var form = new Form(
                Registries.quarter(draft.header().effectiveOn(), snapshot.today())
                        .toString(),
                card.officers() == null ? "" : card.officers().toString(),
                card.participatingOfficers() == null
                        ? ""
                        : card.participatingOfficers().toString(),
                snapshot.today().toString());
        return page(draft, form, run == null ? List.of() : run.problems());
    }

    /** Works the impact out, over an uploaded registry or the last one. */
    @POST
    @Path("{id}/impact")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response impactNow(
            @PathParam("id") String id,
            @RestForm("registry") FileUpload registry,
            @RestForm String quarter,
            @RestForm String officers,
            @RestForm String participatingOfficers,
            @RestForm String evaluationDate)
            throws IOException, AmendmentRefused {
        var draft = desk.amendments().draft(id);
        try {
            if (registry != null && registry.size() > 0) {
                registries.keep(registry.uploadedFile(), registry.contentType(), registry.fileName());
            }
            var given = new TreeMap<String, String>();
            given.put("quarter", quarter);
            given.put("officers", officers);
            given.put("participatingOfficers", participatingOfficers);
            given.put("evaluationDate", evaluationDate);
            var request = DraftReportsResource.request(draft, given::get, registries, snapshot);
            var before = reports.inForce(draft, snapshot.today());
            var actor = desk.actor();
            runs.start(Report.IMPACT, draft, progress -> reports.impact(actor, draft, before, request, progress));
            return DraftPages.seeOther(draft, "/impact");
        } catch (InvalidInput invalid) {
            return refused(draft, quarter, officers, participatingOfficers, evaluationDate, invalid.problems());
        } catch (UnreadableRegistry unreadable) {
            return refused(draft, quarter, officers, participatingOfficers, evaluationDate, unreadable.problems());
        }
    }

    private Response refused(
            Draft draft,
            String quarter,
            String officers,
            String participatingOfficers,
            String evaluationDate,
            List<FieldProblem> problems)
            throws IOException, AmendmentRefused {
        var form = new Form(quarter, officers, participatingOfficers, evaluationDate);
        return Response.status(422)
                .entity(page(
                        draft, form, problems.stream().map(FieldProblem::detail).toList()))
                .build();
    }

    private TemplateInstance page(Draft draft, Form form, List<String> problems) throws IOException, AmendmentRefused {
        return Templates.impact(draft, reports.lastImpact(draft).orElse(null), form, problems, registries.current());
    }

    /** Every object that changes, as CSV for a spreadsheet. */
    @GET
    @Path("{id}/impact/changes.csv")
    @Produces("text/csv;charset=UTF-8")
    public Response changes(@PathParam("id") String id) throws IOException, AmendmentRefused {
        var draft = desk.amendments().draft(id);
        var csv = new StringBuilder("\uFEFF对象编号,名称,执法队,原类别,新类别,原检查方式,新检查方式,新类别的依据\r\n");
        reports.impact(
                draft,
                reports.inForce(draft, snapshot.today()),
                DraftReportsResource.request(draft, name -> null, registries, snapshot),
                changed -> line(csv, changed),
                ReportProgress.NONE);
        return Response.ok(csv.toString())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"changes-" + id + "-v" + draft.version() + ".csv\"")
                .build();
    }

    private static void line(StringBuilder csv, Changed changed) {
        var object = changed.after().object();
        for (var cell : new String[] {
            object.id(),
            object.name(),
            object.team(),
            changed.before().category(),
            changed.after().category(),
            changed.before().inspectionMode(),
            changed.after().inspectionMode(),
            String.join(
                    "；",
                    changed.after().triggers().stream()
                            .map(Classified.Trigger::reason)
                            .toList())
        }) {
            csv.append(cell(cell)).append(',');
        }
        csv.setLength(csv.length() - 1);
        csv.append("\r\n");
    }

    /** Quoted, and never a formula of a spreadsheet. */
    private static String cell(String text) {
        if (text == null) {
            return "";
        }
        var safe = text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
        return safe.matches("(?s).*[\",\\r\\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
