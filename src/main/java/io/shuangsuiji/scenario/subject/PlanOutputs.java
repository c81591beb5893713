package io.shuangsuiji.scenario.subject;

import io.shuangsuiji.plan.Deadline;
import io.shuangsuiji.plan.Finding;
import io.shuangsuiji.plan.Plan;
import io.shuangsuiji.plan.Stratum;
import io.shuangsuiji.policy.ValueConstraint;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.policy.ValueType.Kind;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A sampling plan as values that the cells of a sheet can ask for. */
final class PlanOutputs {
    static final List<Field> FIELDS = List.of(
            list(
                    "strata",
                    "抽样层",
                    field("stratum", "抽样层", Kind.TEXT),
                    many("objectTypes", "抽查对象范围"),
                    field("category", "监管类别", Kind.TEXT),
                    field("population", "总体数", Kind.NUMBER),
                    field("offSite", "其中非现场", Kind.NUMBER),
                    field("rule", "规则编号", Kind.TEXT),
                    field("clause", "依据条款", Kind.TEXT),
                    field("measure", "抽样方式", Kind.TEXT),
                    field("rate", "抽查比例/倍数", Kind.NUMBER),
                    field("period", "周期", Kind.TEXT),
                    field("dueThisQuarter", "本季抽取", Kind.BOOLEAN),
                    field("required", "应抽数", Kind.NUMBER),
                    field("sampleSize", "实抽数", Kind.NUMBER),
                    field("shortfall", "缺口", Kind.NUMBER),
                    field("applicable", "有规定", Kind.BOOLEAN),
                    field("drawnBy", "摇号主体", Kind.TEXT),
                    field("platform", "摇号平台", Kind.TEXT)),
            field("objects", "受理对象数", Kind.NUMBER),
            field("conflicts", "情形冲突数", Kind.NUMBER),
            field("reviews", "待复核数", Kind.NUMBER),
            field("rejected", "未受理行数", Kind.NUMBER),
            list(
                    "findings",
                    "提示",
                    field("rule", "规则编号", Kind.TEXT),
                    field("severity", "程度", Kind.TEXT),
                    field("message", "内容", Kind.TEXT),
                    field("count", "数量", Kind.NUMBER)),
            list(
                    "deadlines",
                    "时限",
                    field("rule", "规则编号", Kind.TEXT),
                    field("event", "事项", Kind.TEXT),
                    field("dueOn", "期限", Kind.DATE)));

    private PlanOutputs() {}

    static Field field(String name, String label, Kind kind) {
        return new Field(name, label, ValueType.any(kind));
    }

    private static Field many(String name, String label) {
        return new Field(name, label, new ValueType("string", Kind.TEXT, true, ValueConstraint.NONE, List.of()));
    }

    private static Field list(String name, String label, Field... fields) {
        return new Field(name, label, new ValueType(name, Kind.STRUCTURE, true, ValueConstraint.NONE, List.of(fields)));
    }

    static Map<String, Object> of(Plan plan) {
        var values = new LinkedHashMap<String, Object>();
        values.put("strata", plan.strata().stream().map(PlanOutputs::of).toList());
        values.put("objects", BigDecimal.valueOf(plan.objects()));
        values.put("conflicts", BigDecimal.valueOf(plan.conflicts()));
        values.put("reviews", BigDecimal.valueOf(plan.reviews()));
        values.put("rejected", BigDecimal.valueOf(plan.rejected().size()));
        values.put("findings", plan.findings().stream().map(PlanOutputs::of).toList());
        values.put("deadlines", plan.deadlines().stream().map(PlanOutputs::of).toList());
        return values;
    }

    private static Map<String, Object> of(Stratum stratum) {
        var values = new LinkedHashMap<String, Object>();
        values.put("stratum", stratum.stratum());
        values.put("objectTypes", stratum.objectTypes());
        values.put("category", stratum.category());
        values.put("population", number(stratum.population()));
        values.put("offSite", number(stratum.offSite()));
        values.put("rule", stratum.rule());
        values.put("clause", stratum.clause());
        values.put("measure", stratum.measure());
        values.put("rate", stratum.rate());
        values.put("period", stratum.period());
        values.put("dueThisQuarter", stratum.dueThisQuarter());
        values.put("required", number(stratum.required()));
        values.put("sampleSize", number(stratum.sampleSize()));
        values.put("shortfall", number(stratum.shortfall()));
        values.put("applicable", stratum.applicable());
        values.put("drawnBy", stratum.drawnBy());
        values.put("platform", stratum.platform());
        return values;
    }

    private static Map<String, Object> of(Finding finding) {
        var values = new LinkedHashMap<String, Object>();
        values.put("rule", finding.rule());
        values.put("severity", finding.severity().word());
        values.put("message", finding.inWords());
        values.put("count", number(finding.count()));
        return values;
    }

    private static Map<String, Object> of(Deadline deadline) {
        var values = new LinkedHashMap<String, Object>();
        values.put("rule", deadline.rule());
        values.put("event", deadline.event());
        values.put("dueOn", deadline.dueOn());
        return values;
    }

    private static BigDecimal number(Long count) {
        return count == null ? null : BigDecimal.valueOf(count);
    }
}
