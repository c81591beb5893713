package io.shuangsuiji.web.drafts.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.shuangsuiji.amendment.draft.Actor.Role;
import io.shuangsuiji.amendment.draft.AmendmentLog.Entry;
import io.shuangsuiji.amendment.draft.AmendmentLog.Step;
import io.shuangsuiji.amendment.draft.AmendmentRefused;
import io.shuangsuiji.amendment.draft.AmendmentRefused.Why;
import io.shuangsuiji.amendment.draft.Draft;
import io.shuangsuiji.amendment.draft.History;
import io.shuangsuiji.amendment.start.NewPlan;
import io.shuangsuiji.policy.EditionInfo;
import io.shuangsuiji.policy.store.EditionCatalog;
import io.shuangsuiji.policy.store.EditionState;
import io.shuangsuiji.web.RequestEdition;
import io.shuangsuiji.web.drafts.DraftContext;
import io.shuangsuiji.web.drafts.DraftsResource;
import io.shuangsuiji.web.drafts.Refused;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import org.jboss.resteasy.reactive.RestForm;

/** The page of all drafts, and of the editions that they come from and become. */
@Path("/drafts")
@Produces(DraftPages.HTML)
public class DraftsPage {
    @CheckedTemplate(basePath = "", requireTypeSafeExpressions = false)
    static class Templates {
        static native TemplateInstance drafts(
                List<DraftLine> drafts,
                List<String> altered,
                List<EditionLine> editions,
                HeaderForm form,
                String base,
                String start,
                String problem);

        private Templates() {}
    }

    /**
     * A draft as the list shows it.
     *
     * @param edition what has become of the edition that it was published as; null where it was not
     * @param returned why it was given back, while it waits to be sent up anew; else null
     * @param mine true where it waits for whoever looks
     */
    record DraftLine(Draft draft, EditionState edition, Entry returned, boolean mine) {
        /** Where one goes from it. */
        public String href() {
            return "/drafts/" + draft.id() + (mine && draft.state() != Draft.State.DRAFTING ? "/approval" : "");
        }

        public String when() {
            return Steps.when(draft.changedAt());
        }
    }

    /**
     * An edition as the list shows it.
     *
     * @param info what it says of itself; null where nothing of it serves or was withdrawn
     * @param draft the draft that it was; null where it was put there by hand
     * @param history what the log has of it
     */
    record EditionLine(
            EditionCatalog.Folder folder, EditionState state, EditionInfo info, Draft draft, History history) {
        public String name() {
            return folder.folder();
        }

        public String documentNumber() {
            return info == null ? null : info.documentNumber();
        }

        public String title() {
            return info == null ? null : info.title();
        }

        public String reason() {
            return draft != null
                    ? draft.header().reason()
                    : published() == null ? null : published().reason();
        }

        public String revisionReason() {
            return draft != null
                    ? draft.header().revisionReason()
                    : published() == null ? null : published().revisionReason();
        }

        public Iterable<String> authors() {
            return draft != null
                    ? draft.editors()
                    : published() == null ? List.of() : published().authors();
        }

        public boolean serves() {
            return folder.edition() != null;
        }

        public boolean current() {
            return state.kind() == EditionState.Kind.IN_FORCE;
        }

        public boolean future() {
            return state.kind() == EditionState.Kind.FUTURE;
        }

        /** How it was published; null where it was put there by hand. */
        public EditionInfo.Publication published() {
            return info == null ? null : info.publication();
        }

        /** Who took a step, and when; null where the log has none. */
        public String people(String step) {
            return history.last(Step.valueOf(step))
                    .map(entry -> entry.actor() + "，" + Steps.when(entry.at()))
                    .orElse(null);
        }
    }

    private final DraftContext desk;
    private final RequestEdition snapshot;

    DraftsPage(DraftContext desk, RequestEdition snapshot) {
        this.desk = desk;
        this.snapshot = snapshot;
    }

    /**
     * All drafts, those that wait for whoever looks first, and the editions.
     *
     * @param from the edition from which a new draft is to begin, as another page proposes it; null for the current one
     * @param reason what it is to be for, likewise
     */
    @GET
    public TemplateInstance list(@QueryParam("base") String from, @QueryParam("reason") String reason)
            throws IOException {
        var current = snapshot.catalog()
                .inForceOn(snapshot.today())
                .map(edition -> edition.name().toString());
        var form = new HeaderForm();
        form.reason = reason;
        return list(form, from == null ? current.orElse("") : from, "", null);
    }

    private TemplateInstance list(HeaderForm form, String base, String start, String problem) throws IOException {
        var log = desk.amendments().log().entries();
        var catalog = snapshot.catalog();
        var today = snapshot.today();
        var drafts = desk.amendments().drafts();
        var lines = drafts.stream()
                .map(draft -> line(draft, History.of(log, draft)))
                .sorted(Comparator.comparing(
                        line -> line.mine() ? -1 : line.draft().state().compareTo(Draft.State.PUBLISHED) >= 0 ? 1 : 0))
                .toList();
        var editions = EditionState.all(catalog, today).entrySet().stream()
                .map(edition -> {
                    var folder = catalog.folder(edition.getKey()).orElseThrow();
                    var draft = drafts.stream()
                            .filter(one -> edition.getKey().equals(one.published()))
                            .findFirst();
                    return new EditionLine(
                            folder,
                            edition.getValue(),
                            folder.info(),
                            draft.orElse(null),
                            draft.map(one -> History.of(log, one)).orElse(new History(List.of())));
                })
                .toList();
        return Templates.drafts(lines, desk.amendments().altered(), editions, form, base, start, problem);
    }

    private DraftLine line(Draft draft, History history) {
        var actor = desk.actor();
        boolean wrote = actor.isAmong(draft.editors());
        boolean mine = switch (draft.state()) {
            case DRAFTING -> wrote && actor.roles().contains(Role.EDITOR);
            case SUBMITTED -> !wrote && actor.roles().contains(Role.APPROVER);
            case APPROVED -> actor.roles().contains(Role.APPROVER);
            default -> false;
        };
        return new DraftLine(
                draft,
                desk.edition(draft, snapshot.today()),
                draft.state() == Draft.State.DRAFTING ? history.returned().orElse(null) : null,
                mine);
    }

    /** Begins a draft. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response create(@BeanParam HeaderForm form, @RestForm String base, @RestForm String start)
            throws IOException {
        try {
            var kind = kind(start);
            var document = kind == null ? null : form.document(true);
            return DraftPages.seeOther(desk.begin(DraftsResource.edition(base), form.header(document), kind), "");
        } catch (AmendmentRefused refused) {
            return Response.status(Refused.problem(refused).status())
                    .entity(list(
                            form, base == null ? "" : base, start == null ? "" : start, Refused.inChinese(refused)))
                    .build();
        }
    }

    private static NewPlan.Kind kind(String start) throws AmendmentRefused {
        try {
            return HeaderForm.given(start) == null ? null : NewPlan.Kind.valueOf(start);
        } catch (IllegalArgumentException none) {
            throw new AmendmentRefused(Why.INVALID, "不认识的起步方式：" + start + " / unknown start");
        }
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
}
