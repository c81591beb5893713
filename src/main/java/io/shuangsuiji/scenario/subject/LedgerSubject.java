package io.shuangsuiji.scenario.subject;

import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.decision.NoMatchingRule;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.plan.Finding;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.ValueConstraint;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.policy.ValueType.Kind;
import io.shuangsuiji.progress.Assessment;
import io.shuangsuiji.progress.Ledger;
import io.shuangsuiji.progress.Progress;
import io.shuangsuiji.progress.ProgressRequest;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.Limits;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.UnreadableFile;
import io.shuangsuiji.sheets.file.FileFormat;
import io.shuangsuiji.sheets.file.SheetFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The progress of a whole ledger, which stands on another sheet of the same workbook. A row of the sheet is about one
 * milestone, channel, task or finding of it, or about the joint tasks.
 */
public final class LedgerSubject implements Subject {
    public static final String NAME = "ledger";
    public static final String LABEL = "任务进度";
    static final String LEDGER = "台账";
    /** In the key of a milestone: all teams together. */
    private static final String ALL = "合计";

    private static final List<Field> INPUTS = List.of(
            PlanOutputs.field(NAME, LEDGER, Kind.TEXT),
            PlanOutputs.field("on", "截至日期", Kind.DATE),
            PlanOutputs.field("period", "时段", Kind.TEXT));

    private final String name;
    private final byte[] file;
    private final List<String> sheets;
    private final List<Field> outputs;
    // rows about one ledger follow each other: it is assessed once
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    private LedgerSubject(Edition edition, String name, byte[] file, List<String> sheets) {
        this.name = name;
        this.file = file;
        this.sheets = sheets;
        // once: fields are told apart by themselves
        this.outputs = outputs(edition);
    }

    /** The subject of a workbook, whose sheets are read as a caller's file would be. */
    public static LedgerSubject of(Edition edition, String name, byte[] file, List<String> sheets) {
        return new LedgerSubject(edition, name, file, sheets);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Field> inputs() {
        return INPUTS;
    }

    @Override
    public List<Field> outputs() {
        return outputs;
    }

    @Override
    public List<Field> steps() {
        return List.of();
    }

    private static List<Field> outputs(Edition edition) {
        var team = Ledger.label(edition, "team");
        var task = Ledger.label(edition, "taskId");
        return List.of(
                list(
                        "completion",
                        "完成",
                        PlanOutputs.field("key", "队和月末", Kind.TEXT),
                        PlanOutputs.field("team", team, Kind.TEXT),
                        PlanOutputs.field("by", "月末", Kind.DATE),
                        PlanOutputs.field("tasks", "任务数", Kind.NUMBER),
                        PlanOutputs.field("required", "应完成", Kind.NUMBER),
                        PlanOutputs.field("completed", "已完成", Kind.NUMBER),
                        PlanOutputs.field("missing", "还差", Kind.NUMBER),
                        PlanOutputs.field("reached", "达到", Kind.BOOLEAN)),
                new Field(
                        "joint",
                        "联合",
                        new ValueType(
                                "joint",
                                Kind.STRUCTURE,
                                false,
                                ValueConstraint.NONE,
                                List.of(
                                        PlanOutputs.field("total", "任务总数", Kind.NUMBER),
                                        PlanOutputs.field("joint", "联合数", Kind.NUMBER),
                                        PlanOutputs.field("met", "占比达到", Kind.BOOLEAN),
                                        PlanOutputs.field("missing", "联合还差", Kind.NUMBER),
                                        PlanOutputs.field("late", "联合逾期", Kind.NUMBER)))),
                list(
                        "due",
                        "公开",
                        PlanOutputs.field("key", "任务和场所", Kind.TEXT),
                        PlanOutputs.field("taskId", task, Kind.TEXT),
                        PlanOutputs.field("channel", "场所", Kind.TEXT),
                        PlanOutputs.field("dueOn", "期限", Kind.DATE),
                        PlanOutputs.field("rule", "规则", Kind.TEXT),
                        PlanOutputs.field("late", "公开已迟", Kind.BOOLEAN),
                        PlanOutputs.field("overdue", "逾期", Kind.BOOLEAN),
                        PlanOutputs.field("dueSoon", "临期", Kind.BOOLEAN)),
                list(
                        "states",
                        "状态",
                        PlanOutputs.field("taskId", task, Kind.TEXT),
                        PlanOutputs.field("state", "所在状态", Kind.TEXT)),
                list(
                        "findings",
                        "提示",
                        PlanOutputs.field("code", "代码", Kind.TEXT),
                        PlanOutputs.field("rule", "规则", Kind.TEXT),
                        PlanOutputs.field("severity", "程度", Kind.TEXT),
                        PlanOutputs.field("message", "内容", Kind.TEXT),
                        PlanOutputs.field("count", "数量", Kind.NUMBER)));
    }

    private static Field list(String name, String label, Field... fields) {
        return new Field(name, label, new ValueType(name, Kind.STRUCTURE, true, ValueConstraint.NONE, List.of(fields)));
    }

    @Override
    public Answer ask(Edition asked, JsonNode input) {
        return answers.computeIfAbsent(System.identityHashCode(asked) + " " + input, key -> make(asked, input));
    }

    private Answer make(Edition asked, JsonNode input) {
        var sheet = input.path(NAME).asText("");
        if (!sheets.contains(sheet)) {
            return refused(
                    "/" + NAME, "没有工作表「" + sheet + "」，现有：" + String.join("、", sheets) + " / there is no such sheet");
        }
        if (input.path("on").asText("").isBlank()) {
            return refused("/on", "缺少截至日期 / on is required");
        }
        try {
            var request = ProgressRequest.read(asked, key -> input.path(key).asText(null), null);
            return new Answer(
                    values(Assessment.of(asked, request, null, ledger(asked, sheet), null)),
                    List.of(),
                    List.of(),
                    Optional::empty);
        } catch (InvalidInput invalid) {
            return Answer.refused(invalid.problems(), Optional::empty);
        } catch (UnreadableFile unreadable) {
            return Answer.refused(
                    unreadable.problems().stream()
                            .map(problem -> new FieldProblem("/" + NAME, sheet + "：" + problem.detail()))
                            .toList(),
                    Optional::empty);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        } catch (NoMatchingRule undecided) {
            return new Answer(Map.of(), List.of(), undecided.reasons(), Optional::empty);
        }
    }

    private static Answer refused(String pointer, String detail) {
        return Answer.refused(List.of(new FieldProblem(pointer, detail)), Optional::empty);
    }

    private Ledger ledger(Edition asked, String sheet) throws IOException {
        var source = Source.of(name, file);
        var found = SheetFile.open(source, FileFormat.of(source, null), Limits.SMALL).sheets().stream()
                .filter(each -> each.name().equals(sheet) || each.name().isEmpty())
                .findFirst()
                .orElseThrow();
        return Ledger.read(found, asked);
    }

    private static Map<String, Object> values(Progress progress) {
        var completion = new ArrayList<Map<String, Object>>();
        for (var each : progress.completion()) {
            for (var milestone : each.milestones()) {
                completion.add(row(
                        "key", (each.team() == null ? ALL : each.team()) + " " + milestone.by(),
                        "team", each.team(),
                        "by", milestone.by(),
                        "tasks", each.tasks(),
                        "required", milestone.required(),
                        "completed", milestone.completed(),
                        "missing", milestone.missing(),
                        "reached", milestone.standing() == Progress.Standing.REACHED));
            }
        }
        var due = new ArrayList<Map<String, Object>>();
        var states = new ArrayList<Map<String, Object>>();
        for (var task : progress.taskList()) {
            states.add(row("taskId", task.task().taskId(), "state", task.state()));
            task.due()
                    .forEach((channel, date) -> due.add(row(
                            "key",
                            task.task().taskId() + " " + channel,
                            "taskId",
                            task.task().taskId(),
                            "channel",
                            channel,
                            "dueOn",
                            date.dueOn(),
                            "rule",
                            date.rule(),
                            "late",
                            date.standing() == Progress.Publication.LATE,
                            "overdue",
                            date.standing() == Progress.Publication.OVERDUE,
                            "dueSoon",
                            date.standing() == Progress.Publication.DUE_SOON)));
        }
        var joint = progress.joint();
        return row(
                "completion",
                completion,
                "joint",
                joint == null
                        ? null
                        : row(
                                "total", joint.total(),
                                "joint", joint.joint(),
                                "met", joint.met(),
                                "missing", joint.missing(),
                                "late", joint.late()),
                "due",
                due,
                "states",
                states,
                "findings",
                progress.findings().stream().map(LedgerSubject::row).toList());
    }

    private static Map<String, Object> row(Finding finding) {
        return row(
                "code", finding.code(),
                "rule", finding.rule(),
                "severity", finding.severity().word(),
                "message", finding.inWords(),
                "count", finding.count());
    }

    private static Map<String, Object> row(Object... keysAndValues) {
        var row = new LinkedHashMap<String, Object>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            var value = keysAndValues[i + 1];
            row.put((String) keysAndValues[i], value instanceof Long number ? BigDecimal.valueOf(number) : value);
        }
        return row;
    }
}
