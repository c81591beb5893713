package io.shuangsuiji.plan;

import io.shuangsuiji.calendar.WorkingCalendar;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** What becomes of a date that is not a working day; the words are those of the schedule table's column 遇非工作日. */
enum BusinessDayConvention {
    STAYS("不顺延", (calendar, date) -> date),
    EARLIER("提前", WorkingCalendar::lastWorkingDayOnOrBefore),
    LATER("顺延", WorkingCalendar::firstWorkingDayOnOrAfter);

    private final String word;
    private final BiFunction<WorkingCalendar, LocalDate, LocalDate> move;

    BusinessDayConvention(String word, BiFunction<WorkingCalendar, LocalDate, LocalDate> move) {
        this.word = word;
        this.move = move;
    }

    static Optional<BusinessDayConvention> named(Object word) {
        return Stream.of(values()).filter(roll -> roll.word.equals(word)).findFirst();
    }

    LocalDate apply(WorkingCalendar calendar, LocalDate date) {
        return move.apply(calendar, date);
    }
}
