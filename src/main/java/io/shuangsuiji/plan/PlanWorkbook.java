package io.shuangsuiji.plan;

import io.shuangsuiji.plan.Classified.Notice;
import io.shuangsuiji.plan.Classified.Trigger;
import io.shuangsuiji.registry.ReadReport;
import io.shuangsuiji.registry.RegistryObject;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.writer.SheetWriter;
import io.shuangsuiji.sheets.writer.WorkbookWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The plan as a workbook that a bureau can file. Give it to the {@link Planner} as the receiver of details: objects
 * are written as they come and do not stay in memory.
 */
public final class PlanWorkbook implements Consumer<Classified>, AutoCloseable {
    private static final List<String> OBJECT_COLUMNS =
            List.of("行", "对象编号", "单位名称", "执法队", "对象类型", "监管级别", "监管类别", "检查方式", "计入总体", "触发情形", "依据条款");
    private static final int[] OBJECT_WIDTHS = {8, 18, 36, 14, 22, 10, 10, 10, 10, 60, 24};

    private final WorkbookWriter workbook = WorkbookWriter.streaming();
    private final SheetWriter plan;
    private final SheetWriter objects;
    private final SheetWriter reviews;
    private final SheetWriter deadlines;
    private final SheetWriter findings;
    private final SheetWriter notes;

    /** An empty workbook; its sheets stand in the order in which they are read. */
    public PlanWorkbook() {
        plan = workbook.sheet("抽查方案").widths(6, 26, 34, 10, 14, 10, 10, 8, 16, 30, 14, 24);
        objects = workbook.sheet("分类明细").widths(OBJECT_WIDTHS);
        reviews = workbook.sheet("待复核").widths(8, 18, 36, 14, 22, 10, 10, 12, 60, 60);
        deadlines = workbook.sheet("时限").widths(12, 40, 24, 14, 14, 50, 28);
        findings = workbook.sheet("提示与未受理").widths(12, 10, 80, 10, 60);
        notes = workbook.sheet("说明").widths(24, 90);
        objects.header(OBJECT_COLUMNS);
        reviews.header(List.of("行", "对象编号", "单位名称", "执法队", "对象类型", "监管级别", "监管类别", "情形冲突", "须复核事项", "触发情形"));
    }

    @Override
    public void accept(Classified decided) {
        var object = decided.object();
        objects.row(
                line(object),
                object.id(),
                object.name(),
                object.team(),
                fact(object, "objectType"),
                fact(object, "supervisionLevel"),
                decided.category(),
                decided.inspectionMode(),
                yes(decided.inPopulation()),
                triggers(decided),
                decided.triggers().stream().map(Trigger::clause).distinct().collect(Collectors.joining("；")));
        if (decided.review()) {
            reviews.row(
                    line(object),
                    object.id(),
                    object.name(),
                    object.team(),
                    fact(object, "objectType"),
                    fact(object, "supervisionLevel"),
                    decided.category(),
                    yes(decided.conflict()),
                    decided.notices().stream()
                            .filter(Notice::review)
                            .map(notice -> notice.rule() + " " + notice.reason())
                            .collect(Collectors.joining("；")),
                    triggers(decided));
        }
    }

    /** Fills the other sheets from the finished plan and writes the whole. */
    public void write(Plan made, OutputStream out) throws IOException {
        strata(made);
        deadlines(made);
        findings(made);
        notes(made);
        enterprises(made.enterprises());
        workbook.write(out);
    }

    @Override
    public void close() throws IOException {
        workbook.close();
    }

    private void strata(Plan made) {
        plan.title(made.policy().title() + "  " + made.quarter() + " 抽查方案");
        plan.header(
                List.of("序号", "抽样层", "抽查对象范围", "总体数", "抽查比例/倍数", "应抽数", "实抽数", "缺口", "摇号主体", "摇号平台", "完成时限", "依据条款"));
        var completion = made.deadlines().stream()
                .filter(Deadline::completion)
                .map(Deadline::dueOn)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        int number = 0;
        for (var stratum : made.strata()) {
            var due = stratum.applicable() && stratum.dueThisQuarter();
            plan.row(
                    ++number,
                    stratum.stratum(),
                    scope(stratum),
                    stratum.population(),
                    stratum.rateText(),
                    stratum.applicable() ? orMissing(stratum.required()) : "无规定",
                    stratum.applicable() ? orMissing(stratum.sampleSize()) : "",
                    stratum.shortfall(),
                    stratum.drawnBy(),
                    stratum.platform(),
                    due ? completion : stratum.applicable() ? "本季度不抽取" : "",
                    Stream.of(stratum.rule(), stratum.clause())
                            .filter(Objects::nonNull)
                            .collect(Collectors.joining(" ")));
        }
        plan.row(
                "",
                "合计",
                "",
                made.strata().stream().mapToLong(Stratum::population).sum(),
                "",
                sum(made.strata().stream().map(Stratum::required)),
                sum(made.strata().stream().map(Stratum::sampleSize)),
                sum(made.strata().stream().map(Stratum::shortfall)));
        plan.blank();
        plan.title("非现场检查对象（另列）");
        plan.header(List.of("序号", "抽样层", "说明", "数量"));
        int line = 0;
        for (var stratum : made.strata()) {
            if (stratum.offSite() > 0) {
                plan.row(++line, stratum.stratum(), "已计入总体数，以非现场方式检查", stratum.offSite());
            }
        }
        plan.row(++line, "（不在抽样层）", "不纳入抽取，仍以非现场方式检查", made.offSite().outsidePopulation());
    }

    private void deadlines(Plan made) {
        deadlines.header(List.of("规则编号", "事项", "责任主体", "期限", "提醒", "公示场所", "依据条款"));
        for (var deadline : made.deadlines()) {
            deadlines.row(
                    deadline.rule(),
                    deadline.event(),
                    deadline.actor(),
                    deadline.error() == null
                            ? deadline.dueOn()
                            : deadline.error().detail(),
                    deadline.remindOn(),
                    String.join("、", deadline.publishedOn()),
                    deadline.clause());
        }
    }

    private void findings(Plan made) {
        findings.header(List.of("规则编号", "程度", "内容", "数量", "举例"));
        for (var finding : made.findings()) {
            findings.row(
                    finding.rule(),
                    finding.severity().word(),
                    finding.inWords(),
                    finding.count(),
                    String.join("、", finding.examples()));
        }
        if (!made.rejected().isEmpty()) {
            findings.blank();
            findings.title("未受理的原因");
            findings.header(List.of("栏", "", "原因", "数量", "举例"));
            made.registry()
                    .rejectedBy()
                    .forEach(cause -> findings.row(
                            column(cause.pointer()),
                            "",
                            FieldProblem.chinese(cause.cause()),
                            cause.count(),
                            String.join("、", cause.cells())));
            findings.blank();
            findings.title("未受理的行");
            findings.header(List.of("行", "栏", "问题", "", "单元格"));
            made.rejected()
                    .forEach(row -> row.errors()
                            .forEach(error -> findings.row(
                                    row.place(), column(error.pointer()), error.chinese(), "", error.cell())));
        }
    }

    private static String column(String pointer) {
        return pointer.replaceFirst("^/", "").replace("~1", "/").replace("~0", "~");
    }

    private void notes(Plan made) {
        notes.header(List.of("项目", "内容"));
        notes.row("方案", made.policy().title());
        notes.row("文号", made.policy().documentNumber());
        notes.row("版本", made.policy().edition());
        notes.row("版本指纹（SHA-256）", made.policy().digest());
        notes.row("季度", made.quarter());
        notes.row("判定日期", made.evaluationDate());
        notes.row("版本选定日期", made.asOf());
        notes.row("执法人员数量", made.staffing().officers());
        notes.row(
                "参与执法检查人员总数",
                made.staffing().participatingOfficers() == null
                        ? "未给出"
                        : made.staffing().participatingOfficers());
        notes.row("受理的检查对象", made.objects());
        made.categories().forEach((category, count) -> notes.row("其中：" + category, count));
        notes.row("情形冲突", made.conflicts());
        notes.row("待复核", made.reviews());
        registry(made.registry());
        notes.row("比例和倍数", "应抽数 = 抽查比例 × 总体数，或倍数 × 人数，按版本规定取整；实抽数不超过总体数；缺口 = 应抽数 − 实抽数。");
    }

    /** What was read of the registry and what was not. */
    private void registry(ReadReport read) {
        notes.row("名录库文件", read.file().isEmpty() ? "（未给出文件名）" : read.file());
        notes.row("名录库指纹（SHA-256）", read.sha256());
        notes.row("名录库行数", read.rows());
        for (var sheet : read.sheets()) {
            if (!sheet.name().isEmpty()) {
                notes.row(
                        "工作表「" + sheet.name() + "」",
                        sheet.rows() + " 行，" + (sheet.read() ? "已读取" : "未读取：" + sheet.reason()));
            }
        }
        for (var column : read.columns()) {
            notes.row(
                    "列「" + column.header() + "」" + (column.cell() == null ? "" : column.cell()),
                    column.use().word() + (column.label() == null ? "" : "：" + column.label()));
        }
        read.lacking().forEach(fact -> notes.row("名录库没有的列", fact.label()));
        if (read.skipped().count() > 0) {
            notes.row(
                    "不是检查对象的行",
                    read.skipped().count() + " 行，如 "
                            + String.join("；", read.skipped().examples()));
        }
    }

    /** The objects of one enterprise, on a sheet of their own where there are such. */
    private void enterprises(Enterprises.Several several) {
        if (several.count() == 0) {
            return;
        }
        var sheet = workbook.sheet("一企多对象").widths(24, 10, 90);
        sheet.header(List.of("统一社会信用代码", "对象数", "对象编号"));
        several.listed()
                .forEach(enterprise -> sheet.row(
                        enterprise.creditCode(), enterprise.objects().size(), String.join("、", enterprise.objects())));
        if (several.count() > several.listed().size()) {
            sheet.row("其余 " + (several.count() - several.listed().size()) + " 家从略");
        }
    }

    private static String scope(Stratum stratum) {
        var types = String.join("、", stratum.objectTypes());
        return stratum.category() == null ? types : types + "（" + stratum.category() + "）";
    }

    private static Object orMissing(Long value) {
        return value == null ? "缺输入" : value;
    }

    private static long sum(Stream<Long> values) {
        return values.filter(Objects::nonNull).mapToLong(Long::longValue).sum();
    }

    private static String triggers(Classified decided) {
        return decided.triggers().stream()
                .map(trigger -> trigger.rule() + " " + trigger.reason())
                .collect(Collectors.joining("；"));
    }

    private static Object fact(RegistryObject object, String name) {
        return object.facts().get(name);
    }

    /** A number where the file has one table, else with the sheet's name. */
    private static Object line(RegistryObject object) {
        return object.sheet() == null ? (Object) object.line() : object.place();
    }

    private static String yes(boolean truth) {
        return truth ? "是" : "否";
    }
}
