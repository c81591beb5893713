package io.shuangsuiji.draw;

import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.plan.PlanRequest;
import io.shuangsuiji.plan.Plans;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.registry.History;
import io.shuangsuiji.registry.Inspector;
import io.shuangsuiji.registry.RegistryFile;
import io.shuangsuiji.sheets.FieldProblem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a draw depends on beside its secret and the randomness: given once for the commitment, and again, unchanged, for the
 * draw itself.
 *
 * @param edition the policy edition in force on the period's first day
 * @param request the period and the plan's parameters, as of the period's first day
 * @param registry the registry of objects (名录库)
 * @param roster the inspectors
 * @param history what was drawn earlier in the year
 */
public record DrawInputs(
        Edition edition, PlanRequest request, RegistryFile registry, List<Inspector> roster, History history) {
    /** The model of an edition that says how draws are made. */
    static final String MODEL = "draw";

    /**
     * The pool, also one that cannot be drawn from, for a review.
     *
     * @param problems is told why not: objects that occur twice, a sample that cannot be sized, nothing to be drawn
     * @throws InvalidInput where the edition does not say how to draw
     * @throws io.shuangsuiji.sheets.UnreadableFile where the registry is none
     */
    public Pool pool(List<FieldProblem> problems) throws IOException {
        refuseUnlessDraws(edition);
        var members = Plans.members(new Plans.Job(edition, request.period().firstDay(), request, registry));
        var pool = Pool.of(edition, members, history.ids(), problems);
        if (problems.isEmpty() && pool.samples().stream().allMatch(sample -> sample.sampleSize() == 0)) {
            problems.add(new FieldProblem(
                    "/registry",
                    request.period().inWords() + "没有要抽取的对象：各层的样本量都是 0 / nothing is to be drawn in " + request.period()
                            + ": every sample is 0"));
        }
        return pool;
    }

    /**
     * Refuses an edition that does not say how to draw.
     *
     * @throws InvalidInput where it has no such model
     */
    static void refuseUnlessDraws(Edition edition) {
        if (edition.model(MODEL).isEmpty()) {
            throw new InvalidInput(List.of(new FieldProblem(
                    "/edition",
                    edition.name() + " 版没有「" + MODEL + ".dmn」，没有说怎样抽取 / the edition " + edition.name() + " has no "
                            + MODEL + ".dmn: it does not say how to draw")));
        }
    }

    /**
     * What would have been drawn from, had another registry been given: for a comparison.
     *
     * @param drawnBefore ids of the objects that had been drawn already
     */
    public Pool poolOf(RegistryFile other, Set<String> drawnBefore) throws IOException {
        var job = new Plans.Job(edition, request.period().firstDay(), request, other);
        // what keeps it from being drawn from concerns nobody any longer
        return Pool.of(edition, Plans.members(job), drawnBefore, new ArrayList<>());
    }

    /** The period drawn for. */
    public Period period() {
        return request.period();
    }
}
