package io.shuangsuiji.web.progress;

import io.shuangsuiji.progress.output.ProgressWorkbook;
import io.shuangsuiji.progress.publication.PublicationPackage;
import io.shuangsuiji.progress.publication.Publications;
import io.shuangsuiji.progress.report.Report;
import io.shuangsuiji.progress.report.ReportDocument;
import io.shuangsuiji.web.Download;
import io.shuangsuiji.web.Parameters;
import io.shuangsuiji.web.Problem;
import io.shuangsuiji.web.RequestEdition;
import io.shuangsuiji.web.intake.RequestWork;
import io.shuangsuiji.web.intake.Upload;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.List;

/** Files of a ledger that the page has shown: the workbook, reports, what is published. */
@Path("/progress/kept/{id}")
@Produces({Download.XLSX, ProgressFiles.DOCX, ProgressFiles.CSV, MediaType.APPLICATION_JSON, MediaType.TEXT_HTML})
public class ProgressFiles {
    /** The media type of a text document. */
    static final String DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    static final String CSV = "text/csv;charset=UTF-8";

    /** SHA-256 of a publication's table as CSV. */
    static final String DIGEST = "Publication-Digest";

    /** The forms of a publication, as files end. */
    private static final List<String> FORMS = List.of("csv", "xlsx", "json");

    private final RequestEdition snapshot;
    private final KeptLedgers kept;
    private final RoutingContext routing;

    ProgressFiles(RequestEdition snapshot, KeptLedgers kept, RoutingContext routing) {
        this.snapshot = snapshot;
        this.kept = kept;
        this.routing = routing;
    }

    private LedgerJob job(String id) {
        var job = kept.find(id);
        snapshot.answeredBy(job.edition());
        return job;
    }

    /** The workbook of what is late and due. */
    @GET
    @Path("workbook")
    public Response workbook(@PathParam("id") String id) throws IOException {
        return workbook(job(id), routing);
    }

    static Response workbook(LedgerJob job, RoutingContext routing) throws IOException {
        var answer = job.answer();
        return attachment(
                out -> ProgressWorkbook.write(job.edition(), answer, out),
                Download.XLSX,
                ProgressWorkbook.NAME + "-" + job.request().period().inWords() + "-"
                        + job.request().on() + ".xlsx",
                routing);
    }

    /** A report, to be edited. */
    @GET
    @Path("report")
    public Response report(@PathParam("id") String id, @QueryParam("name") String name) throws IOException {
        var job = job(id);
        var kinds = Report.kinds(job.edition());
        var kind = kinds.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> refused(
                        "name", name, kinds.stream().map(Report.Kind::name).toList()));
        var report = Report.of(job.edition(), kind.name(), kind.ofYear() ? job.answersOfYear() : List.of(job.answer()));
        return attachment(out -> ReportDocument.write(report, out), DOCX, report.title() + ".docx", routing);
    }

    /** What is published on a channel. */
    @GET
    @Path("publication")
    public Response publication(
            @PathParam("id") String id,
            @QueryParam("channel") String channel,
            @QueryParam("form") String form,
            @QueryParam("unpublished") String unpublished)
            throws IOException {
        if (form == null || !FORMS.contains(form)) {
            throw refused("form", form, FORMS);
        }
        var made = publication(job(id), channel, Parameters.flag("unpublished", unpublished));
        return switch (form) {
            case "csv" -> csv(made);
            case "xlsx" -> xlsx(made, routing);
            default ->
                Download.of(made, MediaType.APPLICATION_JSON, name(made, ".json"))
                        .header(DIGEST, made.digest())
                        .build();
        };
    }

    static PublicationPackage publication(LedgerJob job, String channel, boolean unpublished) throws IOException {
        var answer = job.answer();
        var channels = Publications.channels(answer);
        if (!channels.contains(channel)) {
            throw refused("channel", channel, channels);
        }
        return Publications.of(job.edition(), answer, channel, unpublished);
    }

    static Response csv(PublicationPackage made) {
        return Download.of(made.csv(), CSV, name(made, ".csv"))
                .header(DIGEST, made.digest())
                .build();
    }

    static Response xlsx(PublicationPackage made, RoutingContext routing) throws IOException {
        var answer = attachment(made::workbook, Download.XLSX, name(made, ".xlsx"), routing);
        answer.getHeaders().putSingle(DIGEST, made.digest());
        return answer;
    }

    private static String name(PublicationPackage made, String ending) {
        return made.channel() + "-" + made.period().inWords() + "-" + made.on() + ending;
    }

    private static RuntimeException refused(String name, String given, List<String> allowed) {
        return Problem.parameter(
                        name,
                        "应为 " + String.join("、", allowed) + " 之一，收到 " + (given == null ? "（空）" : "\"" + given + "\"")
                                + " / expected one of these")
                .thrown();
    }

    /** Writes a file. */
    private interface Writing {
        void write(OutputStream out) throws IOException;
    }

    /** Written whole before the first byte is sent: what fails is still a plain error. */
    private static Response attachment(Writing writing, String type, String name, RoutingContext routing)
            throws IOException {
        var file = new Upload(Files.createTempFile("progress", ".file"));
        // also where nobody takes the answer
        RequestWork.of(routing).atEnd(file::close);
        try (var out = Files.newOutputStream(file.file())) {
            writing.write(out);
        }
        StreamingOutput stream = out -> Files.copy(file.file(), out);
        return Download.of(stream, type, name)
                .header(HttpHeaders.CONTENT_LENGTH, Files.size(file.file()))
                .build();
    }
}
