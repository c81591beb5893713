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
        super(("工作日历未收录%1$d年的放假调休安排，可在政策版本的“日历补充”表中补录。"
                        + " The working calendar has no official holidays and make-up days of %1$d;"
                        + " the edition's 日历补充 table can supply them.")
                .formatted(year));
        this.year = year;
    }

    /** The year that is not covered. */
    public int year() {
        return year;
    }
}
