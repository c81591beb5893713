package io.shuangsuiji.web.drafts;

import io.quarkus.security.Authenticated;
import io.shuangsuiji.amendment.AmendmentLog.Entry;
import io.shuangsuiji.amendment.AmendmentRefused;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;

/** How an edition came about, and withdrawing one before it takes effect. */
@Path("/editions")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class EditionStepsResource {
    private final Desk desk;

    EditionStepsResource(Desk desk) {
        this.desk = desk;
    }

    /** The steps that made it what it is, those of its draft included. */
    @GET
    @Path("{edition}/history")
    public List<Entry> history(@PathParam("edition") String edition) throws IOException {
        return desk.publishing().history(DraftsResource.edition(edition));
    }

    /** Withdraws it before it takes effect; its folder is kept, and serves no longer. */
    @POST
    @Path("{edition}/withdrawal")
    public Response withdraw(@PathParam("edition") String edition, DraftsResource.Reason reason)
            throws IOException, AmendmentRefused {
        desk.publishing()
                .withdraw(desk.actor(), DraftsResource.edition(edition), reason == null ? null : reason.reason());
        desk.editionsChanged();
        return Response.noContent().build();
    }
}
