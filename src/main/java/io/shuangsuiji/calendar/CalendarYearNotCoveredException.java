package io.shuangsuiji.calendar;

/**
 * A question needed a day of a year whose holidays and make-up days are not known. The State Council announces a
 * year's days towards the end of the year before; until then an answer would be a guess, so none is given.
 */
public final class CalendarYearNotCoveredException extends RuntimeException {

    /** The error's code in answers to callers. */
    public static final String CODE = "CALENDAR_YEAR_NOT_COVERED";

    private static final long serialVersionUID = 1L;

    private final int year;

    CalendarYearNotCoveredException(int year) {
        super(("工作日历未收录%1$d年的放假调休安排：请在政策版本 schedule.dmn 的「补充日历」中逐日补录，再把 %1$d 写入「补充日历已核定年份」"
                        + " / the working calendar has no official holidays and make-up days of %1$d; enter them in 补充日历"
                        + " of the edition's schedule.dmn, and the year in 补充日历已核定年份")
                .formatted(year));
        this.year = year;
    }

    /** The year that is not covered. */
    public int year() {
        return year;
    }
}
