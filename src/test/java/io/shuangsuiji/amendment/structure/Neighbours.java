package io.shuangsuiji.amendment.structure;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.amendment.draft.Draft;
import io.shuangsuiji.amendment.draft.EditionFolder;
import io.shuangsuiji.amendment.start.NewPlan;
import io.shuangsuiji.model.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Neighbours' plans, said by edits alone. */
public final class Neighbours {
    /** What one bureau inspects of its subjects a year, by their credit risk. */
    public static final Map<String, String> RATES =
            new TreeMap<>(Map.of("A", "0.01", "B", "0.03", "C", "0.05", "D", "0.1"));

    private static final String ROW_JOINT =
            Amended.shipped().table("联合任务要求").rows().get(0).name();

    private Neighbours() {}

    /** Another city: general units by officers and year, outfalls of rivers, other milestones, a window for the draw. */
    public static Amended city() {
        var amended = Amended.shipped()
                .cell("抽样规则", "R06", "年度分摊", "是")
                .cell("抽样规则", "R15", "抽查比例/倍数", "12.5%")
                .edit("edit", "addValue", "file", "types.dmn", "type", "对象类型", "value", "入河排污口")
                .row("抽样规则", river("重点", "占总体比例", "0.05"))
                .row("抽样规则", river("一般", "按参与执法检查人员倍数", "2"))
                .row("抽样规则", river("特殊", "占总体比例", "0.2"))
                .cell("路由", "R30", "对象类型", "排污单位、建设项目、入海排污口、社会生态环境监测机构、入河排污口")
                .cell("联合任务要求", ROW_JOINT, "联合任务占比下限", "20%")
                .feel("时限", "R36", "最早日期", "date(year, quarter * 3 - 2, 1)")
                .feel("时限", "R36", "起算日期", "date(year, quarter * 3 - 2, 15)")
                .feel("时限", "R36", "加工作日", "0")
                .feel("时限", Amended.shipped().table("时限").rows().get(2).name(), "加工作日", "-70");
        var shares = List.of("0.35", "0.7", "1");
        for (int i = 0; i < 3; i++) {
            var cell = amended.table("月度完成率").rows().get(i).cells().get(1);
            amended = amended.edit(
                    "edit", "setFeel", "file", "progress.dmn", "cell", cell.address(), "feel", shares.get(i));
        }
        return amended;
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

    /** A stratum divided by credit rating, a fifth trigger on a new fact, other days. */
    public static Amended rating() {
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
        return amended;
    }

    /** Four other names of categories, teams and platforms, bounds of a stratum, rounding half up. */
    public static Amended categories() {
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
                .saying("深圳市“双随机、一公开”监管平台", "本市监管平台")
                .saying("粤政易“深圳生态环境双随机工作群”", "工作群")
                .saying("深圳市智慧环保系统", "本市智慧平台")
                .saying("深圳市生态环境局官网", "本局官网")
                .saying("广东省生态环境量化监管平台", "本省量化平台")
                .saying("广东省行政执法信息公示平台", "本省公示平台")
                .saying("执法科二队", "监察一所")
                .saying("执法二队", "监察一所")
                .saying("执法科各队", "各监察所")
                .saying("执法支队", "监察总所")
                .saying("执法科", "监察科");
        var settings = amended.table("方案参数");
        var teams = settings.rows()
                .get(1)
                .cells()
                .get(settings.rows().get(1).cells().size() - 1);
        amended = amended.edit(
                "edit", "setFeel", "file", "routing.dmn", "cell", teams.address(), "feel", "[\"监察一所\",\"监察二所\"]");
        return amended;
    }

    /** Monthly drawing, and a total that is split among teams. */
    public static Amended monthly() {
        var amended = Amended.shipped()
                .edit("edit", "addModelInput", "file", "quota.dmn", "name", "month", "label", "月份", "type", "词汇.数量")
                .edit("edit", "setFormula", "file", "quota.dmn", "formula", "quota-decision-share-expr", "feel", "限定数")
                .cell("抽样规则", "R05", "抽查比例/倍数", "5%")
                .row("分摊", "\"执法科一队\"", "5")
                .row("分摊", "\"执法科二队\"", "3")
                .row("分摊", "\"执法科三队\"", "null");
        return inMonths(amended).edit("edit", "deleteModelInput", "file", "quota.dmn", "name", "quarter");
    }

    /** What a plan by quarters says of quarters. */
    private static Amended inMonths(Amended quarters) {
        var entry = quarters.row("配额", "本季抽取");
        var due = "list contains(抽样规则.drawQuarters, month)";
        return quarters.edit("edit", "addFormula", "file", "quota.dmn", "name", "本月抽取", "type", "boolean", "feel", due)
                .edit(
                        "edit",
                        "setFormula",
                        "file",
                        "quota.dmn",
                        "formula",
                        "quota-decision-needed-expr",
                        "feel",
                        "抽样规则.applicable and 本月抽取 and population > 0")
                .edit(
                        "edit",
                        "setFormula",
                        "file",
                        "quota.dmn",
                        "formula",
                        entry.cells().get(1).address(),
                        "feel",
                        "本月抽取")
                .edit("edit", "deleteDecision", "file", "quota.dmn", "decision", "quota-decision-due")
                .edit("edit", "renameColumn", "file", "quota.dmn", "column", entry.address(), "label", "本月抽取")
                .edit(
                        "edit",
                        "setOutputOrder",
                        "file",
                        "quota.dmn",
                        "column",
                        quarters.column("抽样规则", "周期"),
                        "values",
                        List.of("月度", "年度", "空"))
                .edit(
                        "edit",
                        "renameColumn",
                        "file",
                        "quota.dmn",
                        "column",
                        quarters.column("抽样规则", "抽取季度"),
                        "label",
                        "抽取月份")
                .saying("[1,2,3,4]", "[1,2,3,4,5,6,7,8,9,10,11,12]")
                .saying("每季度最后一个月", "每月")
                .saying("全年分四个季度", "全年分十二个月")
                .saying("下一季度", "下月")
                .saying("\"季度\"", "\"月度\"")
                .saying("\"季度任务", "\"月度任务")
                .saying("当季全部", "当月全部");
    }

    /** A market supervision bureau, which begins with a plan of its own. */
    public static Amended market() throws IOException {
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
        // whose risk is not known is not drawn, and told
        amended = amended.row(
                "配额规则", "-", "-", "null", "\"未评级主体\"", "\"按比例\"", "0", "\"全年\"", "false", "false", "办法三", "第三条");
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
        return amended;
    }

    private static Amended formula(Amended amended, String from, String to) {
        var cell = amended.table("配额").rows().stream()
                .flatMap(row -> row.cells().stream())
                .filter(each -> each.feel().equals(from))
                .findFirst()
                .orElseThrow();
        return amended.edit("edit", "setFormula", "file", "quota.dmn", "formula", cell.address(), "feel", to);
    }
}
