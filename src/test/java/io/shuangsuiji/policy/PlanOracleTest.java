package io.shuangsuiji.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.policy.PlanInPlainJava.Unit;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The shipped tables agree with a second, plain implementation of the plan. */
class PlanOracleTest {
    private static final LocalDate DAY = LocalDate.of(2024, 3, 20);
    private final Edition edition = TestEditions.shipped();

    @Property(tries = 3000)
    void shouldClassifyAsThePlanReads(@ForAll("units") Unit unit, @ForAll("tasks") String task) {
        var object = new HashMap<String, Object>();
        object.put("objectType", unit.type());
        object.put("supervisionLevel", unit.level());
        object.put("lastPenaltyDate", unit.penalty());
        object.put("creditRating", unit.rating());
        object.put("vocsGrade", unit.vocs());
        object.put("complaintsInQuarter", unit.complaints() == null ? null : BigDecimal.valueOf(unit.complaints()));
        object.put("onPositiveList", unit.positive());
        object.put("permitManagement", unit.permit());

        var answer = (Map<?, ?>)
                edition.evaluate("classification", Map.of("object", object, "taskType", task, "evaluationDate", DAY))
                        .outputs()
                        .get("classification");

        var expected = PlanInPlainJava.classify(unit, task, DAY);
        assertThat(answer.get("category")).isEqualTo(expected.category());
        assertThat(answer.get("inspectionMode")).isEqualTo(expected.mode());
        assertThat(answer.get("inPopulation")).isEqualTo(expected.inPopulation());
        assertThat(answer.get("offSite")).isEqualTo(expected.mode().equals("非现场"));
        assertThat(answer.get("conflict")).isEqualTo(expected.conflict());
        var rules = new HashSet<Object>();
        ((Collection<?>) answer.get("triggers")).forEach(trigger -> rules.add(((Map<?, ?>) trigger).get("rule")));
        assertThat(rules).isEqualTo(expected.triggers());
    }

    @Property(tries = 2000)
    void shouldSizeSamplesAsThePlanReads(
            @ForAll("types") String type,
            @ForAll("categories") String category,
            @ForAll @IntRange(max = 5000) int population,
            @ForAll @IntRange(max = 200) int officers,
            @ForAll @IntRange(max = 200) int participating,
            @ForAll @IntRange(min = 1, max = 4) int quarter) {
        var inputs = new HashMap<String, Object>();
        inputs.put("objectType", type);
        inputs.put("category", category);
        inputs.put("population", BigDecimal.valueOf(population));
        inputs.put("officers", BigDecimal.valueOf(officers));
        inputs.put("participatingOfficers", BigDecimal.valueOf(participating));
        inputs.put("quarter", BigDecimal.valueOf(quarter));

        var quota = (Map<?, ?>) edition.evaluate("quota", inputs).outputs().get("quota");

        var expected = PlanInPlainJava.required(type, category, population, officers, participating, quarter);
        assertThat(number(quota, "required")).isEqualTo(expected);
        assertThat(quota.get("applicable")).isEqualTo(expected != null);
        if (expected != null) {
            assertThat(number(quota, "sampleSize")).isEqualTo(Math.min(expected, population));
            assertThat(number(quota, "shortfall")).isEqualTo(Math.max(0, expected - population));
        }
    }

    private static Long number(Map<?, ?> of, String field) {
        return of.get(field) == null ? null : ((BigDecimal) of.get(field)).longValueExact();
    }

    @Provide
    Arbitrary<Unit> units() {
        return Combinators.combine(
                        // most rules are about polluters: they are drawn half of the time
                        Arbitraries.oneOf(Arbitraries.just("排污单位"), types()),
                        of("重点", "一般", "特殊", null),
                        of(
                                null,
                                DAY.plusDays(1),
                                DAY,
                                DAY.minusMonths(12),
                                DAY.minusMonths(12).minusDays(1)),
                        of("环保诚信企业", "环保良好企业", "环保警示企业", "环保不良企业", null),
                        of("A", "B", "C", null),
                        of(null, 0, 9, 10, 11),
                        of(true, false, null),
                        of("重点管理", "简化管理", "登记管理", null))
                .as(Unit::new);
    }

    @Provide
    Arbitrary<String> types() {
        return Arbitraries.of(PlanInPlainJava.TYPES);
    }

    @Provide
    Arbitrary<String> tasks() {
        return Arbitraries.of("日常", "专项", "跨部门联合");
    }

    @Provide
    Arbitrary<String> categories() {
        return of("重点", "一般", "特殊", "不纳入", null);
    }

    @SafeVarargs
    private static <T> Arbitrary<T> of(T... values) {
        return Arbitraries.of(Arrays.asList(values));
    }
}
