package io.shuangsuiji.progress;

import io.shuangsuiji.plan.Group;
import io.shuangsuiji.progress.Progress.Stall;
import io.shuangsuiji.progress.Progress.StateCount;
import io.shuangsuiji.progress.TaskStates.State;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The order of a task's states and how long it stayed in each (R33). Not thread-safe. */
final class StateCheck {
    /** Two days of which the one that has to come first comes after the other. */
    private record Pair(String first, String then) {}

    private final List<State> states;
    private final LocalDate on;
    private final WorkingDays days;
    private final UnaryOperator<String> labels;
    private final long[] in;
    private final long[] stalled;
    private final Group[] skipped;
    private final List<Stall> stalls = new ArrayList<>();
    private final Map<Pair, Group> disordered =
            new TreeMap<>(Comparator.comparing(Pair::first).thenComparing(Pair::then));
    private final Map<String, Group> future = new TreeMap<>();
    private final Map<String, Group> otherCentury = new TreeMap<>();

    /** @param labels what the ledger calls a fact */
    StateCheck(TaskStates states, LocalDate on, UnaryOperator<String> labels, WorkingDays days) {
        this.states = states.all();
        this.on = on;
        this.days = days;
        this.labels = labels;
        this.in = new long[this.states.size()];
        this.stalled = new long[this.states.size()];
        this.skipped = new Group[this.states.size()];
        for (int i = 0; i < skipped.length; i++) {
            skipped[i] = new Group();
        }
    }

    /** The name of the state in which a task is; null where it has none yet. */
    String add(Task task) {
        int now = -1;
        LocalDate before = null;
        int beforeAt = -1;
        for (int i = 0; i < states.size(); i++) {
            var day = task.day(states.get(i).fact());
            if (day != null) {
                suspect(states.get(i).fact(), day, task);
                if (before != null && before.isAfter(day)) {
                    disordered(states.get(beforeAt).fact(), states.get(i).fact(), task);
                }
                before = day;
                beforeAt = i;
                now = TaskStates.reached(states.get(i), task, on) == null ? now : i;
            }
        }
        suspect("scannedAt", task.scannedAt(), task);
        for (int i = 0; i < now; i++) {
            if (TaskStates.reached(states.get(i), task, on) == null) {
                skipped[i].add(task.taskId());
            } else {
                stay(task, i);
            }
        }
        if (now < 0) {
            return null;
        }
        if (now + 1 < states.size()) {
            stay(task, now);
        }
        in[now]++;
        return states.get(now).name();
    }

    /** Publication before the inspection has ended, and on days to come. */
    void published(Task task, LocalDate endedOn, String endedFact) {
        task.published().forEach((channel, day) -> {
            suspect("published." + channel, day, task);
            if (endedOn != null && day.isBefore(endedOn)) {
                disordered(endedFact, "published." + channel, task);
            }
        });
    }

    private void disordered(String first, String then, Task task) {
        disordered
                .computeIfAbsent(new Pair(labels.apply(first), labels.apply(then)), none -> new Group())
                .add(task.taskId());
    }

    private void suspect(String fact, LocalDate day, Task task) {
        if (day == null) {
            return;
        }
        if (day.getYear() / 100 != on.getYear() / 100) {
            otherCentury
                    .computeIfAbsent(labels.apply(fact), none -> new Group())
                    .add(task.taskId() + " " + day);
        } else if (day.isAfter(on)) {
            future.computeIfAbsent(labels.apply(fact), none -> new Group()).add(task.taskId() + " " + day);
        }
    }

    private void stay(Task task, int at) {
        var state = states.get(at);
        if (state.longest() == null) {
            return;
        }
        var since = TaskStates.reached(state, task, on);
        var until = until(state, since, task.taskId());
        if (until == null) {
            return;
        }
        LocalDate leftOn = null;
        for (int i = at + 1; i < states.size() && leftOn == null; i++) {
            leftOn = TaskStates.reached(states.get(i), task, on);
        }
        if ((leftOn == null ? on : leftOn).isAfter(until)) {
            stalled[at]++;
            stalls.add(new Stall(
                    task.taskId(), task.objectId(), task.name(), task.team(), state.name(), since, until, leftOn));
        }
    }

    /** The earlier of the two that the table may give; null where it cannot be told. */
    private LocalDate until(State state, LocalDate since, String taskId) {
        var longest = state.longest();
        var calendar = longest.calendarDays() == null ? null : since.plusDays(longest.calendarDays());
        if (longest.workingDays() == null) {
            return calendar;
        }
        var working = days.plus(since, longest.workingDays(), taskId);
        return calendar == null || working != null && working.isBefore(calendar) ? working : calendar;
    }

    List<StateCount> counts() {
        var counts = new ArrayList<StateCount>();
        for (int i = 0; i < in.length; i++) {
            var state = states.get(i);
            counts.add(new StateCount(
                    state.name(),
                    in[i],
                    state.longest(),
                    stalled[i],
                    skipped[i].count(),
                    state.rule(),
                    state.clause()));
        }
        return List.copyOf(counts);
    }

    /** The longest overdue first. */
    List<Stall> stalls() {
        return stalls.stream()
                .sorted(Comparator.comparing(Stall::until)
                        .thenComparing(Stall::taskId)
                        .thenComparing(Stall::state))
                .limit(Progress.MOST_LISTED)
                .toList();
    }

    /** What the rules are told. */
    List<Object> facts() {
        var facts = new ArrayList<Object>();
        disordered.forEach((pair, group) ->
                facts.add(new Facts.DatesOutOfOrder(pair.first(), pair.then(), group.count(), group.examples())));
        future.forEach((label, group) -> facts.add(new Facts.FutureDates(label, on, group.count(), group.examples())));
        otherCentury.forEach(
                (label, group) -> facts.add(new Facts.UnlikelyDates(label, group.count(), group.examples())));
        for (int i = 0; i < skipped.length; i++) {
            var state = states.get(i);
            facts.add(new Facts.SkippedState(
                    state.name(), skipped[i].count(), skipped[i].examples(), state.rule(), state.clause()));
            var examples = new Group();
            stalls().stream()
                    .filter(stall -> stall.state().equals(state.name()))
                    .forEach(stall -> examples.add(stall.taskId()));
            facts.add(new Facts.StalledState(
                    state.name(), stalled[i], examples.examples(), state.rule(), state.clause()));
        }
        return facts;
    }
}
