package io.shuangsuiji.scenario.subject;

import io.shuangsuiji.plan.Deadline;
import io.shuangsuiji.plan.Finding;
import io.shuangsuiji.plan.Headings;
import io.shuangsuiji.plan.Plan;
import io.shuangsuiji.plan.Stratum;
import io.shuangsuiji.policy.ValueConstraint;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.policy.ValueType.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A sampling plan as values that the cells of a sheet can ask for. */
final class PlanOutputs {
    private PlanOutputs() {}

    /** What can be asked of a plan, under the labels of the edition. */
    static List<Field> fields(Headings headings) {
        var strata = new ArrayList<>(List.of(
                field("stratum", headings.of("quota.stratum"), Kind.TEXT),
                field("team", headings.identity("team"), Kind.TEXT),
                many("objectTypes", "抽查对象范围"),
                field("category", headings.of("classification.category"), Kind.TEXT),
                field("population", headings.of("population"), Kind.NUMBER),
                field("offSite", "其中" + headings.of("classification.offSite"), Kind.NUMBER),
                field("rule", headings.of("quota.rule"), Kind.TEXT),
                field("clause", headings.of("quota.clause"), Kind.TEXT),
                field("measure", headings.of("quota.measure"), Kind.TEXT),
                field("rate", headings.of("quota.rate"), Kind.NUMBER),
                field("period", headings.of("quota.period"), Kind.TEXT),
                field("dueThisQuarter", headings.of("quota.dueThisQuarter"), Kind.BOOLEAN),
                field("required", headings.of("quota.required"), Kind.NUMBER),
                field("sampleSize", headings.of("quota.sampleSize"), Kind.NUMBER),
                field("shortfall", headings.of("quota.shortfall"), Kind.NUMBER),
                field("applicable", headings.of("quota.applicable"), Kind.BOOLEAN),
                field("drawnBy", headings.of("routing.drawnBy"), Kind.TEXT),
                field("platform", headings.of("routing.platform"), Kind.TEXT)));
        if (headings.edition().model("caps").isPresent()) {
            strata.add(field("capped", "其中" + headings.of("cap.reached"), Kind.NUMBER));
        }
        return List.of(
                list("strata", headings.of("quota.stratum"), strata.toArray(Field[]::new)),
                field("objects", "受理对象数", Kind.NUMBER),
                field("conflicts", headings.of("classification.conflict") + "数", Kind.NUMBER),
                field("reviews", "待复核数", Kind.NUMBER),
                field("rejected", "未受理行数", Kind.NUMBER),
                list(
                        "findings",
                        "提示",
                        field("code", "代码", Kind.TEXT),
                        field("rule", headings.of("quota.rule"), Kind.TEXT),
                        field("severity", "程度", Kind.TEXT),
                        field("message", "内容", Kind.TEXT),
                        field("count", "数量", Kind.NUMBER)),
                list(
                        "deadlines",
                        headings.of("schedule"),
                        field("rule", headings.of("schedule.rule"), Kind.TEXT),
                        field("event", headings.of("schedule.event"), Kind.TEXT),
                        field("opensOn", "开始", Kind.DATE),
                        field("dueOn", "期限", Kind.DATE)));
    }

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
        values.put("team", stratum.team());
        values.put("objectTypes", stratum.objectTypes());
        values.put("category", stratum.category());
        values.put("population", number(stratum.population()));
        values.put("offSite", number(stratum.offSite()));
        values.put("capped", number(stratum.capped()));
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
        values.put("code", finding.code());
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
        values.put("opensOn", deadline.opensOn());
        values.put("dueOn", deadline.dueOn());
        return values;
    }

    private static BigDecimal number(Long count) {
        return count == null ? null : BigDecimal.valueOf(count);
    }
}
