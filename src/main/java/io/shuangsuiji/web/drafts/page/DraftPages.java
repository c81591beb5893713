package io.shuangsuiji.web.drafts.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.shuangsuiji.amendment.Reports;
import io.shuangsuiji.amendment.check.CheckReport;
import io.shuangsuiji.amendment.diff.EditionDiff;
import io.shuangsuiji.amendment.draft.Actor;
import io.shuangsuiji.amendment.draft.AmendmentLog.Entry;
import io.shuangsuiji.amendment.draft.AmendmentRefused;
import io.shuangsuiji.amendment.draft.AmendmentRefused.Why;
import io.shuangsuiji.amendment.draft.Draft;
import io.shuangsuiji.amendment.draft.History;
import io.shuangsuiji.amendment.impact.Impact;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.jobs.QueueFull;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.xml.Dmn13;
import io.shuangsuiji.policy.Basis;
import io.shuangsuiji.policy.store.EditionState;
import io.shuangsuiji.web.ProblemException;
import io.shuangsuiji.web.RequestEdition;
import io.shuangsuiji.web.drafts.DraftContext;
import jakarta.ws.rs.BeanParam;
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
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestForm;

/** The page of a draft, with all that its editors may do with it. */
@Path("/drafts")
@Produces(DraftPages.HTML)
public class DraftPages {
    /** Where a caller takes anything, systems' JSON comes first. */
    static final String HTML = MediaType.TEXT_HTML + ";charset=UTF-8;qs=0.5";

    private static final int SEEN = 20;

    @CheckedTemplate(basePath = "", requireTypeSafeExpressions = false)
    static class Templates {
        static native TemplateInstance draft(Page page);

        private Templates() {}
    }

    /** A table, and how much of it differs from the base. */
    record TableLine(Table table, long changes) {
        public String href() {
            return Links.query("table", "file", table.file(), "at", table.address());
        }
    }

    /** A DMN file, and what its form for older editors does not say. */
    record DmnLine(String name, List<Dmn13.Omitted> omitted) {}

    /** The tables of one file. */
    record Topic(String label, List<TableLine> lines) {}

    /** All that the page of a draft shows. */
    record Page(
            Draft draft,
            boolean untouched,
            History history,
            EditionState edition,
            Draft.Document document,
            List<DmnLine> dmn,
            EditionDiff difference,
            List<Topic> topics,
            Reports.Kept<CheckReport> check,
            Reports.Kept<Impact> impact,
            Actor actor) {

        /** What was changed; what is beyond the first is folded. */
        public List<String> words() {
            var all = difference.words();
            return all.subList(0, Math.min(SEEN, all.size()));
        }

        public List<String> moreWords() {
            var all = difference.words();
            return all.subList(words().size(), all.size());
        }

        public String approvedAt() {
            return Steps.when(draft.approval().at());
        }

        public boolean open() {
            return draft.state() != Draft.State.PUBLISHED && draft.state() != Draft.State.DISCARDED;
        }

        /** The documents on which it rests, one a line. */
        public String basis() {
            return document.basis().stream().map(Basis::toString).collect(Collectors.joining("\n"));
        }

        public boolean editor() {
            return actor.roles().contains(Actor.Role.EDITOR);
        }

        public boolean approver() {
            return actor.roles().contains(Actor.Role.APPROVER);
        }

        public boolean wroteIt() {
            return actor.isAmong(draft.editors());
        }

        /** True where whoever looks may take it back after it was sent up. */
        public boolean recallable() {
            return draft.state() == Draft.State.SUBMITTED
                    && editor()
                    && (wroteIt() || actor.isAmong(List.of(draft.changedBy())));
        }

        /** Why it was given back, until it is sent up anew; else null. */
        public Entry returned() {
            return draft.state() == Draft.State.DRAFTING ? history.returned().orElse(null) : null;
        }

        /** What the scenarios prove less than those of the edition that it began from; null where they do not. */
        public CheckReport.Scenarios less() {
            return DraftPages.less(check);
        }

        /** True where it has to be checked before it can be sent up, since its scenarios were changed. */
        public boolean checkFirst() {
            return check == null && difference.tables().stream().anyMatch(EditionDiff.TableChange::isScenarios);
        }

        public Steps steps() {
            return Steps.of(history);
        }

        public String when(Entry entry) {
            return Steps.when(entry.at());
        }

        public boolean at(String state) {
            return draft.state().name().equals(state);
        }
    }

    static CheckReport.Scenarios less(Reports.Kept<CheckReport> check) {
        return check != null
                        && check.content().scenarios() != null
                        && check.content().scenarios().proveLess()
                ? check.content().scenarios()
                : null;
    }

    private final DraftContext desk;
    private final RequestEdition snapshot;

    DraftPages(DraftContext desk, RequestEdition snapshot) {
        this.desk = desk;
        this.snapshot = snapshot;
    }

    /** A draft with all that may be done with it. */
    @GET
    @Path("{id}")
    public TemplateInstance one(@PathParam("id") String id) throws IOException, AmendmentRefused {
        var draft = desk.amendments().draft(id);
        var difference = desk.amendments().difference(draft);
        var tables = desk.amendments().tables(draft);
        var topics = tables.files().values().stream()
                .map(file -> new Topic(
                        Objects.requireNonNullElse(file.xml().root().attribute("label"), file.name()),
                        tables.tables().stream()
                                .filter(table -> table.file().equals(file.name()))
                                .map(table -> new TableLine(table, changes(difference, table)))
                                .toList()))
                .toList();
        return Templates.draft(new Page(
                draft,
                desk.amendments().draft(id, 1).files().equals(draft.files()),
                desk.publishing().history(draft),
                desk.edition(draft, snapshot.today()),
                desk.amendments().document(draft),
                tables.files().values().stream()
                        .map(file -> new DmnLine(file.name(), Dmn13.of(file).omitted()))
                        .toList(),
                difference,
                topics,
                desk.reports().lastCheck(draft).orElse(null),
                desk.reports().lastImpact(draft).orElse(null),
                desk.actor()));
    }

    static long changes(EditionDiff difference, Table table) {
        return difference.tables().stream()
                .filter(changed -> changed.after() != null
                        && changed.after().file().equals(table.file())
                        && changed.after().address().equals(table.address()))
                .mapToLong(changed -> changed.changes().size())
                .sum();
    }

    /** Changes what it is about. */
    @POST
    @Path("{id}/header")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response describe(@PathParam("id") String id, @RestForm int version, @BeanParam HeaderForm form)
            throws IOException, AmendmentRefused {
        var draft = desk.amendments().draft(id);
        var before = desk.amendments().document(draft);
        var now = form.document(before.own());
        var document = now.equals(before) ? draft.header().document() : now;
        return seeOther(desk.amendments().describe(desk.actor(), id, version, form.header(document)), "");
    }

    /** A step that needs nothing but the version: undo, redo, submit, recall, discard. */
    @POST
    @Path("{id}/step")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response step(
            @PathParam("id") String id,
            @RestForm String step,
            @RestForm int version,
            @RestForm String reason,
            @RestForm String file,
            @RestForm String at)
            throws IOException, AmendmentRefused {
        var actor = desk.actor();
        var draft = switch (step == null ? "" : step) {
            case "undo" -> desk.amendments().undo(actor, id, version);
            case "redo" -> desk.amendments().redo(actor, id, version);
            case "submit" -> reported(actor, desk.publishing().submit(actor, id, version, HeaderForm.given(reason)));
            case "recall" -> desk.publishing().recall(actor, id, version);
            case "discard" -> desk.amendments().discard(actor, id, version);
            default -> throw new AmendmentRefused(Why.INVALID, "不认识的步骤：" + step + " / unknown step");
        };
        return seeOther(draft, at == null ? "" : "/" + Links.query("table", "file", file, "at", at));
    }

    /** Has the reports made that the approver will need, where there are none of this very draft; a page asks for the rest. */
    private Draft reported(Actor actor, Draft draft) throws IOException, AmendmentRefused {
        try {
            if (desk.reports().lastCheck(draft).isEmpty()) {
                desk.reports().startCheck(actor, draft);
            }
            boolean weighable =
                    !draft.isOwnPlan() || desk.reports().compiledLately(draft).isPresent();
            if (weighable && desk.reports().lastImpact(draft).isEmpty()) {
                var over = desk.weighing(draft, snapshot.today(), desk.reports().registry(draft), new TreeMap<>());
                desk.reports().startImpact(actor, draft, over);
            }
        } catch (QueueFull | InvalidInput | ProblemException later) {
            // the page of the approval says what is missing, and makes it
        }
        return draft;
    }

    static Response seeOther(Draft draft, String then) {
        return Response.seeOther(URI.create("/drafts/" + draft.id() + then)).build();
    }
}
