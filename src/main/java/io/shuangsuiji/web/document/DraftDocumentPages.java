package io.shuangsuiji.web.document;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.shuangsuiji.amendment.draft.Actor;
import io.shuangsuiji.amendment.draft.AmendmentRefused;
import io.shuangsuiji.amendment.draft.AmendmentRefused.Why;
import io.shuangsuiji.amendment.draft.Draft;
import io.shuangsuiji.amendment.edit.EditRefused;
import io.shuangsuiji.web.drafts.DraftContext;
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
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** The document of a draft, for people: 条款对照 with its marks, and the rows to look at. */
@Path("/drafts/{id}")
@Produces(DraftDocumentPages.HTML)
public class DraftDocumentPages {
    /** Where a caller takes anything, systems' JSON comes first. */
    static final String HTML = MediaType.TEXT_HTML + ";charset=UTF-8;qs=0.5";

    @CheckedTemplate(basePath = "", requireTypeSafeExpressions = false)
    static class Templates {
        static native TemplateInstance todo(Draft draft, DocumentDiffView view, boolean editable, long undecided);

        private Templates() {}
    }

    private final DraftContext desk;
    private final Documents documents;

    DraftDocumentPages(DraftContext desk, Documents documents) {
        this.desk = desk;
        this.documents = documents;
    }

    private boolean editable(Draft draft) {
        return draft.state() != Draft.State.PUBLISHED
                && draft.state() != Draft.State.DISCARDED
                && desk.actor().roles().contains(Actor.Role.EDITOR);
    }

    /** What has become of each sentence of the draft's document. */
    @GET
    @Path("clauses")
    public TemplateInstance clauses(@PathParam("id") String id, @RestQuery String state)
            throws IOException, AmendmentRefused {
        var draft = desk.amendments().draft(id);
        var filter = Documents.state(state);
        return ClausesPage.Templates.clauses(
                documents.clauses(draft, filter).orElse(null),
                null,
                List.of(),
                draft,
                editable(draft),
                filter == null ? "" : filter.name(),
                "/drafts/" + id + "/clauses?state=");
    }

    /** Marks a sentence, or takes its mark away. */
    @POST
    @Path("marks")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response mark(
            @PathParam("id") String id,
            @RestForm int version,
            @RestForm String state,
            @RestForm String mark,
            @RestForm String unmark)
            throws IOException, AmendmentRefused, EditRefused {
        if (mark == null && unmark == null) {
            throw new AmendmentRefused(Why.INVALID, "没有选句子 / no sentence was chosen");
        }
        var sentence = mark == null ? unmark : mark;
        desk.amendments().document().mark(desk.actor(), id, version, sentence, mark != null);
        var filter = Documents.state(state);
        return Response.seeOther(URI.create("/drafts/" + id + "/clauses"
                        + (filter == null ? "" : "?state=" + filter)
                        + (filter == null && sentence.matches("[0-9a-f]+") ? "#s-" + sentence : "")))
                .build();
    }

    /** The rows that the draft's document asks to look at. */
    @GET
    @Path("todo")
    public TemplateInstance todo(@PathParam("id") String id) throws IOException, AmendmentRefused {
        var draft = desk.amendments().draft(id);
        var undecided =
                documents.clauses(draft, null).map(view -> view.count("OPEN")).orElse(0L);
        return Templates.todo(draft, documents.todo(draft), editable(draft), undecided);
    }

    /** Confirms that a row needs no change, or takes that back. */
    @POST
    @Path("todo")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response confirm(
            @PathParam("id") String id,
            @RestForm int version,
            @RestForm String file,
            @RestForm String row,
            @RestForm boolean confirmed)
            throws IOException, AmendmentRefused, EditRefused {
        desk.amendments().document().confirm(desk.actor(), id, version, file, row, confirmed);
        return Response.seeOther(URI.create("/drafts/" + id + "/todo")).build();
    }

    /** Takes another text. */
    @POST
    @Path("document")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response replace(@PathParam("id") String id, @RestForm int version, @RestForm("file") FileUpload upload)
            throws IOException, AmendmentRefused, EditRefused {
        var draft = desk.amendments().document().replace(desk.actor(), id, version, ClausesPage.bytes(upload));
        return Response.seeOther(URI.create("/drafts/" + draft.id() + "/todo")).build();
    }
}
