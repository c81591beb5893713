package io.shuangsuiji.draw.crew;

import io.shuangsuiji.draw.crew.Tasks.Visit;
import io.shuangsuiji.plan.Headings;
import io.shuangsuiji.policy.Edition;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The substitutes of a draw (备选) in the order in which they are used, each with those who inspect it, and room for the reason
 * for which it is. No part of the task list: that begins a ledger, and a substitute is no task until it is used.
 */
public final class SubstituteList {
    private final Headings headings;
    private final Tasks tasks;
    /** The visit of an enterprise, by its credit code. */
    private final Map<String, Integer> visited;

    /** Of a draw. */
    public SubstituteList(Edition edition, Tasks tasks) {
        this.headings = new Headings(edition);
        this.tasks = tasks;
        this.visited = tasks.visits().stream()
                .filter(visit -> visit.creditCode() != null)
                .collect(Collectors.toMap(Visit::creditCode, Visit::place, Math::min));
    }

    /** The names of the columns. */
    public List<String> headers() {
        return List.of(
                headings.of("quota.stratum"),
                "顺序",
                headings.identity("id"),
                headings.identity("name"),
                headings.identity("creditCode"),
                headings.identity("team"),
                "检查人员",
                "任务编号",
                "一并检查",
                "代替哪个对象",
                "启用理由",
                "启用日期");
    }

    /** The cells of a substitute; what is filled in when it is used is null. */
    public List<Object> cells(Visit substitute) {
        var task = substitute.tasks().get(0);
        var place = visited.get(Objects.requireNonNullElse(task.creditCode(), ""));
        return Arrays.asList(
                task.stratum(),
                task.place(),
                task.objectId(),
                task.name(),
                task.creditCode(),
                substitute.team(),
                substitute.inspectorsInWords(),
                task.taskId(),
                place == null ? null : "同一企业：与第 " + place + " 组同一次上门",
                null,
                null,
                null);
    }

    /** As CSV in UTF-8 with a mark for Excel at its beginning. */
    public byte[] csv() {
        var text = new StringBuilder("\uFEFF");
        TaskList.line(text, headers());
        tasks.substitutes()
                .forEach(substitute -> TaskList.line(
                        text,
                        cells(substitute).stream()
                                .map(cell -> Objects.toString(cell, ""))
                                .toList()));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
