package io.shuangsuiji.web.drafts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.type.TypeReference;
import io.shuangsuiji.amendment.draft.AmendmentLog.Entry;
import io.shuangsuiji.amendment.draft.AmendmentRefused;
import io.shuangsuiji.amendment.draft.Draft;
import io.shuangsuiji.amendment.start.NewPlan;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.policy.Basis;
import io.shuangsuiji.policy.EditionName;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.web.Problem;
import io.shuangsuiji.web.RequestEdition;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/**
 * Drafts for systems. Whatever changes a draft names in {@code If-Match} the version that it was made on; an older one is
 * answered 412 with what changed meanwhile, and nothing is overwritten.
 */
@Path("/drafts")
@Produces(MediaType.APPLICATION_JSON)
public class DraftsResource {
    /**
     * What a draft is about; what is not given stays, or is the base's.
     *
     * @param start with what a plan of its own begins (另立一套方案); null for an amendment of the base
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Header(
            String base,
            String title,
            String documentNumber,
            String reason,
            LocalDate effectiveOn,
            String revisionReason,
            String issuer,
            List<Basis> basis,
            String note,
            NewPlan.Kind start) {
        private boolean says() {
            return issuer != null || basis != null || note != null;
        }

        private Draft.Document document(Draft.Document before) {
            return new Draft.Document(
                    or(issuer, before.issuer()), or(basis, before.basis()), or(note, before.note()), before.own());
        }
    }

    /**
     * What an approver has seen, by digests.
     *
     * @param draftDigest the draft
     * @param checkDigest the report of its check
     * @param impactDigest the report of its impact
     * @param reason the approver's opinion, which the record keeps; required where its scenarios prove less than before
     */
    public record Seen(
            String draftDigest,
            String checkDigest,
            // without one the refusal says how to make it
            @JsonInclude(JsonInclude.Include.NON_NULL) String impactDigest,
            @JsonInclude(JsonInclude.Include.NON_NULL) String reason) {}

    /** Why. */
    public record Reason(String reason) {}

    static final TypeReference<Reason> REASON = new TypeReference<>() {};

    private static final TypeReference<Header> HEADER = new TypeReference<>() {};
    private static final TypeReference<Seen> SEEN = new TypeReference<>() {};

    private final DraftContext desk;
    private final RequestEdition snapshot;

    DraftsResource(DraftContext desk, RequestEdition snapshot) {
        this.desk = desk;
        this.snapshot = snapshot;
    }

    /** All drafts, the newest first. */
    @GET
    public List<DraftView> list() throws IOException {
        return desk.amendments().drafts().stream().map(this::view).toList();
    }

    /** Begins a draft. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public RestResponse<DraftView> create(InputStream body) throws IOException, AmendmentRefused {
        var header = JsonBody.read(body, HEADER);
        var draft = desk.begin(
                edition(header.base()),
                new Draft.Header(
                        header.title(),
                        header.documentNumber(),
                        header.reason(),
                        header.effectiveOn(),
                        header.revisionReason(),
                        header.start() != null || header.says()
                                ? header.document(new Draft.Document(null, null, null, header.start() != null))
                                : null),
                header.start());
        return ResponseBuilder.<DraftView>created(URI.create("/drafts/" + draft.id()))
                .entity(DraftView.of(draft))
                .tag(tag(draft))
                .build();
    }

    /** The newest version. */
    @GET
    @Path("{id}")
    public RestResponse<DraftView> one(@PathParam("id") String id) throws IOException, AmendmentRefused {
        var draft = desk.amendments().draft(id);
        return answer(view(draft), draft);
    }

    private DraftView view(Draft draft) {
        return DraftView.of(draft, desk.edition(draft, snapshot.today()));
    }

    /** Changes what it is about. */
    @PATCH
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public RestResponse<DraftView> describe(
            @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String version, InputStream body)
            throws IOException, AmendmentRefused {
        int on = DraftContext.version(version);
        var header = JsonBody.read(body, HEADER);
        if (header.base() != null) {
            throw new InvalidInput(List.of(
                    new FieldProblem("/base", "所依据的版本不能改，请另起草案 / the base cannot change: begin another draft")));
        }
        if (header.start() != null) {
            throw new InvalidInput(
                    List.of(new FieldProblem("/start", "另立方案只能在起草时选择 / a plan of its own is begun with the draft")));
        }
        var draft = desk.amendments().draft(id);
        var before = draft.header();
        return answer(desk.amendments()
                .describe(
                        desk.actor(),
                        id,
                        on,
                        new Draft.Header(
                                Objects.requireNonNullElse(header.title(), before.title()),
                                or(header.documentNumber(), before.documentNumber()),
                                Objects.requireNonNullElse(header.reason(), before.reason()),
                                or(header.effectiveOn(), before.effectiveOn()),
                                or(header.revisionReason(), before.revisionReason()),
                                header.says()
                                        ? header.document(desk.amendments().document(draft))
                                        : before.document())));
    }

    /** Gives it up; it is kept. */
    @DELETE
    @Path("{id}")
    public RestResponse<DraftView> discard(
            @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String version)
            throws IOException, AmendmentRefused {
        return answer(desk.amendments().discard(desk.actor(), id, DraftContext.version(version)));
    }

    /** Its tables as staff read them; the addresses are those that edits name. */
    @GET
    @Path("{id}/tables")
    public RestResponse<List<Table>> tables(@PathParam("id") String id) throws IOException, AmendmentRefused {
        var draft = desk.amendments().draft(id);
        List<Table> tables = desk.amendments().tables(draft).tables();
        return ResponseBuilder.ok(tables).tag(tag(draft)).build();
    }

    /** Takes back the last change. */
    @POST
    @Path("{id}/undo")
    public RestResponse<DraftView> undo(@PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String version)
            throws IOException, AmendmentRefused {
        return answer(desk.amendments().undo(desk.actor(), id, DraftContext.version(version)));
    }

    /** Makes again the change that was taken back last. */
    @POST
    @Path("{id}/redo")
    public RestResponse<DraftView> redo(@PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String version)
            throws IOException, AmendmentRefused {
        return answer(desk.amendments().redo(desk.actor(), id, DraftContext.version(version)));
    }

    /** What it changes of the edition that it began from. */
    @GET
    @Path("{id}/difference")
    public DiffView difference(@PathParam("id") String id) throws IOException, AmendmentRefused {
        return DiffView.of(desk.amendments().difference(desk.amendments().draft(id)));
    }

    /** Every version, from the first. */
    @GET
    @Path("{id}/versions")
    public List<DraftView> versions(@PathParam("id") String id) throws IOException, AmendmentRefused {
        return desk.amendments().versions(id).stream().map(this::view).toList();
    }

    /** Its records in the log of amendments, the withdrawal of its edition included. */
    @GET
    @Path("{id}/history")
    public List<Entry> history(@PathParam("id") String id) throws IOException, AmendmentRefused {
        return desk.publishing().history(desk.amendments().draft(id)).entries();
    }

    /** Sends it for approval; a body says why its scenarios prove less than before. */
    @POST
    @Path("{id}/submission")
    public RestResponse<DraftView> submit(
            @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String version, byte[] body)
            throws IOException, AmendmentRefused {
        int on = DraftContext.version(version);
        var reason = body == null || body.length == 0
                ? null
                : JsonBody.read(new ByteArrayInputStream(body), REASON).reason();
        return answer(desk.publishing().submit(desk.actor(), id, on, reason));
    }

    /** Takes it back after it was sent for approval. */
    @POST
    @Path("{id}/recall")
    public RestResponse<DraftView> recall(@PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String version)
            throws IOException, AmendmentRefused {
        return answer(desk.publishing().recall(desk.actor(), id, DraftContext.version(version)));
    }

    /** Gives it back to its editors. */
    @POST
    @Path("{id}/return")
    @Consumes(MediaType.APPLICATION_JSON)
    public RestResponse<DraftView> giveBack(
            @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String version, InputStream body)
            throws IOException, AmendmentRefused {
        int on = DraftContext.version(version);
        var reason = JsonBody.read(body, REASON).reason();
        return answer(desk.publishing().returnToEditors(desk.actor(), id, on, reason));
    }

    /** Approves exactly what was seen. */
    @POST
    @Path("{id}/approval")
    @Consumes(MediaType.APPLICATION_JSON)
    public RestResponse<DraftView> approve(
            @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String version, InputStream body)
            throws IOException, AmendmentRefused {
        int on = DraftContext.version(version);
        var seen = JsonBody.read(body, SEEN);
        return answer(desk.publishing()
                .approve(
                        desk.actor(),
                        id,
                        on,
                        seen.draftDigest(),
                        seen.checkDigest(),
                        seen.impactDigest(),
                        seen.reason()));
    }

    /** Publishes what was approved, as the edition of its day. */
    @POST
    @Path("{id}/publication")
    public RestResponse<DraftView> publish(
            @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String version)
            throws IOException, AmendmentRefused {
        var draft = desk.publishing().publish(desk.actor(), id, DraftContext.version(version));
        desk.editionsChanged();
        return ResponseBuilder.<DraftView>created(URI.create("/editions/" + draft.published()))
                .entity(view(draft))
                .tag(tag(draft))
                .build();
    }

    public static RestResponse<DraftView> answer(Draft draft) {
        return answer(DraftView.of(draft), draft);
    }

    static RestResponse<DraftView> answer(DraftView view, Draft draft) {
        return ResponseBuilder.ok(view).tag(tag(draft)).build();
    }

    public static EntityTag tag(Draft draft) {
        return new EntityTag(String.valueOf(draft.version()));
    }

    public static EditionName edition(String name) {
        return EditionName.parse(name == null ? "" : name)
                .orElseThrow(() -> Problem.of(
                                422,
                                "INVALID",
                                "内容有误 / not allowed",
                                "base 应为版本名，如 2024-01-01，收到 " + name
                                        + " / expected an edition's name such as 2024-01-01")
                        .at(List.of(new Problem.Place("/base", null, "应为版本名，如 2024-01-01 / an edition's name")))
                        .thrown());
    }

    private static <T> T or(T given, T before) {
        return given == null ? before : given;
    }
}
