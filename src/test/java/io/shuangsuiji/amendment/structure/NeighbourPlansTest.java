package io.shuangsuiji.amendment.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.amendment.draft.Draft;
import io.shuangsuiji.amendment.draft.EditionFolder;
import io.shuangsuiji.amendment.start.NewPlan;
import io.shuangsuiji.decision.batch.CompiledJsonEvaluator;
import io.shuangsuiji.decision.json.Json;
import io.shuangsuiji.kernel.KernelEngine;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.plan.Deadline;
import io.shuangsuiji.plan.Milestone;
import io.shuangsuiji.plan.Plan;
import io.shuangsuiji.plan.PlanRequest;
import io.shuangsuiji.plan.PlanWorkbook;
import io.shuangsuiji.plan.Planner;
import io.shuangsuiji.plan.Stratum;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.NoPolicyWordsTest;
import io.shuangsuiji.registry.ReadReport;
import io.shuangsuiji.registry.RegistryObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

/** Neighbours' plans, said by edits alone, against a plain recomputation. */
class NeighbourPlansTest {
    private static final ReadReport READ = new ReadReport(
            "", "", 0, List.of(), List.of(), List.of(), new ReadReport.Skipped(0, List.of()), null, List.of());

    private static final String ROW_JOINT =
            Amended.shipped().table("联合任务要求").rows().get(0).name();

    /** A registry that is made once for a test: what happened to be drawn does not matter, only how many there are. */
    private final List<RegistryObject> objects = new ArrayList<>();

    private void add(int count, String team, Object... facts) {
        for (int i = 0; i < count; i++) {
            var known = new HashMap<String, Object>();
            for (int at = 0; at < facts.length; at += 2) {
                known.put((String) facts[at], facts[at + 1]);
            }
            int number = objects.size() + 1;
            objects.add(new RegistryObject(null, number, "N" + number, null, team, null, known));
        }
    }

    private Plan plan(Edition edition, String... given) {
        var texts = new TreeMap<String, String>();
        for (int i = 0; i < given.length; i += 2) {
            texts.put(given[i], given[i + 1]);
        }
        var request = PlanRequest.read(edition, texts::get, LocalDate.of(2024, 3, 20));
        var planner = new Planner(edition, request, null, decided -> {});
        var fields = edition.model("classification")
                .orElseThrow()
                .input("object")
                .orElseThrow()
                .type()
                .fields();
        for (var object : objects) {
            var facts = new HashMap<String, Object>();
            fields.forEach(field -> facts.put(field.name(), object.facts().get(field.name())));
            planner.add(new RegistryObject(null, object.line(), object.id(), null, object.team(), null, facts));
        }
        return planner.finish(READ);
    }

    private long count(Predicate<Map<String, Object>> which) {
        return objects.stream().filter(object -> which.test(object.facts())).count();
    }

    private static long up(String rate, long population) {
        return new BigDecimal(rate)
                .multiply(BigDecimal.valueOf(population))
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
    }

    private static Stratum stratum(Plan plan, String name) {
        return plan.strata().stream()
                .filter(stratum -> stratum.stratum().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is none of "
                        + plan.strata().stream().map(Stratum::stratum).toList()));
    }

    private static Deadline deadline(Plan plan, String rule) {
        return plan.deadlines().stream()
                .filter(deadline -> deadline.rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    /** Every decision model of these editions is answered by a kernel, too. */
    private static void kernels(Edition edition) {
        var fast = (KernelEngine) CompiledJsonEvaluator.accelerate(edition).engine();
        assertThat(edition.models().keySet())
                .allSatisfy(name -> assertThat(fast.kernel(name)).as(name).isPresent());
    }

    @Test
    void shouldPlanAnotherCityWithYearlyQuotasOutfallsOfRiversAndADrawWindow() {
        var amended = Amended.shipped()
                .cell("抽样规则", "R06", "年度分摊", "是")
                .cell("抽样规则", "R15", "抽查比例/倍数", "12.5%")
                .edit("edit", "addValue", "file", "types.dmn", "type", "对象类型", "value", "入河排污口")
                .row("抽样规则", river("重点", "占总体比例", "0.05"))
                .row("抽样规则", river("一般", "按参与执法检查人员倍数", "2"))
                .row("抽样规则", river("特殊", "占总体比例", "0.2"))
                .cell("路由", "R30", "对象类型", "排污单位、建设项目、入海排污口、社会生态环境监测机构、入河排污口")
                .cell("联合任务要求", ROW_JOINT, "联合任务占比下限", "20%")
                .edit(
                        "edit",
                        "addOutput",
                        "file",
                        "schedule.dmn",
                        "table",
                        "schedule-decision-schedule-table",
                        "label",
                        "开始日期",
                        "type",
                        "date",
                        "name",
                        "opens")
                .feel("时限", "R36", "开始日期", "date(year, quarter * 3 - 2, 1)")
                .feel("时限", "R36", "起算日期", "date(year, quarter * 3 - 2, 15)")
                .feel("时限", "R36", "加工作日", "0")
                .feel("时限", Amended.shipped().table("时限").rows().get(2).name(), "加工作日", "-70");
        var shares = List.of("0.35", "0.7", "1");
        for (int i = 0; i < 3; i++) {
            var cell = amended.table("月度完成率").rows().get(i).cells().get(1);
            amended = amended.edit(
                    "edit", "setFeel", "file", "progress.dmn", "cell", cell.address(), "feel", shares.get(i));
        }
        var edition = amended.compiled();
        kernels(edition);
        add(400, "执法科一队", "objectType", "排污单位", "supervisionLevel", "一般");
        add(33, "执法科一队", "objectType", "建设项目", "supervisionLevel", "重点");
        add(61, "执法科二队", "objectType", "入河排污口", "supervisionLevel", "重点");
        add(90, "执法科二队", "objectType", "入河排污口", "supervisionLevel", "一般");
        long year = up("2.5", 37);
        long drawn = 0;
        for (int quarter = 1; quarter <= 4; quarter++) {
            var plan = plan(edition, "period", "2024Q" + quarter, "officers", "37", "participatingOfficers", "12");
            drawn += stratum(plan, "一般排污单位").required();
            assertThat(stratum(plan, "一般排污单位").required()).isEqualTo(quarter < 4 ? year / 4 : year - 3 * (year / 4));
            assertThat(stratum(plan, "重点建设项目").required()).isEqualTo(up("0.125", 33));
            assertThat(stratum(plan, "重点入河排污口").required()).isEqualTo(quarter == 1 ? up("0.05", 61) : 0);
            assertThat(stratum(plan, "一般入河排污口").required()).isEqualTo(quarter == 1 ? 24L : 0);
            assertThat(deadline(plan, "R36"))
                    .returns(LocalDate.of(2024, quarter * 3 - 2, 1), Deadline::opensOn)
                    .returns(LocalDate.of(2024, quarter * 3 - 2, 15), Deadline::dueOn);
            assertThat(plan.milestones().stream().map(Milestone::share).map(BigDecimal::toPlainString))
                    .containsExactly("0.35", "0.7", "1");
            long planned = plan.strata().stream()
                    .mapToLong(each -> each.sampleSize() == null ? 0 : each.sampleSize())
                    .sum();
            assertThat(plan.findings())
                    .filteredOn(finding -> finding.code().equals("jointTasks"))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.message()).contains("20%"))
                    .satisfies(finding -> assertThat(finding.count()).isEqualTo(-Math.floorDiv(-planned, 4)));
        }
        assertThat(drawn).as("no more and no fewer than the year's").isEqualTo(year);
    }

    private static String[] river(String category, String measure, String rate) {
        return new String[] {
            "\"入河排污口\"",
            '"' + category + '"',
            '"' + category + "入河排污口\"",
            '"' + measure + '"',
            rate,
            "\"年度\"",
            "[1]",
            "true",
            "null",
            "null",
            "null",
            "false",
            "R17",
            "四"
        };
    }

    @Test
    void shouldDivideAStratumByCreditRatingAndTakeAFifthTrigger() {
        var amended = Amended.shipped()
                .edit("edit", "addFact", "label", "整改未完成", "kind", "是否", "key", "unrectified")
                .edit(
                        "edit",
                        "addInput",
                        "file",
                        "classification.dmn",
                        "table",
                        "classification-decision-triggers-table",
                        "label",
                        "整改未完成",
                        "expression",
                        "object.unrectified")
                .row(
                        "触发情形",
                        "\"排污单位\"",
                        "-",
                        "-",
                        "-",
                        "-",
                        "-",
                        "-",
                        "-",
                        "-",
                        "true",
                        "\"特殊\"",
                        "null",
                        "\"整改未完成\"",
                        "R07e",
                        "四(二)1 一是")
                .edit(
                        "edit",
                        "addModelInput",
                        "file",
                        "quota.dmn",
                        "name",
                        "creditRating",
                        "label",
                        "环境信用等级",
                        "type",
                        "词汇.环境信用等级")
                .edit(
                        "edit",
                        "addInput",
                        "file",
                        "quota.dmn",
                        "table",
                        "quota-decision-rules-table",
                        "label",
                        "环境信用等级",
                        "expression",
                        "creditRating")
                .feel("抽样规则", "R05", "环境信用等级", "null,\"环保良好企业\",\"环保警示企业\",\"环保不良企业\"")
                .row(
                        "抽样规则",
                        "\"排污单位\"",
                        "\"重点\"",
                        "\"环保诚信企业\"",
                        "\"重点排污单位\"",
                        "\"占总体比例\"",
                        "0.02",
                        "\"季度\"",
                        "[1,2,3,4]",
                        "true",
                        "null",
                        "null",
                        "null",
                        "false",
                        "R05",
                        "四(二)1")
                .feel("时限", "R39", "加工作日", "20")
                // 诚信 and 良好 stay in the draw here
                .without("触发情形", 5);
        var edition = amended.compiled();
        kernels(edition);
        add(77, null, "objectType", "排污单位", "supervisionLevel", "重点", "creditRating", "环保诚信企业");
        add(120, null, "objectType", "排污单位", "supervisionLevel", "重点", "creditRating", "环保良好企业");
        add(31, null, "objectType", "排污单位", "supervisionLevel", "重点");
        add(9, null, "objectType", "排污单位", "supervisionLevel", "一般", "unrectified", true);
        var plan = plan(edition, "period", "2024Q1", "officers", "10", "participatingOfficers", "5");
        assertThat(plan.strata())
                .filteredOn(stratum -> stratum.stratum().startsWith("重点排污单位"))
                .extracting(Stratum::population, Stratum::required)
                .containsExactlyInAnyOrder(tuple(77L, up("0.02", 77)), tuple(151L, up("0.125", 151)));
        assertThat(plan.strata().stream().map(Stratum::stratum)).doesNotHaveDuplicates();
        assertThat(stratum(plan, "特殊排污单位").population()).isEqualTo(count(facts -> facts.containsKey("unrectified")));
        assertThat(stratum(plan, "特殊排污单位").required()).isEqualTo(up("0.25", 9));
    }

    @Test
    void shouldCallCategoriesOtherwiseBoundAStratumAndRoundHalfUp() {
        var amended = Amended.shipped();
        for (var words : List.of(Map.entry("重点", "甲类"), Map.entry("一般", "乙类"), Map.entry("特殊", "丙类"))) {
            amended = amended.edit(
                    "edit",
                    "renameValue",
                    "file",
                    "types.dmn",
                    "type",
                    "监管级别",
                    "value",
                    words.getKey(),
                    "to",
                    words.getValue(),
                    "types",
                    List.of("监管类别"),
                    "texts",
                    true);
        }
        amended = amended.edit(
                        "edit",
                        "renameValue",
                        "file",
                        "types.dmn",
                        "type",
                        "监管类别",
                        "value",
                        "不纳入",
                        "to",
                        "免查",
                        "texts",
                        true)
                .edit(
                        "edit",
                        "setCell",
                        "file",
                        "quota.dmn",
                        "cell",
                        amended.table("取整方式").rows().get(0).cells().get(0).address(),
                        "text",
                        "四舍五入")
                .cell("抽样规则", "R05", "下限", "1")
                .cell("抽样规则", "R05", "上限", "50")
                .cell("抽样规则", "R11", "下限", "1")
                .cell("路由", "R30", "摇号主体", "监察一所")
                .cell("路由", "R30", "摇号平台", "本市监管平台");
        var settings = amended.table("方案参数");
        var teams = settings.rows()
                .get(1)
                .cells()
                .get(settings.rows().get(1).cells().size() - 1);
        amended = amended.edit(
                "edit", "setFeel", "file", "routing.dmn", "cell", teams.address(), "feel", "[\"监察一所\",\"监察二所\"]");
        var edition = amended.compiled();
        kernels(edition);
        add(900, "监察一所", "objectType", "排污单位", "supervisionLevel", "甲类");
        add(1, "监察二所", "objectType", "排污单位", "supervisionLevel", "丙类");
        add(20, "监察二所", "objectType", "建设项目", "supervisionLevel", "甲类");
        add(2, "执法科一队", "objectType", "排污单位", "supervisionLevel", "甲类", "creditRating", "环保诚信企业");
        var plan = plan(edition, "period", "2024Q1", "officers", "10", "participatingOfficers", "5");
        assertThat(plan.categories())
                .containsExactly(entry("甲类", 920L), entry("乙类", 0L), entry("丙类", 1L), entry("免查", 2L));
        assertThat(stratum(plan, "甲类排污单位").required()).as("at most").isEqualTo(50);
        assertThat(stratum(plan, "丙类排污单位").required())
                .as("at least, and 0.25 rounds to 0")
                .isEqualTo(1);
        assertThat(stratum(plan, "甲类建设项目").required()).as("0.5 half up").isEqualTo(1);
        assertThat(stratum(plan, "甲类排污单位").drawnBy()).isEqualTo("监察一所");
        assertThat(plan.findings())
                .anyMatch(finding -> finding.code().equals("unknownTeam")
                        && finding.message().contains("执法科一队"));
        assertThat(Json.mapper().valueToTree(plan.strata()).toString())
                .doesNotContain("重点排污", "一般排污", "特殊", "不纳入", "执法二队");
    }

    @Test
    void shouldDrawMonthByMonthAndSplitATotalAmongTeams() {
        var amended = Amended.shipped()
                .edit("edit", "addModelInput", "file", "quota.dmn", "name", "month", "label", "月份", "type", "词汇.数量")
                .edit(
                        "edit",
                        "setFormula",
                        "file",
                        "quota.dmn",
                        "formula",
                        "quota-decision-due-expr",
                        "feel",
                        "list contains(抽样规则.drawQuarters, month)")
                .edit("edit", "setFormula", "file", "quota.dmn", "formula", "quota-decision-share-expr", "feel", "限定数")
                .edit("edit", "deleteModelInput", "file", "quota.dmn", "name", "quarter")
                .feel("抽样规则", "R05", "抽取季度", "[1,2,3,4,5,6,7,8,9,10,11,12]")
                .cell("抽样规则", "R05", "抽查比例/倍数", "5%")
                .row("分摊", "\"执法科一队\"", "5")
                .row("分摊", "\"执法科二队\"", "3")
                .row("分摊", "\"执法科三队\"", "null");
        var edition = amended.compiled();
        kernels(edition);
        add(130, "执法科一队", "objectType", "排污单位", "supervisionLevel", "重点");
        add(1, "执法科二队", "objectType", "排污单位", "supervisionLevel", "重点");
        add(60, "执法科三队", "objectType", "排污单位", "supervisionLevel", "重点");
        var plan = plan(edition, "period", "2024M05", "officers", "10", "participatingOfficers", "5");
        assertThat(plan.periodText()).isEqualTo("2024M05");
        assertThat(plan.quarter()).isNull();
        var stratum = stratum(plan, "重点排污单位");
        assertThat(stratum.required()).isEqualTo(up("0.05", 191));
        // 10 by weights 5 : 3 : 60, of which the second has room for one alone
        assertThat(stratum.teams())
                .extracting(Stratum.TeamShare::team, Stratum.TeamShare::sampleSize)
                .containsExactly(tuple("执法科一队", 1L), tuple("执法科二队", 0L), tuple("执法科三队", 9L));
        assertThat(plan.milestones()).singleElement().returns(LocalDate.of(2024, 5, 31), Milestone::by);
    }

    @Test
    void shouldBeSaidByAMarketSupervisionBureauInItsOwnWords() throws Exception {
        var header = new Draft.Header(
                "市场监管抽查方案",
                null,
                "另立",
                LocalDate.of(2024, 1, 1),
                null,
                new Draft.Document("某市监局", List.of(), null, true));
        var begun = new NewPlan(TestEditions.shipped(), NewPlan.Kind.SKELETON)
                .begin(EditionFolder.read(Path.of("dmn/2024-01-01")), header);
        var amended = Amended.of(begun.files())
                .edit(
                        "edit",
                        "renameValue",
                        "file",
                        "types.dmn",
                        "type",
                        "对象类型",
                        "value",
                        "对象类型一",
                        "to",
                        "企业",
                        "texts",
                        true)
                .edit(
                        "edit",
                        "renameValue",
                        "file",
                        "types.dmn",
                        "type",
                        "对象类型",
                        "value",
                        "对象类型二",
                        "to",
                        "个体工商户",
                        "texts",
                        true)
                .edit("edit", "addValue", "file", "types.dmn", "type", "对象类型", "value", "农民专业合作社")
                .edit(
                        "edit",
                        "renameValue",
                        "file",
                        "types.dmn",
                        "type",
                        "监管类别",
                        "value",
                        "监管类别一",
                        "to",
                        "经营主体",
                        "texts",
                        true)
                .edit(
                        "edit",
                        "addFact",
                        "label",
                        "信用风险等级",
                        "kind",
                        "取值",
                        "values",
                        List.of("A", "B", "C", "D"),
                        "key",
                        "creditRisk")
                .edit(
                        "edit",
                        "addType",
                        "file",
                        "types.dmn",
                        "name",
                        "风险",
                        "kind",
                        "取值",
                        "values",
                        List.of("A", "B", "C", "D"),
                        "nullable",
                        true)
                .edit(
                        "edit",
                        "addModelInput",
                        "file",
                        "quota.dmn",
                        "name",
                        "creditRisk",
                        "label",
                        "信用风险等级",
                        "type",
                        "词汇.风险");
        var classification = amended.table("分类判定规则");
        amended = amended.feel("分类判定规则", classification.rows().get(0).name(), "对象类型", "-");
        while (amended.table("分类判定规则").rows().size() > 1) {
            amended = amended.without("分类判定规则", 1);
        }
        var rules = amended.table("配额规则");
        amended = amended.edit(
                "edit",
                "addInput",
                "file",
                "quota.dmn",
                "table",
                rules.address(),
                "label",
                "信用风险等级",
                "expression",
                "creditRisk");
        while (amended.table("配额规则").rows().size() > 1) {
            amended = amended.without("配额规则", 1);
        }
        for (var rate : RATES.entrySet()) {
            amended = amended.row(
                    "配额规则",
                    "-",
                    "-",
                    '"' + rate.getKey() + '"',
                    '"' + rate.getKey() + "级主体\"",
                    "\"按比例\"",
                    rate.getValue(),
                    "\"全年\"",
                    "true",
                    "true",
                    "办法三",
                    "第三条");
        }
        amended = amended.without("配额规则", 0);
        var year = "ceiling(配额规则.rate * population)";
        var half = "if quarter = 2 then floor(" + year + " / 2) else if quarter = 4 then " + year + " - floor(" + year
                + " / 2) else 0";
        amended = formula(amended, "配额规则.dueThisQuarter", "quarter = 2 or quarter = 4");
        amended = formula(amended, "ceiling(配额规则.rate * population)", half);
        amended = formula(amended, "min(population, ceiling(配额规则.rate * population))", half);
        for (var label : List.of(Map.entry("分类判定规则", "情形冲突"), Map.entry("分类判定规则", "非现场"), Map.entry("路由", "摇号主体"))) {
            var column = amended.table(label.getKey()).columns().stream()
                    .filter(each -> each.label().equals(label.getValue()))
                    .findFirst()
                    .orElseThrow();
            amended = amended.edit(
                    "edit",
                    "renameColumn",
                    "file",
                    amended.table(label.getKey()).file(),
                    "column",
                    column.address(),
                    "label",
                    "本局的" + column.expression());
        }
        var routes = amended.table("路由");
        int draws =
                routes.columns().stream().map(Table.Column::expression).toList().indexOf("drawnBy");
        for (var row : routes.rows()) {
            amended = amended.edit(
                    "edit",
                    "setCell",
                    "file",
                    "routing.dmn",
                    "cell",
                    row.cells().get(draws).address(),
                    "text",
                    "各所");
        }
        var said = amended.table("提示").rows().stream()
                .flatMap(row -> row.cells().stream())
                .filter(each -> each.feel().contains("无规定"))
                .findFirst()
                .orElseThrow();
        amended = amended.edit(
                "edit",
                "setFeel",
                "file",
                "findings.dmn",
                "cell",
                said.address(),
                "feel",
                "\"「{stratum}」有 {population} 个，办法没有规定。\"");
        var edition = amended.compiled();
        kernels(edition);
        var types = List.of("企业", "个体工商户", "农民专业合作社");
        for (int i = 0; i < 3; i++) {
            for (var risk : RATES.keySet()) {
                add(37 * (i + 1) + risk.charAt(0), null, "objectType", types.get(i), "creditRisk", risk);
            }
        }
        add(3, null, "objectType", "企业");
        for (var risk : RATES.keySet()) {
            long population = count(facts -> risk.equals(facts.get("creditRisk")));
            long all = 0;
            for (int quarter = 1; quarter <= 4; quarter++) {
                var plan = plan(edition, "period", "2024Q" + quarter);
                var stratum = stratum(plan, risk + "级主体");
                assertThat(stratum.population()).isEqualTo(population);
                assertThat(stratum.objectTypes()).containsExactlyElementsOf(types);
                assertThat(stratum.dueThisQuarter()).isEqualTo(quarter % 2 == 0);
                assertThat(stratum.required())
                        .isEqualTo(
                                quarter == 2
                                        ? up(RATES.get(risk), population) / 2
                                        : quarter == 4
                                                ? up(RATES.get(risk), population) - up(RATES.get(risk), population) / 2
                                                : 0);
                all += stratum.required();
                assertThat(foreign(edition, plan)).isEmpty();
            }
            assertThat(all).isEqualTo(up(RATES.get(risk), population));
        }
        assertThat(plan(edition, "period", "2024Q2").findings())
                .anyMatch(finding -> finding.code().equals("noRule") && finding.count() == 3);
    }

    private static final Map<String, String> RATES =
            new TreeMap<>(Map.of("A", "0.01", "B", "0.03", "C", "0.05", "D", "0.1"));

    private static Amended formula(Amended amended, String from, String to) {
        var cell = amended.table("配额").rows().stream()
                .flatMap(row -> row.cells().stream())
                .filter(each -> each.feel().equals(from))
                .findFirst()
                .orElseThrow();
        return amended.edit("edit", "setFormula", "file", "quota.dmn", "formula", cell.address(), "feel", to);
    }

    /** Words of the shipped edition in what people are given of a plan. */
    private static List<String> foreign(Edition edition, Plan plan) throws Exception {
        var out = new ByteArrayOutputStream();
        try (var workbook = new PlanWorkbook(edition)) {
            workbook.write(plan, out);
        }
        var said = new StringBuilder(Json.mapper().writeValueAsString(plan));
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            workbook.forEach(sheet -> {
                said.append(' ').append(sheet.getSheetName());
                sheet.forEach(row -> row.forEach(cell -> said.append(' ').append(cell)));
            });
        }
        var words = new java.util.HashSet<>(List.of(said.toString().split("[^\\u4e00-\\u9fffA-Za-z0-9]+")));
        return NoPolicyWordsTest.words().stream()
                .filter(word -> words.contains(word) || word.length() > 3 && said.indexOf(word) >= 0)
                .toList();
    }
}
