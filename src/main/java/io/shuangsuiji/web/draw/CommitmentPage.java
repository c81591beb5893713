package io.shuangsuiji.web.draw;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.decision.NoMatchingRule;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.draw.Commitments;
import io.shuangsuiji.draw.Secret;
import io.shuangsuiji.draw.lot.HashAlgorithm;
import io.shuangsuiji.draw.result.Announcement;
import io.shuangsuiji.draw.run.DrawRun;
import io.shuangsuiji.plan.Headings;
import io.shuangsuiji.plan.PlanRequest;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.PlanInputs;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.UnreadableFile;
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
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** The first half of a draw, at {@code /draw}: the files in, their review and the commitment out. Works without scripts. */
@Path("/draw")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
public class CommitmentPage {
    private static final int SECRET_BYTES = 32;

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
    public Response commit(
            @RestForm("registry") FileUpload registry,
            @RestForm("roster") FileUpload roster,
            @RestForm("history") FileUpload history,
            @RestForm("previous") FileUpload previous,
            MultipartFormDataInput fields)
            throws IOException {
        var form = FormFields.of(ParameterField.texts(fields));
        var edition = snapshot.edition();
        try (var files = DrawFiles.of(registry, roster, history, previous)) {
            edition = snapshot.edition(PlanRequest.period(form.given()::get).firstDay());
            var request = request(edition, form);
            var secret = form.of("secret").isBlank() ? fresh() : Secret.of(form.of("secret"));
            var made = DrawRun.commit(
                    files.inputs(edition, request), files.previous(), terms(edition, form, secret), snapshot.today());
            return Response.ok(shown(edition, made, secret, form.of("secret").isBlank()))
                    .build();
        } catch (InvalidInput invalid) {
            return refused(edition, form, invalid.problems());
        } catch (UnreadableFile unreadable) {
            return refused(edition, form, unreadable.problems());
        } catch (NoMatchingRule undecided) {
            return refused(edition, form, FormFields.undecided(undecided));
        }
    }

    /** What a plan is asked, as of the period's first day: no day of one's choosing. */
    static PlanRequest request(Edition edition, FormFields form) {
        var period = PlanRequest.period(form.given()::get);
        var given = new HashMap<>(form.given());
        given.put("evaluationDate", period.firstDay().toString());
        return PlanRequest.read(edition, given::get, period.firstDay());
    }

    private Secret fresh() {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Secret.of(HexFormat.of().formatHex(bytes));
    }

    private static Commitments.Terms terms(Edition edition, FormFields form, Secret secret) {
        return new Commitments.Terms(
                hash(form.of("hash")),
                sequence(form.of("sequence")),
                secret,
                Terms.of(edition, form.given()).named(),
                null,
                digest(form.of("predecessor")),
                digest(form.of("replaces")));
    }

    private static HashAlgorithm hash(String name) {
        try {
            return name.isEmpty() ? HashAlgorithm.SHA_256 : HashAlgorithm.of(name);
        } catch (IllegalArgumentException unknown) {
            throw refusal("hash", "没有这种摘要算法 / no such digest");
        }
    }

    private static int sequence(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException none) {
            throw refusal("sequence", "应为从 1 开始的整数，收到「" + text.strip() + "」 / expected a whole number from 1");
        }
    }

    /** As it was typed, perhaps in groups; null where nothing was. */
    private static String digest(String text) {
        var plain = text.replaceAll("\\s+", "").toLowerCase(java.util.Locale.ROOT);
        return plain.isEmpty() ? null : plain;
    }

    private static InvalidInput refusal(String field, String detail) {
        return new InvalidInput(List.of(new FieldProblem("/" + field, detail)));
    }

    private static TemplateInstance shown(Edition edition, DrawRun.Committed made, Secret secret, boolean fresh) {
        var commitment = made.commitment();
        var name = commitment.period() + "-" + commitment.sequence();
        return Templates.commitment(
                edition,
                new Headings(edition),
                made,
                Announcement.inWords(commitment),
                new Digest(commitment.digest()),
                Terms.worth(commitment, Commitments.leastBits(edition)),
                fresh,
                List.of(
                        Carried.json("commitment-" + name + ".json", "承诺（公布）", commitment.bytes()),
                        Carried.text("secret-" + name + ".txt", "秘密数（抽取前不得外泄）", secret.hex() + "\n"),
                        Carried.json("review-" + name + ".json", "名录变动（内部存档）", made.review().bytes())));
    }

    private Response refused(Edition edition, FormFields form, List<FieldProblem> problems) {
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
