package io.shuangsuiji.progress;

import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.decision.Decisions;
import io.shuangsuiji.plan.Deadline;
import io.shuangsuiji.plan.PlanParameters;
import io.shuangsuiji.plan.PlanRequest;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.progress.Progress.Joint;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The share of joint tasks among those of a year (R26, R27), by the edition's table 任务归类. Not thread-safe. */
final class JointCheck {
    /** How tasks of a type count. */
    private record Kind(boolean counted, boolean joint, String finishedBy) {}

    private final Edition edition;
    private final ProgressRequest request;
    private final WorkingDays days;
    private final Map<String, Kind> kinds = new HashMap<>();
    private final LocalDate by;
    private long total;
    private long joint;
    private long completed;
    private long inTime;

    JointCheck(Edition edition, ProgressRequest request, List<Deadline> yearDeadlines, WorkingDays days) {
        this.edition = edition;
        this.request = request;
        this.days = days;
        if (edition.constant("progress.taskKinds") instanceof Collection<?> rows) {
            for (var each : rows) {
                var row = (Map<?, ?>) each;
                kinds.put(
                        (String) row.get("taskType"),
                        new Kind(
                                Boolean.TRUE.equals(row.get("counted")), Boolean.TRUE.equals(row.get("joint")), (String)
                                        row.get("finishedBy")));
            }
        }
        this.by = kinds.values().stream()
                .filter(Kind::joint)
                .map(Kind::finishedBy)
                .filter(Objects::nonNull)
                .flatMap(rule -> yearDeadlines.stream().filter(deadline -> rule.equals(deadline.rule())))
                .map(Deadline::dueOn)
                .filter(Objects::nonNull)
                .min(LocalDate::compareTo)
                .orElse(null);
    }

    /** Counts a task of that period; {@code done} is null where it is not done. */
    void add(Task task, Period period, LocalDate done) {
        var kind = kinds.get(task.taskType());
        if (kind == null || !kind.counted() || period.year() != request.period().year()) {
            return;
        }
        total++;
        if (kind.joint()) {
            joint++;
            completed += done == null ? 0 : 1;
            inTime += done == null || by == null || done.isAfter(by) ? 0 : 1;
        }
    }

    /** Null where the edition asks for no share. */
    Joint result() {
        var asked = asked(total - joint);
        if (asked == null || kinds.isEmpty()) {
            return null;
        }
        var share = (BigDecimal) asked.get("share");
        long required = ((BigDecimal) asked.get("requiredJoint")).longValueExact();
        var on = request.on();
        boolean past = by != null && !by.isAfter(on);
        var projected = by == null ? null : past ? (Long) inTime : projected();
        return new Joint(
                request.period().year(),
                share,
                joint,
                total,
                Completions.rate(joint, total),
                joint >= Completions.least(share, total),
                required,
                Math.max(0, required - joint),
                completed,
                by,
                projected,
                projected == null ? null : (Boolean) (projected >= required),
                past ? joint - inTime : 0,
                (String) asked.get("rule"),
                (String) asked.get("clause"));
    }

    /** At the pace of the year's working days so far; rounded down. */
    private Long projected() {
        var newYear = LocalDate.of(request.period().year(), 1, 1).minusDays(1);
        var elapsed = days.between(newYear, request.on());
        var all = days.between(newYear, by);
        return elapsed == null || all == null || elapsed == 0 ? null : (Long) (completed * all / elapsed);
    }

    private Map<?, ?> asked(long others) {
        var model = edition.model("progress").orElseThrow();
        var known = new PlanRequest(request.period(), new PlanParameters(Map.of(), Map.of()), request.on());
        var answer =
                (Map<?, ?>) Decisions.decide(edition, model, known.inputs(model, Map.of("nonJointTasks", others), null))
                        .get("joint");
        return answer == null || answer.get("share") == null || answer.get("requiredJoint") == null ? null : answer;
    }
}
