package io.shuangsuiji.progress.output;

import io.shuangsuiji.plan.Deadline;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.progress.Ledger;
import io.shuangsuiji.progress.Progress;
import io.shuangsuiji.progress.Progress.Due;
import io.shuangsuiji.progress.Progress.Longest;
import io.shuangsuiji.sheets.FieldProblem;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of an answer, what is late first. Columns that are facts of tasks bear the edition's names for them. */
public final class AnswerTables {
    private static final String ALL_TEAMS = "全部";
    private static final String BASIS = "依据";

    private final Edition edition;
    private final Progress answer;

    private AnswerTables(Edition edition, Progress answer) {
        this.edition = edition;
        this.answer = answer;
    }

    /** All that have rows, in the order in which people read them. */
    public static List<AnswerTable> of(Edition edition, Progress answer) {
        var tables = new AnswerTables(edition, answer);
        return Stream.of(
                        tables.due("overdue", "已逾期未公开", "逾期天数", answer.overdue(), tables.overdueCount()),
                        tables.due("dueSoon", "即将到期", "剩余天数", answer.dueSoon(), tables.dueSoonCount()),
                        tables.stalls(),
                        tables.completion(),
                        tables.rates(),
                        tables.publication(),
                        tables.states(),
                        tables.joint(),
                        tables.visits(),
                        tables.scanning(),
                        deadlines("deadlines", "本期时限", answer.deadlines()),
                        deadlines("yearDeadlines", "全年时限", answer.yearDeadlines()),
                        tables.drawn(),
                        tables.findings(),
                        tables.rejected())
                .filter(table -> !table.isEmpty())
                .toList();
    }

    /** A share in percent; empty where there is none. */
    public static String percent(BigDecimal share) {
        return share == null ? "" : share.movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }

    private String label(String fact) {
        return Ledger.label(edition, fact);
    }

    private long overdueCount() {
        return answer.publication().stream()
                .mapToLong(Progress.ChannelCount::overdue)
                .sum();
    }

    private long dueSoonCount() {
        return answer.publication().stream()
                .mapToLong(Progress.ChannelCount::dueSoon)
                .sum();
    }

    private AnswerTable due(String key, String title, String days, List<Due> due, long count) {
        return table(
                key,
                title,
                List.of(label("taskId"), label("objectId"), label("name"), label("team"), "公开场所", "期限", days, BASIS),
                due.stream()
                        .map(each -> row(
                                each.taskId(),
                                each.objectId(),
                                each.name(),
                                each.team(),
                                each.channel(),
                                each.dueOn(),
                                each.days(),
                                basis(each.rule(), each.clause())))
                        .toList(),
                count);
    }

    private AnswerTable stalls() {
        return table(
                "stalls",
                "停留过久",
                List.of(label("taskId"), label("objectId"), label("name"), label("team"), "状态", "进入日期", "最迟离开", "离开日期"),
                answer.stalls().stream()
                        .map(each -> row(
                                each.taskId(),
                                each.objectId(),
                                each.name(),
                                each.team(),
                                each.state(),
                                each.since(),
                                each.until(),
                                each.leftOn()))
                        .toList(),
                answer.states().stream().mapToLong(Progress.StateCount::stalled).sum());
    }

    private AnswerTable completion() {
        return table(
                "completion",
                "完成进度",
                List.of(label("team"), "任务数", "截止", "应达比例", "应完成", "已完成", "情况", "尚缺", "剩余工作日", "每工作日须完成", BASIS),
                answer.completion().stream()
                        .flatMap(team -> team.milestones().stream()
                                .map(each -> row(
                                        team(team.team()),
                                        team.tasks(),
                                        each.by(),
                                        percent(each.share()),
                                        each.required(),
                                        each.completed(),
                                        standing(each.standing()),
                                        each.missing(),
                                        each.workingDaysLeft(),
                                        each.tasksPerWorkingDay(),
                                        basis(each.rule(), each.clause()))))
                        .toList());
    }

    /** What comes of a milestone, in words. */
    public static String standing(Progress.Standing standing) {
        return switch (standing) {
            case REACHED -> "已达到";
            case MISSED -> "未达到";
            case OPEN -> "未到期，尚缺";
            case NOT_APPLICABLE -> "不适用";
        };
    }

    private AnswerTable rates() {
        return table(
                "rates",
                "各队情况",
                List.of(
                        label("team"),
                        "本期任务",
                        "已完成",
                        "完成率",
                        "检查数",
                        label("problemFound"),
                        label("caseFiled"),
                        label("rectified"),
                        label("problemFound") + "率",
                        label("caseFiled") + "率",
                        label("rectified") + "率"),
                answer.rates().stream()
                        .map(each -> {
                            var done = answer.completion().stream()
                                    .filter(team -> Objects.equals(team.team(), each.team()))
                                    .findFirst();
                            return row(
                                    team(each.team()),
                                    done.map(Progress.Completion::tasks).orElse(null),
                                    done.map(Progress.Completion::completed).orElse(null),
                                    done.map(Progress.Completion::rate)
                                            .map(AnswerTables::percent)
                                            .orElse(null),
                                    each.inspected(),
                                    each.problems(),
                                    each.filed(),
                                    each.rectified(),
                                    percent(each.discoveryRate()),
                                    percent(each.filingRate()),
                                    percent(each.rectificationRate()));
                        })
                        .toList());
    }

    private AnswerTable publication() {
        return table(
                "publication",
                "公开情况",
                List.of("公开场所", "已公开", "其中逾期公开", "逾期未公开", "即将到期", "未到期", "期限推算不出"),
                answer.publication().stream()
                        .map(each -> row(
                                each.channel(),
                                each.published(),
                                each.late(),
                                each.overdue(),
                                each.dueSoon(),
                                each.open(),
                                each.unknown()))
                        .toList());
    }

    private AnswerTable states() {
        return table(
                "states",
                "任务状态",
                List.of("状态", "现在处于", "最长停留", "停留过久", "跳过", BASIS),
                answer.states().stream()
                        .map(each -> row(
                                each.state(),
                                each.tasks(),
                                longest(each.longest()),
                                each.stalled(),
                                each.skipped(),
                                basis(each.rule(), each.clause())))
                        .toList());
    }

    private static String longest(Longest longest) {
        if (longest == null) {
            return "没有写明";
        }
        return longest.workingDays() == null ? longest.calendarDays() + " 个自然日" : longest.workingDays() + " 个工作日";
    }

    private AnswerTable joint() {
        var joint = answer.joint();
        return table(
                "joint",
                "联合任务占比",
                List.of("年份", "联合任务", "任务总数", "占比", "应达占比", "是否达到", "应有", "尚缺", "已完成", "期限", "预计完成", BASIS),
                joint == null
                        ? List.of()
                        : List.of(row(
                                String.valueOf(joint.year()),
                                joint.joint(),
                                joint.total(),
                                percent(joint.shareSoFar()),
                                percent(joint.share()),
                                yes(joint.met()),
                                joint.required(),
                                joint.missing(),
                                joint.completed(),
                                joint.by(),
                                joint.projectedCompleted(),
                                basis(joint.rule(), joint.clause()))));
    }

    private AnswerTable visits() {
        var visits = answer.visits();
        return table(
                "visits",
                "入企次数",
                List.of(label("creditCode"), label("name"), "本年入企次数", "上限", "是否超过", BASIS),
                visits == null
                        ? List.of()
                        : visits.atCap().stream()
                                .map(each -> row(
                                        each.creditCode(),
                                        each.name(),
                                        each.visits(),
                                        each.limit(),
                                        yes(each.over()),
                                        basis(each.rule(), each.clause())))
                                .toList());
    }

    private AnswerTable scanning() {
        var scanning = answer.scanning();
        return table(
                "scanning",
                label("scannedAt"),
                List.of(
                        "检查前",
                        "检查后补录（" + (scanning == null ? "" : scanning.withinDays()) + " 日内）",
                        "补录过迟",
                        "没有",
                        "举例",
                        BASIS),
                scanning == null
                        ? List.of()
                        : List.of(row(
                                scanning.scanned(),
                                scanning.enteredLate(),
                                scanning.tooLate(),
                                scanning.missing(),
                                String.join("、", scanning.examples()),
                                basis(scanning.rule(), scanning.clause()))));
    }

    private static AnswerTable deadlines(String key, String title, List<Deadline> deadlines) {
        return table(
                key,
                title,
                List.of("期限", "事项", "谁来办", "开始", "提醒", "公开场所", BASIS),
                deadlines.stream()
                        .map(each -> row(
                                each.dueOn() == null ? "推算不出" : each.dueOn(),
                                each.event(),
                                each.actor(),
                                each.opensOn(),
                                each.remindOn(),
                                String.join("、", each.publishedOn()),
                                basis(each.rule(), each.clause())))
                        .toList());
    }

    private AnswerTable drawn() {
        var drawn = answer.drawn();
        return table(
                "drawn",
                "抽取结果与台账对照",
                List.of("情况", label("objectId"), label("stratum"), label("taskId"), "相近的编号"),
                drawn == null
                        ? List.of()
                        : Stream.of(
                                        drawn.withoutTask().stream()
                                                .map(each -> row(
                                                        "抽中，台账没有任务",
                                                        each.objectId(),
                                                        each.stratum(),
                                                        each.taskId(),
                                                        each.nearest())),
                                        drawn.notDrawn().stream()
                                                .map(each -> row(
                                                        "台账有任务，没有抽中",
                                                        each.objectId(),
                                                        each.stratum(),
                                                        each.taskId(),
                                                        each.nearest())),
                                        drawn.substitutes().stream()
                                                .map(each -> row(
                                                        "备选第 " + each.place() + " 个，"
                                                                + (each.inTurn() ? "已启用" : "没有按顺序启用"),
                                                        each.objectId(),
                                                        each.stratum(),
                                                        each.taskId(),
                                                        null)))
                                .flatMap(rows -> rows)
                                .toList(),
                drawn == null
                        ? 0
                        : drawn.withoutTaskCount()
                                + drawn.notDrawnCount()
                                + drawn.substitutes().size());
    }

    private AnswerTable findings() {
        return table(
                "findings",
                "提示",
                List.of("程度", "内容", "数量", "举例", BASIS),
                answer.findings().stream()
                        .map(each -> row(
                                each.severity().word(),
                                each.inWords(),
                                each.count(),
                                String.join("、", each.examples()),
                                basis(each.rule(), each.clause())))
                        .toList());
    }

    private AnswerTable rejected() {
        return table(
                "rejected",
                "未受理的行",
                List.of("行", "栏", "单元格", "问题"),
                answer.rejected().stream()
                        .flatMap(each -> each.errors().stream()
                                .map(error -> row(
                                        each.place(),
                                        FieldProblem.key(error.pointer()),
                                        error.cell(),
                                        error.chinese())))
                        .toList());
    }

    private static AnswerTable table(String key, String title, List<String> header, List<List<Object>> rows) {
        return table(key, title, header, rows, rows.size());
    }

    private static AnswerTable table(
            String key, String title, List<String> header, List<List<Object>> rows, long count) {
        return new AnswerTable(key, title, header, rows, Math.max(0, count - rows.size()));
    }

    /** Cells may be null, which {@link List#of} does not take. */
    private static List<Object> row(Object... cells) {
        return Arrays.asList(cells);
    }

    private static String team(String team) {
        return team == null ? ALL_TEAMS : team;
    }

    private static String yes(boolean truth) {
        return truth ? "是" : "否";
    }

    private static String basis(String rule, String clause) {
        return Stream.of(rule, clause).filter(Objects::nonNull).collect(Collectors.joining(" "));
    }
}
