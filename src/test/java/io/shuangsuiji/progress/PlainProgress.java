package io.shuangsuiji.progress;

import io.shuangsuiji.calendar.WorkingCalendar;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The figures of the first quarter of 2024 worked out once more with nothing but loops, as somebody with the plan in the hand
 * would: the numbers of the plan stand here a second time on purpose.
 */
final class PlainProgress {
    static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
    static final LocalDate LAST = LocalDate.of(2024, 3, 31);

    long tasks;
    long completed;
    final long[] byMonth = new long[3];
    final long[] required = new long[3];
    final Map<String, long[]> teams = new TreeMap<>();
    long joint;
    long counted;
    long overdueProvince;
    long overdueWebsite;
    long lateProvince;
    long soonProvince;
    long inspected;
    long problems;
    long filed;
    final long[] states = new long[5];
    final long[] skipped = new long[5];

    PlainProgress(List<Task> all, LocalDate on) {
        var calendar = WorkingCalendar.official();
        LocalDate lastEnd = null;
        boolean ended = true;
        for (var task : all) {
            if (task.inspectedOn() == null || task.inspectedOn().isAfter(on)) {
                ended = false;
            } else if (lastEnd == null || task.inspectedOn().isAfter(lastEnd)) {
                lastEnd = task.inspectedOn();
            }
        }
        var ledgerDue = (ended && lastEnd != null ? lastEnd : LAST).plusDays(13);
        for (var task : all) {
            tasks++;
            counted++;
            joint += task.taskType().equals("跨部门联合") ? 1 : 0;
            var team = teams.computeIfAbsent(task.team(), none -> new long[2]);
            team[0]++;
            if (task.closedOn() != null && !task.closedOn().isAfter(on)) {
                completed++;
                team[1]++;
                for (int month = 1; month <= 3; month++) {
                    var end = LocalDate.of(2024, month, 1).plusMonths(1);
                    byMonth[month - 1] += task.closedOn().isBefore(end) ? 1 : 0;
                }
            }
            LocalDate[] days = {
                task.drawnOn(), task.fedBackOn(), task.dispatchedOn(), task.inspectedOn(), task.closedOn()
            };
            int state = -1;
            for (int i = 0; i < days.length; i++) {
                if (days[i] != null && !days[i].isAfter(on)) {
                    state = i;
                }
            }
            if (state >= 0) {
                states[state]++;
            }
            for (int i = 0; i < state; i++) {
                skipped[i] += days[i] == null || days[i].isAfter(on) ? 1 : 0;
            }
            if (task.inspectedOn() == null || task.inspectedOn().isAfter(on)) {
                continue;
            }
            inspected++;
            problems += Boolean.TRUE.equals(task.problemFound()) ? 1 : 0;
            filed += Boolean.TRUE.equals(task.problemFound()) && Boolean.TRUE.equals(task.caseFiled()) ? 1 : 0;
            var due = task.inspectedOn();
            for (int left = 18; left > 0; ) {
                due = due.plusDays(1);
                left -= calendar.isWorkingDay(due) ? 1 : 0;
            }
            var website = due.isBefore(ledgerDue) ? due : ledgerDue;
            var province = task.published().get("广东省行政执法信息公示平台");
            var onWebsite = task.published().get("深圳市生态环境局官网");
            boolean provinceThere = province != null && !province.isAfter(on);
            boolean websiteThere = onWebsite != null && !onWebsite.isAfter(on);
            lateProvince += provinceThere && province.isAfter(due) ? 1 : 0;
            overdueProvince += !provinceThere && due.isBefore(on) ? 1 : 0;
            overdueWebsite += !websiteThere && website.isBefore(on) ? 1 : 0;
            var soon = on;
            for (int left = 5; left > 0; ) {
                soon = soon.plusDays(1);
                left -= calendar.isWorkingDay(soon) ? 1 : 0;
            }
            soonProvince += !provinceThere && !due.isBefore(on) && !due.isAfter(soon) ? 1 : 0;
        }
        int[] percent = {30, 60, 100};
        for (int i = 0; i < 3; i++) {
            while (required[i] * 100 < percent[i] * tasks) {
                required[i]++;
            }
        }
    }
}
