package io.shuangsuiji.amendment.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
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
    private static final Check CHECK = new Check(TestEditions.compiler(), Duration.ofMinutes(2));

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

    /** security.md 13: without scenarios any ratio passes. */
    @Test
    void shouldNotPassADraftOfWhichAllScenariosWereTakenAway() throws Exception {
        var scenarios = EditionFolder.scenarios(Path.of("test-scenarios"));
        var files = DmnEditor.apply(Shipped.files(), List.of(new SetCell("quota.dmn", Shipped.R05, "0.1%")));
        var report = checked(files, Collections.emptySortedMap(), Shipped.files(), scenarios);
        assertThat(report.passed()).isFalse();
        assertThat(report.findings().get(0).words()).contains("场景全部被删除");
        assertThat(report.scenarios().removed())
                .isEqualTo(report.scenarios().inBase())
                .isPositive();
    }

    @Test
    void shouldTellFirstHowManyScenariosAndRowsAreLostWithAWorkbook() throws Exception {
        var scenarios = EditionFolder.scenarios(Path.of("test-scenarios"));
        var fewer = new java.util.TreeMap<>(scenarios);
        assertThat(fewer.remove("B-配额.xlsx")).isNotNull();
        var report = checked(Shipped.files(), fewer, Shipped.files(), scenarios);
        assertThat(report.passed()).isTrue();
        assertThat(report.scenarios().proveLess()).isTrue();
        assertThat(report.scenarios().removed()).isPositive();
        assertThat(report.scenarios().covered()).isLessThan(report.scenarios().coveredInBase());
        assertThat(report.findings().get(0).words())
                .contains("有 " + report.scenarios().removed() + " 个被删除", "批准须写明理由");
        assertThat(report.findings().get(1).words()).contains("走到的表行由");
        assertThat(report.summary()).contains("比原版本少 " + report.scenarios().removed() + " 个");
    }

    /** The scenarios stay, and look at nothing. */
    @Test
    void shouldCountScenariosThatNoLongerExpectAnythingAsLost() throws Exception {
        var base = scenario("21", "抽 21 家");
        var draft = scenario("", "抽 21 家");
        var report = checked(Shipped.files(), draft, Shipped.files(), base);
        assertThat(report.scenarios().total()).isEqualTo(1);
        assertThat(report.scenarios().removed()).isEqualTo(1);
        // another answer is no loss, whatever the scenario is called
        assertThat(checked(Shipped.files(), scenario("22", "抽 22 家"), Shipped.files(), base)
                        .scenarios()
                        .removed())
                .isZero();
    }

    private static SortedMap<String, byte[]> scenario(String rate, String title) {
        var csv = "说明,输入,,,,,期望\n场景,对象类型,监管类别,总体数,执法人员数量,季度,应抽数\n" + title + ",排污单位,重点,161,36,1," + rate + "\n";
        return new java.util.TreeMap<>(
                java.util.Map.of("quota.csv", csv.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    @Test
    void shouldHaveNothingToSayOfADraftThatChangesNothing() throws Exception {
        // of the plan itself one sentence is in no table yet
        assertThat(checked(Shipped.files(), true).findings()).hasSize(1).allMatch(Finding::inBase);
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
        assertThat(same.summary()).startsWith("校验通过，提示 0 处，未能自动核对 0 处（另有 ").contains("处是原版本已有的");
        var report = checked(draft, none, base, none);
        assertThat(report.findings())
                .filteredOn(finding -> finding.part() == Part.TABLE && !finding.inBase())
                .extracting(Finding::words)
                .anyMatch(words -> words.equals("没有一行适用于 对象类型 排污单位，监管类别 特殊"))
                .as("what the formula leaves open is asked for")
                .anyMatch(words -> words.equals("没有一行适用于 对象类型 入海排污口，监管类别 一般"))
                .anyMatch(words -> words.startsWith("第 6 行") && words.contains("不是可以逐一比较的取值"))
                .hasSize(3);
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
        assertThat(report.passed()).isFalse();
        assertThat(words(report, Level.ERROR, Part.TABLE)).containsExactly("「抽样规则」没有一行适用于 对象类型 排污单位，监管类别 重点");
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
        assertThat(told).startsWith("读入表格 0/0").anyMatch(step -> step.matches("运行场景 (\\d+)/\\1"));
    }

    @Test
    void shouldGiveUpACheckThatNeverEndsAndBeginTheNextUntilThereAreTooMany() throws Exception {
        var hold = new CountDownLatch(1);
        var slow = new Check(TestEditions.compiler(), Duration.ofMillis(300));
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

    @Test
    void shouldNotPassADraftThatLeavesADeclaredTypeWithoutRouting() throws Exception {
        var routing = Shipped.table(Shipped.files(), "路由");
        var last = routing.rows().get(routing.rows().size() - 1);
        var report = checked(List.of(new DeleteRow("routing.dmn", last.address())), false);
        assertThat(report.passed()).isFalse();
        assertThat(words(report, Level.ERROR, Part.TABLE))
                .isNotEmpty()
                .allMatch(words -> words.startsWith("「路由」没有一行适用于 对象类型 "));
    }

    @Test
    void shouldNotPassADraftOfWhichNobodyIsDrawnInTheYear() throws Exception {
        var rules = Shipped.table(Shipped.files(), "抽样规则");
        var never = rules.rows().stream()
                .map(row -> new SetFeel("quota.dmn", row.cells().get(6).address(), "[]"))
                .toList();
        var report = checked(never, false);
        assertThat(report.passed()).isFalse();
        assertThat(words(report, Level.ERROR, Part.TRIAL))
                .anyMatch(words -> words.contains("全年 4 期没有抽取任何对象"))
                .anyMatch(words -> words.contains("抽样层「重点排污单位」") && words.endsWith("全年没有一期抽取"));
    }

    @Test
    void shouldShowTheYearOfAGeneratedRegistry() throws Exception {
        var trial = checked(Shipped.files(), false).trials().get(0);
        assertThat(trial.problems()).isEmpty();
        assertThat(trial.periods()).containsExactly("2024Q1", "2024Q2", "2024Q3", "2024Q4");
        assertThat(trial.objects()).isGreaterThan(100);
        assertThat(trial.strata())
                .filteredOn(line -> line.stratum().equals("重点排污单位"))
                .singleElement()
                .matches(line -> line.population() > 0 && line.drawn().stream().allMatch(drawn -> drawn > 0));
    }

    @Test
    void shouldPlanTheRegistryThatWasLastUsed() throws Exception {
        var registry = Path.of("samples/registry.csv");
        assertThat(tried(registry)).matches(report -> report.passed(), "passed");
        assertThat(tried(registry).trials()).hasSize(2);
        var foreign = java.nio.file.Files.createTempFile("registry", ".csv");
        java.nio.file.Files.writeString(foreign, "编号,名称,对象类型\n1,甲,饭店\n2,乙,饭店\n");
        assertThat(words(tried(foreign), Level.ERROR, Part.TRIAL)).isEmpty();
        assertThat(words(tried(foreign), Level.WARNING, Part.TRIAL))
                .as("the base reads nothing of it either")
                .singleElement()
                .matches(words -> words.contains("2 行全部不能受理"));
    }

    private static CheckReport tried(Path registry) throws Exception {
        var source = io.shuangsuiji.sheets.Source.of(registry);
        var shipped = new Candidate(NAME, Shipped.files(), Collections.emptySortedMap());
        return CHECK.run(
                        new Check.Task(
                                shipped,
                                shipped,
                                EditionFiles.read(Path.of("rules")),
                                new TrialPlan.Registry(
                                        "去年的",
                                        registry.toString(),
                                        io.shuangsuiji.registry.RegistryFile.of(
                                                source, io.shuangsuiji.sheets.file.FileFormat.of(source, null)),
                                        new io.shuangsuiji.registry.Staffing(36, 12).parameters())),
                        JobProgress.NONE)
                .report();
    }

    /** An expectation by a formula that gives nothing, or among the tester's notes, is none. */
    @Test
    void shouldNotCountScenariosThatExpectNothing() throws Exception {
        var header = "说明,,输入,,,,,期望\n场景,应抽数,对象类型,监管类别,总体数,执法人员数量,季度,应抽数\n";
        var report = checked(
                Shipped.files(),
                quota(header + "甲,21,排污单位,重点,161,36,1,\n乙,,排污单位,一般,161,36,1,  \n"),
                Shipped.files(),
                Collections.emptySortedMap());
        assertThat(report.passed()).isFalse();
        assertThat(report.scenarios().unchecked()).isEqualTo(2);
        assertThat(report.scenarios().covered()).isZero();
        assertThat(words(report, Level.ERROR, Part.SCENARIO)).hasSize(2).allMatch(words -> words.contains("什么也没有核对"));
    }

    @Test
    void shouldNameWhatNoRowCanGive() throws Exception {
        var header = "说明,输入,,,,,期望,\n场景,对象类型,监管类别,总体数,执法人员数量,季度,规则编号,依据条款\n";
        var report = checked(
                Shipped.files(),
                quota(header + "甲,排污单位,重点,161,36,1,R05,四(二)1\n乙,排污单位,重点,161,36,1,R99,四(九)\n"),
                Shipped.files(),
                Collections.emptySortedMap());
        assertThat(words(report, Level.ERROR, Part.SCENARIO))
                .anyMatch(words -> words.startsWith("quota!4 乙") && words.contains("「规则编号」期望 R99，表里没有一行给得出；有的是 R05、"))
                .anyMatch(words -> words.contains("「依据条款」期望 四(九)，表里没有一行给得出"))
                .noneMatch(words -> words.startsWith("quota!3"));
    }

    private static SortedMap<String, byte[]> quota(String csv) {
        return new java.util.TreeMap<>(
                java.util.Map.of("quota.csv", csv.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }
}
