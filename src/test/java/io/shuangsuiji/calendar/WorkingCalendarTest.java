package io.shuangsuiji.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkingCalendarTest {

    private final WorkingCalendar calendar = WorkingCalendar.official();

    @ParameterizedTest
    @CsvSource({
        "2024-03-31, 2024-03-25",
        "2024-06-30, 2024-06-24",
        "2024-09-30, 2024-09-24",
        "2024-12-31, 2024-12-24",
        "2026-03-31, 2026-03-24",
        "2026-06-30, 2026-06-23",
        "2026-09-30, 2026-09-22",
        "2026-12-31, 2026-12-24",
    })
    void shouldCountFiveWorkingDaysBackFromTheQuartersLastDay(LocalDate quarterEnd, LocalDate expected) {
        assertThat(calendar.plusWorkingDays(quarterEnd, -5)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"2024-09-27, 2024-10-28", "2026-02-13, 2026-03-17"})
    void shouldCountEighteenWorkingDaysAcrossALongHoliday(LocalDate end, LocalDate expected) {
        assertThat(calendar.plusWorkingDays(end, 18)).isEqualTo(expected);
    }

    /** 国办发明电〔2024〕12号, copied by hand, so as not to check the library by itself. */
    @Test
    void shouldAgreeWithTheNoticeFor2025OnEveryDay() {
        Set<LocalDate> off = new HashSet<>();
        Stream.of(
                        days("2025-01-01", "2025-01-01"),
                        days("2025-01-28", "2025-02-04"),
                        days("2025-04-04", "2025-04-06"),
                        days("2025-05-01", "2025-05-05"),
                        days("2025-05-31", "2025-06-02"),
                        days("2025-10-01", "2025-10-08"))
                .forEach(holiday -> holiday.forEach(off::add));
        Set<LocalDate> makeUp = Set.of(
                LocalDate.of(2025, 1, 26),
                LocalDate.of(2025, 2, 8),
                LocalDate.of(2025, 4, 27),
                LocalDate.of(2025, 9, 28),
                LocalDate.of(2025, 10, 11));

        assertThat(days("2025-01-01", "2025-12-31")).allSatisfy(date -> {
            boolean weekend = date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
            assertThat(calendar.isWorkingDay(date))
                    .as(date.toString())
                    .isEqualTo(makeUp.contains(date) || !weekend && !off.contains(date));
        });
    }

    @Test
    void shouldCoverTheYearsOfTheLibraryAndNoOther() {
        assertThat(calendar.coveredYears()).contains(2024, 2025, 2026).doesNotContain(2001, 2027);
        assertThat(calendar.covers(2026)).isTrue();
        assertThat(calendar.covers(2027)).isFalse();
    }

    @Test
    void shouldNotTakeAYearForAnnouncedBecauseTheNeighboursNoticeReachesIntoIt() {
        Map<LocalDate, Boolean> stated = new HashMap<>();
        for (String holiday : List.of("2030-01-01", "2030-05-01", "2030-10-01", "2031-01-01")) {
            stated.put(LocalDate.parse(holiday), false);
        }
        stated.put(LocalDate.parse("2029-12-29"), true);
        stated.put(LocalDate.parse("2031-01-04"), true);

        assertThat(WorkingCalendar.fullyAnnouncedYears(stated)).containsExactly(2030);
    }

    @Test
    void shouldReturnTheStartUnexaminedWhenCountingNoDays() {
        assertThat(calendar.plusWorkingDays(LocalDate.of(2024, 10, 1), 0)).isEqualTo("2024-10-01");
        assertThat(calendar.plusWorkingDays(LocalDate.of(2027, 3, 1), 0)).isEqualTo("2027-03-01");
    }

    @Test
    void shouldFindTheNearestWorkingDayOnEitherSide() {
        assertThat(calendar.lastWorkingDayOnOrBefore(LocalDate.of(2024, 3, 17))).isEqualTo("2024-03-15");
        assertThat(calendar.lastWorkingDayOnOrBefore(LocalDate.of(2024, 9, 29))).isEqualTo("2024-09-29");
        assertThat(calendar.lastWorkingDayOnOrBefore(LocalDate.of(2024, 10, 7))).isEqualTo("2024-09-30");
        assertThat(calendar.firstWorkingDayOnOrAfter(LocalDate.of(2024, 10, 1))).isEqualTo("2024-10-08");
        assertThat(calendar.firstWorkingDayOnOrAfter(LocalDate.of(2024, 10, 12)))
                .isEqualTo("2024-10-12");
    }

    @Test
    void shouldRefuseToGuessAYearThatIsNotCovered() {
        assertThatExceptionOfType(CalendarYearNotCoveredException.class)
                .isThrownBy(() -> calendar.isWorkingDay(LocalDate.of(2027, 1, 1)))
                .withMessageContaining("未收录2027年")
                .withMessageContaining("of 2027;")
                .withMessageContaining("补充日历")
                .satisfies(e -> assertThat(e.year()).isEqualTo(2027));
        assertThat(CalendarYearNotCoveredException.CODE).isEqualTo("CALENDAR_YEAR_NOT_COVERED");
    }

    @Test
    void shouldRefuseOnlyWhenADayOfTheUncoveredYearIsReallyExamined() {
        assertThat(calendar.plusWorkingDays(LocalDate.of(2027, 1, 1), -1)).isEqualTo("2026-12-31");
        assertThat(calendar.plusWorkingDays(LocalDate.of(2026, 12, 30), 1)).isEqualTo("2026-12-31");
        assertThatExceptionOfType(CalendarYearNotCoveredException.class)
                .isThrownBy(() -> calendar.plusWorkingDays(LocalDate.of(2026, 12, 30), 2));
        assertThatExceptionOfType(CalendarYearNotCoveredException.class)
                .isThrownBy(() -> calendar.lastWorkingDayOnOrBefore(LocalDate.of(2027, 1, 1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MAX_VALUE, 10_000, -10_000, Integer.MIN_VALUE})
    void shouldStopAHugeCountAtTheEdgeOfTheCoveredYears(int n) {
        assertThatExceptionOfType(CalendarYearNotCoveredException.class)
                .isThrownBy(() -> calendar.plusWorkingDays(LocalDate.of(2025, 6, 1), n));
    }

    @Test
    void shouldStopSearchingWhenASuppliedYearHasNoWorkingDayAtAll() {
        List<CalendarDay> allOff = days("2027-01-01", "2027-12-31").stream()
                .map(date -> new CalendarDay(date, false, "停工"))
                .toList();
        WorkingCalendar supplied = calendar.with(allOff, Set.of(2027));

        assertThatExceptionOfType(CalendarYearNotCoveredException.class)
                .isThrownBy(() -> supplied.firstWorkingDayOnOrAfter(LocalDate.of(2027, 1, 1)))
                .satisfies(e -> assertThat(e.year()).isEqualTo(2028));
        assertThat(supplied.lastWorkingDayOnOrBefore(LocalDate.of(2027, 12, 31)))
                .isEqualTo("2026-12-31");
    }

    @Test
    void shouldAnswerForAYearThatTheEditionSupplies() {
        WorkingCalendar supplied = calendar.with(
                List.of(
                        new CalendarDay(LocalDate.of(2027, 1, 1), false, "元旦"),
                        new CalendarDay(LocalDate.of(2027, 1, 9), true, "元旦")),
                Set.of(2027));

        assertThat(supplied.covers(2027)).isTrue();
        assertThat(supplied.coveredYears()).contains(2024, 2027).doesNotContain(2028);
        assertThat(supplied.plusWorkingDays(LocalDate.of(2026, 12, 31), 1)).isEqualTo("2027-01-04");
        assertThat(supplied.plusWorkingDays(LocalDate.of(2026, 12, 31), 6)).isEqualTo("2027-01-09");
        assertThat(calendar.covers(2027)).as("the calendar built upon").isFalse();
    }

    @Test
    void shouldLetTheEditionCorrectAnOfficialDay() {
        WorkingCalendar corrected = calendar.with(
                List.of(
                        new CalendarDay(LocalDate.of(2026, 12, 31), false, "元旦"),
                        new CalendarDay(LocalDate.of(2026, 12, 26), true, "元旦"),
                        new CalendarDay(LocalDate.of(2026, 10, 10), false, "更正")),
                Set.of());

        assertThat(corrected.isWorkingDay(LocalDate.of(2026, 12, 31))).isFalse();
        assertThat(corrected.isWorkingDay(LocalDate.of(2026, 12, 26))).isTrue();
        assertThat(corrected.isWorkingDay(LocalDate.of(2026, 10, 10))).isFalse();
    }

    @Test
    void shouldNotCoverAYearOfWhichOnlySomeDaysWereGiven() {
        CalendarDay newYear = new CalendarDay(LocalDate.of(2027, 1, 1), false, "元旦");
        WorkingCalendar partial = calendar.with(List.of(newYear), Set.of());

        assertThatExceptionOfType(CalendarYearNotCoveredException.class)
                .isThrownBy(() -> partial.isWorkingDay(newYear.date()));
        assertThat(partial.with(List.of(), Set.of(2027)).isWorkingDay(newYear.date()))
                .as("the day given earlier, once its year is covered")
                .isFalse();
    }

    @Test
    void shouldRefuseDaysThatContradictEachOther() {
        LocalDate date = LocalDate.of(2027, 2, 6);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> calendar.with(
                        List.of(new CalendarDay(date, true, "春节"), new CalendarDay(date, false, "春节")), Set.of(2027)))
                .withMessageContaining("2027-02-06");
    }

    @Test
    void shouldAcceptADayGivenTwiceAlike() {
        LocalDate date = LocalDate.of(2027, 2, 6);
        List<CalendarDay> twice = List.of(new CalendarDay(date, true, "春节"), new CalendarDay(date, true, null));

        assertThat(calendar.with(twice, Set.of(2027)).isWorkingDay(date)).isTrue();
    }

    private static List<LocalDate> days(String first, String last) {
        return LocalDate.parse(first)
                .datesUntil(LocalDate.parse(last).plusDays(1))
                .toList();
    }
}
