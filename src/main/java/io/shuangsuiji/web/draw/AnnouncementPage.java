package io.shuangsuiji.web.draw;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.draw.Draw;
import io.shuangsuiji.draw.crew.Tasks;
import io.shuangsuiji.draw.lot.Sealed;
import io.shuangsuiji.draw.result.Announcement;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.web.RequestEdition;
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

        static native TemplateInstance announced(Announcement of, Digest commitment, Digest digest, String address, Carried file);

        static native TemplateInstance announcement(Announcement of, Digest commitment, Digest digest, String address);

        private Templates() {}
    }

    private final RequestEdition snapshot;

    AnnouncementPage(RequestEdition snapshot) {
        this.snapshot = snapshot;
    }

    @GET
    public TemplateInstance form() {
        return Templates.publish(FormFields.of(Map.of()));
    }

    /** The announcement, to look at, print and save. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response announce(
            @RestForm("draw") FileUpload drawFile, @RestForm("tasks") FileUpload tasksFile, MultipartFormDataInput fields)
            throws IOException {
        var form = FormFields.of(ParameterField.texts(fields));
        try (var files = new DrawFiles(DrawFiles.given("draw", drawFile, "tasks", tasksFile))) {
            var draw = files.document("draw", Draw.class, "抽取记录（draw.json）");
            if (!draw.digest().equals(Sealed.digest(draw.commitment().hash(), draw.bytes()))) {
                throw refused("draw", "抽取记录与它自己写明的摘要不符，被改动过 / the record does not have the digest that it states");
            }
            var tasks = files.has("tasks") ? files.document("tasks", Tasks.class, "任务文件（tasks.json）") : null;
            if (tasks != null && !tasks.digest().equals(draw.tasks())) {
                throw refused("tasks", "任务文件不是这次抽取的：摘要与抽取记录写的不同 / the tasks are another draw's");
            }
            if (snapshot.catalog().named(draw.commitment().edition()).isEmpty()) {
                throw refused("draw", "抽取依据的政策版本 " + draw.commitment().edition() + " 不在这里 / the edition is not served here");
            }
            var edition = snapshot.pin(draw.commitment().edition());
            var made = Announcement.of(edition, draw, tasks, "true".equals(form.of("finished")));
            var address = address(form.of("address"));
            return Response.ok(Templates.announced(
                            made,
                            new Digest(draw.commitmentDigest()),
                            new Digest(draw.digest()),
                            address,
                            Carried.of(
                                    "抽查公告-" + made.period() + ".html",
                                    "抽查公告（公布）",
                                    "text/html;charset=UTF-8",
                                    file(made, address))))
                    .build();
        } catch (InvalidInput invalid) {
            return Response.status(422)
                    .entity(Templates.publish(form.with(null, invalid.problems())))
                    .build();
        }
    }

    /** The announcement as a file that stands alone. */
    static byte[] file(Announcement announcement, String address) {
        return Templates.announcement(
                        announcement,
                        new Digest(announcement.draw().commitmentDigest()),
                        new Digest(announcement.draw().digest()),
                        address(address))
                .render()
                .getBytes(StandardCharsets.UTF_8);
    }

    /** An address that leads to a page; empty where none was given. What else begins with a scheme could be a script. */
    static String address(String text) {
        var plain = text.strip();
        if (!plain.isEmpty() && !plain.matches("https?://\\S+")) {
            throw refused("address", "应为 http:// 或 https:// 开头的网址，收到「" + plain + "」 / expected an address such as https://…");
        }
        return plain;
    }

    private static InvalidInput refused(String field, String detail) {
        return new InvalidInput(List.of(new FieldProblem("/" + field, detail)));
    }
}
