package io.shuangsuiji.web.drafts;

import io.shuangsuiji.amendment.draft.AmendmentLog.Entry;
import io.shuangsuiji.amendment.draft.AmendmentRefused;
import io.shuangsuiji.amendment.draft.AmendmentRefused.Why;
import io.shuangsuiji.policy.EditionName;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;

/** How an edition came about, and withdrawing one before it takes effect. */
@Path("/editions")
@Produces(MediaType.APPLICATION_JSON)
public class EditionStepsResource {
    private final DraftContext desk;

    EditionStepsResource(DraftContext desk) {
        this.desk = desk;
    }

    /** The steps that made it what it is, those of its draft included. */
    @GET
    @Path("{edition}/history")
    public List<Entry> history(@PathParam("edition") String edition) throws IOException, AmendmentRefused {
        return desk.publishing().history(known(edition));
    }

    /** Withdraws it before it takes effect; its folder is kept, and serves no longer. */
    @POST
    @Path("{edition}/withdrawal")
    @Consumes(MediaType.APPLICATION_JSON)
    public RestResponse<Void> withdraw(@PathParam("edition") String edition, InputStream body)
            throws IOException, AmendmentRefused {
        var reason = JsonBody.read(body, DraftsResource.REASON).reason();
        desk.publishing().withdraw(desk.actor(), known(edition), reason);
        desk.editionsChanged();
        return RestResponse.noContent();
    }

    private EditionName known(String edition) throws AmendmentRefused {
        return EditionName.parse(edition)
                .filter(name -> desk.catalog().folder(edition).isPresent())
                .orElseThrow(() ->
                        new AmendmentRefused(Why.NOT_FOUND, "没有 " + edition + " 版 / there is no edition " + edition));
    }
}
