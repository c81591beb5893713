package io.shuangsuiji.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.progress.Progress.Publication;
import io.shuangsuiji.progress.Progress.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule of joint enforcement and progress at each side of its bound. */
class ProgressBoundsTest {
    private static final Edition EDITION = TestEditions.served();
    private static final String WEBSITE = "深圳市生态环境局官网";
    private static final String PROVINCE = "广东省行政执法信息公示平台";

    @TempDir
    Path editions;

    /** So many tasks, of which so many are closed on a day. */
    private static String[] tasks(int all, int closed, String day) {
        var lines = new ArrayList<String>();
        lines.add(Ledgers.HEADER);
        for (int i = 0; i < all; i++) {
            lines.add(Ledgers.task("T" + i, "执法科一队", "2024-01-02", i < closed ? day : "", i < closed ? day : ""));
        }
        return lines.toArray(String[]::new);
    }

    @ParameterizedTest
    @CsvSource({
        "10, 3, 2024-01-31, 0, REACHED, 0",
        "10, 2, 2024-01-31, 0, MISSED, 1",
        "10, 3, 2024-02-01, 0, MISSED, 3",
        "7, 3, 2024-01-31, 0, REACHED, 0",
        "7, 2, 2024-01-31, 0, MISSED, 1",
        "10, 6, 2024-02-29, 1, REACHED, 0",
        "10, 5, 2024-02-29, 1, MISSED, 1",
        "3, 2, 2024-02-29, 1, REACHED, 0",
        "10, 10, 2024-03-31, 2, REACHED, 0",
        "10, 9, 2024-03-31, 2, MISSED, 1"
    })
    void shouldHoldMonthsAgainstMilestones(
            int all, int closed, String day, int month, Standing standing, long missing) {
        var milestone = Ledgers.progress(EDITION, "2024-03-31", "2024Q1", tasks(all, closed, day))
                .completion()
                .get(0)
                .milestones()
                .get(month);

        assertThat(milestone.standing()).isEqualTo(standing);
        assertThat(milestone.missing()).isEqualTo(missing);
    }

    @Test
    void shouldTellThePaceThatAMilestoneTakes() {
        // 22 February 2024 is a Thursday: six working days are left of the month, the 23rd and the 26th to the 29th
        // make five
        var milestone = Ledgers.progress(EDITION, "2024-02-22", "2024Q1", tasks(20, 4, "2024-02-01"))
                .completion()
                .get(0)
                .milestones()
                .get(1);

        assertThat(milestone.standing()).isEqualTo(Standing.OPEN);
        assertThat(milestone.missing()).isEqualTo(8);
        assertThat(milestone.workingDaysLeft()).isEqualTo(5);
        assertThat(milestone.tasksPerWorkingDay()).isEqualByComparingTo("1.60");
    }

    @Test
    void shouldNotApplyMilestonesToNoTasks() {
        var progress = Ledgers.progress(EDITION, "2024-06-30", "2024Q2", tasks(2, 2, "2024-02-01"));

        assertThat(progress.completion().get(0).milestones())
                .extracting("standing")
                .containsOnly(Standing.NOT_APPLICABLE);
        assertThat(Ledgers.codes(progress)).contains("noTasksOfPeriod").doesNotContain("milestoneMissed");
    }

    @ParameterizedTest
    @CsvSource({"17, 3, true, 0", "18, 3, false, 1", "85, 15, true, 0", "86, 15, false, 1"})
    void shouldAskForAShareOfJointTasks(int others, int joint, boolean met, long missing) {
        var lines = new ArrayList<>(List.of(tasks(others + joint, 0, "")));
        for (int i = 1; i <= joint; i++) {
            lines.set(i, lines.get(i).replace("日常", "跨部门联合"));
        }
        var found = Ledgers.progress(EDITION, "2024-03-31", "2024Q1", lines.toArray(String[]::new))
                .joint();

        assertThat(found.met()).isEqualTo(met);
        assertThat(found.missing()).isEqualTo(missing);
        assertThat(found.by()).isEqualTo("2024-10-31");
    }

    @ParameterizedTest
    @CsvSource({"2024-10-31, 0", "2024-11-01, 1"})
    void shouldAskForJointTasksByTheEndOfOctober(String closed, long late) {
        var joint = Ledgers.task("T1", "执法科一队", "2024-10-08", closed, closed).replace("日常", "跨部门联合");
        var progress = Ledgers.progress(EDITION, "2024-11-30", "2024Q4", Ledgers.HEADER, joint);

        assertThat(progress.joint().late()).isEqualTo(late);
        assertThat(Ledgers.codes(progress).contains("jointLate")).isEqualTo(late > 0);
    }

    private static String published(String inspected, String day) {
        return "T1,PW-1,企业,,一般排污单位,排污单位,日常,执法科一队,2024-01-02,2024-01-02,2024-01-02,," + inspected + "," + inspected + ","
                + day + "," + day + ",否,否,否";
    }

    /** 18 working days after Wednesday 10 January, holidays of February included: 4 February was a working day. */
    @ParameterizedTest
    @CsvSource({
        "2024-02-04, 2024-03-01, IN_TIME",
        "2024-02-05, 2024-03-01, LATE",
        "'', 2024-02-04, DUE_SOON",
        "'', 2024-02-05, OVERDUE",
        "'', 2024-01-29, DUE_SOON",
        "'', 2024-01-26, OPEN"
    })
    void shouldAskForPublicationWithinEighteenWorkingDays(String day, String on, Publication standing) {
        var progress = Ledgers.progress(
                EDITION, on, "2024Q1", Ledgers.HEADER, published("2024-01-10", day), tasks(1, 0, "")[1]);
        var due = progress.taskList().get(1).task().taskId().equals("T1")
                ? progress.taskList().get(1).due().get(PROVINCE)
                : progress.taskList().get(0).due().get(PROVINCE);

        assertThat(due.dueOn()).isEqualTo("2024-02-04");
        assertThat(due.rule()).isEqualTo("R39");
        assertThat(due.standing()).isEqualTo(standing);
    }

    @Test
    void shouldBindTheWebsiteByTheEarlierOfTwoRules() {
        // all tasks of the quarter ended on 29 March: 13 calendar days come before 18 working days
        var late = Ledgers.progress(EDITION, "2024-04-20", "2024Q1", Ledgers.HEADER, published("2024-03-29", ""));
        var due = late.taskList().get(0).due();

        assertThat(due.get(WEBSITE).dueOn()).isEqualTo("2024-04-11");
        assertThat(due.get(WEBSITE).rule()).isEqualTo("R38");
        assertThat(due.get(PROVINCE).dueOn()).isEqualTo("2024-04-25");
        assertThat(due.get(PROVINCE).rule()).isEqualTo("R39");
        assertThat(late.overdue()).singleElement().satisfies(task -> {
            assertThat(task.channel()).isEqualTo(WEBSITE);
            assertThat(task.days()).isEqualTo(9);
        });
    }

    @Test
    void shouldTakeTheLastEndOfAQuarterForItsLedger() {
        var progress = Ledgers.progress(
                EDITION,
                "2024-02-20",
                "2024Q1",
                Ledgers.HEADER,
                published("2024-01-10", ""),
                published("2024-01-12", "").replace("T1,PW-1", "T2,PW-2"));

        assertThat(progress.taskList().get(0).due().get(WEBSITE).dueOn()).isEqualTo("2024-01-25");
        assertThat(progress.deadlines())
                .filteredOn(deadline -> deadline.rule().equals("R38"))
                .singleElement()
                .satisfies(deadline -> assertThat(deadline.dueOn()).isEqualTo("2024-01-25"));
    }

    @Test
    void shouldPutATaskDrawnAheadIntoTheNextPeriod() {
        var before = Ledgers.task("T1", "执法科一队", "2024-03-15", "", "");
        var ahead = Ledgers.task("T2", "执法科一队", "2024-03-18", "", "");
        var joint = Ledgers.task("T3", "执法科一队", "2024-03-18", "", "").replace("日常", "跨部门联合");
        var progress = Ledgers.progress(EDITION, "2024-03-31", "2024Q1", Ledgers.HEADER, before, ahead, joint);

        assertThat(progress.taskList()).extracting("ofPeriod").containsExactly(true, false, true);
    }

    @Test
    void shouldTellDatesOfAYearWithoutHolidaysOnceAndAnswerAllElse() {
        var lines = new ArrayList<String>(List.of(Ledgers.HEADER));
        for (int i = 0; i < 40; i++) {
            lines.add(published("2026-12-2" + i % 10, "")
                    .replace("T1,PW-1", "T%02d,PW-%d".formatted(i, i))
                    .replace("2024", "2026"));
        }
        lines.add(published("2026-11-02", "").replace("T1", "T99").replace("2024", "2026"));
        var progress = Ledgers.progress(EDITION, "2026-12-30", "2026Q4", lines.toArray(String[]::new));

        assertThat(progress.notCovered()).singleElement().satisfies(year -> {
            assertThat(year.code()).isEqualTo("CALENDAR_YEAR_NOT_COVERED");
            assertThat(year.year()).isEqualTo(2027);
            assertThat(year.examples()).hasSize(5);
        });
        assertThat(progress.findings())
                .filteredOn(finding -> finding.message().contains("CALENDAR_YEAR_NOT_COVERED"))
                .hasSize(1);
        assertThat(progress.overdue()).extracting("taskId").contains("T99");
    }

    /** The shipped edition with one text of one file replaced. */
    private Edition amended(String file, String from, String to) throws IOException {
        var folder = TestEditions.copyTo(editions, "2024-01-01");
        var text = Files.readString(folder.resolve(file));
        assertThat(text).contains(from);
        Files.writeString(folder.resolve(file), text.replaceFirst(java.util.regex.Pattern.quote(from), to));
        return TestEditions.load(editions).inForceOn(LocalDate.of(2024, 1, 1)).orElseThrow();
    }

    @Test
    void shouldAskHowLongAStateLastsWhereAnEditionSays() throws IOException {
        var edition = amended(
                "routing.dmn",
                "<text>\"dispatchedOn\"</text>\n        </literalExpression>\n        <literalExpression>\n          <text>null</text>",
                "<text>\"dispatchedOn\"</text></literalExpression><literalExpression><text>5</text>");
        // dispatched on Wednesday 3 January: the fifth working day after it is the 10th
        var inTime = Ledgers.task("T1", "执法科一队", "2024-01-03", "2024-01-10", "2024-01-12");
        var late = Ledgers.task("T2", "执法科一队", "2024-01-03", "2024-01-11", "2024-01-12");
        var still = Ledgers.task("T3", "执法科一队", "2024-01-03", "", "");
        var progress = Ledgers.progress(edition, "2024-01-12", "2024Q1", Ledgers.HEADER, inTime, late, still);

        assertThat(progress.stalls()).extracting("taskId").containsExactly("T2", "T3");
        assertThat(progress.states().get(2).stalled()).isEqualTo(2);
        assertThat(Ledgers.codes(progress)).contains("taskStalled");
        assertThat(Ledgers.progress(edition, "2024-01-10", "2024Q1", Ledgers.HEADER, still)
                        .stalls())
                .isEmpty();
    }

    @Test
    void shouldAskForSupervisionCodesWhereAnEditionSays() throws IOException {
        var edition = amended(
                "progress.dmn",
                "<text>null</text>\n        </literalExpression>\n        <literalExpression>\n          <text>\"H02\"</text>",
                "<text>10</text></literalExpression><literalExpression><text>\"H02\"</text>");
        var lines = new ArrayList<String>(List.of(Ledgers.HEADER));
        for (var scanned : List.of("2024-01-10", "2024-01-20", "2024-01-21", "")) {
            lines.add(published("2024-01-10", "2024-01-12")
                    .replace("T1", "T" + lines.size())
                    .replace("2024-01-02,,2024", "2024-01-02," + scanned + ",2024"));
        }
        var found = Ledgers.progress(edition, "2024-01-21", "2024Q1", lines.toArray(String[]::new))
                .scanning();
        var before = Ledgers.progress(edition, "2024-01-20", "2024Q1", lines.toArray(String[]::new))
                .scanning();

        assertThat(List.of(found.scanned(), found.enteredLate(), found.tooLate(), found.missing()))
                .containsExactly(1L, 1L, 1L, 1L);
        assertThat(before.missing()).isZero();
        assertThat(Ledgers.progress(EDITION, "2024-01-21", "2024Q1", lines.toArray(String[]::new))
                        .scanning())
                .isNull();
    }

    @Test
    void shouldHoldVisitsAgainstTheCapWhereAnEditionSays() throws IOException {
        var edition = amended(
                "caps.dmn",
                "<outputEntry id=\"caps-decision-limits-table-rule-1-out-1\">\n          <text>null</text>",
                "<outputEntry id=\"caps-decision-limits-table-rule-1-out-1\"><text>2</text>");
        var lines = new ArrayList<String>(List.of(Ledgers.HEADER));
        // three days, one of them twice: three visits
        for (var day : List.of("2024-01-10", "2024-01-10", "2024-01-11", "2024-01-12")) {
            lines.add(published(day, "2024-01-20")
                    .replace("T1", "T" + lines.size())
                    .replace("企业,,", "企业,91440300A,"));
        }
        lines.add(published("2024-01-10", "2024-01-20").replace("T1", "T9"));
        var visits = Ledgers.progress(edition, "2024-03-31", "2024Q1", lines.toArray(String[]::new))
                .visits();

        assertThat(visits.atCap()).singleElement().satisfies(enterprise -> {
            assertThat(enterprise.visits()).isEqualTo(3);
            assertThat(enterprise.over()).isTrue();
        });
        assertThat(visits.overCap()).isEqualTo(1);
        assertThat(visits.unnamed()).isEqualTo(1);
    }

    @Test
    void shouldTellRatesOfTeams() {
        var found = published("2024-01-10", "2024-01-12").replace("否,否,否", "是,是,否");
        var fine = published("2024-01-10", "2024-01-12").replace("T1", "T2");
        var rates = Ledgers.progress(EDITION, "2024-03-31", "2024Q1", Ledgers.HEADER, found, fine)
                .rates();

        assertThat(rates.get(0).discoveryRate()).isEqualByComparingTo("0.5");
        assertThat(rates.get(0).filingRate()).isEqualByComparingTo("1");
        assertThat(rates.get(0).rectificationRate()).isEqualByComparingTo("0");
        assertThat(rates)
                .filteredOn(each -> "执法科三队".equals(each.team()))
                .singleElement()
                .satisfies(each -> assertThat(each.discoveryRate()).isNull());
    }

    @Test
    void shouldFindLatenessOfEveryKindInTheSample() throws IOException {
        var source = io.shuangsuiji.sheets.Source.of(Path.of("samples/ledger.csv"));
        var ledger = Ledger.read(source, io.shuangsuiji.sheets.file.FileFormat.CSV, EDITION);
        var progress = Ledgers.progress(EDITION, "2024-12-31", "2024Q4", ledger, null);

        assertThat(ledger.rejectedRows()).isZero();
        assertThat(Ledgers.codes(progress))
                .contains(
                        "publicationOverdue",
                        "publicationLate",
                        "taskStateSkipped",
                        "taskDatesOutOfOrder",
                        "taskUnknownTeam",
                        "milestoneMissed");
        assertThat(progress.taskList()).hasSize(600);
    }
}
