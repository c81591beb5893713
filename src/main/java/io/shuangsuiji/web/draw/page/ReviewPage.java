package io.shuangsuiji.web.draw.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.decision.NoMatchingRule;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.draw.review.PoolReview;
import io.shuangsuiji.draw.run.DrawRun;
import io.shuangsuiji.draw.run.Handed;
import io.shuangsuiji.draw.run.HandedDraw;
import io.shuangsuiji.plan.Headings;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.Listed;
import io.shuangsuiji.sheets.UnreadableFile;
import io.shuangsuiji.web.RequestEdition;
import io.shuangsuiji.web.draw.DrawForm;
import io.shuangsuiji.web.plan.ParameterField;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/**
 * The pool review alone (名录变动), before anything is committed to. It comes in a page of its own, so that the form behind it
 * keeps the files that were chosen: a browser lets no page choose them again. Works without scripts.
 */
@Path("/draw/review")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
public class ReviewPage {
    /** What the same form says for the commitment, and a review does not ask for. */
    private static final Set<String> NOT_ASKED = Set.of(
            Handed.SECRET,
            Handed.RANDOMNESS,
            Handed.SEQUENCE,
            Handed.PREDECESSOR,
            FormFields.PREDECESSOR_FILE,
            Handed.REPLACES);

    @CheckedTemplate(basePath = "draw", requireTypeSafeExpressions = false)
    static class Templates {
        static native TemplateInstance review(
                Edition edition,
                Headings headings,
                String period,
                DrawRun.Reviewed reviewed,
                List<PoolReview.Row> rows,
                FormFields form,
                List<Carried> files);

        private Templates() {}
    }

    private final RequestEdition snapshot;

    ReviewPage(RequestEdition snapshot) {
        this.snapshot = snapshot;
    }

    /** The review, also of a pool that cannot be committed to yet; or why there is none. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response review(MultipartFormDataInput fields) throws IOException {
        var form = FormFields.of(ParameterField.texts(fields));
        try {
            var own = new HashSet<>(Terms.fields());
            own.addAll(NOT_ASKED);
            var reviewed = HandedDraw.review(FormFields.handed(DrawForm.of(fields), own, Map.of()), snapshot::edition);
            return Response.ok(shown(form, reviewed)).build();
        } catch (InvalidInput | UnreadableFile | NoMatchingRule refusal) {
            return refused(form, FormFields.problems(refusal));
        }
    }

    private TemplateInstance shown(FormFields form, DrawRun.Reviewed reviewed) {
        // that of the period
        var edition = snapshot.edition();
        var review = reviewed.review();
        return Templates.review(
                edition,
                new Headings(edition),
                period(review.period()),
                reviewed,
                review.rows().stream().limit(CommitmentPage.MOST).toList(),
                form.with(edition, Listed.few(reviewed.problems())),
                List.of(Carried.json("review-" + review.period() + ".json", "名录变动（全部）", review.bytes())));
    }

    private Response refused(FormFields form, List<FieldProblem> problems) {
        var edition = snapshot.edition();
        return Response.status(422)
                .entity(Templates.review(
                        edition,
                        new Headings(edition),
                        period(form.text("period")),
                        null,
                        List.of(),
                        form.with(edition, problems),
                        List.of()))
                .build();
    }

    private static String period(String text) {
        return Period.parse(text).map(Period::inWords).orElse("");
    }
}
