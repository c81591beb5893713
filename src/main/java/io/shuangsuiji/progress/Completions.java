package io.shuangsuiji.progress;

import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.plan.Milestone;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.progress.Progress.Completion;
import io.shuangsuiji.progress.Progress.MilestoneCount;
import io.shuangsuiji.progress.Progress.Standing;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The period's tasks held against its milestones (R37), overall and by team. Not thread-safe. */
final class Completions {
    private final List<Milestone> milestones;
    private final LocalDate on;
    private final WorkingDays days;
    private final Count overall;
    private final Map<String, Count> byTeam = new TreeMap<>();

    private static final class Count {
        private long tasks;
        private long completed;
        private final long[] by;

        Count(int milestones) {
            by = new long[milestones];
        }
    }

    Completions(Edition edition, Period period, LocalDate on, WorkingDays days) {
        this.milestones = Milestone.of(edition, period);
        this.on = on;
        this.days = days;
        this.overall = new Count(milestones.size());
        edition.teams().forEach(team -> byTeam.put(team, new Count(milestones.size())));
    }

    /** Counts one of the period's tasks; {@code completed} is null where it is not done. */
    void add(Task task, LocalDate completed) {
        add(overall, completed);
        if (task.team() != null) {
            add(byTeam.computeIfAbsent(task.team(), none -> new Count(milestones.size())), completed);
        }
    }

    private void add(Count count, LocalDate completed) {
        count.tasks++;
        if (completed != null) {
            count.completed++;
            for (int i = 0; i < count.by.length; i++) {
                count.by[i] += completed.isAfter(milestones.get(i).by()) ? 0 : 1;
            }
        }
    }

    /** Overall first, then the teams. */
    List<Completion> all() {
        var all = new ArrayList<Completion>();
        all.add(completion(null, overall));
        byTeam.forEach((team, count) -> all.add(completion(team, count)));
        return List.copyOf(all);
    }

    private Completion completion(String team, Count count) {
        var reached = new ArrayList<MilestoneCount>();
        for (int i = 0; i < milestones.size(); i++) {
            reached.add(milestone(milestones.get(i), count.tasks, count.by[i]));
        }
        return new Completion(
                team, count.tasks, count.completed, rate(count.completed, count.tasks), List.copyOf(reached));
    }

    private MilestoneCount milestone(Milestone milestone, long tasks, long completed) {
        long required = least(milestone.share(), tasks);
        boolean past = !milestone.by().isAfter(on);
        var standing = tasks == 0
                ? Standing.NOT_APPLICABLE
                : completed >= required ? Standing.REACHED : past ? Standing.MISSED : Standing.OPEN;
        long missing = Math.max(0, required - completed);
        var left = past ? null : days.between(on, milestone.by());
        var pace = missing == 0 || left == null || left == 0
                ? null
                : BigDecimal.valueOf(missing).divide(BigDecimal.valueOf(left), 2, RoundingMode.CEILING);
        return new MilestoneCount(
                milestone.by(),
                milestone.share(),
                required,
                completed,
                standing,
                missing,
                left,
                pace,
                milestone.rule(),
                milestone.clause());
    }

    /** The least whole number that is no less than a share of so many, exactly. */
    static long least(BigDecimal share, long of) {
        return share.multiply(BigDecimal.valueOf(of))
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
    }

    /** For reading; null where there is nothing to divide by. */
    static BigDecimal rate(long part, long of) {
        return of == 0 ? null : BigDecimal.valueOf(part).divide(BigDecimal.valueOf(of), 4, RoundingMode.HALF_UP);
    }
}
