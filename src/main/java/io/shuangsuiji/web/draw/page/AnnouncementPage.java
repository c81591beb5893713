package io.shuangsuiji.web.draw.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.draw.Draw;
import io.shuangsuiji.draw.crew.Tasks;
import io.shuangsuiji.draw.lot.CanonicalJson;
import io.shuangsuiji.draw.lot.Sealed;
import io.shuangsuiji.draw.result.Announcement;
import io.shuangsuiji.web.RequestEdition;
import io.shuangsuiji.web.intake.Upload;
import io.shuangsuiji.web.plan.ParameterField;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/**
 * The announcement of a draw (抽查公告) for the bureau's own site: one file without scripts or foreign parts. Made with the
 * draw, and again with the lists once the period's checks are done.
 */
@Path("/draw/announcement")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
public class AnnouncementPage {
    @CheckedTemplate(basePath = "draw", requireTypeSafeExpressions = false)
    static class Templates {
        static native TemplateInstance publish(FormFields form);

        static native TemplateInstance announced(Announcement of, Digest commitment, Digest digest, Carried file);

        static native TemplateInstance announcement(Announcement of, Digest commitment, Digest digest);

        private Templates() {}
    }

    private static final String DRAW = "draw";
    private static final String TASKS = "tasks";

    /** A draw of 100,000 objects has some ten megabytes. */
    private static final long LARGEST = 64L << 20;

    private final RequestEdition snapshot;
    private final FormEvidence evidence;

    AnnouncementPage(RequestEdition snapshot, FormEvidence evidence) {
        this.snapshot = snapshot;
        this.evidence = evidence;
    }

    @GET
    public TemplateInstance form() {
        return Templates.publish(FormFields.of(Map.of()));
    }

    /** The announcement, to look at, print and save. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response announce(
            @RestForm(DRAW) FileUpload drawFile,
            @RestForm(TASKS) FileUpload tasksFile,
            @RestForm(FormEvidence.TIMESTAMP) List<FileUpload> timestamps,
            MultipartFormDataInput fields)
            throws IOException {
        var form = FormFields.of(ParameterField.texts(fields));
        try {
            var draw = document(DRAW, drawFile, Draw.class, "抽取记录（draw.json）");
            if (!draw.digest().equals(Sealed.digest(draw.commitment().hash(), draw))) {
                throw FormFields.refused(
                        DRAW, "抽取记录与它自己写明的摘要不符，被改动过 / the record does not have the digest that it states");
            }
            var tasks = given(tasksFile) ? document(TASKS, tasksFile, Tasks.class, "任务文件（tasks.json）") : null;
            if (tasks != null
                    && !(tasks.digest().equals(draw.tasks())
                            && tasks.digest().equals(Sealed.digest(tasks.hash(), tasks)))) {
                throw FormFields.refused(TASKS, "任务文件不是这次抽取的，或者被改动过：摘要与抽取记录写的不同 / not the tasks of this draw");
            }
            var name = draw.commitment().edition();
            if (snapshot.catalog().named(name).isEmpty()) {
                throw FormFields.refused(DRAW, "抽取依据的政策版本 " + name + " 不在这里 / the edition is not served here");
            }
            var edition = snapshot.pin(name);
            var made = Announcement.of(
                    edition,
                    draw,
                    tasks,
                    evidence.of(edition, draw.commitment(), form, timestamps),
                    "true".equals(form.text("finished")));
            return Response.ok(Templates.announced(
                            made, new Digest(draw.commitmentDigest()), new Digest(draw.digest()), carried(made)))
                    .build();
        } catch (InvalidInput invalid) {
            return Response.status(422)
                    .entity(Templates.publish(form.with(null, invalid.problems())))
                    .build();
        }
    }

    private static boolean given(FileUpload file) {
        return file != null && file.size() > 0;
    }

    /** A document in the one form that digests are taken of. */
    private static <T> T document(String field, FileUpload file, Class<T> type, String words) throws IOException {
        if (!given(file)) {
            throw FormFields.refused(field, "请选择" + words + " / choose a file");
        }
        try (var in = Files.newInputStream(file.uploadedFile())) {
            return CanonicalJson.read(Upload.bytes(in, LARGEST), type)
                    .orElseThrow(() -> FormFields.refused(
                            field,
                            "「" + file.fileName() + "」被改动过，或者被别的软件重新保存过：应与下载时一字不差 / not byte for byte as it"
                                    + " was downloaded"));
        } catch (JsonProcessingException none) {
            throw FormFields.refused(field, "「" + file.fileName() + "」不是" + words + " / not a document of this kind");
        }
    }

    /** The announcement as a file that stands alone, on a page. */
    static Carried carried(Announcement announcement) {
        return Carried.of(
                "抽查公告-" + announcement.period() + ".html", "抽查公告（公布）", "text/html;charset=UTF-8", file(announcement));
    }

    /** The announcement as a file that stands alone. */
    private static byte[] file(Announcement announcement) {
        return Templates.announcement(
                        announcement,
                        new Digest(announcement.draw().commitmentDigest()),
                        new Digest(announcement.draw().digest()))
                .render()
                .getBytes(StandardCharsets.UTF_8);
    }
}
