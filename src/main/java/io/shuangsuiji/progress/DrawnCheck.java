package io.shuangsuiji.progress;

import io.shuangsuiji.progress.Progress.Drawn;
import io.shuangsuiji.progress.Progress.Substitute;
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
     * @param list what was drawn, and what stands in for it
     * @param tasks those of the period that come from a draw of plans
     */
    static Drawn of(DrawnList list, Collection<Task> tasks) {
        var drawn = list.objects();
        var byObject = new TreeMap<String, Task>();
        tasks.stream()
                .filter(task -> task.objectId() != null)
                .forEach(task -> byObject.putIfAbsent(task.objectId(), task));
        var withoutTask = new TreeMap<String, String>(drawn);
        withoutTask.keySet().removeAll(byObject.keySet());
        var notDrawn = new TreeMap<>(byObject);
        notDrawn.keySet().removeAll(drawn.keySet());
        var substitutes = used(list.substitutes(), notDrawn);
        substitutes.stream().filter(Substitute::inTurn).forEach(each -> notDrawn.remove(each.objectId()));
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
                List.copyOf(tasksOnly),
                substitutes);
    }

    /** The substitutes that have a task: in turn are those before which none is left out. */
    private static List<Substitute> used(Map<String, List<String>> substitutes, Map<String, Task> tasks) {
        var used = new ArrayList<Substitute>();
        substitutes.forEach((stratum, ids) -> {
            boolean inTurn = true;
            for (int i = 0; i < ids.size(); i++) {
                var task = tasks.get(ids.get(i));
                if (task == null) {
                    inTurn = false;
                } else {
                    used.add(new Substitute(ids.get(i), stratum, i + 1, task.taskId(), inTurn));
                }
            }
        });
        return List.copyOf(used);
    }

    private static String nearest(String id, int place, List<String> others) {
        return place >= COMPARED ? null : Spelling.nearest(id, others).orElse(null);
    }
}
