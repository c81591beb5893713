package io.shuangsuiji.web.draw.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.shuangsuiji.decision.NoMatchingRule;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.draw.Commitment;
import io.shuangsuiji.draw.RandomnessSource;
import io.shuangsuiji.draw.evidence.Evidence;
import io.shuangsuiji.draw.result.Announcement;
import io.shuangsuiji.draw.result.DrawWorkbook;
import io.shuangsuiji.draw.result.Expectation;
import io.shuangsuiji.draw.run.DrawRun;
import io.shuangsuiji.draw.run.Handed;
import io.shuangsuiji.draw.run.HandedDraw;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.registry.History;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.UnreadableFile;
import io.shuangsuiji.web.Download;
import io.shuangsuiji.web.RequestEdition;
import io.shuangsuiji.web.draw.DrawForm;
import io.shuangsuiji.web.plan.ParameterField;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/**
 * The second half of a draw, in the meeting room: the commitment on the wall, the randomness typed by one and read back by
 * another, the draw stratum by stratum, and its files. Works without scripts.
 */
@Path("/draw")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
public class LotsPage {
    @CheckedTemplate(basePath = "draw", requireTypeSafeExpressions = false)
    static class Templates {
        static native TemplateInstance opening(FormFields form);

        static native TemplateInstance lots(
                Edition edition,
                Commitment commitment,
                String period,
                Digest digest,
                List<Typed> randomness,
                Evidence evidence,
                Carried carried,
                FormFields form);

        static native TemplateInstance result(
                Edition edition,
                DrawRun.Made made,
                String period,
                Digest digest,
                List<Reveal> strata,
                List<Figure> figures,
                List<Carried> files);

        private Templates() {}
    }

    /**
     * A text of public randomness as two people type it.
     *
     * @param form how it is written
     * @param first what the one typed
     * @param second what the other typed
     */
    record Typed(Commitment.Source source, String form, String publishedBy, String first, String second) {}

    private static final String FIRST = "first";
    private static final String SECOND = "second";

    private final RequestEdition snapshot;
    private final FormEvidence evidence;

    LotsPage(RequestEdition snapshot, FormEvidence evidence) {
        this.snapshot = snapshot;
        this.evidence = evidence;
    }

    /** Asks for the commitment. */
    @GET
    @Path("opening")
    public TemplateInstance opening() {
        return Templates.opening(FormFields.of(Map.of()));
    }

    /** The commitment on the wall, and the form that draws. */
    @POST
    @Path("opening")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response opened(@RestForm(FormEvidence.TIMESTAMP) List<FileUpload> timestamps, MultipartFormDataInput fields)
            throws IOException {
        var form = FormFields.of(ParameterField.texts(fields));
        try {
            var commitment = HandedDraw.commitment(DrawForm.of(fields));
            var edition = edition(commitment);
            return Response.ok(lots(edition, commitment, evidence.of(edition, commitment, form, timestamps), form))
                    .build();
        } catch (InvalidInput invalid) {
            return refused(form, invalid);
        }
    }

    /** The draw, or the form again with what is wrong. */
    @POST
    @Path("result")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response draw(@RestForm(FormEvidence.TIMESTAMP) List<FileUpload> timestamps, MultipartFormDataInput fields)
            throws IOException {
        var form = FormFields.of(ParameterField.texts(fields));
        var parts = DrawForm.of(fields);
        Commitment commitment;
        Edition edition;
        Evidence shown;
        try {
            commitment = HandedDraw.commitment(parts);
            edition = edition(commitment);
            shown = evidence.of(edition, commitment, form, timestamps);
        } catch (InvalidInput invalid) {
            return refused(form, invalid);
        }
        try {
            var made = HandedDraw.draw(handed(commitment, form, parts), day -> edition, snapshot.today());
            return Response.ok(result(made, history(parts, edition), shown)).build();
        } catch (InvalidInput | UnreadableFile | NoMatchingRule refusal) {
            return refused(edition, commitment, shown, form, FormFields.problems(refusal));
        }
    }

    private static Response refused(FormFields form, InvalidInput invalid) {
        return Response.status(422)
                .entity(Templates.opening(form.with(null, invalid.problems())))
                .build();
    }

    /** What is handed in: the secret typed or as its file, what both typed alike, or why nothing is drawn. */
    private static Handed handed(Commitment commitment, FormFields form, Handed parts) {
        var own = new HashSet<>(Set.of(FormFields.SECRET_FILE, "typistConfirms", "readerConfirms"));
        own.addAll(FormEvidence.FIELDS);
        for (int i = 0; i < commitment.randomness().size(); i++) {
            own.add(FIRST + i);
            own.add(SECOND + i);
        }
        var instead = new HashMap<String, List<String>>();
        instead.put(Handed.SECRET, FormFields.typedOrFile(parts, Handed.SECRET, FormFields.SECRET_FILE));
        if (form.text(Handed.VOID).isBlank()) {
            instead.put(Handed.RANDOMNESS, texts(commitment, form));
        }
        return FormFields.handed(parts, own, instead);
    }

    /** The same file that was drawn by, for the figure of the year. */
    private static History history(Handed parts, Edition edition) throws IOException {
        var file = parts.files().getOrDefault(Handed.HISTORY, List.of());
        return file.isEmpty() ? History.NONE : History.read(file.get(0), edition);
    }

    /** The edition that was committed to. */
    private Edition edition(Commitment commitment) {
        return snapshot.catalog()
                .named(commitment.edition())
                .map(named -> snapshot.pin(commitment.edition()))
                .orElseThrow(() -> new InvalidInput(List.of(new FieldProblem(
                        "/commitment",
                        "承诺依据的政策版本 " + commitment.edition() + " 不在这里 / the edition committed to is not served here"))));
    }

    /** What both typed alike, of each source. */
    private static List<String> texts(Commitment commitment, FormFields form) {
        var problems = new ArrayList<FieldProblem>();
        var texts = new ArrayList<String>();
        for (int i = 0; i < commitment.randomness().size(); i++) {
            var first = form.text(FIRST + i).strip();
            var second = form.text(SECOND + i).strip();
            if (first.isEmpty() || second.isEmpty()) {
                problems.add(new FieldProblem("/randomness/" + i, "两个人都要录入 / both must type it"));
            } else if (!plain(first).equals(plain(second))) {
                problems.add(new FieldProblem(
                        "/randomness/" + i,
                        "两次录入不同：「" + first + "」和「" + second + "」，请对照公布的结果重新录入 / typed differently"));
            }
            texts.add(first);
        }
        if (!"true".equals(form.text("typistConfirms")) || !"true".equals(form.text("readerConfirms"))) {
            problems.add(new FieldProblem("/randomness", "录入人和复核人都要确认 / both must confirm"));
        }
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
        return texts;
    }

    /** What two people may type differently without meaning anything else. */
    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ");
    }

    private static TemplateInstance lots(Edition edition, Commitment commitment, Evidence evidence, FormFields form) {
        var sources = RandomnessSource.of(edition);
        var typed = new ArrayList<Typed>();
        for (int i = 0; i < commitment.randomness().size(); i++) {
            var named = commitment.randomness().get(i);
            var source = sources.stream()
                    .filter(each -> each.source().equals(named.source()))
                    .findFirst();
            typed.add(new Typed(
                    named,
                    source.map(RandomnessSource::form).orElse(""),
                    source.map(RandomnessSource::publishedBy).orElse(null),
                    form.text(FIRST + i),
                    form.text(SECOND + i)));
        }
        return Templates.lots(
                edition,
                commitment,
                Announcement.inWords(commitment),
                new Digest(commitment.digest()),
                typed,
                evidence,
                Carried.json("commitment.json", "承诺", commitment.bytes()),
                form);
    }

    private static Response refused(
            Edition edition, Commitment commitment, Evidence evidence, FormFields form, List<FieldProblem> problems) {
        return Response.status(422)
                .entity(lots(edition, commitment, evidence, form.with(edition, problems)))
                .build();
    }

    private static TemplateInstance result(DrawRun.Made made, History history, Evidence evidence) throws IOException {
        var edition = made.edition();
        var draw = made.draw();
        var announcement = Announcement.of(edition, draw, made.tasks(), evidence, false);
        return Templates.result(
                edition,
                made,
                announcement.period(),
                new Digest(draw.digest()),
                Reveal.of(made),
                Figure.of(Expectation.of(draw, history)),
                files(made, announcement));
    }

    private static List<Carried> files(DrawRun.Made made, Announcement announcement) throws IOException {
        var name = made.draw().commitment().period() + "-"
                + made.draw().commitment().sequence();
        var workbook = new ByteArrayOutputStream();
        DrawWorkbook.write(made, workbook);
        var files = new ArrayList<Carried>();
        files.add(Carried.json("draw-" + name + ".json", "抽取记录", made.draw().bytes()));
        if (made.tasks() != null) {
            files.add(Carried.json(
                    "tasks-" + name + ".json", "任务文件（内部）", made.tasks().bytes()));
        }
        files.add(Carried.json(
                "review-" + name + ".json", "名录变动（内部）", made.review().bytes()));
        files.add(Carried.of(
                "抽取结果-" + announcement.period() + ".xlsx", "工作簿（内部）", Download.XLSX, workbook.toByteArray()));
        files.add(AnnouncementPage.carried(announcement));
        return List.copyOf(files);
    }
}
