package io.shuangsuiji.draw.result;

import io.shuangsuiji.draw.Draw;
import io.shuangsuiji.draw.Selection;
import io.shuangsuiji.draw.crew.SubstituteList;
import io.shuangsuiji.draw.crew.Tasks;
import io.shuangsuiji.draw.run.DrawRun;
import io.shuangsuiji.plan.Headings;
import io.shuangsuiji.sheets.writer.SheetWriter;
import io.shuangsuiji.sheets.writer.WorkbookWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A draw as a workbook that a bureau works with and files; internal, as it names objects and inspectors. */
public final class DrawWorkbook {
    /** So much of a digest tells two apart on paper, beside the whole on the last sheet. */
    private static final int SHORT_DIGEST = 16;

    private final Headings headings;
    private final Draw draw;
    private final DrawRun.Made made;

    private DrawWorkbook(DrawRun.Made made) {
        this.headings = new Headings(made.edition());
        this.draw = made.draw();
        this.made = made;
    }

    /** Writes a draw; the columns bear the labels of its edition. */
    public static void write(DrawRun.Made made, OutputStream out) throws IOException {
        try (var workbook = WorkbookWriter.streaming()) {
            new DrawWorkbook(made).fill(workbook);
            workbook.write(out);
        }
    }

    private void fill(WorkbookWriter workbook) {
        if (made.tasks() != null) {
            tasks(workbook.sheet("任务清单").widths(6, 26, 18, 32, 22, 22, 14, 10, 12, 16, 22, 12, 12, 20, 18, 18, 24));
            substitutes(workbook.sheet("备选").widths(26, 8, 18, 36, 24, 18, 22, 28, 30, 20, 36, 14, 70));
            people(workbook.sheet("人员").widths(16, 14, 18, 10, 80));
            recusals(workbook.sheet("回避说明").widths(8, 36, 18, 18, 60, 50));
        }
        changes(workbook.sheet("名录变动").widths(16, 20, 34, 24, 16, 20, 20, 60));
        verification(workbook.sheet("验证说明").widths(34, 100));
        workbook.print(
                made.edition().info().title() + "  " + title(),
                "承诺 " + draw.commitmentDigest().substring(0, SHORT_DIGEST) + "…  抽取 "
                        + draw.digest().substring(0, SHORT_DIGEST) + "…");
    }

    private String title() {
        return Announcement.inWords(draw.commitment()) + "第 "
                + draw.commitment().sequence() + " 次抽取";
    }

    private void tasks(SheetWriter sheet) {
        sheet.title(title());
        sheet.header(Stream.of(
                        Stream.of("组", "任务编号"),
                        Stream.of("id", "name", "creditCode").map(headings::identity),
                        Stream.of("quota.stratum", "object.objectType", "classification.category", "taskType")
                                .map(headings::of),
                        Stream.of(headings.identity("team"), "检查人员", "最早", "最晚"),
                        Stream.of("routing.platform", "routing.inspectedBy", "routing.dispatchedBy", "routing.clause")
                                .map(headings::of))
                .flatMap(each -> each)
                .toList());
        for (var visit : made.tasks().visits()) {
            for (var task : visit.tasks()) {
                sheet.row(
                        visit.place(),
                        task.taskId(),
                        task.objectId(),
                        task.name(),
                        task.creditCode(),
                        task.stratum(),
                        task.objectType(),
                        task.category(),
                        task.taskType(),
                        visit.team(),
                        visit.inspectorsInWords(),
                        day(visit.from()),
                        day(visit.until()),
                        task.platform(),
                        task.inspectedBy(),
                        task.dispatchedBy(),
                        Stream.of(task.rule(), task.clause())
                                .filter(Objects::nonNull)
                                .collect(Collectors.joining(" ")));
            }
        }
    }

    private static String name(String id, String name) {
        return name == null ? id : name;
    }

    private static LocalDate day(String iso) {
        return iso == null ? null : LocalDate.parse(iso);
    }

    private void substitutes(SheetWriter sheet) {
        sheet.title("备选：抽中的不能检查时，按顺序替补，人员已经选定；启用须写明理由");
        var list = new SubstituteList(made.edition(), made.tasks());
        sheet.header(Stream.concat(list.headers().stream(), Stream.of("签号")).toList());
        var tickets = draw.strata().stream()
                .flatMap(stratum -> stratum.substitutes().stream())
                .collect(Collectors.toMap(Selection.Drawn::id, Selection.Drawn::ticket));
        for (var each : made.tasks().substitutes()) {
            sheet.row(Stream.concat(
                            list.cells(each).stream(),
                            Stream.of(tickets.get(each.tasks().get(0).objectId())))
                    .toArray());
        }
    }

    private void people(SheetWriter sheet) {
        sheet.title("检查人员分到几组任务");
        sheet.header(List.of("人员编号", "姓名", headings.identity("team"), "组数", "不能参加的原因"));
        for (var each : made.tasks().inspectors()) {
            sheet.row(
                    each.id(),
                    each.name(),
                    each.team(),
                    each.visits(),
                    each.unavailable().stream().map(DrawWorkbook::inWords).collect(Collectors.joining("；")));
        }
        if (!made.tasks().findings().isEmpty()) {
            sheet.blank();
            sheet.title("提示");
            sheet.header(List.of("程度", "数量", headings.of("quota.rule"), "", "内容"));
            made.tasks()
                    .findings()
                    .forEach(finding -> sheet.row(
                            finding.severity().word(), finding.count(), finding.rule(), "", finding.inWords()));
        }
    }

    private void recusals(SheetWriter sheet) {
        sheet.title("每组任务有谁没有选派，为什么");
        sheet.header(List.of("组", headings.identity("name"), "人员编号", "同组人员", "原因", headings.of("quota.clause")));
        for (var visit : made.tasks().visits()) {
            for (var skip : visit.skipped()) {
                sheet.row(
                        visit.place(),
                        name(visit.key(), visit.name()),
                        skip.inspector(),
                        skip.with(),
                        skip.reason().text(),
                        skip.reason().clause());
            }
            if (visit.skips() > visit.skipped().size()) {
                sheet.row(
                        visit.place(),
                        name(visit.key(), visit.name()),
                        "其余 " + (visit.skips() - visit.skipped().size()) + " 人从略");
            }
            for (var counted : visit.notEligible()) {
                sheet.row(
                        visit.place(),
                        name(visit.key(), visit.name()),
                        counted.count() + " 人",
                        "",
                        counted.reason().text(),
                        counted.reason().clause());
            }
        }
    }

    private static String inWords(Tasks.Reason reason) {
        return reason.clause() == null ? reason.text() : reason.text() + "（" + reason.clause() + "）";
    }

    private void changes(SheetWriter sheet) {
        sheet.title("抽取池与上一期相比的变动，以及须留意的对象");
        sheet.header(List.of(
                "变动",
                headings.identity("id"),
                headings.identity("name"),
                headings.of("quota.stratum"),
                headings.identity("team"),
                "原来",
                "现在",
                "原因"));
        for (var row : made.review().rows()) {
            sheet.row(
                    row.kind().word(),
                    row.id(),
                    row.name(),
                    row.stratum(),
                    row.team(),
                    row.before(),
                    row.after(),
                    String.join("；", row.reasons()));
        }
        if (made.review().rows().isEmpty()) {
            sheet.row("没有变动");
        }
    }

    private void verification(SheetWriter sheet) {
        var commitment = draw.commitment();
        sheet.title("任何人都能核对这次抽取：核对什么，依据什么");
        sheet.header(List.of("项目", "内容"));
        sheet.row("发布单位", commitment.issuer());
        sheet.row("时段", Announcement.inWords(commitment) + "，第 " + commitment.sequence() + " 次");
        sheet.row("政策版本", commitment.edition());
        sheet.row("政策版本的摘要", commitment.editionDigest());
        sheet.row("摘要算法", commitment.hash().written());
        sheet.row("承诺的摘要（抽取前公布）", draw.commitmentDigest());
        sheet.row("上一份承诺的摘要", commitment.predecessor() == null ? "（没有）" : commitment.predecessor());
        if (commitment.replaces() != null) {
            sheet.row("代替作废的抽取", commitment.replaces());
        }
        sheet.row("抽取记录的摘要", draw.digest());
        sheet.row("任务文件的摘要", draw.tasks() == null ? "（没有）" : draw.tasks());
        sheet.row("抽取池：对象数", commitment.pool().size());
        sheet.row("抽取池：树根", commitment.pool().root());
        sheet.row("秘密数（抽取后公布）", draw.secret());
        for (int i = 0; i < commitment.randomness().size(); i++) {
            var source = commitment.randomness().get(i);
            sheet.row(
                    "公开随机数：" + source.source() + " " + source.day() + "（" + source.bits() + " 位）",
                    draw.voided() == null ? draw.randomness().get(i) : "（没有）");
        }
        if (draw.voided() != null) {
            sheet.row("本次抽取作废", draw.voided());
        }
        sheet.row("核对办法", "用 verify.py 或网页 /verify 打开抽取记录 draw.json：得到「一致」，或者第一处不同");
        if (draw.voided() == null) {
            sheet.blank();
            sheet.header(List.of(headings.of("quota.stratum"), "最后一个抽中的签号 / 第一个没有抽中的签号 / 因达到次数上限跳过的"));
            draw.strata().forEach(stratum -> sheet.row(stratum.stratum(), cut(stratum)));
        }
    }

    private static String cut(Selection stratum) {
        var over = stratum.passedOver().stream()
                .map(each -> each.id() + " " + each.ticket())
                .collect(Collectors.joining("；"));
        return Objects.toString(stratum.lastDrawn(), "–") + " / " + Objects.toString(stratum.firstNotDrawn(), "–")
                + " / " + (over.isEmpty() ? "–" : over);
    }
}
