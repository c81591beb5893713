package io.shuangsuiji.web.plan;

import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.PlanInputs;
import io.shuangsuiji.web.RequestEdition;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The periods among which forms let people choose. */
public final class Periods {
    private Periods() {}

    /**
     * As long as an edition plans them: this year's and next year's, those since the first edition, and the one asked for.
     *
     * @param asked a period as its text; anything else adds none
     */
    public static List<Period> offered(Edition edition, RequestEdition snapshot, String asked) {
        int from = snapshot.catalog().serving().firstKey().effectiveOn().getYear();
        int to = snapshot.today().getYear() + 1;
        var unit = PlanInputs.unit(edition.models());
        var offered = Stream.iterate(LocalDate.of(from, 1, 1), day -> day.getYear() <= to, day -> day.plusMonths(1))
                .map(day -> Period.of(unit, day));
        return Stream.concat(offered, Period.parse(asked).stream())
                .distinct()
                .sorted(Comparator.comparing(Period::firstDay).thenComparing(Period::unit))
                .toList();
    }
}
