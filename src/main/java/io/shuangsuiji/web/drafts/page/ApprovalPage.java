package io.shuangsuiji.web.drafts.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.shuangsuiji.amendment.draft.AmendmentLog.Step;
import io.shuangsuiji.amendment.draft.AmendmentRefused;
import io.shuangsuiji.amendment.draft.AmendmentRefused.Why;
import io.shuangsuiji.amendment.draft.Draft;
import io.shuangsuiji.amendment.draft.Draft.State;
import io.shuangsuiji.amendment.draft.Report;
import io.shuangsuiji.policy.EditionName;
import io.shuangsuiji.web.RequestEdition;
import io.shuangsuiji.web.drafts.DraftContext;
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
import org.jboss.resteasy.reactive.RestForm;

/**
 * The page on which a draft is approved or given back: all of it in one place, then a page of its own that names the edition
 * and its day before anything is done.
 */
@Path("/drafts")
@Produces(DraftPages.HTML)
public class ApprovalPage {
    /** The last part of its address. */
    static final String NAME = "approval";

    @CheckedTemplate(basePath = "", requireTypeSafeExpressions = false)
    static class Templates {
        static native TemplateInstance approval(Approval page);

        static native TemplateInstance confirm(Approval page, boolean publish);

        private Templates() {}
    }

    private final DraftContext desk;
    private final RequestEdition snapshot;

    ApprovalPage(DraftContext desk, RequestEdition snapshot) {
        this.desk = desk;
        this.snapshot = snapshot;
    }

    /** All that there is to be seen of a draft that was sent up; one that was not is shown as a draft. */
    @GET
    @Path("{id}/" + NAME)
    public Response page(@PathParam("id") String id) throws IOException, AmendmentRefused {
        var draft = desk.amendments().draft(id);
        return draft.state() == State.DRAFTING || draft.state() == State.DISCARDED
                ? DraftPages.seeOther(draft, "")
                : Response.ok(Templates.approval(approval(draft, "", null))).build();
    }

    private Approval approval(Draft draft, String opinion, String problem) throws IOException, AmendmentRefused {
        var succession = desk.amendments().succession();
        var day = draft.header().effectiveOn();
        // before their results: what ends in between is shown with its result, not as if nothing had been done
        var checking = desk.reports()
                .making(Report.CHECK, draft)
                .map(Approval.UnderWay::of)
                .orElse(null);
        var weighing = desk.reports()
                .making(Report.IMPACT, draft)
                .map(Approval.UnderWay::of)
                .orElse(null);
        var check = desk.reports().lastCheck(draft).orElse(null);
        var history = desk.publishing().history(draft);
        return new Approval(
                draft,
                draft.published() != null
                        ? draft.published()
                        : day == null ? null : succession.name(day).toString(),
                succession
                        .replaced(draft)
                        .map(EditionName::toString)
                        .filter(name -> !name.equals(draft.published()))
                        .orElse(null),
                succession.next(draft).map(EditionName::toString).orElse(null),
                desk.edition(draft, snapshot.today()),
                draft.published() == null
                        ? succession.difference(draft)
                        : desk.amendments().difference(draft),
                check,
                FindingLine.Sorted.of(
                        check == null ? null : check.content(),
                        desk.amendments().tables(draft)),
                checking,
                check != null ? null : history.last(Step.CHECK).orElse(null),
                desk.reports().lastImpact(draft).orElse(null),
                weighing,
                history,
                desk.actor(),
                opinion,
                problem);
    }

    /**
     * Approves exactly what the page showed, once it was confirmed; with {@code publish} it is published at once. Without a
     * confirmation it answers with the page that asks for one.
     */
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
            @RestForm boolean publish,
            @RestForm boolean confirmed)
            throws IOException, AmendmentRefused {
        var actor = desk.actor();
        var opinion = HeaderForm.given(reason);
        var check = HeaderForm.given(checkDigest);
        var impact = HeaderForm.given(impactDigest);
        try {
            if (!confirmed) {
                var draft = desk.publishing().approvable(actor, id, version, draftDigest, check, impact, opinion);
                return Response.ok(Templates.confirm(approval(draft, reason, null), publish))
                        .build();
            }
            var draft = desk.publishing().approve(actor, id, version, draftDigest, check, impact, opinion);
            return DraftPages.seeOther(publish ? published(id, draft.version()) : draft, "");
        } catch (AmendmentRefused refused) {
            return again(id, reason, refused);
        }
    }

    /** Publishes what was approved before, once it was confirmed. */
    @POST
    @Path("{id}/publish")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response publish(@PathParam("id") String id, @RestForm int version, @RestForm boolean confirmed)
            throws IOException, AmendmentRefused {
        if (confirmed) {
            return DraftPages.seeOther(published(id, version), "");
        }
        var draft = desk.amendments().draft(id);
        if (draft.version() != version || draft.state() != State.APPROVED) {
            return again(
                    id, "", new AmendmentRefused(Why.STALE, "草案有变，请重新查看 / the draft has changed: look at it again"));
        }
        return Response.ok(Templates.confirm(approval(draft, "", null), true)).build();
    }

    private Draft published(String id, int version) throws IOException, AmendmentRefused {
        var draft = desk.publishing().publish(desk.actor(), id, version);
        desk.editionsChanged();
        return draft;
    }

    /** Gives it back to its editors. */
    @POST
    @Path("{id}/return")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response giveBack(@PathParam("id") String id, @RestForm int version, @RestForm String reason)
            throws IOException, AmendmentRefused {
        try {
            return DraftPages.seeOther(desk.publishing().returnToEditors(desk.actor(), id, version, reason), "");
        } catch (AmendmentRefused refused) {
            return again(id, reason, refused);
        }
    }

    /** The page again, as things are now, with why the step was not taken and what was typed. */
    private Response again(String id, String opinion, AmendmentRefused refused) throws IOException, AmendmentRefused {
        if (refused.why() == Why.NOT_FOUND || refused.why() == Why.NOT_PERMITTED) {
            throw refused;
        }
        var draft = desk.amendments().draft(id);
        return Response.status(Refused.problem(refused).status())
                .entity(Templates.approval(approval(draft, opinion == null ? "" : opinion, Refused.inChinese(refused))))
                .build();
    }
}
