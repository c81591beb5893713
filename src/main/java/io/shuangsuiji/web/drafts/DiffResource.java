package io.shuangsuiji.web.drafts;

import io.shuangsuiji.amendment.draft.AmendmentRefused;
import io.shuangsuiji.web.Problem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import org.jboss.resteasy.reactive.RestQuery;

/** What differs between any two editions, or drafts, for systems. */
@Path("/policy/diff")
@Produces(MediaType.APPLICATION_JSON)
public class DiffResource {
    private final Comparison comparison;

    DiffResource(Comparison comparison) {
        this.comparison = comparison;
    }

    @GET
    public DiffView between(@RestQuery String from, @RestQuery String to) throws IOException, AmendmentRefused {
        if (from == null || to == null) {
            throw Problem.parameter(from == null ? "from" : "to", "缺少版本名 / the name of an edition is required")
                    .thrown();
        }
        return DiffView.of(comparison.of(from, to));
    }
}
