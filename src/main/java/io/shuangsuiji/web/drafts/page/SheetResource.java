package io.shuangsuiji.web.drafts.page;

import io.shuangsuiji.amendment.draft.AmendmentRefused;
import io.shuangsuiji.amendment.draft.Draft;
import io.shuangsuiji.web.Parameters;
import io.shuangsuiji.web.drafts.DraftContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.List;

/** One table of a draft for a program that edits it, as the page of the table does where scripts run. */
@Path("/drafts")
@Produces(MediaType.APPLICATION_JSON)
public class SheetResource {
    private final DraftContext desk;

    SheetResource(DraftContext desk) {
        this.desk = desk;
    }

    /** The table, its cells in staff's notation, and the steps that can be taken back. */
    @GET
    @Path("{id}/table")
    public Response table(@PathParam("id") String id, @Context UriInfo uri) throws IOException, AmendmentRefused {
        Parameters.refuseUnknown(uri, List.of("file", "at"));
        var query = uri.getQueryParameters();
        Draft draft = desk.amendments().draft(id);
        var table = TablePage.table(desk.amendments().tables(draft), query.getFirst("file"), query.getFirst("at"));
        var actor = desk.actor();
        boolean editable = TablePage.editable(actor, draft);
        // without the links by which a page without scripts changes a cell
        var sheet = Sheet.of(table, desk.amendments().tableDifference(draft), null, false, false)
                .counted(desk.reports().lastCheck(draft).orElse(null));
        return Response.ok(SheetView.of(
                        draft, actor.name(), editable, sheet, desk.amendments().steps(draft)))
                .tag(new EntityTag(String.valueOf(draft.version())))
                .build();
    }
}
