package io.shuangsuiji.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.calendar.Period.Unit;
import io.shuangsuiji.decision.NoMatchingRule;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.policy.Edition;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchedulesTest {
    private final Edition edition = TestEditions.shipped();

    private static Deadline named(String rule, List<Deadline> deadlines) {
        return deadlines.stream()
                .filter(deadline -> deadline.rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    private Deadline deadline(String rule, int year, int quarter) {
        return named(rule, Schedules.deadlines(edition, Period.quarter(year, quarter), null, null));
    }

    private Deadline afterTask(String rule, String taskEndedOn) {
        var ended = LocalDate.parse(taskEndedOn);
        return named(rule, Schedules.deadlines(edition, Period.of(Unit.QUARTER, ended), ended, null));
    }

    @ParameterizedTest(name = "R36 of {0}Q{1}: {2}")
    @CsvSource({
        "2024, 1, 2024-03-25", "2024, 2, 2024-06-24", "2024, 3, 2024-09-24", "2024, 4, 2024-12-24",
        "2026, 1, 2026-03-24", "2026, 2, 2026-06-23", "2026, 3, 2026-09-22", "2026, 4, 2026-12-24"
    })
    void shouldDrawTheNextQuarterFiveWorkingDaysBeforeTheEnd(int year, int quarter, LocalDate due) {
        assertThat(deadline("R36", year, quarter).dueOn()).isEqualTo(due);
        assertThat(deadline("R10/R36a", year, quarter).dueOn()).isEqualTo(due);
        assertThat(deadline("R10/R36a", year, quarter).notAfter()).isEqualTo("R36");
    }

    @ParameterizedTest(name = "a task ended on {0} is published by {1}")
    @CsvSource({"2024-09-27, 2024-10-28", "2026-02-13, 2026-03-17"})
    void shouldPublishATaskWithinEighteenWorkingDays(String ended, LocalDate due) {
        var deadline = afterTask("R39", ended);
        assertThat(deadline.dueOn()).isEqualTo(due);
        assertThat(deadline.publishedOn()).containsExactly("广东省行政执法信息公示平台", "深圳市生态环境局官网");
        assertThat(deadline.remindOn()).isNull();
    }

    @ParameterizedTest(name = "R08 of {0}Q{1}: {2}, reminder {3}")
    @CsvSource({
        // 17 March 2024 is a Sunday, 17 June a Monday, 17 September the Mid-Autumn holiday (14 September worked)
        "2024, 1, 2024-03-17, 2024-03-15",
        "2024, 2, 2024-06-17, 2024-06-17",
        "2024, 3, 2024-09-17, 2024-09-14",
        "2024, 4, 2024-12-17, 2024-12-17"
    })
    void shouldKeepTheSeventeenthAndRemindOnAWorkingDay(int year, int quarter, LocalDate due, LocalDate remind) {
        var deadline = deadline("R08", year, quarter);
        assertThat(deadline.dueOn()).isEqualTo(due);
        assertThat(deadline.remindOn()).isEqualTo(remind);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "R16, 1, 2024-02-29", "R27, 4, 2024-10-31", "R28, 4, 2024-11-05", "R40, 4, 2024-12-01",
        "R35, 1, 2024-03-31", "R35, 2, 2024-06-30", "R38, 1, 2024-04-13", "R38, 3, 2024-10-13"
    })
    void shouldHaveTheOtherDatesOfThePlan(String rule, int quarter, LocalDate due) {
        assertThat(deadline(rule, 2024, quarter).dueOn()).isEqualTo(due);
    }

    @Test
    void shouldDrawOutfallsBeforeTheFirstOfMarchInCommonYearsToo() {
        assertThat(deadline("R16", 2025, 1).dueOn()).isEqualTo("2025-02-28");
        assertThat(Schedules.deadlines(edition, Period.quarter(2025, 2), null, null))
                .extracting(Deadline::rule)
                .doesNotContain("R16", "R27", "R28", "R40", "R39");
    }

    @Test
    void shouldCountTheLedgersThirteenDaysFromTheLastTasksEnd() {
        var deadlines = Schedules.deadlines(edition, Period.quarter(2024, 1), null, LocalDate.of(2024, 3, 20));
        assertThat(named("R38", deadlines).dueOn()).isEqualTo("2024-04-02");
    }

    @Test
    void shouldBindTheWebsiteToTheEarlierOfLedgerAndTask() {
        // the ledger, 13 calendar days after 31 March, comes before 18 working days after 29 March
        assertThat(afterTask("R39", "2024-03-29").dueOn()).isEqualTo("2024-04-25");
        assertThat(afterTask("R38/R39", "2024-03-29").dueOn()).isEqualTo("2024-04-13");
        // and the task's own day comes first for one that ended early in the quarter
        assertThat(afterTask("R38/R39", "2024-01-05").dueOn())
                .isEqualTo(afterTask("R39", "2024-01-05").dueOn())
                .isEqualTo("2024-01-31");
    }

    @Test
    void shouldMarkTheDeadlineByWhichTheQuartersTasksAreDone() {
        assertThat(Schedules.deadlines(edition, Period.quarter(2024, 2), null, null))
                .filteredOn(Deadline::completion)
                .extracting(Deadline::rule)
                .containsExactly("R35");
    }

    @Test
    void shouldSortByDateAndKeepTheTablesOrderWithinADay() {
        var deadlines = Schedules.deadlines(edition, Period.quarter(2024, 1), LocalDate.of(2024, 2, 20), null);
        assertThat(deadlines).extracting(Deadline::dueOn).isSortedAccordingTo(Comparator.naturalOrder());
        assertThat(deadlines)
                .filteredOn(deadline -> deadline.dueOn().equals(LocalDate.of(2024, 3, 25)))
                .extracting(Deadline::rule)
                .containsExactly("R10/R36a", "R36");
    }

    @Test
    void shouldNameActorAndClauseAndListTheStepsInOrder() {
        var schedule = Schedules.of(edition, Period.quarter(2024, 1), null, null);
        assertThat(named("R08", schedule.deadlines()).actor()).isEqualTo("执法科各队");
        assertThat(schedule.deadlines()).allSatisfy(deadline -> {
            assertThat(deadline.clause()).isNotBlank();
            assertThat(deadline.event()).isNotBlank();
            assertThat(deadline.error()).isNull();
        });
        assertThat(schedule.checklist())
                .extracting(Schedule.Step::step)
                .containsExactly("摇号抽取", "实施检查", "填报信息", "依法查处", "公开结果", "填报季报");
        assertThat(schedule.policy().edition()).isEqualTo("2024-01-01");
    }

    @Test
    void shouldLeaveOpenOnlyTheDatesThatReachIntoAYearWithoutOfficialData() {
        var deadlines = Schedules.deadlines(edition, Period.quarter(2026, 4), LocalDate.of(2026, 12, 25), null);
        for (var rule : List.of("R39", "R38/R39")) {
            var open = named(rule, deadlines);
            assertThat(open.dueOn()).isNull();
            assertThat(open.error().code()).isEqualTo("CALENDAR_YEAR_NOT_COVERED");
            assertThat(open.error().year()).isEqualTo(2027);
            assertThat(open.error().detail()).contains("2027", "补充日历", "schedule.dmn");
        }
        // thirteen calendar days need no working calendar
        assertThat(named("R38", deadlines).dueOn()).isEqualTo("2027-01-13");
        assertThat(deadlines).filteredOn(deadline -> deadline.error() == null).hasSize(deadlines.size() - 2);
        assertThat(deadlines.subList(deadlines.size() - 2, deadlines.size()))
                .extracting(Deadline::rule)
                .containsExactly("R39", "R38/R39");
    }

    @Test
    void shouldKeepTheFixedDatesOfAYearWithoutOfficialDataAndSayOnceWhatItCannotTell() {
        var schedule = Schedules.of(edition, Period.quarter(2027, 1), null, null);
        var fixed = named("R08", schedule.deadlines());
        assertThat(fixed.dueOn()).isEqualTo("2027-03-17");
        assertThat(fixed.remindOn()).isNull();
        assertThat(fixed.error().year()).isEqualTo(2027);
        // five working days cannot be counted; thirteen calendar days can
        assertThat(named("R36", schedule.deadlines()).dueOn()).isNull();
        assertThat(named("R38", schedule.deadlines()).dueOn()).isEqualTo("2027-04-13");
        assertThat(named("R38", schedule.deadlines()).error()).isNull();
        assertThat(schedule.uncovered()).singleElement().satisfies(year -> {
            assertThat(year.code()).isEqualTo("CALENDAR_YEAR_NOT_COVERED");
            assertThat(year.year()).isEqualTo(2027);
            assertThat(year.rules()).containsExactlyInAnyOrder("R16", "R08", "R10/R36a", "R36", "R35");
            assertThat(year.untold()).contains("下一季度任务抽取完成", "各队特殊监管对象清单报执法科二队的提醒");
        });
        assertThat(Schedules.of(edition, Period.quarter(2026, 2), null, null).uncovered())
                .isEmpty();
    }

    @Test
    void shouldRefuseWhatTheModelDoesNotAllow() {
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> Schedules.deadlines(edition, Period.quarter(1999, 1), null, null))
                .satisfies(invalid -> assertThat(invalid.problems())
                        .extracting(problem -> problem.pointer())
                        .containsExactly("/year"));
    }

    @Test
    void shouldAnswerAYearThatTheEditionSupplies(@TempDir Path editions) {
        var file = TestEditions.copyTo(editions, "2027-01-01").resolve("schedule.dmn");
        TestEditions.replaceOnce(
                file,
                "<column name=\"name\" label=\"名称\" typeRef=\"string\"/>\n",
                "<column name=\"name\" label=\"名称\" typeRef=\"string\"/>\n" + day("2027-01-01", false, "元旦")
                        + day("2027-02-28", true, "调休上班"));
        TestEditions.replaceOnce(
                file, "<text>[]</text>\n    </literalExpression>", "<text>[2027]</text>\n    </literalExpression>");
        var supplied = TestEditions.load(editions).named("2027-01-01").orElseThrow();

        assertThat(Schedules.of(supplied, Period.quarter(2027, 1), null, null).deadlines())
                .noneMatch(deadline -> deadline.error() != null);
        // 18 working days after Friday 25 December, less New Year's day
        var deadlines = Schedules.deadlines(supplied, Period.quarter(2026, 4), LocalDate.of(2026, 12, 25), null);
        assertThat(named("R39", deadlines).dueOn()).isEqualTo("2027-01-21");
        // the make-up Sunday is a working day, so that the reminder of the last day of February falls on it
        assertThat(named("R16", Schedules.deadlines(supplied, Period.quarter(2027, 1), null, null))
                        .remindOn())
                .isEqualTo("2027-02-28");
    }

    private static String day(String date, boolean working, String name) {
        return "<row><literalExpression><text>date(\"" + date
                + "\")</text></literalExpression><literalExpression><text>"
                + working + "</text></literalExpression><literalExpression><text>\"" + name
                + "\"</text></literalExpression></row>\n";
    }

    @ParameterizedTest(name = "{0}: {1}, reminder {2}")
    @CsvSource({
        // 31 March 2024 is a Sunday, and the Friday after it the second day of Qingming
        "提前, 2024-03-29, 2024-03-29",
        "顺延, 2024-04-01, 2024-04-01",
        "不顺延, 2024-03-31, 2024-03-29"
    })
    void shouldMoveOffADayOffAsTheRowSays(String word, LocalDate due, LocalDate remind, @TempDir Path editions) {
        var amended = amended(editions, "rule-5-out-7", "\"不顺延\"", '"' + word + '"');
        var deadline = named("R35", Schedules.deadlines(amended, Period.quarter(2024, 1), null, null));
        assertThat(deadline.dueOn()).isEqualTo(due);
        assertThat(deadline.remindOn()).isEqualTo(remind);
    }

    @Test
    void shouldRemindSoManyWorkingDaysAhead(@TempDir Path editions) {
        var amended = amended(editions, "rule-5-out-8", "0", "5");
        assertThat(named("R35", Schedules.deadlines(amended, Period.quarter(2024, 1), null, null))
                        .remindOn())
                .isEqualTo("2024-03-22");
    }

    @Test
    void shouldSayWhichRowCannotBeCarriedOut(@TempDir Path editions) {
        var file = TestEditions.copyTo(editions, "2024-01-01").resolve("schedule.dmn");
        TestEditions.replaceOnce(file, "<text>R38</text>", "<text>R38x</text>");
        var amended = TestEditions.load(editions).named("2024-01-01").orElseThrow();
        assertThatExceptionOfType(NoMatchingRule.class)
                .isThrownBy(() -> Schedules.deadlines(amended, Period.quarter(2024, 1), LocalDate.of(2024, 3, 1), null))
                .withMessageContaining("R38/R39")
                .withMessageContaining("「R38」没有适用的行");
    }

    private static Edition amended(Path editions, String cell, String from, String to) {
        var file = TestEditions.copyTo(editions, "2024-01-01").resolve("schedule.dmn");
        var entry = "<outputEntry id=\"schedule-decision-schedule-table-" + cell + "\">\n          <text>";
        TestEditions.replaceOnce(file, entry + from, entry + to);
        return TestEditions.load(editions).named("2024-01-01").orElseThrow();
    }
}
