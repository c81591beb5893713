package io.shuangsuiji.web.drafts;

import io.quarkus.security.Authenticated;
import io.shuangsuiji.amendment.AmendmentRefused;
import io.shuangsuiji.amendment.AmendmentRefused.Why;
import io.shuangsuiji.amendment.Draft;
import io.shuangsuiji.amendment.Report;
import io.shuangsuiji.amendment.ReportProgress;
import io.shuangsuiji.plan.PlanRequest;
import io.shuangsuiji.web.Snapshot;
import jakarta.ws.rs.GET;
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
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The check of a draft and its impact on a registry; each is bound to the draft's digest and goes with it. */
@Path("/drafts")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class DraftReportsResource {
    private static final long WAIT_SECONDS = 60;

    private final Desk desk;
    private final Reports reports;
    private final ReportRuns runs;
    private final Registries registries;
    private final Snapshot snapshot;

    DraftReportsResource(Desk desk, Reports reports, ReportRuns runs, Registries registries, Snapshot snapshot) {
        this.desk = desk;
        this.reports = reports;
        this.runs = runs;
        this.registries = registries;
        this.snapshot = snapshot;
    }

    /** Checks the draft as it is. */
    @POST
    @Path("{id}/check")
    public Reports.Kept<?> check(@PathParam("id") String id) throws IOException, AmendmentRefused {
        return reports.check(desk.actor(), desk.amendments().draft(id), ReportProgress.NONE);
    }

    /** The last check of the draft as it is; where a page has one under way, once that has ended. */
    @GET
    @Path("{id}/check")
    public Response lastCheck(@PathParam("id") String id) throws IOException, AmendmentRefused {
        var draft = desk.amendments().draft(id);
        runs.await(Report.CHECK, draft, WAIT_SECONDS);
        return found(reports.lastCheck(draft));
    }

    /**
     * Works out the impact over the registry that is sent, which is kept as the last one used, or over the last one where
     * the body is empty. Parameters as those of {@code POST /plans}, each with the last value as its default.
     */
    @POST
    @Path("{id}/impact")
    public Reports.Kept<?> impact(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            @Context UriInfo uri,
            InputStream body)
            throws IOException, AmendmentRefused {
        var draft = desk.amendments().draft(id);
        if (body != null) {
            var file = Files.createTempFile("registry", ".upload");
            try {
                Files.copy(body, file, StandardCopyOption.REPLACE_EXISTING);
                if (Files.size(file) > 0) {
                    registries.keep(file, contentType, null);
                }
            } finally {
                Files.deleteIfExists(file);
            }
        }
        var request = request(draft, name -> uri.getQueryParameters().getFirst(name), registries, snapshot);
        return reports.impact(
                desk.actor(), draft, reports.inForce(draft, snapshot.today()), request, ReportProgress.NONE);
    }

    /** The last impact of the draft as it is; where a page has one under way, once that has ended. */
    @GET
    @Path("{id}/impact")
    public Response lastImpact(@PathParam("id") String id) throws IOException, AmendmentRefused {
        var draft = desk.amendments().draft(id);
        runs.await(Report.IMPACT, draft, WAIT_SECONDS);
        return found(reports.lastImpact(draft));
    }

    /** The parameters of a plan, what is not given taken from the draft and from the last time. */
    static PlanRequest request(Draft draft, UnaryOperator<String> given, Registries registries, Snapshot snapshot)
            throws IOException {
        var card = registries.current();
        var quarter = Registries.quarter(draft.header().effectiveOn(), snapshot.today());
        return PlanRequest.read(
                name -> {
                    var text = given.apply(name);
                    if (text != null && !text.isBlank()) {
                        return text;
                    }
                    return switch (name) {
                        case "quarter" -> quarter.toString();
                        case "officers" ->
                            card.officers() == null ? null : card.officers().toString();
                        case "participatingOfficers" ->
                            card.participatingOfficers() == null
                                    ? null
                                    : card.participatingOfficers().toString();
                        default -> null;
                    };
                },
                snapshot.today());
    }

    private static Response found(Optional<? extends Reports.Kept<?>> report) throws AmendmentRefused {
        return Response.ok(report.orElseThrow(() -> new AmendmentRefused(
                        Why.NOT_FOUND, "草案的这个版本还没有这份报告，请用 POST 生成 / there is none of this version: make it by POST")))
                .build();
    }
}
