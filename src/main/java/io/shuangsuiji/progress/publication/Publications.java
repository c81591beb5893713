package io.shuangsuiji.progress.publication;

import io.shuangsuiji.decision.NoMatchingRule;
import io.shuangsuiji.policy.Digests;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.progress.Progress;
import io.shuangsuiji.progress.Progress.TaskProgress;
import io.shuangsuiji.progress.Task;
import io.shuangsuiji.progress.output.EditionTexts;
import io.shuangsuiji.progress.publication.PublicationPackage.LeftOut;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Makes publication packages by three tables of the edition: 公开栏目 says which facts stand under which names, 检查结果用语
 * in what words a result is told, 不公开情形 which tasks must not be published.
 */
public final class Publications {
    private static final String COLUMNS = "publication";
    private static final String RESULTS = "results";
    private static final String WITHHELD = "withheld";
    private static final List<String> OUTCOME = List.of("problemFound", "caseFiled", "rectified");
    private static final int EXAMPLES = 5;

    private Publications() {}

    /** The places for which there are packages. */
    public static List<String> channels(Progress answer) {
        return answer.publication().stream().map(Progress.ChannelCount::channel).toList();
    }

    /**
     * The package of a place.
     *
     * @param channel one of {@link #channels}
     * @param unpublishedAlone true for those alone that are not yet published there
     * @throws NoMatchingRule where the edition's tables have no column for it, or cannot be filled
     */
    public static PublicationPackage of(Edition edition, Progress answer, String channel, boolean unpublishedAlone) {
        var columns = EditionTexts.rows(edition, COLUMNS).stream()
                .filter(row -> row.get("channel") == null || channel.equals(row.get("channel")))
                .toList();
        if (columns.isEmpty()) {
            throw new NoMatchingRule(
                    COLUMNS,
                    List.of("表「公开栏目」没有「" + channel + "」可用的列 / table publication has no column for this channel"));
        }
        var results = EditionTexts.rows(edition, RESULTS);
        var withheld = EditionTexts.rows(edition, WITHHELD);
        var left = new LinkedHashMap<String, List<String>>();
        var published = new ArrayList<TaskProgress>();
        for (var each : answer.taskList()) {
            if (each.ofPeriod()) {
                var reason = reason(answer, each, channel, unpublishedAlone, results, withheld);
                if (reason == null) {
                    published.add(each);
                } else {
                    left.computeIfAbsent(reason, none -> new ArrayList<>())
                            .add(each.task().taskId());
                }
            }
        }
        var rows = published.stream()
                .sorted(Comparator.comparing(TaskProgress::endedOn)
                        .thenComparing(each -> each.task().taskId()))
                .map(TaskProgress::task)
                .map(task -> cells(columns, values(task, result(results, task))))
                .toList();
        var header = columns.stream().map(row -> row.get("column")).toList();
        return new PublicationPackage(
                channel,
                answer.period(),
                answer.on(),
                answer.policy(),
                answer.ledger().file(),
                answer.ledger().sha256(),
                header,
                rows,
                left.entrySet().stream()
                        .map(each -> new LeftOut(
                                each.getKey(),
                                each.getValue().size(),
                                each.getValue().stream().limit(EXAMPLES).toList()))
                        .toList(),
                Digests.of(PublicationPackage.csv(header, rows)));
    }

    /** Why a task is not published; null where it is. */
    private static String reason(
            Progress answer,
            TaskProgress each,
            String channel,
            boolean unpublishedAlone,
            List<Map<String, String>> results,
            List<Map<String, String>> withheld) {
        var task = each.task();
        if (each.endedOn() == null) {
            return "截至" + answer.on() + "没有检查";
        }
        if (unpublishedAlone && task.published().containsKey(channel)) {
            return "已在" + channel + "公开";
        }
        var facts = values(task, null);
        for (var row : withheld) {
            if (!facts.containsKey(row.get("fact"))) {
                throw new NoMatchingRule(
                        WITHHELD,
                        List.of("表「不公开情形」的事实「" + row.get("fact") + "」无法理解，可用：" + String.join("、", facts.keySet())
                                + " / unknown fact in table withheld"));
            }
            if (row.get("value") != null && row.get("value").equals(text(facts.get(row.get("fact"))))) {
                return row.get("reason") == null ? "本版本规定不公开" : row.get("reason");
            }
        }
        return result(results, task) == null ? "没有检查结果，或结果没有对应的说法" : null;
    }

    private static List<String> cells(List<Map<String, String>> columns, Map<String, Object> values) {
        return columns.stream()
                .map(row -> row.get("content") == null ? "" : EditionTexts.fill("公开栏目", row.get("content"), values))
                .toList();
    }

    /** What a result is called: the first row that the task's marks fit; null where none does. */
    private static String result(List<Map<String, String>> results, Task task) {
        var marks = values(task, null);
        return results.stream()
                .filter(row -> OUTCOME.stream()
                        .allMatch(mark -> row.get(mark) == null || row.get(mark).equals(text(marks.get(mark)))))
                .map(row -> row.get("result"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The facts that may be named, those that are known or not. */
    private static Map<String, Object> values(Task task, String result) {
        var values = new TreeMap<String, Object>();
        values.put("taskId", task.taskId());
        values.put("objectId", task.objectId());
        values.put("name", task.name());
        values.put("creditCode", task.creditCode());
        values.put("period", task.period());
        values.put("stratum", task.stratum());
        values.put("objectType", task.objectType());
        values.put("taskType", task.taskType());
        values.put("team", task.team());
        values.put("drawnOn", task.drawnOn());
        values.put("inspectedOn", task.inspectedOn());
        values.put("closedOn", task.closedOn());
        values.put("problemFound", yes(task.problemFound()));
        values.put("caseFiled", yes(task.caseFiled()));
        values.put("rectified", yes(task.rectified()));
        values.put("result", result);
        return values;
    }

    private static String yes(Boolean truth) {
        return truth == null ? null : truth ? "是" : "否";
    }

    private static String text(Object value) {
        return Objects.toString(value, null);
    }
}
