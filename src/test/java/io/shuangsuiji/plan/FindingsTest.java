package io.shuangsuiji.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.plan.Facts.DuplicateIds;
import io.shuangsuiji.plan.Facts.JointTasks;
import io.shuangsuiji.plan.Facts.MissingInput;
import io.shuangsuiji.plan.Facts.NoticeGroup;
import io.shuangsuiji.plan.Facts.RejectedRows;
import io.shuangsuiji.plan.Facts.TeamGroup;
import io.shuangsuiji.policy.findings.FindingCatalog.Severity;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One test a rule of rules/: the fact that fires it, and its neighbour that does not. */
class FindingsTest {
    private static final List<String> IDS = List.of("A1", "A2");

    private static List<Finding> found(Object... facts) {
        return Findings.of(TestEditions.shipped(), List.of(facts));
    }

    private static Finding only(Object... facts) {
        var found = found(facts);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static NoticeGroup notice(String code) {
        return new NoticeGroup(code, "R99", "某种情况", 2, IDS);
    }

    private static Stratum stratum(long population, Long required, boolean due, boolean applicable) {
        Long size = required == null ? null : Long.valueOf(Math.min(required, population));
        return new Stratum(
                "某层",
                null,
                List.of("某类对象"),
                null,
                population,
                0,
                0,
                "R99",
                "四",
                "比例",
                BigDecimal.ONE,
                "100%",
                "年度",
                due,
                required,
                size,
                required == null ? null : required - size,
                applicable,
                "某队",
                "某平台",
                Map.of(),
                List.of(),
                Map.of());
    }

    private static Deadline deadline(String rule, String due, String notAfter) {
        return new Deadline(
                rule, "事项" + rule, null, null, LocalDate.parse(due), null, List.of(), "五", false, notAfter, null);
    }

    @Test
    void shouldAskForReviewWhereSpecialAndExcludedTriggersBothHold() {
        assertThat(only(notice("情形冲突")))
                .returns("R99", Finding::rule)
                .returns(Severity.WARNING, Finding::severity)
                .returns(2L, Finding::count)
                .returns(IDS, Finding::examples);
    }

    @Test
    void shouldAskForReviewOfASpecialUnitOnThePositiveList() {
        assertThat(only(notice("特殊在正面清单")).severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void shouldReportObjectsWithoutALevelAsErrors() {
        assertThat(only(notice("无监管级别")))
                .returns(Severity.ERROR, Finding::severity)
                .extracting(Finding::inWords)
                .asString()
                .contains("2 个检查对象")
                .contains("补登监管级别");
    }

    @Test
    void shouldReportRatingsOfObjectsToWhichTheyDoNotApply() {
        assertThat(only(notice("评级不适用")).advice()).contains("核对");
    }

    @Test
    void shouldTakeACodeThatNoRowTellsForAnError() {
        assertThat(only(notice("新的提示")))
                .returns(Severity.ERROR, Finding::severity)
                .extracting(Finding::message)
                .asString()
                .contains("新的提示")
                .contains("某种情况");
    }

    @Test
    void shouldReportATeamThatTheEditionDoesNotList() {
        assertThat(only(new TeamGroup("执法科九队", false, 2, IDS)).message()).contains("执法科九队");
        assertThat(found(new TeamGroup("执法科一队", true, 2, IDS))).isEmpty();
    }

    @Test
    void shouldReportDuplicateIds() {
        assertThat(only(new DuplicateIds(3, IDS)).count()).isEqualTo(3);
        assertThat(found(new DuplicateIds(0, List.of()))).isEmpty();
    }

    @Test
    void shouldReportRowsThatWereNotTaken() {
        assertThat(only(new RejectedRows(3, List.of("第 7 行"))).severity()).isEqualTo(Severity.ERROR);
        assertThat(found(new RejectedRows(0, List.of()))).isEmpty();
    }

    @Test
    void shouldReportAShortfallWithItsSize() {
        assertThat(only(stratum(80, 90L, true, true)))
                .returns(10L, Finding::count)
                .extracting(Finding::message)
                .asString()
                .contains("应抽 90")
                .contains("缺口 10");
        assertThat(found(stratum(90, 90L, true, true))).isEmpty();
    }

    @Test
    void shouldReportAStratumWithoutARuleThatHoldsObjects() {
        assertThat(only(stratum(4, null, false, false)).message()).contains("无规定");
        assertThat(found(stratum(0, null, false, false))).isEmpty();
    }

    @Test
    void shouldReportAStratumOfTheYearOutsideItsQuarter() {
        assertThat(only(stratum(4, 0L, false, true)))
                .returns(Severity.INFO, Finding::severity)
                .extracting(Finding::message)
                .asString()
                .contains("年度")
                .contains("本期不抽取");
        assertThat(found(stratum(0, 0L, false, true))).isEmpty();
    }

    @Test
    void shouldReportAStratumWhoseSampleLacksAnInput() {
        assertThat(only(new MissingInput("某层", "R18", "participatingOfficers", "缺人数")))
                .returns(Severity.ERROR, Finding::severity)
                .extracting(Finding::message)
                .asString()
                .contains("某层")
                .contains("缺人数");
    }

    @Test
    void shouldSayHowManyJointTasksThePlannedOnesRequire() {
        assertThat(only(new JointTasks("R26", "四(四)", new BigDecimal("0.15"), 260, 46)))
                .returns(46L, Finding::count)
                .extracting(Finding::message)
                .asString()
                .contains("15%")
                .contains("46");
        assertThat(found(new JointTasks("R26", "四(四)", new BigDecimal("0.15"), 0, 0)))
                .isEmpty();
    }

    @Test
    void shouldReportAnUpdateOfTheRegistryThatIsDueAfterTheDraw() {
        assertThat(only(deadline("R36a", "2024-03-26", "R36"), deadline("R36", "2024-03-25", null))
                        .severity())
                .isEqualTo(Severity.ERROR);
        assertThat(found(deadline("R36a", "2024-03-25", "R36"), deadline("R36", "2024-03-25", null)))
                .isEmpty();
    }

    @Test
    void shouldReportADeadlineInAYearWithoutAnOfficialCalendar() {
        var unknown = new Deadline(
                "R36",
                "抽取",
                null,
                null,
                null,
                null,
                List.of(),
                "五",
                false,
                null,
                new Deadline.DeadlineError("CALENDAR_YEAR_NOT_COVERED", 2027, "2027"));
        var again = new Deadline(
                "R08",
                "报清单",
                null,
                null,
                LocalDate.parse("2027-03-17"),
                null,
                List.of(),
                "四",
                false,
                null,
                unknown.error());
        var finding = only(UncoveredYear.of(List.of(unknown, again)).toArray());
        assertThat(finding.message()).contains("2027", "抽取、报清单的提醒");
        assertThat(finding.count()).isEqualTo(2);
        assertThat(finding.examples()).containsExactly("R36", "R08");
    }

    @Test
    void shouldPutTheWeightiestFirst() {
        assertThat(found(stratum(4, 0L, false, true), notice("情形冲突"), notice("无监管级别")))
                .extracting(Finding::severity)
                .containsExactly(Severity.ERROR, Severity.WARNING, Severity.INFO);
    }

    @Test
    void shouldTellOfABasisThatHasLapsed() {
        var finding = only(new Facts.ExpiredBasis("某通知", LocalDate.parse("2025-12-31")));
        assertThat(finding.code()).isEqualTo("basisExpired");
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.message()).contains("某通知").contains("2025-12-31");
        assertThat(found()).isEmpty();
    }
}
