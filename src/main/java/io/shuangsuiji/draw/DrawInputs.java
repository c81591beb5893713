package io.shuangsuiji.draw;

import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.plan.PlanRequest;
import io.shuangsuiji.plan.Plans;
import io.shuangsuiji.policy.Edition;
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
 * @param roster the inspectors, a row each
 * @param history what was drawn earlier in the year, a row each
 * @param drawnBefore the ids of the objects among them
 */
public record DrawInputs(
        Edition edition,
        PlanRequest request,
        RegistryFile registry,
        List<?> roster,
        List<?> history,
        Set<String> drawnBefore) {
    /** The model of an edition that says how draws are made. */
    static final String MODEL = "draw";

    /**
     * The pool.
     *
     * @throws InvalidInput where objects occur twice, a sample cannot be sized, or the edition does not say how to draw
     * @throws io.shuangsuiji.sheets.UnreadableFile where the registry is none
     */
    public Pool pool() throws IOException {
        var problems = new ArrayList<FieldProblem>();
        if (edition.model(MODEL).isEmpty()) {
            problems.add(new FieldProblem(
                    "/edition",
                    edition.name() + " 版没有「" + MODEL + ".dmn」，没有说怎样抽取 / the edition " + edition.name() + " has no "
                            + MODEL + ".dmn: it does not say how to draw"));
            throw new InvalidInput(problems);
        }
        var members = Plans.members(new Plans.Job(edition, request.period().firstDay(), request, registry));
        var pool = Pool.of(edition, members, drawnBefore, problems);
        if (problems.isEmpty() && pool.samples().stream().allMatch(sample -> sample.sampleSize() == 0)) {
            problems.add(new FieldProblem(
                    "/registry",
                    request.period().inWords() + "没有要抽取的对象：各层的样本量都是 0 / nothing is to be drawn in " + request.period()
                            + ": every sample is 0"));
        }
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
        return pool;
    }

    /** The period drawn for. */
    public Period period() {
        return request.period();
    }
}
