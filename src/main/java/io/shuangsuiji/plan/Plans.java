package io.shuangsuiji.plan;

import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.registry.RegistryFile;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.function.Consumer;

/** Makes the plan of a registry's file: what the service, the page and the command have in common. */
public final class Plans {
    private Plans() {}

    /**
     * A registry to plan for.
     *
     * @param edition from which everything is decided
     * @param asOf the day by which it was chosen, or null where it was named
     * @param request what is asked of the plan
     * @param registry the file
     */
    public record Job(Edition edition, LocalDate asOf, PlanRequest request, RegistryFile registry) {}

    /**
     * The plan.
     *
     * @throws io.shuangsuiji.sheets.UnreadableFile where the file is no registry
     */
    public static Plan make(Job job) throws IOException {
        return make(job, decided -> {});
    }

    /** Makes the plan and writes it as a workbook, with each object's classification. */
    public static Plan write(Job job, OutputStream out) throws IOException {
        try (var workbook = new PlanWorkbook(job.edition())) {
            var plan = make(job, workbook);
            workbook.write(plan, out);
            return plan;
        }
    }

    /** The plan, and the objects of its strata. */
    public static Members members(Job job) throws IOException {
        var planner = Planner.keeping(job.edition(), job.request(), job.asOf());
        var plan = make(job, planner);
        return new Members(plan, planner.members(), planner.outside());
    }

    private static Plan make(Job job, Consumer<Classified> details) throws IOException {
        return make(job, new Planner(job.edition(), job.request(), job.asOf(), details));
    }

    private static Plan make(Job job, Planner planner) throws IOException {
        try (var rows = job.registry().open(job.edition())) {
            rows.forEachRemaining(planner::add);
            rows.refuseUnlessRead();
            return planner.finish(rows.report());
        }
    }
}
