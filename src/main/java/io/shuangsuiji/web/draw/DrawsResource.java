package io.shuangsuiji.web.draw;

import io.shuangsuiji.draw.run.DrawFiles;
import io.shuangsuiji.draw.run.DrawRun;
import io.shuangsuiji.draw.run.HandedDraw;
import io.shuangsuiji.web.Download;
import io.shuangsuiji.web.Parameters;
import io.shuangsuiji.web.RequestEdition;
import io.shuangsuiji.web.access.FormOfPrograms;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/**
 * The draw of a period: reviewed, committed to, made. Each call takes the same files; nothing of them, nor of the secret, is
 * kept. The edition is the one in force on the period's first day: none may be chosen.
 */
@Path("/draws")
@FormOfPrograms
@Consumes(MediaType.MULTIPART_FORM_DATA)
public class DrawsResource {
    /** The digest that stands for a commitment everywhere. */
    private static final String COMMITMENT = "Commitment-Digest";
    /** What the commitment says of the pool's review. */
    private static final String REVIEW = "Review-Digest";
    /** The digest of the record of a draw. */
    private static final String DRAW = "Draw-Digest";

    private static final String ZIP = "application/zip";
    /** The same bytes whenever the same is drawn. */
    private static final LocalDateTime PACKED = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final RequestEdition snapshot;
    private final UriInfo uri;

    DrawsResource(RequestEdition snapshot, @Context UriInfo uri) {
        this.snapshot = snapshot;
        this.uri = uri;
    }

    /** What a person should see of the pool before it is committed to, also where it cannot be drawn from yet. */
    @POST
    @Path("review")
    @Produces(MediaType.APPLICATION_JSON)
    public Response review(MultipartFormDataInput form) throws IOException {
        refuseChoice();
        var reviewed = HandedDraw.review(DrawForm.of(form), snapshot::edition);
        return Response.ok(reviewed.review().bytes())
                .header(REVIEW, reviewed.review().digest())
                .header("Pool-Problems", reviewed.problems().size())
                .build();
    }

    /** The commitment, to the byte as it is published. */
    @POST
    @Path("commitments")
    @Produces(MediaType.APPLICATION_JSON)
    public Response commitment(MultipartFormDataInput form) throws IOException {
        var committed = commit(form);
        return answer(
                committed,
                Download.of(
                        committed.commitment().bytes(),
                        MediaType.APPLICATION_JSON,
                        "commitment-" + committed.commitment().period() + "-"
                                + committed.commitment().sequence() + ".json"));
    }

    /** The commitment and the pool review that it rests on, as files. */
    @POST
    @Path("commitments")
    @Produces(ZIP)
    public Response commitmentFiles(MultipartFormDataInput form) throws IOException {
        var committed = commit(form);
        return answer(
                committed,
                Download.of(
                        zip(DrawFiles.of(committed)),
                        ZIP,
                        "commitment-" + committed.commitment().period() + "-"
                                + committed.commitment().sequence() + ".zip"));
    }

    /** The record of the draw, its review and its tasks, each to the byte, as members of one document. */
    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public Response draw(MultipartFormDataInput form) throws IOException {
        var made = make(form);
        return answer(made, Response.ok(DrawFiles.json(made), MediaType.APPLICATION_JSON));
    }

    /** The same as files. */
    @POST
    @Produces(ZIP)
    public Response drawFiles(MultipartFormDataInput form) throws IOException {
        var made = make(form);
        var commitment = made.draw().commitment();
        return answer(
                made,
                Download.of(
                        zip(DrawFiles.of(made)),
                        ZIP,
                        "draw-" + commitment.period() + "-" + commitment.sequence() + ".zip"));
    }

    private DrawRun.Committed commit(MultipartFormDataInput form) throws IOException {
        refuseChoice();
        return HandedDraw.commit(DrawForm.of(form), snapshot::edition, snapshot.today());
    }

    private DrawRun.Made make(MultipartFormDataInput form) throws IOException {
        refuseChoice();
        return HandedDraw.draw(DrawForm.of(form), snapshot::edition, snapshot.today());
    }

    /** All is in the form: a parameter of the query would be passed over, and an edition may not be chosen. */
    private void refuseChoice() {
        Parameters.refuseUnknown(uri, List.of());
    }

    private static Response answer(DrawRun.Committed committed, Response.ResponseBuilder answer) {
        return answer.header(COMMITMENT, committed.commitment().digest())
                .header(REVIEW, committed.review().digest())
                .build();
    }

    private static Response answer(DrawRun.Made made, Response.ResponseBuilder answer) {
        return answer.header(COMMITMENT, made.draw().commitmentDigest())
                .header(DRAW, made.draw().digest())
                .build();
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (var file : files.entrySet()) {
                var entry = new ZipEntry(file.getKey());
                entry.setTimeLocal(PACKED);
                zip.putNextEntry(entry);
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
