package io.shuangsuiji.web.edition;

import io.shuangsuiji.web.RequestEdition;
import io.shuangsuiji.web.ServiceConfig;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.List;

/** The editions that there are, and which is in force when. */
@Path("/editions")
@Produces(MediaType.APPLICATION_JSON)
public class EditionsResource {
    private final RequestEdition snapshot;
    private final ServiceConfig config;

    EditionsResource(RequestEdition snapshot, ServiceConfig config) {
        this.snapshot = snapshot;
        this.config = config;
    }

    /**
     * All that is known.
     *
     * @param today the day on which {@code inForceNow} rests
     * @param editions in order of their names
     */
    public record Editions(LocalDate today, List<EditionView> editions) {}

    @GET
    public Editions list() {
        snapshot.preferCurrent();
        return new Editions(
                snapshot.today(), EditionView.all(snapshot.catalog(), snapshot.today(), config.basisNoticeDays()));
    }

    @GET
    @Path("{edition}")
    public EditionView one(@PathParam("edition") String name) {
        var folder = snapshot.catalog().folder(name);
        if (folder.isEmpty() || folder.get().edition() != null) {
            snapshot.pin(name);
        }
        // a folder of which nothing serves is shown too: its messages say why
        return EditionView.of(snapshot.catalog(), folder.orElseThrow(), snapshot.today(), config.basisNoticeDays());
    }
}
