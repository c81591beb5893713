package io.shuangsuiji.web.progress;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.progress.Assessment;
import io.shuangsuiji.progress.DrawnList;
import io.shuangsuiji.progress.Ledger;
import io.shuangsuiji.progress.Progress;
import io.shuangsuiji.progress.ProgressRequest;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.file.FileFormat;
import io.shuangsuiji.web.Metrics;
import io.shuangsuiji.web.Parameters;
import io.shuangsuiji.web.RequestEdition;
import io.shuangsuiji.web.Upload;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Where the tasks of a ledger that is sent as the body stand. */
@Path("/progress")
@Consumes(MediaType.WILDCARD)
public class ProgressResource {
    private static final String TASKS = "tasks";

    private final RequestEdition snapshot;
    private final Metrics metrics;
    private final UriInfo uri;

    ProgressResource(RequestEdition snapshot, Metrics metrics, @Context UriInfo uri) {
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
    public record Answer(
            @JsonUnwrapped Progress progress,
            @JsonInclude(JsonInclude.Include.NON_NULL) List<Progress.TaskProgress> taskList) {}

    /** The progress as JSON; with {@code tasks=true} each task's own dates as well. */
    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public Answer progress(InputStream body, @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType)
            throws IOException {
        UnaryOperator<String> given = name -> uri.getQueryParameters().getFirst(name);
        Edition edition;
        ProgressRequest request;
        try {
            edition = snapshot.edition(ProgressRequest.chooses(given, snapshot.today()));
            Parameters.refuseUnknown(
                    uri,
                    Stream.concat(ProgressRequest.NAMES.stream(), Stream.of(TASKS, "asOf", "edition"))
                            .toList());
            request = ProgressRequest.read(edition, given, snapshot.today());
        } catch (InvalidInput invalid) {
            throw Parameters.problem(invalid).thrown();
        }
        boolean tasks = Parameters.flag(TASKS, given.apply(TASKS));
        try (var upload = Upload.of(body)) {
            var source = Source.of("", upload.file());
            var format = FileFormat.of(source, contentType);
            return metrics.plan(edition, () -> {
                var ledger = Ledger.read(source, format, edition);
                var drawn = format == FileFormat.JSON ? DrawnList.within(source) : null;
                var progress = Assessment.of(edition, request, snapshot.asOf().orElse(null), ledger, drawn);
                return new Answer(progress, tasks ? progress.taskList() : null);
            });
        }
    }
}
