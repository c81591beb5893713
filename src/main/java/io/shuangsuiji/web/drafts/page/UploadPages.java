package io.shuangsuiji.web.drafts.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.shuangsuiji.amendment.draft.AmendmentRefused;
import io.shuangsuiji.amendment.draft.AmendmentRefused.Why;
import io.shuangsuiji.amendment.draft.Draft;
import io.shuangsuiji.amendment.edit.EditRefused;
import io.shuangsuiji.jobs.ExpiringStore;
import io.shuangsuiji.web.drafts.DiffView;
import io.shuangsuiji.web.drafts.DraftContext;
import io.shuangsuiji.web.drafts.DraftFilesResource;
import io.shuangsuiji.web.intake.Upload;
import jakarta.annotation.PreDestroy;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** Files brought back from Excel, WPS or a DMN editor: shown cell by cell first, taken at a second click. */
@Path("/drafts")
@Produces(DraftPages.HTML)
public class UploadPages {
    private static final long LARGEST = 10 << 20;

    @CheckedTemplate(basePath = "", requireTypeSafeExpressions = false)
    static class Templates {
        static native TemplateInstance upload(
                Draft draft, String name, String token, DraftFilesResource.Preview preview);

        private Templates() {}
    }

    private static final int HEAD = 64;

    private final DraftContext desk;
    private final ExpiringStore<Pending> pending;

    UploadPages(DraftContext desk, Clock clock) {
        this.desk = desk;
        this.pending = new ExpiringStore<>(
                clock, Duration.ofMinutes(30), 20, forgotten -> forgotten.file().close());
    }

    /**
     * A file that was shown as a difference and waits for a yes.
     *
     * @param draft the draft that it is for
     * @param version of that draft when it was shown
     * @param by who sent it; nobody else may say yes
     * @param name the file's name
     * @param file the file, on the disk meanwhile
     */
    private record Pending(String draft, int version, String by, String name, Upload file) {}

    @PreDestroy
    void stop() {
        pending.close();
    }

    /** Shows what a workbook or a DMN file would change. */
    @POST
    @Path("{id}/uploads")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public TemplateInstance show(@PathParam("id") String id, @RestForm int version, @RestForm("file") FileUpload upload)
            throws IOException, AmendmentRefused, EditRefused {
        var draft = desk.amendments().draft(id);
        var bytes = bytes(upload);
        var name = upload.fileName();
        var preview = isXml(bytes)
                ? new DraftFilesResource.Preview(
                        DiffView.of(desk.amendments().preview(draft, dmnName(name), bytes)), null, List.of(), List.of())
                : DraftFilesResource.preview(desk, id, bytes);
        var token = preview.problems().isEmpty()
                ? pending.keep(
                        new Pending(id, version, desk.actor().name(), name, Upload.of(new ByteArrayInputStream(bytes))))
                : null;
        return Templates.upload(draft, name, token, preview);
    }

    /** Takes what was shown. */
    @POST
    @Path("{id}/uploads/{token}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response take(@PathParam("id") String id, @PathParam("token") String token, @RestForm Boolean newColumns)
            throws IOException, AmendmentRefused, EditRefused {
        var actor = desk.actor();
        var waiting = pending.find(token)
                .filter(one -> one.draft().equals(id) && one.by().equals(actor.name()))
                .flatMap(one -> pending.take(token))
                .orElseThrow(() -> new AmendmentRefused(
                        Why.NOT_FOUND, "上传的文件只保留 30 分钟，请重新上传 / the file is no longer kept: upload it again"));
        var name = waiting.name();
        try (var file = waiting.file()) {
            var bytes = Files.readAllBytes(file.file());
            var draft = isXml(bytes)
                    ? desk.amendments().upload(actor, id, waiting.version(), dmnName(name), bytes)
                    : desk.amendments().upload(actor, id, waiting.version(), bytes, newColumns);
            return DraftPages.seeOther(draft, "");
        }
    }

    /** Puts scenario workbooks into the draft, or takes one out. */
    @POST
    @Path("{id}/scenario-files")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response scenarios(
            @PathParam("id") String id,
            @RestForm int version,
            @RestForm String drop,
            @RestForm("file") List<FileUpload> uploads)
            throws IOException, AmendmentRefused {
        var actor = desk.actor();
        if (drop != null) {
            return DraftPages.seeOther(desk.amendments().setScenarios(actor, id, version, drop, null), "");
        }
        var draft = desk.amendments().draft(id);
        int on = version;
        for (var upload : uploads == null ? List.<FileUpload>of() : uploads) {
            draft = desk.amendments().setScenarios(actor, id, on, upload.fileName(), bytes(upload));
            on = draft.version();
        }
        return DraftPages.seeOther(draft, "");
    }

    /** What a file is says the file itself: a DMN file begins with an element, after a mark of its encoding at most. */
    private static boolean isXml(byte[] file) {
        var head = new String(file, 0, Math.min(HEAD, file.length), StandardCharsets.UTF_8);
        // UTF-16 has a zero byte beside each of these characters
        return head.replaceAll("[\\x00\\uFEFF\\uFFFD\\s]", "").startsWith("<");
    }

    /** Its user may have called it anything; which model it is says the file itself. */
    private static String dmnName(String name) {
        return name.endsWith(".dmn") ? name : name.replaceFirst("\\.[^.]*$", "") + ".dmn";
    }

    private static byte[] bytes(FileUpload upload) throws IOException, AmendmentRefused {
        if (upload == null || upload.size() == 0) {
            throw new AmendmentRefused(Why.INVALID, "请选择文件 / choose a file");
        }
        if (upload.size() > LARGEST) {
            throw new AmendmentRefused(Why.INVALID, "文件过大，最多 " + (LARGEST >> 20) + " MB / the file is too large");
        }
        return Files.readAllBytes(upload.uploadedFile());
    }
}
