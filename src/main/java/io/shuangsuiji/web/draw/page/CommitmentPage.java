package io.shuangsuiji.web.draw.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.decision.NoMatchingRule;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.draw.Commitments;
import io.shuangsuiji.draw.Secret;
import io.shuangsuiji.draw.lot.HashAlgorithm;
import io.shuangsuiji.draw.result.Announcement;
import io.shuangsuiji.draw.review.PoolReview;
import io.shuangsuiji.draw.run.DrawRun;
import io.shuangsuiji.draw.run.Handed;
import io.shuangsuiji.draw.run.HandedDraw;
import io.shuangsuiji.plan.Headings;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.PlanInputs;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.UnreadableFile;
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
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** The first half of a draw, at {@code /draw}: the files in, their review and the commitment out. Works without scripts. */
@Path("/draw")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
public class CommitmentPage {
    private static final int SECRET_BYTES = 32;

    /** So many rows of a review are shown; all are in its file. */
    static final int MOST = 500;

    @CheckedTemplate(basePath = "draw", requireTypeSafeExpressions = false)
    static class Templates {
        static native TemplateInstance prepare(
                Edition edition,
                Headings headings,
                List<Period> periods,
                List<ParameterField> parameters,
                Terms terms,
                HashAlgorithm[] hashes,
                FormFields form);

        static native TemplateInstance commitment(
                Edition edition,
                Headings headings,
                DrawRun.Committed made,
                List<PoolReview.Row> rows,
                String period,
                Digest digest,
                List<Terms.Worth> worth,
                boolean fresh,
                List<Carried> files);

        private Templates() {}
    }

    private final RequestEdition snapshot;
    private final SecureRandom random = new SecureRandom();

    CommitmentPage(RequestEdition snapshot) {
        this.snapshot = snapshot;
    }

    /** The empty form: its period is the coming one, since randomness must lie ahead. */
    @GET
    public TemplateInstance form() {
        var edition = snapshot.edition();
        var period = Period.of(PlanInputs.unit(edition.models()), snapshot.today());
        return form(edition, FormFields.of(Map.of("period", period.next().toString(), "sequence", "1")));
    }

    /** The commitment, or the form again with what is wrong. */
    @POST
    @Path("commitment")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response commit(MultipartFormDataInput fields) throws IOException {
        var form = FormFields.of(ParameterField.texts(fields));
        try {
            boolean fresh = form.text(Handed.SECRET).isBlank();
            var secret = fresh ? fresh() : Secret.of(form.text(Handed.SECRET));
            var parts = DrawForm.of(fields);
            var own = new HashSet<>(Terms.fields());
            own.add(FormFields.PREDECESSOR_FILE);
            var handed = FormFields.handed(
                    parts,
                    own,
                    Map.of(
                            Handed.SECRET,
                            List.of(secret.hex()),
                            Handed.RANDOMNESS,
                            Terms.handed(form.given()),
                            Handed.PREDECESSOR,
                            FormFields.typedOrFile(parts, Handed.PREDECESSOR, FormFields.PREDECESSOR_FILE)));
            var made = HandedDraw.commit(handed, snapshot::edition, snapshot.today());
            return Response.ok(shown(made, secret, fresh)).build();
        } catch (InvalidInput | UnreadableFile | NoMatchingRule refusal) {
            return refused(form, FormFields.problems(refusal));
        }
    }

    private Secret fresh() {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Secret.of(HexFormat.of().formatHex(bytes));
    }

    private TemplateInstance shown(DrawRun.Committed made, Secret secret, boolean fresh) {
        var commitment = made.commitment();
        var edition = snapshot.edition();
        var name = commitment.period() + "-" + commitment.sequence();
        return Templates.commitment(
                edition,
                new Headings(edition),
                made,
                made.review().rows().stream().limit(MOST).toList(),
                Announcement.inWords(commitment),
                new Digest(commitment.digest()),
                Terms.worth(commitment, Commitments.leastBits(edition)),
                fresh,
                List.of(
                        Carried.json("commitment-" + name + ".json", "承诺（公布）", commitment.bytes()),
                        Carried.text("secret-" + name + ".txt", "秘密数（抽取前不得外泄）", secret.hex() + "\n"),
                        Carried.json(
                                "review-" + name + ".json",
                                "名录变动（内部存档）",
                                made.review().bytes())));
    }

    private Response refused(FormFields form, List<FieldProblem> problems) {
        // that of the period, where one was found
        var edition = snapshot.edition();
        return Response.status(422)
                .entity(form(edition, form.with(edition, problems)))
                .build();
    }

    private TemplateInstance form(Edition edition, FormFields form) {
        return Templates.prepare(
                edition,
                new Headings(edition),
                form.periods(edition, snapshot.today()),
                ParameterField.of(edition, form.given()),
                Terms.of(edition, form.given()),
                HashAlgorithm.values(),
                form);
    }
}
