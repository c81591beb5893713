package io.shuangsuiji.progress;

import io.shuangsuiji.calendar.CalendarYearNotCoveredException;
import io.shuangsuiji.calendar.WorkingCalendar;
import io.shuangsuiji.plan.Group;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Counts on an edition's working calendar, and remembers which dates could not be told because a year is not covered: they
 * are told once a year, not once a task. Not thread-safe.
 */
final class WorkingDays {
    private final WorkingCalendar calendar;
    private final Map<Integer, Group> tasks = new TreeMap<>();
    private final Map<Integer, String> details = new TreeMap<>();
    private final Map<Integer, String> last = new TreeMap<>();

    WorkingDays(WorkingCalendar calendar) {
        this.calendar = calendar;
    }

    /** So many working days after a day; null, and noted for that task, where they cannot be told. */
    LocalDate plus(LocalDate start, int days, String taskId) {
        return told(() -> calendar.plusWorkingDays(start, days), taskId);
    }

    /** Working days after a day, up to and with another; null, and noted, where they cannot be told. */
    Long between(LocalDate after, LocalDate upTo) {
        if (!upTo.isAfter(after)) {
            return 0L;
        }
        return told(
                () -> after.plusDays(1)
                        .datesUntil(upTo.plusDays(1))
                        .filter(calendar::isWorkingDay)
                        .count(),
                null);
    }

    /** A year that a date needs and that is not covered; for a task, or for none in particular. */
    void note(int year, String detail, String taskId) {
        details.putIfAbsent(year, detail);
        var group = tasks.computeIfAbsent(year, none -> new Group());
        // one task may need the same year for several dates, one after the other
        if (taskId != null && !taskId.equals(last.put(year, taskId))) {
            group.add(taskId);
        }
    }

    private <T> T told(Supplier<T> count, String taskId) {
        try {
            return count.get();
        } catch (CalendarYearNotCoveredException uncovered) {
            note(uncovered.year(), uncovered.getMessage(), taskId);
            return null;
        }
    }

    /** What could not be told, one for each year. */
    List<Progress.NotCovered> notCovered() {
        return tasks.entrySet().stream()
                .map(year -> new Progress.NotCovered(
                        CalendarYearNotCoveredException.CODE,
                        year.getKey(),
                        year.getValue().count(),
                        year.getValue().examples(),
                        details.get(year.getKey())))
                .toList();
    }
}
