package io.shuangsuiji.web.progress;

import io.shuangsuiji.progress.Progress;
import io.shuangsuiji.progress.Progress.MilestoneCount;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * The tasks done against the milestones, as a plot that the server draws: days from left to right, tasks upwards.
 *
 * @param tasks how many tasks the period has
 * @param done the line of the tasks done up to the day asked about: points of a polyline
 * @param asked the line of what the milestones ask for
 * @param marks the milestones
 * @param now where the day asked about is
 * @param on that day
 * @param completed how many are done
 */
public record BurnUp(
        long tasks,
        String done,
        String asked,
        List<Mark> marks,
        String now,
        String nowAt,
        LocalDate on,
        long completed,
        int width,
        int height,
        int bottom,
        int left) {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 260;
    private static final int LEFT = 48;
    private static final int RIGHT = 60;
    private static final int TOP = 28;
    private static final int BOTTOM = 220;

    /**
     * A milestone.
     *
     * @param x where it is
     * @param y how high
     * @param label what it asks for, in words
     * @param by its day
     */
    public record Mark(String x, String y, String label, LocalDate by) {}

    /** The plot of an answer; null where its period has no tasks or no milestones. */
    static BurnUp of(Progress answer) {
        var overall = answer.completion().get(0);
        if (overall.tasks() == 0 || overall.milestones().isEmpty()) {
            return null;
        }
        var first = answer.period().firstDay().minusDays(1);
        long days = ChronoUnit.DAYS.between(first, answer.period().lastDay());
        var scale = new Scale(first, days, overall.tasks());
        var byDay = new TreeMap<LocalDate, Long>();
        for (var each : answer.taskList()) {
            if (each.ofPeriod() && each.completedOn() != null) {
                byDay.merge(each.completedOn(), 1L, Long::sum);
            }
        }
        var done = new ArrayList<String>();
        done.add(scale.point(first, 0));
        long count = 0;
        for (var day : byDay.entrySet()) {
            done.add(scale.point(day.getKey(), count));
            count += day.getValue();
            done.add(scale.point(day.getKey(), count));
        }
        done.add(scale.point(answer.on(), count));
        var asked = new ArrayList<String>();
        asked.add(scale.point(first, 0));
        overall.milestones().forEach(each -> asked.add(scale.point(each.by(), each.required())));
        return new BurnUp(
                overall.tasks(),
                String.join(" ", done),
                String.join(" ", asked),
                overall.milestones().stream().map(each -> mark(scale, each)).toList(),
                scale.x(answer.on()),
                scale.y(count),
                answer.on(),
                count,
                WIDTH,
                HEIGHT,
                BOTTOM,
                LEFT);
    }

    private static Mark mark(Scale scale, MilestoneCount milestone) {
        return new Mark(
                scale.x(milestone.by()),
                scale.y(milestone.required()),
                String.valueOf(milestone.required()),
                milestone.by());
    }

    /** From days and tasks to places of the plot; what is outside the period is drawn at its edge. */
    private record Scale(LocalDate first, long days, long tasks) {
        String point(LocalDate day, long count) {
            return x(day) + "," + y(count);
        }

        String x(LocalDate day) {
            long at = Math.max(0, Math.min(days, ChronoUnit.DAYS.between(first, day)));
            return number(LEFT + (double) at / days * (WIDTH - LEFT - RIGHT));
        }

        String y(long count) {
            return number(BOTTOM - (double) count / tasks * (BOTTOM - TOP));
        }

        private static String number(double place) {
            return String.format(Locale.ROOT, "%.1f", place);
        }
    }
}
