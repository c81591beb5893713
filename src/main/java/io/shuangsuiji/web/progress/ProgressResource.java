package io.shuangsuiji.web.progress;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.progress.Progress;
import io.shuangsuiji.progress.ProgressRequest;
import io.shuangsuiji.progress.publication.PublicationPackage;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.file.FileFormat;
import io.shuangsuiji.web.Download;
import io.shuangsuiji.web.Metrics;
import io.shuangsuiji.web.Parameters;
import io.shuangsuiji.web.RequestEdition;
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
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;

/** Where the tasks of a ledger that is sent as the body stand. */
@Path("/progress")
@Consumes(MediaType.WILDCARD)
public class ProgressResource {
    private static final String TASKS = "tasks";
    private static final String CHANNEL = "channel";
    private static final String UNPUBLISHED = "unpublished";

    private final RequestEdition snapshot;
    private final Metrics metrics;
    private final UriInfo uri;
    private final RoutingContext routing;

    ProgressResource(RequestEdition snapshot, Metrics metrics, @Context UriInfo uri, RoutingContext routing) {
        this.routing = routing;
        this.snapshot = snapshot;
        this.metrics = metrics;
        this.uri = uri;
    }

    /**
     * The answer.
     *
     * @param progress its members stand at the top
     * @param taskList every task with its dates, where {@code tasks=true}
     */
    public record LedgerProgress(
            @JsonUnwrapped Progress progress,
            @JsonInclude(JsonInclude.Include.NON_NULL) List<Progress.TaskProgress> taskList) {}

    /** The progress as JSON; with {@code tasks=true} each task's own dates as well. */
    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public LedgerProgress progress(InputStream body, @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType)
            throws IOException {
        boolean tasks = Parameters.flag(TASKS, given(TASKS));
        return with(body, contentType, List.of(TASKS), job -> {
            var progress = job.answer();
            return new LedgerProgress(progress, tasks ? progress.taskList() : null);
        });
    }

    /** The same as a workbook, for {@code Accept: application/vnd.openxmlformats-officedocument.spreadsheetml.sheet}. */
    @POST
    @Produces(Download.XLSX)
    public Response workbook(InputStream body, @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType)
            throws IOException {
        return with(body, contentType, List.of(), job -> ProgressFiles.workbook(job, routing));
    }

    /** What is published on a channel, as JSON. */
    @POST
    @Path("publications")
    @Produces(MediaType.APPLICATION_JSON)
    public Response publication(InputStream body, @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType)
            throws IOException {
        return published(
                body,
                contentType,
                made -> Response.ok(made)
                        .header(ProgressFiles.DIGEST, made.digest())
                        .build());
    }

    /** The same as the table alone. */
    @POST
    @Path("publications")
    @Produces(ProgressFiles.CSV)
    public Response publicationTable(InputStream body, @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType)
            throws IOException {
        return published(body, contentType, ProgressFiles::csv);
    }

    /** The same as a workbook. */
    @POST
    @Path("publications")
    @Produces(Download.XLSX)
    public Response publicationWorkbook(InputStream body, @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType)
            throws IOException {
        return published(body, contentType, made -> ProgressFiles.xlsx(made, routing));
    }

    private Response published(InputStream body, String contentType, Made<PublicationPackage> answer)
            throws IOException {
        boolean unpublished = Parameters.flag(UNPUBLISHED, given(UNPUBLISHED));
        return with(
                body,
                contentType,
                List.of(CHANNEL, UNPUBLISHED),
                job -> answer.of(ProgressFiles.publication(job, given(CHANNEL), unpublished)));
    }

    /** What is made of something. */
    private interface Made<T> {
        Response of(T what) throws IOException;
    }

    /** What is done with a ledger. */
    private interface Work<T> {
        T with(LedgerJob job) throws IOException;
    }

    private String given(String name) {
        return uri.getQueryParameters().getFirst(name);
    }

    private <T> T with(InputStream body, String contentType, List<String> further, Work<T> work) throws IOException {
        Edition edition;
        ProgressRequest request;
        try {
            edition = snapshot.edition(ProgressRequest.chooses(this::given, snapshot.today()));
            Parameters.refuseUnknown(
                    uri,
                    Stream.of(ProgressRequest.NAMES, further, List.of("asOf", "edition"))
                            .flatMap(List::stream)
                            .toList());
            request = ProgressRequest.read(edition, this::given, snapshot.today());
        } catch (InvalidInput invalid) {
            throw Parameters.problem(invalid).thrown();
        }
        try (var upload = Upload.of(body)) {
            var source = Source.of("", upload.file());
            var job = new LedgerJob(
                    edition, snapshot.asOf().orElse(null), request, source, FileFormat.of(source, contentType), null);
            return metrics.plan(edition, () -> work.with(job));
        }
    }
}
