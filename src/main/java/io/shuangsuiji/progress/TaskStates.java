package io.shuangsuiji.progress;

import io.shuangsuiji.policy.Edition;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The states that a task goes through (R33), by the edition's table 任务状态.
 *
 * @param all in their order; those alone of which a ledger has the day
 */
record TaskStates(List<State> all) {
    /**
     * A state.
     *
     * @param name its name
     * @param fact the JSON key of the day on which a task came to it
     * @param longest for how long a task may stay in it; null where the plan does not say
     * @param ended true where the inspection has ended with it: publication is counted from that day
     * @param completed true where a task counts as done with it
     */
    record State(
            String name,
            String fact,
            Progress.Longest longest,
            boolean ended,
            boolean completed,
            String rule,
            String clause) {}

    static TaskStates of(Edition edition) {
        var states = new ArrayList<State>();
        if (edition.constant("routing.taskStates") instanceof Collection<?> rows) {
            for (var each : rows) {
                var row = (Map<?, ?>) each;
                if (row.get("fact") instanceof String fact) {
                    var working = whole(row.get("longestWorkingDays"));
                    var calendar = whole(row.get("longestCalendarDays"));
                    states.add(new State(
                            (String) row.get("state"),
                            fact,
                            working == null && calendar == null ? null : new Progress.Longest(working, calendar),
                            Boolean.TRUE.equals(row.get("ended")),
                            Boolean.TRUE.equals(row.get("completed")),
                            (String) row.get("rule"),
                            (String) row.get("clause")));
                }
            }
        }
        return new TaskStates(List.copyOf(states));
    }

    static Integer whole(Object number) {
        return number instanceof BigDecimal value ? (Integer) value.intValue() : null;
    }

    /** When the inspection of a task ended, as of a day; null where it has not. */
    LocalDate ended(Task task, LocalDate on) {
        return first(task, on, State::ended);
    }

    /** The fact that holds the day on which an inspection ended. */
    String endedFact() {
        return all.stream().filter(State::ended).map(State::fact).findFirst().orElse("");
    }

    /** When a task was done, as of a day; null where it is not. */
    LocalDate completed(Task task, LocalDate on) {
        return first(task, on, State::completed);
    }

    private LocalDate first(Task task, LocalDate on, java.util.function.Predicate<State> such) {
        for (var state : all) {
            if (such.test(state)) {
                return reached(state, task, on);
            }
        }
        // an edition that marks none means the last
        return all.isEmpty() ? null : reached(all.get(all.size() - 1), task, on);
    }

    /** When a task came to a state; null where it had not by that day, or where the ledger has a day of another century. */
    static LocalDate reached(State state, Task task, LocalDate on) {
        var day = task.day(state.fact());
        return day == null || day.isAfter(on) || day.getYear() / 100 != on.getYear() / 100 ? null : day;
    }
}
