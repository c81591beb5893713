package io.shuangsuiji.plan.year;

import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.calendar.Period.Unit;
import io.shuangsuiji.plan.Schedule;
import io.shuangsuiji.plan.Schedules;
import io.shuangsuiji.plan.UncoveredYear;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.PlanInputs;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a year asks for, and when: the schedules of its periods.
 *
 * @param year the year
 * @param periods in order, each by the edition that is in force on its first day, which it names
 * @param withoutEdition the months that belong to no period because no edition is in force: {@code 2024M01}
 * @param uncovered the years whose holidays would be needed for the dates that are missing
 */
public record YearSchedule(
        int year, List<Schedule> periods, List<String> withoutEdition, List<UncoveredYear> uncovered) {
    /**
     * The schedule of a year.
     *
     * @param inForce the edition in force on a day, if any
     * @throws io.shuangsuiji.decision.input.InvalidInput where an edition's model refuses a period
     * @throws io.shuangsuiji.decision.NoMatchingRule where a table gives no answer, or rows that cannot be carried out
     */
    public static YearSchedule of(int year, Function<LocalDate, Optional<Edition>> inForce) {
        var periods = new ArrayList<Schedule>();
        var without = new ArrayList<String>();
        var day = LocalDate.of(year, 1, 1);
        while (day.getYear() == year) {
            var edition = inForce.apply(day);
            var period = edition.isEmpty()
                    ? null
                    : Period.of(PlanInputs.unit(edition.get().models()), day);
            if (period != null && period.firstDay().equals(day)) {
                periods.add(Schedules.of(edition.get(), period, null, null));
                day = period.next().firstDay();
            } else {
                // an edition that begins within a period of its own has its first whole one after it
                without.add(Period.of(Unit.MONTH, day).toString());
                day = day.plusMonths(1);
            }
        }
        return new YearSchedule(
                year,
                List.copyOf(periods),
                List.copyOf(without),
                UncoveredYear.of(periods.stream()
                        .flatMap(each -> each.deadlines().stream())
                        .toList()));
    }
}
