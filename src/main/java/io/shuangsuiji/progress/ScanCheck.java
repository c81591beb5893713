package io.shuangsuiji.progress;

import io.shuangsuiji.plan.Group;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.progress.Progress.Scanning;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;

/** Supervision codes (监督码) that were entered late or not at all, by the edition's table 监督码补录 (H02). */
final class ScanCheck {
    private final Integer withinDays;
    private final String rule;
    private final String clause;
    private final Group bad = new Group();
    private long scanned;
    private long enteredLate;
    private long tooLate;
    private long missing;

    ScanCheck(Edition edition) {
        Map<?, ?> stated = null;
        if (edition.constant("progress.scanning") instanceof Collection<?> rows) {
            for (var row : rows) {
                stated = ((Map<?, ?>) row).get("withinDays") == null ? stated : (Map<?, ?>) row;
            }
        }
        withinDays = stated == null ? null : TaskStates.whole(stated.get("withinDays"));
        rule = stated == null ? null : (String) stated.get("rule");
        clause = stated == null ? null : (String) stated.get("clause");
    }

    /** True where the edition asks for codes at all. */
    boolean asked() {
        return withinDays != null;
    }

    /** Looks at a task whose inspection has ended. */
    void add(Task task, LocalDate endedOn, LocalDate on) {
        if (!asked()) {
            return;
        }
        var last = endedOn.plusDays(withinDays);
        var scannedOn = task.scannedAt() == null || task.scannedAt().isAfter(on) ? null : task.scannedAt();
        if (scannedOn == null) {
            if (on.isAfter(last)) {
                missing++;
                bad.add(task.taskId());
            }
        } else if (!scannedOn.isAfter(endedOn)) {
            scanned++;
        } else if (!scannedOn.isAfter(last)) {
            enteredLate++;
        } else {
            tooLate++;
            bad.add(task.taskId());
        }
    }

    /** Null where the edition does not ask for codes. */
    Scanning result() {
        return asked()
                ? new Scanning(withinDays, scanned, enteredLate, tooLate, missing, bad.examples(), rule, clause)
                : null;
    }
}
