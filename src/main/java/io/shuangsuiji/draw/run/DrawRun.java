package io.shuangsuiji.draw.run;

import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.draw.Commitment;
import io.shuangsuiji.draw.Commitments;
import io.shuangsuiji.draw.Commitments.Terms;
import io.shuangsuiji.draw.Draw;
import io.shuangsuiji.draw.DrawInputs;
import io.shuangsuiji.draw.Drawing;
import io.shuangsuiji.draw.Pool;
import io.shuangsuiji.draw.Secret;
import io.shuangsuiji.draw.Selection;
import io.shuangsuiji.draw.crew.Crew;
import io.shuangsuiji.draw.crew.DrawnTask;
import io.shuangsuiji.draw.crew.Occasion;
import io.shuangsuiji.draw.crew.Tasks;
import io.shuangsuiji.draw.lot.HashAlgorithm;
import io.shuangsuiji.draw.review.PoolReview;
import io.shuangsuiji.draw.review.PoolReviews;
import io.shuangsuiji.jobs.Cancellation;
import io.shuangsuiji.plan.Finding;
import io.shuangsuiji.plan.Plan;
import io.shuangsuiji.plan.Stratum;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.registry.RegistryFile;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.UnreadableFile;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reviews a pool, commits to it, and draws from it. Pure functions of what is handed in. */
public final class DrawRun {
    private DrawRun() {}

    /**
     * A pool that was looked at.
     *
     * @param review what a person should see of it
     * @param pool what would be drawn from
     * @param problems what keeps it from being drawn from; empty where nothing does
     */
    public record Reviewed(PoolReview review, Pool pool, List<FieldProblem> problems) {}

    /**
     * What was committed to.
     *
     * @param commitment to be published before the randomness is known
     * @param review whose digest it states
     * @param pool what it commits to
     */
    public record Committed(Commitment commitment, PoolReview review, Pool pool) {}

    /**
     * A draw that was made.
     *
     * @param edition by which it was made
     * @param draw the record
     * @param tasks who inspects what was drawn, or null where the draw is void
     * @param review of the pool
     * @param pool what was drawn from
     */
    public record Made(Edition edition, Draw draw, Tasks tasks, PoolReview review, Pool pool) {}

    /**
     * Reviews a pool, also one that cannot be drawn from yet.
     *
     * @param previous the last period's registry, or null
     * @throws InvalidInput where the edition does not say how to draw, or a registry is none
     */
    public static Reviewed review(HashAlgorithm hash, DrawInputs inputs, RegistryFile previous) throws IOException {
        var problems = new ArrayList<FieldProblem>();
        var pool = pool(inputs, problems);
        Cancellation.check();
        try {
            return new Reviewed(PoolReviews.of(hash, inputs, pool, previous, problems), pool, List.copyOf(problems));
        } catch (UnreadableFile unreadable) {
            throw named("previous", "上一时段的名录库", unreadable);
        }
    }

    private static Pool pool(DrawInputs inputs, List<FieldProblem> problems) throws IOException {
        try {
            return inputs.pool(problems);
        } catch (UnreadableFile unreadable) {
            throw named("registry", "名录库", unreadable);
        }
    }

    /** What is wrong with one of several files, by its name. */
    static InvalidInput named(String name, String what, UnreadableFile unreadable) {
        return new InvalidInput(unreadable.problems().stream()
                .map(problem -> new FieldProblem(
                        "/" + name + problem.pointer(),
                        what + "：" + problem.detail(),
                        problem.cell(),
                        what + "：" + problem.cause()))
                .toList());
    }

    /**
     * Commits to a pool.
     *
     * @param previous the last period's registry, or null
     * @param terms what a bureau may choose; the digest of the review is put in
     * @param today in the time of the bureau
     * @throws InvalidInput where the inputs or the terms are refused, each by name
     */
    public static Committed commit(DrawInputs inputs, RegistryFile previous, Terms terms, LocalDate today)
            throws IOException {
        Commitments.refuse(inputs.edition(), terms, today);
        var reviewed = review(terms.hash(), inputs, previous);
        refuse(reviewed.problems());
        Cancellation.check();
        var commitment = Commitments.of(
                inputs, reviewed.pool(), terms.with(reviewed.review().digest()), today);
        return new Committed(commitment, reviewed.review(), reviewed.pool());
    }

    /**
     * Draws what was committed to.
     *
     * @param previous the last period's registry, or null
     * @param randomness what became known, a text a source, in the order of the commitment
     * @param today in the time of the bureau: no randomness is known before its day
     * @throws InvalidInput naming each input that is not what was committed to
     */
    public static Made draw(
            Commitment commitment,
            DrawInputs inputs,
            RegistryFile previous,
            Secret secret,
            List<String> randomness,
            LocalDate today)
            throws IOException {
        var drawing = new Drawing(commitment, inputs, secret);
        refuse(early(commitment, today));
        var reviewed = review(commitment.hash(), inputs, previous);
        refuse(reviewed.problems());
        Cancellation.check();
        var drawn = drawing.objects(reviewed.pool(), reviewed.review().digest(), randomness);
        Cancellation.check();
        var occasion = new Occasion(
                commitment.hash(),
                commitment.digest(),
                inputs.request(),
                commitment.sequence(),
                ofStrata(reviewed.pool().read().plan()));
        var tasks = Crew.assign(
                inputs.edition(),
                occasion,
                drawn.lottery(),
                tasks(drawn, Selection::drawn),
                tasks(drawn, Selection::substitutes),
                inputs.roster(),
                inputs.history());
        return new Made(inputs.edition(), drawn.with(tasks.digest()), tasks, reviewed.review(), reviewed.pool());
    }

    /**
     * What the plan found of its strata: that fewer are left below their cap than the policy asks for, say. What it found of
     * single objects depends on the order of the file.
     */
    private static List<Finding> ofStrata(Plan plan) {
        var strata = plan.strata().stream().map(Stratum::stratum).collect(Collectors.toSet());
        return plan.findings().stream()
                .filter(finding -> !finding.examples().isEmpty() && strata.containsAll(finding.examples()))
                .toList();
    }

    /**
     * The record of a draw whose randomness did not come.
     *
     * @param why what happened to it, in words
     * @throws InvalidInput where the inputs are not what was committed to, or no reason is given
     */
    public static Made voided(
            Commitment commitment, DrawInputs inputs, RegistryFile previous, Secret secret, String why)
            throws IOException {
        var drawing = new Drawing(commitment, inputs, secret);
        var reviewed = review(commitment.hash(), inputs, previous);
        refuse(reviewed.problems());
        var draw = drawing.voided(reviewed.pool(), reviewed.review().digest(), why);
        return new Made(inputs.edition(), draw, null, reviewed.review(), reviewed.pool());
    }

    /** Randomness that is not public yet was not waited for. */
    private static List<FieldProblem> early(Commitment commitment, LocalDate today) {
        var problems = new ArrayList<FieldProblem>();
        for (int i = 0; i < commitment.randomness().size(); i++) {
            var source = commitment.randomness().get(i);
            if (LocalDate.parse(source.day()).isAfter(today)) {
                problems.add(new FieldProblem(
                        "/randomness/" + i,
                        "「" + source.source() + "」" + source.day() + " 才公布，今天是 " + today
                                + "，还不能抽取 / is not known before " + source.day() + "; today is " + today));
            }
        }
        return problems;
    }

    private static List<DrawnTask> tasks(Drawing.Objects drawn, Function<Selection, List<Selection.Drawn>> which) {
        return drawn.draw().strata().stream()
                .flatMap(stratum -> which.apply(stratum).stream().map(each -> {
                    var member = drawn.pool().member(stratum.stratum(), each.id());
                    return new DrawnTask(stratum.stratum(), each.place(), member.object(), member.category());
                }))
                .toList();
    }

    private static void refuse(List<FieldProblem> problems) {
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
    }
}
