package io.shuangsuiji.plan;

import io.shuangsuiji.plan.Classified.Notice;
import io.shuangsuiji.plan.Classified.Trigger;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.Vocabulary;
import io.shuangsuiji.registry.ReadReport;
import io.shuangsuiji.registry.RegistryObject;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.writer.SheetWriter;
import io.shuangsuiji.sheets.writer.WorkbookWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The plan as a workbook that a bureau can file. Give it to the {@link Planner} as the receiver of details: objects
 * are written as they come and do not stay in memory.
 */
public final class PlanWorkbook implements Consumer<Classified>, AutoCloseable {
    private static final int[] OBJECT_WIDTHS = {8, 18, 36, 14, 22, 10, 10, 10, 10, 60, 24};

    /** So much of a file's name has room on paper, beside its hash. */
    private static final int LONGEST_NAME = 80;

    private final Headings headings;
    private final WorkbookWriter workbook = WorkbookWriter.streaming();
    private final SheetWriter plan;
    private final SheetWriter objects;
    private final SheetWriter reviews;
    private final SheetWriter deadlines;
    private final SheetWriter findings;
    private final SheetWriter notes;

    /**
     * An empty workbook; its sheets stand in the order in which they are read.
     *
     * @param edition whose labels the columns bear
     */
    public PlanWorkbook(Edition edition) {
        headings = new Headings(edition);
        plan = workbook.sheet(headings.plan()).widths(6, 26, 34, 10, 14, 10, 10, 8, 16, 30, 14, 24);
        objects = workbook.sheet("分类明细").widths(OBJECT_WIDTHS);
        reviews = workbook.sheet("待复核").widths(8, 18, 36, 14, 22, 10, 10, 12, 60, 60);
        deadlines = workbook.sheet("时限").widths(12, 40, 24, 14, 14, 14, 50, 28);
        findings = workbook.sheet("提示与未受理").widths(12, 10, 80, 10, 60, 24);
        notes = workbook.sheet("说明").widths(24, 90);
        var object = Stream.concat(
                        Stream.of("行"), Stream.of("id", "name", "team").map(headings::identity))
                .toList();
        objects.header(joined(
                object,
                labels(
                        "object.objectType",
                        "object.supervisionLevel",
                        "classification.category",
                        "classification.inspectionMode",
                        "classification.inPopulation",
                        "classification.triggers",
                        "classification.triggers.clause")));
        reviews.header(joined(
                object,
                labels(
                        "object.objectType",
                        "object.supervisionLevel",
                        "classification.category",
                        "classification.conflict"),
                List.of("须复核事项"),
                labels("classification.triggers")));
    }

    private List<String> labels(String... paths) {
        return Stream.of(paths).map(headings::of).toList();
    }

    @SafeVarargs
    private static List<String> joined(List<String>... parts) {
        return Stream.of(parts).flatMap(List::stream).toList();
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
        uncovered(made);
        milestones(made);
        findings(made);
        notes(made);
        enterprises(made.enterprises());
        capped(made);
        var registry = made.registry();
        workbook.print(
                made.policy().title() + "  " + made.period().inWords() + headings.plan(),
                "名录库 " + cut(registry.file().isEmpty() ? "（未给出文件名）" : registry.file()) + "  SHA-256 "
                        + registry.sha256());
        workbook.write(out);
    }

    @Override
    public void close() throws IOException {
        workbook.close();
    }

    /** The end of a long name tells more: there stands what kind of file it is. */
    private static String cut(String name) {
        return name.length() <= LONGEST_NAME ? name : "…" + name.substring(name.length() - LONGEST_NAME);
    }

    private void strata(Plan made) {
        plan.title(made.policy().title() + "  " + made.period().inWords() + headings.plan());
        boolean byTeam = made.strata().stream().anyMatch(stratum -> stratum.team() != null);
        boolean capped = made.capped() > 0;
        var further = made.strata().stream()
                .flatMap(stratum -> stratum.further().entrySet().stream())
                // a column in which nothing is said is none
                .filter(said -> said.getValue() != null && !said.getValue().equals(false))
                .map(Map.Entry::getKey)
                .distinct()
                .toList();
        var columns = joined(
                List.of("序号", headings.of("quota.stratum")),
                byTeam ? List.of(headings.identity("team")) : List.of(),
                List.of("抽查对象范围"),
                labels("population"),
                capped ? labels("cap.reached") : List.of(),
                labels("quota.rate"),
                further.stream().map(name -> headings.of("quota." + name)).toList(),
                labels("quota.required", "quota.sampleSize", "quota.shortfall", "routing.drawnBy", "routing.platform"),
                List.of("完成时限", headings.of("quota.clause")));
        plan.header(columns);
        var completion = made.deadlines().stream()
                .filter(Deadline::completion)
                .map(Deadline::dueOn)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        int number = 0;
        for (var stratum : made.strata()) {
            var row = new ArrayList<Object>(List.of(++number, stratum.stratum()));
            if (byTeam) {
                row.add(stratum.team());
            }
            row.addAll(List.of(scope(stratum), stratum.population()));
            if (capped) {
                row.add(stratum.capped());
            }
            row.add(stratum.rateText());
            further.forEach(name -> row.add(shown(stratum.further().get(name))));
            row.addAll(Arrays.asList(
                    stratum.applicable()
                            ? orMissing(stratum.required(), made)
                            : Objects.toString(stratum.measure(), "–"),
                    stratum.applicable() ? orMissing(stratum.sampleSize(), made) : "",
                    stratum.shortfall(),
                    stratum.drawnBy(),
                    stratum.platform(),
                    completion(stratum, completion),
                    Stream.of(stratum.rule(), stratum.clause())
                            .filter(Objects::nonNull)
                            .collect(Collectors.joining(" "))));
            plan.row(row.toArray());
        }
        var total = new ArrayList<Object>(List.of("", "合计"));
        if (byTeam) {
            total.add("");
        }
        total.addAll(List.of("", made.totals().population()));
        if (capped) {
            total.add(made.capped());
        }
        total.add("");
        further.forEach(name -> total.add(""));
        total.addAll(List.of(
                made.totals().required(),
                made.totals().sampleSize(),
                made.totals().shortfall()));
        while (total.size() < columns.size()) {
            total.add("");
        }
        plan.total(total.toArray());
        teams(made);
        plan.blank();
        plan.title(headings.of("classification.offSite") + "（另列）");
        plan.header(List.of("序号", headings.of("quota.stratum"), headings.of("classification.inPopulation"), "数量"));
        int line = 0;
        for (var stratum : made.strata()) {
            if (stratum.offSite() > 0) {
                plan.row(++line, stratum.stratum(), yes(true), stratum.offSite());
            }
        }
        plan.row(
                ++line,
                "（不在" + headings.of("quota.stratum") + "）",
                yes(false),
                made.offSite().outsidePopulation());
    }

    /** The day by which a stratum's tasks have to be finished, or that it is not drawn now. */
    private Object completion(Stratum stratum, LocalDate completion) {
        if (!stratum.applicable()) {
            return "";
        }
        return stratum.dueThisQuarter() ? completion : headings.of("quota.dueThisQuarter") + "：" + yes(false);
    }

    /** How samples are split among teams, where the edition says so. */
    private void teams(Plan made) {
        var split = made.strata().stream()
                .filter(stratum -> !stratum.teams().isEmpty())
                .toList();
        if (split.isEmpty()) {
            return;
        }
        plan.blank();
        plan.title("各" + headings.identity("team") + headings.of("quota.sampleSize"));
        plan.header(joined(
                List.of("序号", headings.of("quota.stratum"), headings.identity("team")),
                labels("population", "quota.sampleSize")));
        int line = 0;
        for (var stratum : split) {
            for (var share : stratum.teams()) {
                plan.row(++line, stratum.stratum(), share.team(), share.population(), share.sampleSize());
            }
        }
    }

    private static Object shown(Object value) {
        return value instanceof Boolean truth
                ? yes(truth)
                : value instanceof Collection<?> several
                        ? several.stream().map(Objects::toString).collect(Collectors.joining("、"))
                        : value;
    }

    private void deadlines(Plan made) {
        deadlines.header(joined(
                labels("schedule.rule", "schedule.event", "schedule.actor"),
                List.of("开始", "期限", "提醒"),
                labels("schedule.publishedOn", "schedule.clause")));
        for (var deadline : made.deadlines()) {
            deadlines.row(
                    deadline.rule(),
                    deadline.event(),
                    deadline.actor(),
                    deadline.opensOn(),
                    deadline.dueOn() == null ? "推算不出" : deadline.dueOn(),
                    deadline.remindOn(),
                    String.join("、", deadline.publishedOn()),
                    deadline.clause());
        }
    }

    /** Why dates are missing, once a year. */
    private void uncovered(Plan made) {
        var years = UncoveredYear.of(made.deadlines());
        if (!years.isEmpty()) {
            deadlines.blank();
            years.forEach(year ->
                    deadlines.row("", String.join("、", year.untold()) + "：" + FieldProblem.chinese(year.detail())));
        }
    }

    private void milestones(Plan made) {
        if (!made.milestones().isEmpty()) {
            deadlines.blank();
            deadlines.header(labels("milestones.rule", "milestones.share", "milestones.clause"));
            made.milestones()
                    .forEach(milestone -> deadlines.row(
                            milestone.rule(),
                            milestone.by() + "："
                                    + milestone
                                            .share()
                                            .movePointRight(2)
                                            .stripTrailingZeros()
                                            .toPlainString() + "%",
                            milestone.clause()));
        }
    }

    private void findings(Plan made) {
        findings.header(List.of(headings.of("quota.rule"), "程度", "内容", "数量", "举例", headings.of("quota.clause")));
        for (var finding : made.findings()) {
            findings.row(
                    finding.rule(),
                    finding.severity().word(),
                    finding.inWords(),
                    finding.count(),
                    String.join("、", finding.examples()),
                    finding.clause());
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
        notes.row("时段", made.period().inWords());
        notes.row(headings.of("evaluationDate"), made.evaluationDate());
        notes.row("版本选定日期", made.asOf());
        made.staffing().forEach((name, value) -> notes.row(headings.of(name), value == null ? "未给出" : shown(value)));
        made.teamStaffing()
                .forEach((name, own) ->
                        own.forEach((team, value) -> notes.row(headings.of(name) + "：" + team, shown(value))));
        notes.row("受理的检查对象", made.objects());
        made.categories().forEach((category, count) -> notes.row("其中：" + category, count));
        notes.row(headings.of("classification.conflict"), made.conflicts());
        notes.row("待复核", made.reviews());
        registry(made.registry());
        notes.row(
                headings.of("quota.shortfall"),
                headings.of("quota.required") + " − " + headings.of("quota.sampleSize") + "；"
                        + headings.of("quota.sampleSize") + "不超过" + headings.of("population"));
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
        sheet.header(List.of(headings.identity("creditCode"), "对象数", headings.identity("id")));
        several.listed()
                .forEach(enterprise -> sheet.row(
                        enterprise.creditCode(), enterprise.objects().size(), String.join("、", enterprise.objects())));
        if (several.count() > several.listed().size()) {
            sheet.row("其余 " + (several.count() - several.listed().size()) + " 家从略");
        }
    }

    /** What may not be inspected again this year, on a sheet of its own where there is such. */
    private void capped(Plan made) {
        if (made.atCap().isEmpty()) {
            return;
        }
        var sheet = workbook.sheet("不再抽取").widths(24, 24, 14, 14, 12, 40);
        sheet.header(List.of(
                headings.identity("id"),
                headings.identity("creditCode"),
                headings.of(Vocabulary.INSPECTIONS),
                headings.of("cap.limit"),
                headings.of("cap.rule"),
                headings.of("cap.clause")));
        made.atCap()
                .forEach(each -> sheet.row(
                        each.id(), each.creditCode(), each.inspections(), each.limit(), each.rule(), each.clause()));
        if (made.capped() > made.atCap().size()) {
            sheet.row("其余 " + (made.capped() - made.atCap().size()) + " 个从略");
        }
    }

    private static String scope(Stratum stratum) {
        var types = String.join("、", stratum.objectTypes());
        return stratum.category() == null ? types : types + "（" + stratum.category() + "）";
    }

    private Object orMissing(Long value, Plan made) {
        return value == null ? headings.notGiven(made) : value;
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
