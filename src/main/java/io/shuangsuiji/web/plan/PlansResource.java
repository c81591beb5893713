package io.shuangsuiji.web.plan;

import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.plan.Headings;
import io.shuangsuiji.plan.Plan;
import io.shuangsuiji.plan.PlanRequest;
import io.shuangsuiji.plan.Plans;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.registry.RegistryFile;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.file.FileFormat;
import io.shuangsuiji.web.Download;
import io.shuangsuiji.web.Metrics;
import io.shuangsuiji.web.Parameters;
import io.shuangsuiji.web.RequestEdition;
import io.shuangsuiji.web.intake.RequestWork;
import io.shuangsuiji.web.intake.Upload;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The sampling plan of a registry that is sent as the body. */
@Path("/plans")
@Consumes(MediaType.WILDCARD)
public class PlansResource {
    private final RequestEdition snapshot;
    private final Metrics metrics;
    private final UriInfo uri;
    private final RoutingContext routing;

    PlansResource(RequestEdition snapshot, Metrics metrics, @Context UriInfo uri, RoutingContext routing) {
        this.routing = routing;
        this.metrics = metrics;
        this.snapshot = snapshot;
        this.uri = uri;
    }

    /** The plan as JSON. */
    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public Plan plan(InputStream body, @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType) throws IOException {
        try (var upload = Upload.of(body)) {
            var job = job(upload, contentType);
            return metrics.plan(job.edition(), () -> Plans.make(job));
        }
    }

    /** The plan as a workbook, for {@code Accept: application/vnd.openxmlformats-officedocument.spreadsheetml.sheet}. */
    @POST
    @Produces(Download.XLSX)
    public Response workbook(InputStream body, @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType)
            throws IOException {
        try (var upload = Upload.of(body)) {
            // written whole before the first byte is sent: a registry that cannot be read is still a plain error
            var job = job(upload, contentType);
            return metrics.plan(job.edition(), () -> attachment(job, routing));
        }
    }

    /** A workbook to be saved under a name that tells what it is and of which period. */
    static Response attachment(Plans.Job job, RoutingContext routing) throws IOException {
        var file = new Upload(Files.createTempFile("plan", ".xlsx"));
        // also where nobody takes the answer
        RequestWork.of(routing).atEnd(file::close);
        try (var out = Files.newOutputStream(file.file())) {
            Plans.write(job, out);
        }
        StreamingOutput stream = out -> Files.copy(file.file(), out);
        var name = new Headings(job.edition()).plan() + "-"
                + job.request().period().inWords() + ".xlsx";
        return Download.of(stream, Download.XLSX, name)
                .header(HttpHeaders.CONTENT_LENGTH, Files.size(file.file()))
                .build();
    }

    private Plans.Job job(Upload upload, String contentType) throws IOException {
        UnaryOperator<String> given = name -> uri.getQueryParameters().getFirst(name);
        PlanRequest request;
        Edition edition;
        try {
            edition = snapshot.edition(PlanRequest.period(given).firstDay());
            Parameters.refuseUnknown(
                    uri,
                    Stream.concat(PlanRequest.names(edition).stream(), Stream.of("asOf", "edition"))
                            .toList());
            request = PlanRequest.read(edition, given, snapshot.today());
        } catch (InvalidInput invalid) {
            throw Parameters.problem(invalid).thrown();
        }
        var registry = Source.of("", upload.file());
        return new Plans.Job(
                edition,
                snapshot.asOf().orElse(null),
                request,
                RegistryFile.of(registry, FileFormat.of(registry, contentType)));
    }
}
