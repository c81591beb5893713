package io.shuangsuiji.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.shuangsuiji.calendar.CalendarYearNotCoveredException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * A year whose holidays nobody has told yet, and what cannot be dated for that: told once, however many dates it concerns.
 *
 * @param year the year
 * @param detail how to supply it, in Chinese and English
 * @param rules the ids of the rules whose dates need it
 * @param untold what cannot be dated: an event, or of an event that is dated its beginning or reminder
 */
public record UncoveredYear(int year, String detail, List<String> rules, List<String> untold) {
    /** In answers: what kind of error it is. No component, so that the texts of findings do not take it for a code of theirs. */
    @JsonProperty
    public String code() {
        return CalendarYearNotCoveredException.CODE;
    }

    /** The years that the dates lack, ascending. */
    public static List<UncoveredYear> of(Collection<Deadline> deadlines) {
        var years = new TreeMap<Integer, UncoveredYear>();
        for (var deadline : deadlines) {
            var error = deadline.error();
            if (error != null) {
                var year = years.computeIfAbsent(
                        error.year(),
                        number -> new UncoveredYear(number, error.detail(), new ArrayList<>(), new ArrayList<>()));
                add(year.rules, deadline.rule());
                add(year.untold, deadline.dueOn() == null ? deadline.event() : deadline.event() + "的提醒");
            }
        }
        return List.copyOf(years.values());
    }

    private static void add(List<String> several, String one) {
        if (!several.contains(one)) {
            several.add(one);
        }
    }
}
