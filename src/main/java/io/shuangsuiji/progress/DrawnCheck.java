package io.shuangsuiji.progress;

import io.shuangsuiji.progress.Progress.Drawn;
import io.shuangsuiji.progress.Progress.Unmatched;
import io.shuangsuiji.sheets.header.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Holds the period's tasks against what was drawn. */
final class DrawnCheck {
    /** So many ids of one side are compared with so many of the other, to tell slips of the pen. */
    private static final int COMPARED = 300;

    private DrawnCheck() {}

    /**
     * The two sides.
     *
     * @param drawn the stratum of each drawn object by its id; the stratum may be null
     * @param tasks those of the period that come from a draw of plans
     */
    static Drawn of(Map<String, String> drawn, Collection<Task> tasks) {
        var byObject = new TreeMap<String, Task>();
        tasks.stream()
                .filter(task -> task.objectId() != null)
                .forEach(task -> byObject.putIfAbsent(task.objectId(), task));
        var withoutTask = new TreeMap<String, String>(drawn);
        withoutTask.keySet().removeAll(byObject.keySet());
        var notDrawn = new TreeMap<>(byObject);
        notDrawn.keySet().removeAll(drawn.keySet());
        var first = withoutTask.keySet().stream().limit(COMPARED).toList();
        var second = notDrawn.keySet().stream().limit(COMPARED).toList();
        var drawnOnly = new ArrayList<Unmatched>();
        withoutTask.forEach((id, stratum) -> {
            if (drawnOnly.size() < Progress.MOST_LISTED) {
                drawnOnly.add(new Unmatched(id, stratum, null, nearest(id, drawnOnly.size(), second)));
            }
        });
        var tasksOnly = new ArrayList<Unmatched>();
        notDrawn.forEach((id, task) -> {
            if (tasksOnly.size() < Progress.MOST_LISTED) {
                tasksOnly.add(new Unmatched(id, task.stratum(), task.taskId(), nearest(id, tasksOnly.size(), first)));
            }
        });
        return new Drawn(
                drawn.size(),
                drawn.size() - (long) withoutTask.size(),
                withoutTask.size(),
                List.copyOf(drawnOnly),
                notDrawn.size(),
                List.copyOf(tasksOnly));
    }

    private static String nearest(String id, int place, List<String> others) {
        return place >= COMPARED ? null : Spelling.nearest(id, others).orElse(null);
    }
}
