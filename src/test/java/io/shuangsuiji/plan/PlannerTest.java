package io.shuangsuiji.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.findings.FindingCatalog.Severity;
import io.shuangsuiji.registry.ReadReport;
import io.shuangsuiji.registry.RegistryObject;
import io.shuangsuiji.registry.RejectedRow;
import io.shuangsuiji.registry.Staffing;
import io.shuangsuiji.sheets.FieldProblem;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final ReadReport READ = new ReadReport(
            "", "", 0, List.of(), List.of(), List.of(), new ReadReport.Skipped(0, List.of()), null, List.of());

    private static final LocalDate DAY = LocalDate.of(2024, 3, 20);
    private final Edition edition = TestEditions.shipped();
    private final List<Classified> details = new ArrayList<>();
    private int objects;

    private Planner planner(int quarter, Staffing staffing) {
        var request = TestEditions.request(
                edition, "2024Q" + quarter, staffing.officers(), staffing.participatingOfficers(), DAY.toString());
        return new Planner(edition, request, null, details::add);
    }

    private RegistryObject object(String type, String level, Object... facts) {
        var values = new HashMap<String, Object>();
        edition.model("classification")
                .orElseThrow()
                .input("object")
                .orElseThrow()
                .type()
                .fields()
                .forEach(field -> values.put(field.name(), null));
        values.put("objectType", type);
        values.put("supervisionLevel", level);
        for (int i = 0; i < facts.length; i += 2) {
            values.put((String) facts[i], facts[i + 1]);
        }
        objects++;
        return new RegistryObject(null, objects + 1, "N" + objects, "某单位", "执法科一队", null, values);
    }

    private static Stratum stratum(Plan plan, String name) {
        return plan.strata().stream()
                .filter(stratum -> stratum.stratum().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldSizeAStratumByItsFractionRoundedUp() {
        var planner = planner(1, new Staffing(36, 12));
        for (int i = 0; i < 9; i++) {
            planner.add(object("排污单位", "重点"));
        }
        assertThat(stratum(planner.finish(READ), "重点排污单位"))
                .returns(9L, Stratum::population)
                .returns(2L, Stratum::required)
                .returns(2L, Stratum::sampleSize)
                .returns(0L, Stratum::shortfall)
                .returns("12.5%", Stratum::rateText)
                .returns("R05", Stratum::rule)
                .returns("执法二队", Stratum::drawnBy)
                .returns("广东省生态环境量化监管平台", Stratum::platform);
    }

    @Test
    void shouldReportAShortfallWhereThePopulationIsSmallerThanThePlanAsks() {
        var planner = planner(1, new Staffing(36, 12));
        planner.add(object("排污单位", "一般"));
        var plan = planner.finish(READ);
        assertThat(stratum(plan, "一般排污单位"))
                .returns(90L, Stratum::required)
                .returns(1L, Stratum::sampleSize)
                .returns(89L, Stratum::shortfall)
                .returns("2.5 倍（执法人员）", Stratum::rateText);
        assertThat(plan.findings()).anyMatch(finding -> "R06".equals(finding.rule()) && finding.count() == 89);
    }

    @Test
    void shouldPoolFillingStationsAndOilDepotsBeforeRounding() {
        var planner = planner(1, new Staffing(36, 12));
        for (int i = 0; i < 30; i++) {
            planner.add(object("加油站", null));
        }
        for (int i = 0; i < 10; i++) {
            planner.add(object("储油库", "一般"));
        }
        // ceil(0.025 × 40) = 1; rounded apart it would have been 1 + 1
        assertThat(stratum(planner.finish(READ), "加油站和储油库"))
                .returns(40L, Stratum::population)
                .returns(1L, Stratum::required)
                .returns(List.of("加油站", "储油库"), Stratum::objectTypes)
                .returns(null, Stratum::category)
                .returns("执法支队", Stratum::drawnBy);
    }

    @Test
    void shouldListEveryStratumOfThePolicyThoughItBeEmpty() {
        assertThat(planner(1, new Staffing(36, 12)).finish(READ).strata())
                .extracting(Stratum::stratum)
                .containsExactly(
                        "重点排污单位",
                        "一般排污单位",
                        "特殊排污单位",
                        "重点建设项目",
                        "一般建设项目",
                        "特殊建设项目",
                        "重点入海排污口",
                        "一般入海排污口",
                        "特殊入海排污口",
                        "社会生态环境监测机构",
                        "柴油车用车大户",
                        "机动车排放检验机构",
                        "加油站和储油库");
    }

    @Test
    void shouldAnswerNoRuleForSpecialConstructionProjectsAndNeverZero() {
        var planner = planner(1, new Staffing(36, 12));
        planner.add(object("建设项目", "特殊"));
        assertThat(stratum(planner.finish(READ), "特殊建设项目"))
                .returns(false, Stratum::applicable)
                .returns(null, Stratum::required)
                .returns(1L, Stratum::population);
    }

    @Test
    void shouldDrawTheStrataOfTheYearInTheirQuarterOnly() {
        for (int quarter = 1; quarter <= 4; quarter++) {
            var planner = planner(quarter, new Staffing(36, 12));
            for (int i = 0; i < 100; i++) {
                planner.add(object("入海排污口", "一般"));
            }
            assertThat(stratum(planner.finish(READ), "一般入海排污口"))
                    .returns(quarter == 1, Stratum::dueThisQuarter)
                    .returns(quarter == 1 ? 24L : 0L, Stratum::required);
        }
    }

    @Test
    void shouldSayThatParticipatingOfficersAreMissingAndNotUseOfficersInstead() {
        var planner = planner(1, new Staffing(36, null));
        planner.add(object("入海排污口", "一般"));
        var plan = planner.finish(READ);
        assertThat(stratum(plan, "一般入海排污口"))
                .returns(null, Stratum::required)
                .returns(true, Stratum::applicable)
                .returns("R18", Stratum::rule);
        assertThat(plan.findings())
                .anyMatch(finding -> "R18".equals(finding.rule()) && finding.severity() == Severity.ERROR);
    }

    @Test
    void shouldCountOffSiteObjectsInTheirStratumAndApart() {
        var planner = planner(1, new Staffing(36, 12));
        planner.add(object("排污单位", "重点", "onPositiveList", true, "permitManagement", "重点管理"));
        planner.add(object("排污单位", "重点", "onPositiveList", true, "permitManagement", "重点管理", "vocsGrade", "A"));
        var plan = planner.finish(READ);
        assertThat(stratum(plan, "重点排污单位")).returns(1L, Stratum::population).returns(1L, Stratum::offSite);
        assertThat(plan.offSite()).isEqualTo(new Plan.OffSite(1, 1));
        assertThat(plan.categories()).containsEntry("重点", 1L).containsEntry("不纳入", 1L);
    }

    @Test
    void shouldGiveDetailsOfEveryObjectWithItsTriggers() {
        var planner = planner(1, new Staffing(36, 12));
        planner.add(object("排污单位", "一般", "creditRating", "环保良好企业", "complaintsInQuarter", new BigDecimal(10)));
        var plan = planner.finish(READ);
        assertThat(details).singleElement().satisfies(decided -> {
            assertThat(decided.category()).isEqualTo("特殊");
            assertThat(decided.conflict()).isTrue();
            assertThat(decided.triggers())
                    .extracting(Classified.Trigger::rule)
                    .containsExactlyInAnyOrder("R07d", "R12a");
        });
        assertThat(plan.conflicts()).isEqualTo(1);
        assertThat(plan.reviews()).isEqualTo(1);
    }

    @Test
    void shouldReportRejectedRowsAndLeaveTheRestStanding() {
        var planner = planner(1, new Staffing(36, 12));
        planner.add(new RejectedRow(null, 2, List.of(new FieldProblem("/监管级别", "坏"))));
        planner.add(object("排污单位", "重点"));
        var plan = planner.finish(READ);
        assertThat(plan.objects()).isEqualTo(1);
        assertThat(plan.rejected()).extracting(RejectedRow::line).containsExactly(2L);
        assertThat(plan.findings()).anyMatch(finding -> finding.message().contains("1 行未受理"));
    }

    @Test
    void shouldNameItsEditionAndItsDates() {
        var plan = planner(2, new Staffing(36, 12)).finish(READ);
        assertThat(plan.policy().edition()).isEqualTo("2024-01-01");
        assertThat(plan.policy().digest()).isEqualTo(edition.digest()).hasSize(64);
        assertThat(plan.quarter()).isEqualTo("2024Q2");
        assertThat(plan.evaluationDate()).isEqualTo(DAY);
    }

    @Test
    void shouldCountDuplicatesWithTheirIds() {
        var planner = planner(1, new Staffing(36, 12));
        var twice = object("排污单位", "重点");
        planner.add(twice);
        planner.add(twice);
        assertThat(planner.finish(READ).findings())
                .anyMatch(finding ->
                        finding.message().contains("重复") && finding.examples().equals(List.of(twice.id())));
    }

    @Test
    void shouldCountObjectsWithoutALevelAsUndecided() {
        var planner = planner(1, new Staffing(36, 12));
        planner.add(object("排污单位", null));
        var plan = planner.finish(READ);
        assertThat(plan.categories()).isEqualTo(Map.of("重点", 0L, "一般", 0L, "特殊", 0L, "不纳入", 0L, "未登记级别", 1L));
        assertThat(stratum(plan, "级别未登记的排污单位").population()).isEqualTo(1);
    }
}
