package io.shuangsuiji.web.document;

import com.fasterxml.jackson.core.type.TypeReference;
import io.shuangsuiji.amendment.draft.AmendmentRefused;
import io.shuangsuiji.amendment.draft.AmendmentRefused.Why;
import io.shuangsuiji.amendment.edit.EditRefused;
import io.shuangsuiji.policy.document.DocumentText;
import io.shuangsuiji.web.Download;
import io.shuangsuiji.web.Parameters;
import io.shuangsuiji.web.drafts.DraftContext;
import io.shuangsuiji.web.drafts.DraftView;
import io.shuangsuiji.web.drafts.DraftsResource;
import io.shuangsuiji.web.drafts.JsonBody;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;

/** The document of a draft, for systems: replaced, marked, and the rows that it asks to look at. */
@Path("/drafts/{id}")
@Produces(MediaType.APPLICATION_JSON)
public class DraftDocumentResource {
    private static final TypeReference<MarkRequest> MARK = new TypeReference<>() {};
    private static final TypeReference<ConfirmRequest> CONFIRM = new TypeReference<>() {};

    /** Whether a sentence asks nothing of the tables. */
    public record MarkRequest(String sentence, Boolean organisational) {}

    /** Whether a row needs no change. */
    public record ConfirmRequest(String file, String row, Boolean confirmed) {}

    private final DraftContext desk;
    private final Documents documents;

    DraftDocumentResource(DraftContext desk, Documents documents) {
        this.desk = desk;
        this.documents = documents;
    }

    /** The text. */
    @GET
    @Path("document")
    @Produces(MediaType.TEXT_PLAIN + ";charset=UTF-8")
    public Response document(@PathParam("id") String id) throws IOException, AmendmentRefused {
        var draft = desk.amendments().draft(id);
        var text = desk.amendments().document().text(draft).orElseThrow(DraftDocumentResource::missing);
        return Download.of(text.text(), MediaType.TEXT_PLAIN + ";charset=UTF-8", DocumentText.FILE)
                .tag(DraftsResource.tag(draft))
                .build();
    }

    /** Takes another text. */
    @PUT
    @Path("document")
    @Consumes({MediaType.TEXT_PLAIN, MediaType.APPLICATION_OCTET_STREAM})
    public RestResponse<DraftView> replace(
            @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String version, byte[] text)
            throws IOException, AmendmentRefused, EditRefused {
        return DraftsResource.answer(
                desk.amendments().document().replace(desk.actor(), id, DraftContext.version(version), text));
    }

    /** What has become of each sentence. */
    @GET
    @Path("clauses")
    public ClausesView clauses(@PathParam("id") String id, @Context UriInfo uri) throws IOException, AmendmentRefused {
        Parameters.refuseUnknown(uri, List.of("state"));
        return documents
                .clauses(
                        desk.amendments().draft(id),
                        Documents.state(uri.getQueryParameters().getFirst("state")))
                .orElseThrow(DraftDocumentResource::missing);
    }

    /** Marks a sentence as organisational, or takes its mark away. */
    @POST
    @Path("marks")
    @Consumes(MediaType.APPLICATION_JSON)
    public RestResponse<DraftView> mark(
            @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String version, InputStream body)
            throws IOException, AmendmentRefused, EditRefused {
        int on = DraftContext.version(version);
        var mark = JsonBody.read(body, MARK);
        return DraftsResource.answer(
                desk.amendments().document().mark(desk.actor(), id, on, mark.sentence(), mark.organisational()));
    }

    /** The rows that the draft's text asks to look at, and what has become of them. */
    @GET
    @Path("todo")
    public DocumentDiffView todo(@PathParam("id") String id) throws IOException, AmendmentRefused {
        return documents.todo(desk.amendments().draft(id));
    }

    /** Confirms that a row needs no change, or takes that back. */
    @POST
    @Path("todo")
    @Consumes(MediaType.APPLICATION_JSON)
    public RestResponse<DraftView> confirm(
            @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String version, InputStream body)
            throws IOException, AmendmentRefused, EditRefused {
        int on = DraftContext.version(version);
        var row = JsonBody.read(body, CONFIRM);
        return DraftsResource.answer(
                desk.amendments().document().confirm(desk.actor(), id, on, row.file(), row.row(), row.confirmed()));
    }

    private static AmendmentRefused missing() {
        return new AmendmentRefused(Why.NOT_FOUND, "草案没有方案原文 / the draft has no document");
    }
}
