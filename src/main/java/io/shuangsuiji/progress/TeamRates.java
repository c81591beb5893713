package io.shuangsuiji.progress;

import io.shuangsuiji.plan.Group;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.progress.Progress.Rates;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Problems found, cases filed and problems rectified among the period's inspected tasks (R43). Not thread-safe. */
final class TeamRates {
    private static final String PROBLEM = "problemFound";
    private static final String CASE = "caseFiled";
    private static final String RECTIFIED = "rectified";

    private final UnaryOperator<String> labels;
    private final Count overall = new Count();
    private final Map<String, Count> byTeam = new TreeMap<>();
    private final Group unmarked = new Group();
    private final Group casesWithoutProblem = new Group();
    private final Group rectifiedWithoutProblem = new Group();

    private static final class Count {
        private long inspected;
        private long problems;
        private long filed;
        private long rectified;
    }

    TeamRates(Edition edition, UnaryOperator<String> labels) {
        this.labels = labels;
        edition.teams().forEach(team -> byTeam.put(team, new Count()));
    }

    /** Counts a task whose inspection has ended. */
    void add(Task task) {
        add(overall, task);
        if (task.team() != null) {
            add(byTeam.computeIfAbsent(task.team(), none -> new Count()), task);
        }
        boolean problem = Boolean.TRUE.equals(task.problemFound());
        if (task.problemFound() == null) {
            unmarked.add(task.taskId());
        }
        if (!problem && Boolean.TRUE.equals(task.caseFiled())) {
            casesWithoutProblem.add(task.taskId());
        }
        if (!problem && Boolean.TRUE.equals(task.rectified())) {
            rectifiedWithoutProblem.add(task.taskId());
        }
    }

    private static void add(Count count, Task task) {
        boolean problem = Boolean.TRUE.equals(task.problemFound());
        count.inspected++;
        count.problems += problem ? 1 : 0;
        // what contradicts itself is pointed out, and makes no rate exceed the whole
        count.filed += problem && Boolean.TRUE.equals(task.caseFiled()) ? 1 : 0;
        count.rectified += problem && Boolean.TRUE.equals(task.rectified()) ? 1 : 0;
    }

    /** Overall first, then the teams. */
    List<Rates> all() {
        var all = new ArrayList<Rates>();
        all.add(rates(null, overall));
        byTeam.forEach((team, count) -> all.add(rates(team, count)));
        return List.copyOf(all);
    }

    private static Rates rates(String team, Count count) {
        return new Rates(
                team,
                count.inspected,
                count.problems,
                count.filed,
                count.rectified,
                Completions.rate(count.problems, count.inspected),
                Completions.rate(count.filed, count.problems),
                Completions.rate(count.rectified, count.problems));
    }

    /** What the rules are told. */
    List<Object> facts() {
        return List.of(
                new Facts.UnmarkedTasks(labels.apply(PROBLEM), unmarked.count(), unmarked.examples()),
                new Facts.ContradictingMarks(
                        labels.apply(CASE),
                        labels.apply(PROBLEM),
                        casesWithoutProblem.count(),
                        casesWithoutProblem.examples()),
                new Facts.ContradictingMarks(
                        labels.apply(RECTIFIED),
                        labels.apply(PROBLEM),
                        rectifiedWithoutProblem.count(),
                        rectifiedWithoutProblem.examples()));
    }
}
