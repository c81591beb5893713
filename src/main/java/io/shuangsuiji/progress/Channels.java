package io.shuangsuiji.progress;

import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.plan.Deadline;
import io.shuangsuiji.plan.Schedules;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.PlanInputs;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The places of publication (公示场所) that an edition's schedule names. */
public final class Channels {
    private Channels() {}

    /** In the order of the schedule's rows, whatever the period. */
    public static List<String> of(Edition edition) {
        var day = edition.name().effectiveOn();
        Set<String> channels = new LinkedHashSet<>();
        for (var period : periods(edition, day.getYear())) {
            deadlines(edition, period, period.lastDay()).stream()
                    .flatMap(deadline -> deadline.publishedOn().stream())
                    .forEach(channels::add);
        }
        return List.copyOf(channels);
    }

    /** The periods of a year for which the edition makes plans. */
    static List<Period> periods(Edition edition, int year) {
        var unit = PlanInputs.unit(edition.models());
        var first = Period.of(unit, LocalDate.of(year, 1, 1));
        return java.util.stream.Stream.iterate(first, period -> period.year() == year, Period::next)
                .toList();
    }

    private static List<Deadline> deadlines(Edition edition, Period period, LocalDate endedOn) {
        return Schedules.deadlines(edition, period, endedOn, endedOn);
    }
}
