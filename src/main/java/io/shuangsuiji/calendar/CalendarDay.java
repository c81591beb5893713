package io.shuangsuiji.calendar;

import java.time.LocalDate;
import java.util.Objects;

/**
 * One day that is stated explicitly instead of following from its weekday: a holiday, a make-up working day, or a
 * correction of either. A row of an edition's 补充日历 table.
 *
 * @param date the day, in Chinese civil time
 * @param working true for a working day, false for a day off
 * @param name what the day is called, such as 国庆节; for people only, empty when not given
 */
public record CalendarDay(LocalDate date, boolean working, String name) {

    /** @throws NullPointerException if {@code date} is null; a null {@code name} becomes empty */
    public CalendarDay {
        Objects.requireNonNull(date, "date");
        name = Objects.requireNonNullElse(name, "");
    }
}
