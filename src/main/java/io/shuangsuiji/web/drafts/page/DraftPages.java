package io.shuangsuiji.web.drafts.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.shuangsuiji.amendment.Reports;
import io.shuangsuiji.amendment.check.CheckReport;
import io.shuangsuiji.amendment.diff.EditionDiff;
import io.shuangsuiji.amendment.draft.Actor;
import io.shuangsuiji.amendment.draft.AmendmentRefused;
import io.shuangsuiji.amendment.draft.AmendmentRefused.Why;
import io.shuangsuiji.amendment.draft.Draft;
import io.shuangsuiji.amendment.impact.Impact;
import io.shuangsuiji.amendment.start.NewPlan;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.xml.Dmn13;
import io.shuangsuiji.policy.Basis;
import io.shuangsuiji.policy.EditionInfo;
import io.shuangsuiji.policy.store.EditionCatalog;
import io.shuangsuiji.web.RequestEdition;
import io.shuangsuiji.web.drafts.DraftContext;
import io.shuangsuiji.web.drafts.DraftsResource;
import io.shuangsuiji.web.drafts.Refused;
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
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestForm;

/** The pages of drafts: the list of them, and one with all that may be done with it. */
@Path("/drafts")
@Produces(DraftPages.HTML)
public class DraftPages {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    /** Where a caller takes anything, systems' JSON comes first. */
    static final String HTML = MediaType.TEXT_HTML + ";charset=UTF-8;qs=0.5";

    @CheckedTemplate(basePath = "", requireTypeSafeExpressions = false)
    static class Templates {
        static native TemplateInstance drafts(
                List<Draft> drafts,
                List<String> altered,
                List<EditionLine> editions,
                Form form,
                String problem,
                LocalDate today);

        static native TemplateInstance draft(Page page);

        private Templates() {}
    }

    /** What the form for a new draft shows again. */
    record Form(
            String base,
            String reason,
            String documentNumber,
            String effectiveOn,
            String title,
            String revisionReason,
            String issuer,
            String basis,
            String note,
            String start) {}

    /** An edition as the list shows it. */
    record EditionLine(EditionCatalog.Folder folder, EditionCatalog.Period period, boolean current, boolean future) {
        public String name() {
            return folder.folder();
        }

        /** How it was published; null where it was put there by hand, or does not serve. */
        public EditionInfo.Publication published() {
            return folder.edition() == null ? null : folder.edition().info().publication();
        }
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
            List<Draft> versions,
            Draft.Document document,
            List<DmnLine> dmn,
            EditionDiff difference,
            List<Topic> topics,
            Reports.Kept<CheckReport> check,
            Reports.Kept<Impact> impact,
            Actor actor) {

        public boolean open() {
            return draft.state() != Draft.State.PUBLISHED && draft.state() != Draft.State.DISCARDED;
        }

        /** The documents on which it rests, one a line. */
        public String basis() {
            return document.basis().stream().map(Basis::toString).collect(Collectors.joining("\n"));
        }

        /** True where its tables are still those that it began with. */
        public boolean untouched() {
            return versions.get(versions.size() - 1).files().equals(draft.files());
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

        /** True where this very version was checked and passed. */
        public boolean passed() {
            return check != null && check.content().passed();
        }

        /** What the scenarios prove less than those of the edition that it began from; null where they do not. */
        public CheckReport.Scenarios less() {
            return check != null
                            && check.content().scenarios() != null
                            && check.content().scenarios().proveLess()
                    ? check.content().scenarios()
                    : null;
        }

        /** The digest of the impact that the page shows; empty where none was worked out. */
        public String impactDigest() {
            return impact == null ? "" : impact.digest();
        }

        /** When a version was made, in the civil time of the bureaus. */
        public String when(Draft version) {
            return WHEN.format(version.changedAt().atZone(ZONE));
        }

        public boolean at(String state) {
            return draft.state().name().equals(state);
        }
    }

    private final DraftContext desk;
    private final RequestEdition snapshot;

    DraftPages(DraftContext desk, RequestEdition snapshot) {
        this.desk = desk;
        this.snapshot = snapshot;
    }

    /** All drafts, those that wait for somebody first, and the editions that they come from and become. */
    @GET
    public TemplateInstance list() throws IOException {
        var base = snapshot.catalog()
                .inForceOn(snapshot.today())
                .map(edition -> edition.name().toString());
        return list(
                new Form(base.orElse(""), "", "", snapshot.today().plusDays(1).toString(), "", "", "", "", "", ""),
                null);
    }

    private TemplateInstance list(Form form, String problem) throws IOException {
        var drafts = desk.amendments().drafts().stream()
                .sorted(Comparator.comparing(draft -> draft.state().compareTo(Draft.State.PUBLISHED) >= 0))
                .toList();
        var catalog = snapshot.catalog();
        var current = catalog.inForceOn(snapshot.today()).orElse(null);
        var editions = catalog.folders().stream()
                .map(folder -> new EditionLine(
                        folder,
                        folder.edition() == null
                                ? null
                                : catalog.period(folder.edition()).orElse(null),
                        folder.edition() != null && folder.edition() == current,
                        folder.edition() != null
                                && folder.edition().name().effectiveOn().isAfter(snapshot.today())))
                .sorted(Comparator.comparing(EditionLine::name).reversed())
                .toList();
        return Templates.drafts(drafts, desk.amendments().altered(), editions, form, problem, snapshot.today());
    }

    /** Begins a draft. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response create(
            @RestForm String base,
            @RestForm String reason,
            @RestForm String documentNumber,
            @RestForm String effectiveOn,
            @RestForm String title,
            @RestForm String revisionReason,
            @RestForm String issuer,
            @RestForm String basis,
            @RestForm String note,
            @RestForm String start)
            throws IOException {
        try {
            var kind = kind(start);
            var document = kind == null ? null : document(issuer, basis, note, true);
            var draft = desk.begin(
                    DraftsResource.edition(base),
                    header(title, documentNumber, reason, effectiveOn, revisionReason, document),
                    kind);
            return seeOther(draft, "");
        } catch (AmendmentRefused refused) {
            var form = new Form(
                    text(base),
                    text(reason),
                    text(documentNumber),
                    text(effectiveOn),
                    text(title),
                    text(revisionReason),
                    text(issuer),
                    text(basis),
                    text(note),
                    text(start));
            return Response.status(Refused.problem(refused).status())
                    .entity(list(form, refused.getMessage()))
                    .build();
        }
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
                desk.amendments().versions(id).stream()
                        .sorted(Comparator.comparing(Draft::version).reversed())
                        .toList(),
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
    public Response describe(
            @PathParam("id") String id,
            @RestForm int version,
            @RestForm String title,
            @RestForm String documentNumber,
            @RestForm String reason,
            @RestForm String effectiveOn,
            @RestForm String revisionReason,
            @RestForm String issuer,
            @RestForm String basis,
            @RestForm String note)
            throws IOException, AmendmentRefused {
        var draft = desk.amendments().draft(id);
        var before = desk.amendments().document(draft);
        var now = document(issuer, basis, note, before.own());
        var document = now.equals(before) ? draft.header().document() : now;
        return seeOther(
                desk.amendments()
                        .describe(
                                desk.actor(),
                                id,
                                version,
                                header(title, documentNumber, reason, effectiveOn, revisionReason, document)),
                "");
    }

    /** A step that needs nothing but the version: undo, redo, submit, publish, discard. */
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
            case "submit" -> desk.publishing().submit(actor, id, version, emptyToNull(reason));
            case "publish" -> publish(actor, id, version);
            case "discard" -> desk.amendments().discard(actor, id, version);
            default -> throw new AmendmentRefused(Why.INVALID, "不认识的步骤：" + step + " / unknown step");
        };
        return seeOther(draft, at == null ? "" : "/" + Links.query("table", "file", file, "at", at));
    }

    /** Approves exactly what the page showed; with {@code publish} it is published at once. */
    @POST
    @Path("{id}/approve")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response approve(
            @PathParam("id") String id,
            @RestForm int version,
            @RestForm String draftDigest,
            @RestForm String checkDigest,
            @RestForm String impactDigest,
            @RestForm String reason,
            @RestForm boolean publish)
            throws IOException, AmendmentRefused {
        var actor = desk.actor();
        var draft = desk.publishing()
                .approve(
                        actor,
                        id,
                        version,
                        draftDigest,
                        emptyToNull(checkDigest),
                        emptyToNull(impactDigest),
                        emptyToNull(reason));
        return seeOther(publish ? publish(actor, id, draft.version()) : draft, "");
    }

    /** Gives it back to its editors. */
    @POST
    @Path("{id}/return")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response giveBack(@PathParam("id") String id, @RestForm int version, @RestForm String reason)
            throws IOException, AmendmentRefused {
        return seeOther(desk.publishing().returnToEditors(desk.actor(), id, version, reason), "");
    }

    /** Withdraws an edition before it takes effect. */
    @POST
    @Path("withdraw")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response withdraw(@RestForm String edition, @RestForm String reason) throws IOException, AmendmentRefused {
        desk.publishing().withdraw(desk.actor(), DraftsResource.edition(edition), reason);
        desk.editionsChanged();
        return Response.seeOther(URI.create("/drafts")).build();
    }

    private Draft publish(Actor actor, String id, int version) throws IOException, AmendmentRefused {
        var draft = desk.publishing().publish(actor, id, version);
        desk.editionsChanged();
        return draft;
    }

    static Response seeOther(Draft draft, String then) {
        return Response.seeOther(URI.create("/drafts/" + draft.id() + then)).build();
    }

    private static NewPlan.Kind kind(String start) throws AmendmentRefused {
        try {
            return emptyToNull(start) == null ? null : NewPlan.Kind.valueOf(start);
        } catch (IllegalArgumentException none) {
            throw new AmendmentRefused(Why.INVALID, "不认识的起步方式：" + start + " / unknown start");
        }
    }

    /** The basis is a document a line, with its expiry in brackets. */
    private static Draft.Document document(String issuer, String basis, String note, boolean own)
            throws AmendmentRefused {
        try {
            return new Draft.Document(
                    emptyToNull(issuer),
                    text(basis)
                            .lines()
                            .filter(line -> !line.isBlank())
                            .map(Basis::parse)
                            .toList(),
                    emptyToNull(note),
                    own);
        } catch (IllegalArgumentException noDay) {
            throw new AmendmentRefused(Why.INVALID, "basis", noDay.getMessage());
        }
    }

    private static Draft.Header header(
            String title,
            String documentNumber,
            String reason,
            String effectiveOn,
            String revisionReason,
            Draft.Document document)
            throws AmendmentRefused {
        try {
            return new Draft.Header(
                    emptyToNull(title),
                    emptyToNull(documentNumber),
                    emptyToNull(reason),
                    emptyToNull(effectiveOn) == null ? null : LocalDate.parse(effectiveOn.strip()),
                    emptyToNull(revisionReason),
                    document);
        } catch (DateTimeException none) {
            throw new AmendmentRefused(Why.INVALID, "施行日期应为存在的日期，如 2026-01-01，收到「" + effectiveOn + "」 / no such date");
        }
    }

    private static String emptyToNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static String text(String given) {
        return given == null ? "" : given;
    }
}
