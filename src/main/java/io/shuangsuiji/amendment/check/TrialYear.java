package io.shuangsuiji.amendment.check;

import io.shuangsuiji.plan.Classified;
import io.shuangsuiji.plan.Plan;
import io.shuangsuiji.plan.Planner;
import io.shuangsuiji.plan.Quarter;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.registry.ReadReport;
import io.shuangsuiji.registry.RegistryRow;
import io.shuangsuiji.registry.Staffing;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Plans one registry for every period of the year in which an edition takes effect. */
final class TrialYear {
    private static final int PERIODS = 4;

    private final List<Quarter> periods;
    private final List<Planner> planners;

    /** Objects are classified as of the day on which the edition takes effect; details are given once an object. */
    TrialYear(Edition edition, Staffing staffing, Consumer<Classified> details) {
        var day = day(edition);
        periods = IntStream.rangeClosed(1, PERIODS)
                .mapToObj(number -> new Quarter(day.getYear(), number))
                .toList();
        planners = periods.stream()
                .map(period -> new Planner(
                        edition,
                        period,
                        staffing,
                        day,
                        null,
                        period.equals(periods.get(0)) ? details : classified -> {}))
                .toList();
    }

    /** The day as of which objects are classified. */
    static LocalDate day(Edition edition) {
        return edition.name().effectiveOn();
    }

    /** What the periods are called. */
    List<String> periods() {
        return periods.stream().map(Quarter::toString).toList();
    }

    /**
     * Takes the registry's next row.
     *
     * @throws io.shuangsuiji.decision.NoMatchingRule where the edition gives no answer; the row is then in no plan
     */
    void add(RegistryRow row) {
        planners.forEach(planner -> planner.add(row));
    }

    /** The plans, one a period. */
    List<Plan> plans(ReadReport read) {
        return planners.stream().map(planner -> planner.finish(read)).toList();
    }
}
