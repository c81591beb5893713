package io.shuangsuiji.amendment.check;

import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.plan.Classified;
import io.shuangsuiji.plan.Plan;
import io.shuangsuiji.plan.PlanRequest;
import io.shuangsuiji.plan.Planner;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.PlanInputs;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.registry.ReadReport;
import io.shuangsuiji.registry.RegistryRow;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Plans one registry for every period of the year in which an edition takes effect. */
final class TrialYear {
    /** Enough for anything that a rule may ask for; as a parameter it is a number, or the beginning of a text. */
    private static final String SOME = "100";

    private final List<Period> periods;
    private final List<Planner> planners;

    /**
     * Objects are classified as of the day on which the edition takes effect; details are given once an object.
     *
     * @param given parameters of plans that are known, by name; others are made up
     */
    TrialYear(Edition edition, SortedMap<String, String> given, Consumer<Classified> details) {
        var day = day(edition);
        var unit = PlanInputs.unit(edition.models());
        periods = Stream.iterate(LocalDate.of(day.getYear(), 1, 1), first -> first.plusMonths(1))
                .limit(12)
                .map(first -> Period.of(unit, first))
                .distinct()
                .toList();
        planners = periods.stream()
                .map(period -> new Planner(
                        edition,
                        request(edition, period, given),
                        null,
                        period.equals(periods.get(0)) ? details : classified -> {}))
                .toList();
    }

    private static PlanRequest request(Edition edition, Period period, SortedMap<String, String> given) {
        var texts = new TreeMap<String, String>();
        for (var parameter : PlanInputs.parameters(edition.models())) {
            var listed = parameter.type().constraint().enumeration();
            texts.put(
                    parameter.name(),
                    parameter.type().kind() == ValueType.Kind.DATE
                            ? day(edition).toString()
                            : parameter.type().kind() == ValueType.Kind.BOOLEAN
                                    ? "false"
                                    : listed.isEmpty() ? SOME : listed.get(0).toString());
        }
        texts.putAll(given);
        texts.put("period", period.toString());
        return PlanRequest.read(edition, texts::get, day(edition));
    }

    /** The day as of which objects are classified. */
    static LocalDate day(Edition edition) {
        return edition.name().effectiveOn();
    }

    /** What the periods are called. */
    List<String> periods() {
        return periods.stream().map(Period::toString).toList();
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
