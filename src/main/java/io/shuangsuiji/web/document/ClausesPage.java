package io.shuangsuiji.web.document;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.shuangsuiji.amendment.DocumentSteps;
import io.shuangsuiji.amendment.draft.AmendmentRefused;
import io.shuangsuiji.amendment.draft.AmendmentRefused.Why;
import io.shuangsuiji.amendment.draft.Draft;
import io.shuangsuiji.amendment.edit.EditRefused;
import io.shuangsuiji.jobs.ExpiringStore;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.document.DocumentText;
import io.shuangsuiji.web.RequestEdition;
import io.shuangsuiji.web.drafts.DraftContext;
import io.shuangsuiji.web.drafts.DraftsResource;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** The page 条款对照 of an edition, and another text of its document held against it. */
@Path("/policy/clauses")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
public class ClausesPage {
    @CheckedTemplate(basePath = "", requireTypeSafeExpressions = false)
    static class Templates {
        /**
         * The page.
         *
         * @param view null where there is no document
         * @param draft null for an edition
         * @param state the filter; empty for all
         * @param base the page's address, up to the filter
         */
        static native TemplateInstance clauses(
                ClausesView view,
                Edition edition,
                List<String> editions,
                Draft draft,
                boolean editable,
                String state,
                String base);

        static native TemplateInstance comparison(
                Edition edition, DocumentDiffView view, String name, String token, Form form, String problem);

        private Templates() {}
    }

    /** What the form for a draft shows again. */
    record Form(String reason, String documentNumber, String effectiveOn, String title) {}

    /** Texts that were compared and wait for a draft to be begun from them. */
    @Singleton
    static class Waiting {
        final ExpiringStore<Compared> texts;

        Waiting(Clock clock) {
            texts = new ExpiringStore<>(clock, Duration.ofMinutes(30), 20, forgotten -> {});
        }

        @PreDestroy
        void stop() {
            texts.close();
        }
    }

    /** A text that was held against an edition. */
    record Compared(String edition, String name, String text) {}

    private final RequestEdition snapshot;
    private final Documents documents;
    private final DraftContext desk;
    private final Waiting waiting;

    ClausesPage(RequestEdition snapshot, Documents documents, DraftContext desk, Waiting waiting) {
        this.snapshot = snapshot;
        this.documents = documents;
        this.desk = desk;
        this.waiting = waiting;
    }

    /** The document of the edition in force, or of the one that {@code edition} or {@code asOf} chooses. */
    @GET
    public TemplateInstance clauses(@RestQuery String state) throws IOException {
        var edition = snapshot.edition();
        var names = snapshot.catalog().serving().descendingKeySet().stream()
                .map(Object::toString)
                .toList();
        var filter = Documents.state(state);
        return Templates.clauses(
                documents.clauses(edition, filter).orElse(null),
                edition,
                names,
                null,
                false,
                filter == null ? "" : filter.name(),
                "/policy/clauses?edition=" + edition.name() + "&state=");
    }

    /** Shows what another text changes. */
    @POST
    @Path("comparison")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public TemplateInstance compare(@RestForm String edition, @RestForm("file") FileUpload upload)
            throws IOException, AmendmentRefused {
        var chosen = edition == null ? snapshot.edition() : snapshot.pin(edition);
        var text = DocumentSteps.read(bytes(upload));
        var token = waiting.texts.keep(new Compared(chosen.name().toString(), upload.fileName(), text.text()));
        return Templates.comparison(
                chosen,
                documents.compare(chosen, text),
                upload.fileName(),
                token,
                new Form("", "", "", title(text)),
                null);
    }

    /** Begins a draft whose document is the text that was shown. */
    @POST
    @Path("drafts")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response begin(
            @RestForm String token,
            @RestForm String reason,
            @RestForm String documentNumber,
            @RestForm String effectiveOn,
            @RestForm String title)
            throws IOException, AmendmentRefused, EditRefused {
        var compared = waiting.texts
                .find(token == null ? "" : token)
                .orElseThrow(() -> new AmendmentRefused(
                        Why.NOT_FOUND, "上传的文件只保留 30 分钟，请重新上传 / the file is no longer kept: upload it again"));
        var form = new Form(text(reason), text(documentNumber), text(effectiveOn), text(title));
        try {
            var header = new Draft.Header(
                    emptyToNull(title), emptyToNull(documentNumber), emptyToNull(reason), day(effectiveOn), null);
            var draft = desk.begin(DraftsResource.edition(compared.edition()), header, null);
            draft = desk.amendments()
                    .document()
                    .replace(
                            desk.actor(),
                            draft.id(),
                            draft.version(),
                            compared.text().getBytes(StandardCharsets.UTF_8));
            waiting.texts.take(token);
            return Response.seeOther(URI.create("/drafts/" + draft.id() + "/todo"))
                    .build();
        } catch (AmendmentRefused refused) {
            if (refused.why() != Why.INVALID) {
                throw refused;
            }
            var edition = snapshot.pin(compared.edition());
            return Response.status(422)
                    .entity(Templates.comparison(
                            edition,
                            documents.compare(edition, DocumentText.of(compared.text())),
                            compared.name(),
                            token,
                            form,
                            refused.getMessage().split(" / ")[0]))
                    .build();
        }
    }

    /** The bytes of an uploaded text. */
    static byte[] bytes(FileUpload upload) throws IOException, AmendmentRefused {
        if (upload == null || upload.size() == 0) {
            throw new AmendmentRefused(Why.INVALID, "请选择文件 / choose a file");
        }
        // four bytes a character at most
        if (upload.size() > 4L * DocumentText.MAX_CHARACTERS) {
            throw new AmendmentRefused(
                    Why.INVALID, "文件过大：方案原文最多 " + DocumentText.MAX_CHARACTERS + " 字 / the file is too large");
        }
        return Files.readAllBytes(upload.uploadedFile());
    }

    /** The title of a document is its first heading. */
    private static String title(DocumentText text) {
        var first = text.sentences().get(0);
        return first.heading() && first.clause().isEmpty() ? first.text() : "";
    }

    private static LocalDate day(String text) throws AmendmentRefused {
        try {
            return emptyToNull(text) == null ? null : LocalDate.parse(text.strip());
        } catch (DateTimeException none) {
            throw new AmendmentRefused(Why.INVALID, "施行日期应为存在的日期，如 2027-01-01，收到「" + text + "」 / no such date");
        }
    }

    private static String emptyToNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static String text(String given) {
        return given == null ? "" : given;
    }
}
