package io.shuangsuiji.progress.output;

import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.progress.Ledger;
import io.shuangsuiji.progress.Progress;
import io.shuangsuiji.progress.Progress.ChannelDue;
import io.shuangsuiji.registry.ReadReport;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.writer.SheetWriter;
import io.shuangsuiji.sheets.writer.WorkbookWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** An answer about progress as a workbook (督办清单) that goes to whoever has to act: what is late first, a table a sheet. */
public final class ProgressWorkbook {
    /** What it is called. */
    public static final String NAME = "督办清单";

    private static final int LEAST_WIDTH = 10;
    private static final int MOST_WIDTH = 60;

    private ProgressWorkbook() {}

    /** Writes it. */
    public static void write(Edition edition, Progress answer, OutputStream out) throws IOException {
        try (var workbook = WorkbookWriter.streaming()) {
            var tables = AnswerTables.of(edition, answer);
            first(workbook.sheet(NAME), edition, answer, tables);
            tables.forEach(table -> sheet(workbook, table));
            tasks(workbook, edition, answer);
            notes(workbook.sheet("说明").widths(24, 90), answer);
            workbook.print(
                    answer.policy().title() + "  " + answer.period().inWords() + NAME + "（" + answer.on() + "）",
                    "台账 " + file(answer.ledger()) + "  SHA-256 "
                            + answer.ledger().sha256());
            workbook.write(out);
        }
    }

    /** How much of what is on the sheets behind, so that the first page says whether anything is late at all. */
    private static void first(SheetWriter sheet, Edition edition, Progress answer, List<AnswerTable> tables) {
        sheet.widths(30, 16, 60);
        sheet.title(answer.period().inWords() + NAME + "（截至 " + answer.on() + "）");
        sheet.header(List.of("内容", "数量", "见"));
        sheet.row("本期任务", answer.tasksOfPeriod());
        sheet.row("台账全部任务", answer.tasks());
        for (var table : tables) {
            sheet.row(table.title(), table.rows().size() + table.more(), "工作表「" + table.title() + "」");
        }
        answer.notCovered()
                .forEach(year -> sheet.row(
                        "期限推算不出：" + year.year() + "年的放假调休未收录", year.count(), FieldProblem.chinese(year.detail())));
    }

    private static void sheet(WorkbookWriter workbook, AnswerTable table) {
        var sheet = workbook.sheet(table.title());
        for (int column = 0; column < table.header().size(); column++) {
            int at = column;
            var texts = new ArrayList<>(List.of(table.header().get(column)));
            table.rows().stream().limit(200).forEach(row -> texts.add(String.valueOf(row.get(at))));
            sheet.fit(column, LEAST_WIDTH, MOST_WIDTH, texts);
        }
        sheet.header(table.header());
        table.rows().forEach(row -> sheet.row(row.toArray()));
        if (table.more() > 0) {
            sheet.row("其余 " + table.more() + " 项从略");
        }
    }

    /** Every task of the period, with its last day for each channel. */
    private static void tasks(WorkbookWriter workbook, Edition edition, Progress answer) {
        var sheet = workbook.sheet("本期任务").widths(18, 18, 36, 14, 22, 14, 14, 14, 14);
        var channels = answer.publication().stream()
                .map(Progress.ChannelCount::channel)
                .toList();
        var header = new ArrayList<String>();
        for (var fact :
                List.of("taskId", "objectId", "name", "team", "objectType", "taskType", "inspectedOn", "closedOn")) {
            header.add(Ledger.label(edition, fact));
        }
        header.add("状态");
        channels.forEach(channel -> header.addAll(List.of("公开期限：" + channel, "情况：" + channel)));
        sheet.header(header);
        for (var each : answer.taskList()) {
            if (each.ofPeriod()) {
                var task = each.task();
                var row = new ArrayList<Object>();
                row.add(task.taskId());
                row.add(task.objectId());
                row.add(task.name());
                row.add(task.team());
                row.add(task.objectType());
                row.add(task.taskType());
                row.add(task.inspectedOn());
                row.add(task.closedOn());
                row.add(each.state());
                for (var channel : channels) {
                    var due = each.due().get(channel);
                    row.add(due == null ? null : due.dueOn());
                    row.add(due == null ? null : standing(due));
                }
                sheet.row(row.toArray());
            }
        }
    }

    private static String standing(ChannelDue due) {
        return switch (due.standing()) {
            case IN_TIME -> "按期公开 " + due.publishedOn();
            case LATE -> "逾期公开 " + due.publishedOn();
            case OVERDUE -> "逾期未公开";
            case DUE_SOON -> "即将到期";
            case OPEN -> "未到期";
            case UNKNOWN -> due.publishedOn() == null ? "期限推算不出" : "已公开 " + due.publishedOn() + "，期限推算不出";
        };
    }

    private static void notes(SheetWriter notes, Progress answer) {
        notes.header(List.of("项目", "内容"));
        notes.row("方案", answer.policy().title());
        notes.row("文号", answer.policy().documentNumber());
        notes.row("版本", answer.policy().edition());
        notes.row("版本指纹（SHA-256）", answer.policy().digest());
        notes.row("版本选定日期", answer.asOf());
        notes.row("截至", answer.on());
        notes.row("时段", answer.period().inWords());
        var read = answer.ledger();
        notes.row("台账文件", file(read));
        notes.row("台账指纹（SHA-256）", read.sha256());
        notes.row("台账行数", read.rows());
        for (var column : read.columns()) {
            notes.row(
                    "列「" + column.header() + "」" + (column.cell() == null ? "" : column.cell()),
                    column.use().word() + (column.label() == null ? "" : "：" + column.label()));
        }
        read.lacking().forEach(fact -> notes.row("台账没有的列", fact.label()));
        read.rejectedBy()
                .forEach(cause -> notes.row("未受理", cause.count() + " 处：" + FieldProblem.chinese(cause.cause())));
    }

    private static String file(ReadReport read) {
        return read.file().isEmpty() ? "（未给出文件名）" : read.file();
    }
}
