package io.shuangsuiji.amendment.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.amendment.Shipped;
import io.shuangsuiji.amendment.check.Check.Candidate;
import io.shuangsuiji.amendment.check.CheckReport.Finding;
import io.shuangsuiji.amendment.check.CheckReport.Level;
import io.shuangsuiji.amendment.check.CheckReport.Part;
import io.shuangsuiji.amendment.draft.EditionFolder;
import io.shuangsuiji.amendment.edit.DmnEditor;
import io.shuangsuiji.amendment.edit.Edit;
import io.shuangsuiji.amendment.edit.Edit.DeleteRow;
import io.shuangsuiji.amendment.edit.Edit.SetCell;
import io.shuangsuiji.amendment.edit.Edit.SetFeel;
import io.shuangsuiji.jobs.Cancellation;
import io.shuangsuiji.jobs.JobProgress;
import io.shuangsuiji.policy.EditionFiles;
import io.shuangsuiji.policy.EditionName;
import io.shuangsuiji.policy.compile.EditionCompiler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class CheckTest {
    private static final EditionName NAME = EditionName.parse("2024-07-01").orElseThrow();
    private static final Check CHECK = new Check(new EditionCompiler(), Duration.ofMinutes(2));

    private static CheckReport checked(List<? extends Edit> edits, boolean withScenarios) throws Exception {
        return checked(DmnEditor.apply(Shipped.files(), edits), withScenarios);
    }

    private static CheckReport checked(SortedMap<String, byte[]> files, boolean withScenarios) throws Exception {
        var scenarios = withScenarios
                ? EditionFolder.scenarios(Path.of("test-scenarios"))
                : Collections.<String, byte[]>emptySortedMap();
        return checked(files, scenarios, Shipped.files(), scenarios);
    }

    private static CheckReport checked(
            SortedMap<String, byte[]> files,
            SortedMap<String, byte[]> scenarios,
            SortedMap<String, byte[]> baseFiles,
            SortedMap<String, byte[]> baseScenarios)
            throws Exception {
        return CHECK.run(
                        new Candidate(NAME, files, scenarios),
                        new Candidate(NAME, baseFiles, baseScenarios),
                        EditionFiles.read(Path.of("rules")),
                        JobProgress.NONE)
                .report();
    }

    private static List<String> words(CheckReport report, Level level, Part part) {
        return report.findings().stream()
                .filter(finding -> finding.level() == level && finding.part() == part)
                .map(finding -> finding.place() + finding.words())
                .toList();
    }

    @Test
    void shouldPassTheShippedEditionWithItsScenarios() throws Exception {
        var report = checked(Shipped.files(), true);
        assertThat(words(report, Level.ERROR, Part.SCENARIO)).isEmpty();
        assertThat(report.passed()).as(report.summary()).isTrue();
        assertThat(report.scenarios().total()).isGreaterThan(20);
        assertThat(report.scenarios().failed()).isZero();
    }

    @Test
    void shouldHaveNothingToSayOfADraftThatChangesNothing() throws Exception {
        assertThat(checked(Shipped.files(), true).findings()).isEmpty();
    }

    /** A table of which rows overlap, one is never used and a word is missing; then rows move, which changes no finding. */
    @Test
    void shouldTellWhatTheBaseHasTooFromWhatIsNewByContent() throws Exception {
        var base = DmnEditor.apply(
                Shipped.files(),
                List.of(
                        new DeleteRow("quota.dmn", Shipped.RULES + "-rule-1"),
                        new SetFeel("quota.dmn", Shipped.RULES + "-rule-4-in-1", "contains(?, \"甲\")")));
        var draft = DmnEditor.apply(
                base,
                List.of(
                        new DeleteRow("quota.dmn", Shipped.RULES + "-rule-3"),
                        new SetFeel("quota.dmn", Shipped.RULES + "-rule-8-in-1", "contains(?, \"乙\")")));
        var none = Collections.<String, byte[]>emptySortedMap();
        var same = checked(base, none, base, none);
        assertThat(same.findings()).isNotEmpty().allMatch(Finding::inBase);
        assertThat(same.passed()).isTrue();
        assertThat(same.summary()).startsWith("校验通过，提示 0 处，未能证明 0 处（另有 ").contains("处是原版本已有的");
        var report = checked(draft, none, base, none);
        assertThat(report.findings())
                .filteredOn(finding -> finding.part() == Part.TABLE && !finding.inBase())
                .extracting(Finding::words)
                .anyMatch(words -> words.equals("没有一行适用于 对象类型 排污单位，监管类别 特殊"))
                .anyMatch(words -> words.startsWith("第 6 行") && words.contains("不是可以逐一比较的取值"))
                .hasSize(2);
        assertThat(report.findings())
                .filteredOn(finding -> finding.part() == Part.TABLE && finding.inBase())
                .extracting(Finding::words)
                .as("the row of the formula has another number by now")
                .anyMatch(words -> words.startsWith("第 2 行") && words.contains("不是可以逐一比较的取值"))
                .contains("没有一行适用于 对象类型 排污单位，监管类别 重点");
    }

    @Test
    void shouldNeverFoldAwayWhatIsRefused() throws Exception {
        var refused = DmnEditor.apply(
                Shipped.files(), List.of(new SetFeel("quota.dmn", Shipped.RULES + "-rule-2-in-2", "\"重点\"")));
        var none = Collections.<String, byte[]>emptySortedMap();
        var report = checked(refused, none, refused, none);
        assertThat(report.passed()).isFalse();
        assertThat(report.findings())
                .filteredOn(finding -> finding.level() == Level.ERROR)
                .singleElement()
                .matches(finding -> !finding.inBase());
    }

    @Test
    void shouldSayWhyAScenarioHasNoAnswerInChinese() throws Exception {
        var report = checked(List.of(new DeleteRow("quota.dmn", Shipped.RULES + "-rule-1")), true);
        assertThat(words(report, Level.ERROR, Part.SCENARIO))
                .anyMatch(words -> words.contains("无法判定：「配额」没有结果；「抽样规则」没有一行适用"))
                .noneMatch(words -> words.contains("DMN") || words.contains("SKIPPED"));
    }

    @Test
    void shouldFailTheScenarioThatStillExpectsTheOldRatio() throws Exception {
        var report = checked(List.of(new SetCell("quota.dmn", Shipped.R05, "15%")), true);
        assertThat(report.passed()).isFalse();
        assertThat(words(report, Level.ERROR, Part.SCENARIO)).isNotEmpty().allMatch(words -> words.contains("期望"));
        assertThat(report.findings())
                .filteredOn(found -> found.level() == Level.ERROR)
                .allMatch(found -> found.part() == Part.SCENARIO);
        assertThat(report.summary()).startsWith("校验不通过");
    }

    @Test
    void shouldShowTheGapThatADeletedRowLeaves() throws Exception {
        var report = checked(List.of(new DeleteRow("quota.dmn", Shipped.RULES + "-rule-1")), false);
        assertThat(words(report, Level.WARNING, Part.TABLE))
                .anyMatch(words -> words.startsWith("「抽样规则」没有一行适用于 对象类型 排污单位，监管类别 重点"));
    }

    @Test
    void shouldRefuseAnOverlapNamingBothRowsAndAnInput() throws Exception {
        var report = checked(List.of(new SetFeel("quota.dmn", Shipped.RULES + "-rule-2-in-2", "\"重点\"")), false);
        assertThat(report.passed()).isFalse();
        assertThat(words(report, Level.ERROR, Part.TABLE))
                .anyMatch(words -> words.contains("第 1 行（R05）和第 2 行（R06）同时成立而结论不同，例如 对象类型 排污单位，监管类别 重点"));
    }

    @Test
    void shouldSayInWhichTableAFormulaDoesNotCompile() throws Exception {
        var report = checked(List.of(new SetFeel("quota.dmn", Shipped.R05, "0.15 *")), false);
        assertThat(report.passed()).isFalse();
        assertThat(report.scenarios()).isNull();
        assertThat(report.findings())
                .filteredOn(found -> found.level() == Level.ERROR)
                .extracting(Finding::place)
                .contains("「抽样规则」");
    }

    @Test
    void shouldTellHowFarItHasCome() throws Exception {
        var told = Collections.synchronizedList(new ArrayList<String>());
        var shipped = new Candidate(NAME, Shipped.files(), EditionFolder.scenarios(Path.of("test-scenarios")));
        CHECK.run(
                shipped,
                shipped,
                EditionFiles.read(Path.of("rules")),
                (phase, done, total) -> told.add(phase + " " + done + "/" + total));
        assertThat(told).startsWith("编译 0/0").anyMatch(step -> step.matches("运行场景 (\\d+)/\\1"));
    }

    @Test
    void shouldGiveUpACheckThatNeverEndsAndBeginTheNextUntilThereAreTooMany() throws Exception {
        var hold = new CountDownLatch(1);
        var slow = new Check(new EditionCompiler(), Duration.ofMillis(300));
        JobProgress stuck = (phase, done, total) -> {
            try {
                hold.await();
            } catch (InterruptedException never) {
                throw new IllegalStateException(never);
            }
        };
        for (var expected : List.of("校验超过", "校验超过", "校验超过", "校验超过", "前 4 次校验超过时限")) {
            var shipped = new Candidate(NAME, Shipped.files(), Collections.emptySortedMap());
            var result = slow.run(shipped, shipped, EditionFiles.read(Path.of("rules")), stuck);
            assertThat(result.edition()).isNull();
            assertThat(result.report().passed()).isFalse();
            assertThat(result.report().findings().get(0).words()).startsWith(expected);
        }
        hold.countDown();
    }

    @Test
    void shouldStopACheckThatWasGivenUpSoThatTheNextCanBegin() throws Exception {
        var endless = new Check(
                new EditionCompiler(edition -> {
                    while (true) {
                        Cancellation.check();
                    }
                }),
                Duration.ofSeconds(2));
        for (int i = 0; i < 2; i++) {
            var shipped = new Candidate(NAME, Shipped.files(), Collections.emptySortedMap());
            var result = endless.run(shipped, shipped, EditionFiles.read(Path.of("rules")), JobProgress.NONE);
            assertThat(result.report().findings().get(0).words()).startsWith("校验超过");
        }
    }
}
