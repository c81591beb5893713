package io.shuangsuiji.web.plan;

import io.shuangsuiji.registry.RegistryTemplate;
import io.shuangsuiji.web.Download;
import io.shuangsuiji.web.Parameters;
import io.shuangsuiji.web.RequestEdition;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** An empty registry to be filled. */
@Path("/registry-template.xlsx")
public class RegistryTemplateResource {
    private final RequestEdition snapshot;
    private final UriInfo uri;

    RegistryTemplateResource(RequestEdition snapshot, @Context UriInfo uri) {
        this.snapshot = snapshot;
        this.uri = uri;
    }

    /** The workbook, with the columns and words of the chosen edition. */
    @GET
    @Produces(Download.XLSX)
    public Response template() {
        Parameters.refuseUnknown(uri, List.of("asOf", "edition"));
        var edition = snapshot.edition();
        return Download.of(RegistryTemplate.of(edition), Download.XLSX, "名录库模板-" + edition.name() + ".xlsx")
                .build();
    }
}
