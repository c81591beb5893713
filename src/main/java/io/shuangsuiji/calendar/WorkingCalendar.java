package io.shuangsuiji.calendar;

import com.tyme.holiday.LegalHoliday;
import com.tyme.solar.SolarDay;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.format.DateTimeFormatter;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The working days of mainland China: Monday to Friday, less official holidays, plus make-up working days (调休).
 *
 * <p>The official days are those of the State Council's yearly notices (国务院办公厅关于部分节假日安排的通知), as carried by the
 * library tyme4j. A policy edition may correct them, or supply a year that the library lacks, through {@link #with}.
 *
 * <p>Each method that examines a day throws {@link CalendarYearNotCoveredException} if that day's year is not covered;
 * days that are merely started from or passed as bounds are not examined. The last days of December are at times
 * rearranged by the <em>next</em> year's notice (29 and 31 December 2018 were), so those of the last covered year stand
 * until that notice appears and is entered.
 *
 * <p>Instances are immutable and may be shared between threads.
 */
public final class WorkingCalendar {

    /** Holidays fixed by 全国年节及纪念日放假办法 to the same date every year: one at the start, the middle and the end. */
    private static final List<MonthDay> FIXED_HOLIDAYS =
            List.of(MonthDay.of(1, 1), MonthDay.of(5, 1), MonthDay.of(10, 1));

    private static final WorkingCalendar OFFICIAL = fromLibrary();

    /** Days stated explicitly, working or not; kept, with those of uncovered years, for {@link #with} to build on. */
    private final Map<LocalDate, Boolean> stated;

    /** For each covered year its working days, by day of the year. */
    private final Map<Integer, BitSet> workingDays;

    private final SortedSet<Integer> coveredYears;

    private WorkingCalendar(Map<LocalDate, Boolean> stated, Set<Integer> coveredYears) {
        this.stated = Map.copyOf(stated);
        this.coveredYears = Collections.unmodifiableSortedSet(new TreeSet<>(coveredYears));
        this.workingDays = this.coveredYears.stream()
                .collect(Collectors.toUnmodifiableMap(year -> year, year -> workingDaysOf(year, this.stated)));
    }

    /**
     * The calendar of the official notices alone.
     *
     * <p>A year counts as covered if the library has 1 January, 1 May and 1 October of it as holidays. Any entry at all
     * would be too weak a sign: a notice reaches into the neighbouring year whenever New Year's holiday does, and would
     * make that year look known when only a day or two of it are.
     */
    public static WorkingCalendar official() {
        return OFFICIAL;
    }

    /**
     * This calendar, corrected and supplemented.
     *
     * @param extraDays days that override this calendar's; those of a year that remains uncovered have no effect yet
     * @param extraYears years whose holidays and make-up days are now all stated, and which are covered from here on
     * @return a new calendar; this one is unchanged
     * @throws IllegalArgumentException if two of {@code extraDays} say the opposite about the same date, naming it
     */
    public WorkingCalendar with(Collection<CalendarDay> extraDays, Set<Integer> extraYears) {
        Map<LocalDate, Boolean> extra = new HashMap<>();
        for (CalendarDay day : extraDays) {
            Boolean earlier = extra.put(day.date(), day.working());
            if (earlier != null && earlier != day.working()) {
                throw new IllegalArgumentException(
                        "补充日历中%1$s既为工作日又为休息日。 %1$s is given both as a working day and as a day off."
                                .formatted(day.date()));
            }
        }
        Map<LocalDate, Boolean> merged = new HashMap<>(stated);
        merged.putAll(extra);
        Set<Integer> years = new TreeSet<>(coveredYears);
        years.addAll(extraYears);
        return new WorkingCalendar(merged, years);
    }

    /**
     * Whether {@code date} is a working day.
     *
     * @throws CalendarYearNotCoveredException if the year of {@code date} is not covered
     */
    public boolean isWorkingDay(LocalDate date) {
        BitSet year = workingDays.get(date.getYear());
        if (year == null) {
            throw new CalendarYearNotCoveredException(date.getYear());
        }
        return year.get(date.getDayOfYear());
    }

    /**
     * The {@code n}-th working day after {@code start}, or before it if {@code n} is negative. {@code start} itself is
     * not counted, whether it is a working day or not (民法典 art. 201: 开始的当日不计入), nor need its year be covered.
     *
     * @param n working days to count; 0 gives {@code start} back unexamined
     * @throws CalendarYearNotCoveredException if the count comes to a day of a year that is not covered
     */
    public LocalDate plusWorkingDays(LocalDate start, int n) {
        int step = Integer.signum(n);
        LocalDate date = start;
        for (int left = n; left != 0; ) {
            date = date.plusDays(step);
            if (isWorkingDay(date)) {
                left -= step;
            }
        }
        return date;
    }

    /**
     * {@code date} if it is a working day, else the nearest one before it.
     *
     * @throws CalendarYearNotCoveredException if the search comes to a day of a year that is not covered
     */
    public LocalDate lastWorkingDayOnOrBefore(LocalDate date) {
        return isWorkingDay(date) ? date : plusWorkingDays(date, -1);
    }

    /**
     * {@code date} if it is a working day, else the nearest one after it.
     *
     * @throws CalendarYearNotCoveredException if the search comes to a day of a year that is not covered
     */
    public LocalDate firstWorkingDayOnOrAfter(LocalDate date) {
        return isWorkingDay(date) ? date : plusWorkingDays(date, 1);
    }

    /** Whether the holidays and make-up days of {@code year} are known, so that its days may be asked about. */
    public boolean covers(int year) {
        return workingDays.containsKey(year);
    }

    /** The years that are covered, ascending; unmodifiable, and possibly with gaps. */
    public SortedSet<Integer> coveredYears() {
        return coveredYears;
    }

    /** The years of which every fixed holiday is stated as a day off. */
    static Set<Integer> fullyAnnouncedYears(Map<LocalDate, Boolean> stated) {
        return stated.keySet().stream()
                .map(LocalDate::getYear)
                .filter(year -> FIXED_HOLIDAYS.stream()
                        .allMatch(holiday -> Boolean.FALSE.equals(stated.get(holiday.atYear(year)))))
                .collect(Collectors.toSet());
    }

    private static WorkingCalendar fromLibrary() {
        // The library can step from one entry to the next but has no call for its first, whose date opens its data.
        LocalDate first = LocalDate.parse(LegalHoliday.DATA.substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE);
        Map<LocalDate, Boolean> stated = new HashMap<>();
        LegalHoliday entry = LegalHoliday.fromYmd(first.getYear(), first.getMonthValue(), first.getDayOfMonth());
        for (; entry != null; entry = entry.next(1)) {
            SolarDay day = entry.getDay();
            stated.put(LocalDate.of(day.getYear(), day.getMonth(), day.getDay()), entry.isWork());
        }
        return new WorkingCalendar(stated, fullyAnnouncedYears(stated));
    }

    private static BitSet workingDaysOf(int year, Map<LocalDate, Boolean> stated) {
        BitSet days = new BitSet();
        LocalDate.of(year, 1, 1)
                .datesUntil(LocalDate.of(year + 1, 1, 1))
                .filter(date -> stated.getOrDefault(date, isMondayToFriday(date)))
                .forEach(date -> days.set(date.getDayOfYear()));
        return days;
    }

    private static boolean isMondayToFriday(LocalDate date) {
        return date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0;
    }
}
