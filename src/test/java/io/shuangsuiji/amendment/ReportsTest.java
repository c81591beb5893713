package io.shuangsuiji.amendment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.amendment.check.Check;
import io.shuangsuiji.amendment.draft.Actor;
import io.shuangsuiji.amendment.draft.Actor.Role;
import io.shuangsuiji.amendment.draft.AmendmentLog.Step;
import io.shuangsuiji.amendment.draft.AmendmentRefused;
import io.shuangsuiji.amendment.draft.Draft;
import io.shuangsuiji.amendment.draft.Report;
import io.shuangsuiji.amendment.edit.Edit;
import io.shuangsuiji.jobs.Job;
import io.shuangsuiji.jobs.JobProgress;
import io.shuangsuiji.jobs.JobQueue;
import io.shuangsuiji.policy.EditionName;
import io.shuangsuiji.policy.store.EditionStore;
import io.shuangsuiji.registry.Samples;
import io.shuangsuiji.sheets.UnreadableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
    private static final Actor EDITOR = new Actor("张三", Set.of(Role.EDITOR));
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2024-06-01T04:00:00Z"), ZoneOffset.UTC);
    private static final LocalDate TODAY = LocalDate.now(CLOCK);

    private record Holding() implements JobQueue.Key<Integer> {}

    @TempDir
    Path folder;

    private final JobQueue jobs = new JobQueue(
            new JobQueue.Limits(1, 8, 8, Duration.ofMinutes(30)), CLOCK, failure -> List.of(failure.toString()));
    private final CountDownLatch goOn = new CountDownLatch(1);
    private Amendments amendments;
    private Registries registries;
    private Reports reports;
    private Draft draft;

    @BeforeEach
    void begin() throws Exception {
        var editions = Files.createDirectories(folder.resolve("dmn"));
        TestEditions.copyTo(editions, "2024-01-01");
        amendments = new Amendments(
                folder.resolve("drafts"),
                editions,
                Path.of("rules"),
                Files.createDirectories(folder.resolve("none")),
                CLOCK);
        var store = new EditionStore(editions, Path.of("rules"), TestEditions.compiler(), CLOCK);
        registries = new Registries(folder.resolve("drafts/registry"), new Samples(Path.of("samples")), store, CLOCK);
        reports = new Reports(
                amendments,
                registries,
                Path.of("rules"),
                new Check(TestEditions.compiler(), Duration.ofMinutes(2)),
                jobs);
        var header = new Draft.Header(null, null, "提高抽查比例", LocalDate.of(2024, 7, 1), null);
        draft = amendments.create(EDITOR, EditionName.parse("2024-01-01").orElseThrow(), header);
    }

    private static final SortedMap<String, String> OFFICERS =
            new TreeMap<>(Map.of("officers", "36", "participatingOfficers", "12"));

    @AfterEach
    void stop() {
        goOn.countDown();
        jobs.close();
    }

    private void hold() {
        jobs.submit(new Holding(), progress -> {
            goOn.await();
            return 0;
        });
    }

    private Reports.Weighing over(Path registry) throws IOException {
        var file = registries.sent(registry, "text/csv", "registry.csv");
        return new Reports.Weighing(
                TestEditions.shipped(),
                OFFICERS,
                new TreeMap<>(),
                draft.header().effectiveOn(),
                TODAY,
                file);
    }

    private long records(Step step) throws IOException {
        return amendments.log().entries().stream()
                .filter(entry -> entry.step() == step)
                .count();
    }

    private static <J extends Job<?, ?>> J finished(J job) {
        job.await(Duration.ofMinutes(2));
        assertThat(job.finished()).isTrue();
        return job;
    }

    @Test
    void shouldCheckInTheBackgroundAndFindTheReportOfExactlyThisVersion() throws Exception {
        hold();
        var job = reports.startCheck(EDITOR, draft);
        assertThat(reports.startCheck(EDITOR, draft))
                .as("pressed twice, it is checked once")
                .isSameAs(job);
        assertThat(reports.making(Report.CHECK, draft)).contains(job);
        assertThat(reports.making(Report.IMPACT, draft)).isEmpty();
        var edits = List.<Edit>of(new Edit.SetCell("quota.dmn", Shipped.R05, "15%"));
        var later = amendments.edit(EDITOR, draft.id(), draft.version(), edits);
        assertThat(reports.making(Report.CHECK, later)).as("of another version").isEmpty();
        goOn.countDown();
        assertThat(finished(job).problems()).isEmpty();
        assertThat(reports.lastCheck(draft).orElseThrow().digest())
                .isEqualTo(job.result().digest());
        assertThat(reports.lastCheck(later)).isEmpty();
        assertThat(records(Step.CHECK)).isEqualTo(1);
    }

    @Test
    void shouldLeaveNoRecordOfACheckThatWasStopped() throws Exception {
        // at the last moment at which it can be: the work is done and not yet recorded
        var key = new Reports.Making(Report.CHECK, draft.id(), draft.digest(), List.of());
        var job = finished(jobs.submit(
                key,
                progress -> reports.check(EDITOR, draft, (phase, done, total) -> {
                    if (phase.equals("记入修订日志")) {
                        jobs.cancel(reports.making(Report.CHECK, draft).orElseThrow());
                    }
                    progress.at(phase, done, total);
                })));
        assertThat(job.problems()).containsExactly(Job.CANCELLED);
        assertThat(records(Step.CHECK)).isZero();
    }

    @Test
    void shouldWorkOutTheSameImpactOnceAndAnotherBesideIt() throws Exception {
        var first = Files.copy(Path.of("samples/registry.csv"), folder.resolve("一.upload"));
        var second = Files.copy(Path.of("samples/registry.csv"), folder.resolve("二.upload"));
        var lines = Files.readAllLines(first);
        var third = Files.write(folder.resolve("三.upload"), lines.subList(0, 50));
        hold();
        var job = reports.startImpact(EDITOR, draft, over(first));
        assertThat(reports.startImpact(EDITOR, draft, over(second)))
                .as("the same registry, sent again")
                .isSameAs(job);
        var other = reports.startImpact(EDITOR, draft, over(third));
        assertThat(other).as("another registry").isNotSameAs(job);
        assertThat(reports.making(Report.IMPACT, draft)).contains(other);
        goOn.countDown();
        finished(other);
        assertThat(job.problems()).isEmpty();
        assertThat(records(Step.IMPACT)).isEqualTo(2);
        var last = reports.lastImpact(draft).orElseThrow().content();
        assertThat(last.objects()).isLessThan(50);
        assertThat(registries.current())
                .as("offered next time")
                .isEqualTo(new Registries.Card("registry.csv", last.registryDigest(), OFFICERS));
        assertThat(last.quarter()).isEqualTo("2024Q3");
        assertThat(last.evaluationDate()).isEqualTo(TODAY);
    }

    @Test
    void shouldRefuseAParameterThatNeitherEditionAsksFor() throws Exception {
        var file = Files.copy(Path.of("samples/registry.csv"), folder.resolve("一.upload"));
        var given = new TreeMap<>(OFFICERS);
        given.put("officer", "36");
        var over = over(file);
        var other = new Reports.Weighing(
                over.before(), given, new TreeMap<>(), over.firstDay(), over.today(), over.registry());
        var job = finished(reports.startImpact(EDITOR, draft, other));
        assertThat(job.problems()).singleElement().asString().contains("officer", "participatingOfficers");
    }

    @Test
    void shouldSendUpFewerScenariosOnlyWithAReasonThatTheApproverSees() throws Exception {
        var csv = "说明,输入,,,,,期望\n场景,对象类型,监管类别,总体数,执法人员数量,季度,应抽数\n甲,排污单位,重点,161,36,1,21\n";
        var began = amendments.setScenarios(EDITOR, draft.id(), 1, "配额.csv", csv.getBytes(StandardCharsets.UTF_8));
        var publishing = amendments.publishing();
        assertThatThrownBy(() -> publishing.submit(EDITOR, began.id(), began.version()))
                .isInstanceOf(AmendmentRefused.class)
                .hasMessageStartingWith("场景有改动，请先校验再送审");
        // a row without an expectation proves nothing
        var blank = amendments.setScenarios(
                EDITOR, began.id(), 2, "配额.csv", csv.replace(",21\n", ",\n").getBytes(StandardCharsets.UTF_8));
        var found = reports.check(EDITOR, blank, JobProgress.NONE).content();
        assertThat(found.passed()).isFalse();
        assertThatThrownBy(() -> publishing.submit(EDITOR, blank.id(), blank.version()))
                .isInstanceOf(AmendmentRefused.class)
                .hasMessageContaining("送审须写明理由");
        var sent = publishing.submit(EDITOR, blank.id(), blank.version(), "期望等市局答复");
        assertThat(sent.words()).containsExactly("送审", "场景减少的理由：期望等市局答复");
    }

    @Test
    void shouldGiveNoImpactOverARegistryOfWhichNothingIsTaken(@TempDir Path elsewhere) throws Exception {
        var foreign = Files.writeString(elsewhere.resolve("registry.csv"), "对象编号,对象类型\n1,饭店\n2,旅馆\n");
        assertThatThrownBy(() -> reports.impact(EDITOR, draft, over(foreign), JobProgress.NONE))
                .isInstanceOf(UnreadableFile.class);
        assertThat(reports.lastImpact(draft)).isEmpty();
    }
}
