package io.shuangsuiji.plan;

import io.shuangsuiji.calendar.WorkingCalendar;
import io.shuangsuiji.policy.Edition;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;

/** What becomes of a date that is not a working day. The edition says by what words its schedule means which. */
enum BusinessDayConvention {
    PRECEDING(WorkingCalendar::lastWorkingDayOnOrBefore),
    UNADJUSTED((calendar, date) -> date),
    FOLLOWING(WorkingCalendar::firstWorkingDayOnOrAfter);

    private final BiFunction<WorkingCalendar, LocalDate, LocalDate> move;

    BusinessDayConvention(BiFunction<WorkingCalendar, LocalDate, LocalDate> move) {
        this.move = move;
    }

    /** By the edition's words: those of its table 顺延方式, whose direction is -1, 0 or 1. */
    static Map<String, BusinessDayConvention> of(Edition edition) {
        var conventions = new LinkedHashMap<String, BusinessDayConvention>();
        ((Collection<?>) edition.constant("schedule.conventions")).forEach(each -> {
            var row = (Map<?, ?>) each;
            conventions.put((String) row.get("word"), values()[1 + ((BigDecimal) row.get("direction")).signum()]);
        });
        return conventions;
    }

    LocalDate apply(WorkingCalendar calendar, LocalDate date) {
        return move.apply(calendar, date);
    }
}
