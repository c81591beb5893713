package io.shuangsuiji.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.time.api.constraints.DateRange;

/** The starts lie far enough inside the library's years that 200 working days either way stay in them. */
class WorkingCalendarPropertiesTest {

    private final WorkingCalendar calendar = WorkingCalendar.official();

    @Property
    void shouldLandOnAWorkingDayExactlyNWorkingDaysAway(
            @ForAll @DateRange(min = "2020-01-01", max = "2026-02-01") LocalDate start,
            @ForAll @IntRange(min = -200, max = 200) int n) {
        LocalDate end = calendar.plusWorkingDays(start, n);

        if (n == 0) {
            assertThat(end).isEqualTo(start);
            return;
        }
        assertThat(calendar.isWorkingDay(end)).isTrue();
        assertThat(end.isAfter(start)).isEqualTo(n > 0);
        assertThat(n > 0 ? workingDaysIn(start.plusDays(1), end) : workingDaysIn(end, start.minusDays(1)))
                .isEqualTo(Math.abs(n));
    }

    @Property
    void shouldComeBackToTheWorkingDayThatTheCountStartedFrom(
            @ForAll @DateRange(min = "2020-01-01", max = "2026-02-01") LocalDate date,
            @ForAll @IntRange(min = -200, max = 200) int n) {
        LocalDate start = calendar.lastWorkingDayOnOrBefore(date);

        assertThat(calendar.plusWorkingDays(calendar.plusWorkingDays(start, n), -n))
                .isEqualTo(start);
    }

    @Property
    void shouldNeverEndEarlierForALaterStart(
            @ForAll @DateRange(min = "2020-01-01", max = "2025-12-01") LocalDate start,
            @ForAll @IntRange(max = 60) int later,
            @ForAll @IntRange(min = -200, max = 200) int n) {
        assertThat(calendar.plusWorkingDays(start.plusDays(later), n))
                .isAfterOrEqualTo(calendar.plusWorkingDays(start, n));
    }

    @Property
    void shouldEndLaterForEachFurtherDayCounted(
            @ForAll @DateRange(min = "2020-01-01", max = "2026-02-01") LocalDate start,
            @ForAll @IntRange(min = -200, max = 199) int n) {
        assertThat(calendar.plusWorkingDays(start, n + 1)).isAfter(calendar.plusWorkingDays(start, n));
    }

    @Property
    void shouldSkipNoWorkingDayWhenRollingToTheNearest(
            @ForAll @DateRange(min = "2020-01-01", max = "2026-12-01") LocalDate date) {
        LocalDate before = calendar.lastWorkingDayOnOrBefore(date);
        LocalDate after = calendar.firstWorkingDayOnOrAfter(date);

        assertThat(before).isBeforeOrEqualTo(date);
        assertThat(after).isAfterOrEqualTo(date);
        assertThat(calendar.isWorkingDay(before)).isTrue();
        assertThat(calendar.isWorkingDay(after)).isTrue();
        assertThat(workingDaysIn(before, after)).isEqualTo(before.equals(after) ? 1 : 2);
    }

    @Property
    void shouldChangeNoDayButTheOneThatIsCorrected(
            @ForAll @DateRange(min = "2024-01-01", max = "2026-12-31") LocalDate corrected,
            @ForAll boolean working,
            @ForAll @DateRange(min = "2024-01-01", max = "2026-12-31") LocalDate other) {
        WorkingCalendar changed = calendar.with(List.of(new CalendarDay(corrected, working, "更正")), Set.of());

        assertThat(changed.isWorkingDay(corrected)).isEqualTo(working);
        if (!other.equals(corrected)) {
            assertThat(changed.isWorkingDay(other)).isEqualTo(calendar.isWorkingDay(other));
        }
    }

    private long workingDaysIn(LocalDate first, LocalDate last) {
        return first.datesUntil(last.plusDays(1)).filter(calendar::isWorkingDay).count();
    }
}
