package io.shuangsuiji.web.drafts;

import com.fasterxml.jackson.core.type.TypeReference;
import io.shuangsuiji.amendment.draft.AmendmentRefused;
import io.shuangsuiji.amendment.edit.Edit;
import io.shuangsuiji.amendment.edit.EditRefused;
import io.shuangsuiji.amendment.edit.StructureEdit;
import io.shuangsuiji.amendment.structure.Gaps.Gap;
import io.shuangsuiji.amendment.structure.Renaming.Left;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.web.Parameters;
import io.shuangsuiji.web.Problem;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
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

/** Edits of a draft's tables and of what they are made of, taken together; with {@code preview=true} tried and not taken. */
@Path("/drafts")
@Produces(MediaType.APPLICATION_JSON)
public class DraftEditsResource {
    private static final String PREVIEW = "preview";
    private static final String MERGE = "merge";
    private static final TypeReference<List<Edit>> EDITS = new TypeReference<>() {};

    /**
     * What edits would come to.
     *
     * @param difference cell by cell, in scenarios as well
     * @param left what says an old name and would be left as it is
     * @param gaps the tables that would lack an answer
     */
    public record EditPreview(DiffView difference, List<Left> left, List<Gap> gaps) {}

    private final DraftContext desk;

    DraftEditsResource(DraftContext desk) {
        this.desk = desk;
    }

    /**
     * Changes a draft, by all the edits or by none; with {@code merge=true} those that were made on an older version, too,
     * where what they touch is as it was then.
     */
    @POST
    @Path("{id}/edits")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response edit(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) String version,
            @Context UriInfo uri,
            InputStream body)
            throws IOException, AmendmentRefused {
        Parameters.refuseUnknown(uri, List.of(PREVIEW, MERGE));
        boolean preview = Parameters.flag(PREVIEW, uri.getQueryParameters().getFirst(PREVIEW));
        boolean merge = Parameters.flag(MERGE, uri.getQueryParameters().getFirst(MERGE));
        int on = preview ? 0 : DraftContext.version(version);
        var edits = JsonBody.read(body, EDITS);
        try {
            return preview ? preview(id, edits) : taken(id, on, edits, merge);
        } catch (EditRefused refused) {
            throw Refused.problem(refused)
                    .at(refused.all().stream()
                            .flatMap(each -> each.index().map(edit -> place(edit, each)).stream())
                            .toList())
                    .thrown();
        }
    }

    private static Problem.Place place(int edit, EditRefused refused) {
        var pointer = "/" + edit
                + refused.column()
                        .map(column -> FieldProblem.pointer("/cells", column))
                        .orElse("");
        return new Problem.Place(pointer, null, refused.getMessage());
    }

    private Response preview(String id, List<Edit> edits) throws IOException, AmendmentRefused, EditRefused {
        var trial = desk.amendments().trial(desk.amendments().draft(id), edits);
        return Response.ok(new EditPreview(DiffView.of(trial.difference()), trial.left(), trial.gaps()))
                .build();
    }

    private Response taken(String id, int version, List<Edit> edits, boolean merge)
            throws IOException, AmendmentRefused, EditRefused {
        var amendments = desk.amendments();
        var draft = merge
                ? amendments.merge(desk.actor(), id, version, edits)
                : amendments.edit(desk.actor(), id, version, edits);
        var gaps = edits.stream().anyMatch(StructureEdit.class::isInstance)
                ? desk.amendments().gapsSince(draft, version)
                : null;
        return Response.ok(DraftView.of(draft, null, gaps))
                .tag(DraftsResource.tag(draft))
                .build();
    }
}
