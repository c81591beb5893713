package io.shuangsuiji.draw.crew;

import static io.shuangsuiji.draw.crew.Crews.ONE;
import static io.shuangsuiji.draw.crew.Crews.TWO;
import static io.shuangsuiji.draw.crew.Crews.assign;
import static io.shuangsuiji.draw.crew.Crews.drawn;
import static io.shuangsuiji.draw.crew.Crews.inspector;
import static io.shuangsuiji.draw.crew.Crews.inspectors;
import static io.shuangsuiji.draw.crew.Crews.objects;
import static io.shuangsuiji.draw.crew.Crews.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.draw.crew.Tasks.Assigned;
import io.shuangsuiji.draw.crew.Tasks.OnRoster;
import io.shuangsuiji.draw.crew.Tasks.Reason;
import io.shuangsuiji.draw.crew.Tasks.Task;
import io.shuangsuiji.draw.crew.Tasks.Visit;
import io.shuangsuiji.draw.lot.CanonicalJson;
import io.shuangsuiji.plan.Finding;
import io.shuangsuiji.registry.History;
import io.shuangsuiji.registry.History.Entry;
import io.shuangsuiji.registry.Inspector;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrewTest {
    @Test
    void shouldGiveEveryVisitTwoInspectorsOfItsTeam() {
        var tasks = assign(objects(9, ONE), inspectors(6, ONE));
        assertThat(tasks.visits()).hasSize(9).allSatisfy(visit -> {
            assertThat(visit.inspectors()).hasSize(2).doesNotHaveDuplicates();
            assertThat(visit.required()).isEqualTo(2);
            assertThat(visit.lacking()).isZero();
            assertThat(visit.from()).isEqualTo("2024-01-01");
            assertThat(visit.until()).isEqualTo("2024-03-31");
        });
        assertThat(tasks.visits()).extracting(Visit::ticket).isSorted();
        assertThat(tasks.inspectors()).extracting(OnRoster::visits).containsOnly(3);
        assertThat(tasks.findings()).isEmpty();
    }

    @Test
    void shouldSayWhereATaskGoesAndInWhatStateItBegins() {
        var task = assign(objects(1, ONE), inspectors(2, ONE))
                .visits()
                .get(0)
                .tasks()
                .get(0);
        assertThat(task.taskId()).isEqualTo("2024Q1-重点排污单位-001");
        assertThat(task.taskType()).isEqualTo(TestEditions.served().planTaskType());
        assertThat(task.platform()).isEqualTo("广东省生态环境量化监管平台");
        assertThat(task.publishedOn()).containsExactly("广东省行政执法信息公示平台", "深圳市生态环境局官网");
        assertThat(task.state()).isEqualTo("已抽取");
        assertThat(task.rule()).isEqualTo("R30");
        var tasks = Crew.assign(
                TestEditions.served(),
                Crews.occasion(TestEditions.served(), 2),
                Crews.lottery(),
                objects(1, ONE),
                List.of(),
                inspectors(2, ONE),
                History.NONE);
        assertThat(tasks.visits().get(0).tasks()).extracting(Task::taskId).containsExactly("2024Q1-2-重点排污单位-001");
        assertThat(tasks.deadlines()).anySatisfy(due -> {
            assertThat(due.rule()).isEqualTo("R35");
            assertThat(due.dueOn()).isEqualTo("2024-03-31");
        });
        assertThat(tasks.lateEntry()).isNull();
    }

    @Test
    void shouldInspectAnEnterpriseOnceWithTheTeamOfMostOfItsObjects() {
        var tasks = assign(
                List.of(
                        drawn(2, "W2", "91X", TWO),
                        drawn("一般建设项目", 1, "P1", "91X", TWO, "建设项目"),
                        drawn(1, "W1", "91X", ONE),
                        drawn(3, "W3", "91Y", TWO),
                        drawn("一般建设项目", 2, "P2", "91Y", ONE, "建设项目"),
                        drawn(4, "W4", null, ONE)),
                Stream.concat(inspectors(4, ONE).stream(), Stream.of(inspector("B1", TWO), inspector("B2", TWO)))
                        .toList());
        assertThat(tasks.visits()).extracting(Visit::key).containsExactlyInAnyOrder("91X", "91Y", "W4");
        var x = visit(tasks, "91X");
        assertThat(x.team()).isEqualTo(TWO);
        assertThat(x.tasks()).extracting(Task::objectId).containsExactly("P1", "W1", "W2");
        assertThat(x.inspectors()).extracting(Assigned::id).containsExactlyInAnyOrder("B1", "B2");
        // one each: the edition lists the first team first
        assertThat(visit(tasks, "91Y").team()).isEqualTo(ONE);
        assertThat(findings(tasks, "severalTeams"))
                .extracting(Finding::message)
                .anyMatch(message -> message.contains("91X") && message.contains("由执法科二队负责"))
                .hasSize(2);
    }

    @Test
    void shouldLeaveOutWhoseLicenceDoesNotHoldOnTheDay() {
        var roster = List.of(
                with("A1", ONE, LocalDate.of(2023, 12, 31), List.of()),
                with("A2", ONE, LocalDate.of(2024, 1, 1), List.of()),
                new Inspector(
                        "A3", "丙", ONE, true, "Z3", LocalDate.of(2024, 1, 2), null, List.of(), List.of(), List.of()),
                new Inspector("A4", "丁", ONE, true, null, null, null, List.of(), List.of(), List.of()),
                new Inspector("A5", "戊", ONE, false, "Z5", null, null, List.of(), List.of(), List.of()),
                inspector("A6", ONE));
        var tasks = assign(objects(1, ONE), roster);
        assertThat(crew(tasks, "W1")).containsExactlyInAnyOrder("A2", "A6");
        assertThat(reason(tasks, "A1")).satisfies(reason -> {
            assertThat(reason.code()).isEqualTo("licenceExpired");
            assertThat(reason.text()).isEqualTo("姓名A1（A1）的执法证有效期至 2023-12-31，检查自 2024-01-01 起");
            assertThat(reason.clause()).contains("第四十二条");
        });
        assertThat(reason(tasks, "A3").code()).isEqualTo("licenceNotYetValid");
        assertThat(reason(tasks, "A4").code()).isEqualTo("licenceMissing");
        assertThat(reason(tasks, "A5").code()).isEqualTo("notParticipating");
        assertThat(findings(tasks, "licenceEndsBeforeVisits"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.examples()).containsExactly("A2"));
    }

    @Test
    void shouldSayThatARosterProvesNoLicence() {
        var roster = IntStream.rangeClosed(1, 3)
                .mapToObj(
                        i -> new Inspector("A" + i, null, ONE, null, null, null, null, List.of(), List.of(), List.of()))
                .toList();
        var tasks = assign(objects(3, ONE), roster);
        assertThat(tasks.visits())
                .allSatisfy(visit -> assertThat(visit.lacking()).isZero());
        assertThat(findings(tasks, "licenceUnproved"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.count()).isEqualTo(3));
    }

    @Test
    void shouldKeepAwayWhoDeclaredAnInterest() {
        var roster = List.of(
                with("A1", ONE, null, List.of("W1")),
                with("A2", ONE, null, List.of("91Y")),
                with("A3", ONE, null, List.of("单位W1")),
                inspector("A4", ONE),
                inspector("A5", ONE));
        var tasks = assign(List.of(drawn(1, "W1", null, ONE), drawn(2, "W2", "91Y", ONE)), roster);
        assertThat(crew(tasks, "W1")).doesNotContain("A1", "A3");
        assertThat(crew(tasks, "91Y")).doesNotContain("A2");
        assertThat(visit(tasks, "91Y").skipped()).singleElement().satisfies(skip -> {
            assertThat(skip.inspector()).isEqualTo("A2");
            assertThat(skip.reason().text()).isEqualTo("A2 申报须回避 91Y");
            assertThat(skip.reason().clause()).contains("《行政处罚法》第四十三条").contains("公务员");
        });
        assertThat(visit(tasks, "W1").skips()).isEqualTo(2);
    }

    @Test
    void shouldNotSendTheSamePairAgain() {
        var history = new History(List.of(
                new Entry("W1", "2023Q3", List.of("A3", "A4")),
                new Entry("W1", "2023Q4", List.of("A1", "A2")),
                new Entry("W1", "2023H1", List.of("A1", "A3")),
                new Entry("W1", "2024Q1", List.of())));
        var tasks = assign(TestEditions.served(), objects(1, ONE), inspectors(2, ONE), history);
        assertThat(visit(tasks, "W1")).satisfies(visit -> {
            assertThat(visit.inspectors()).hasSize(1);
            assertThat(visit.lacking()).isEqualTo(1);
            assertThat(visit.skipped()).singleElement().satisfies(skip -> {
                assertThat(List.of(skip.inspector(), skip.with())).containsExactly("A1", "A2");
                assertThat(skip.reason().text()).isEqualTo("A1 和 A2 上次同查 W1");
            });
        });
        assertThat(findings(tasks, "historyInspectorNotListed"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.examples()).containsExactly("A3", "A4"));
        // others may make it with either
        assertThat(crew(assign(TestEditions.served(), objects(1, ONE), inspectors(3, ONE), history), "W1"))
                .contains("A3")
                .hasSize(2);
    }

    @Test
    void shouldSayWhereTooFewAreLeftAndLetTheRestStand() {
        var roster = List.of(
                with("A1", ONE, null, List.of("W1")), with("A2", ONE, null, List.of("W1")), inspector("A3", ONE));
        var tasks = assign(objects(2, ONE), roster);
        assertThat(crew(tasks, "W1")).containsExactly("A3");
        assertThat(crew(tasks, "W2")).hasSize(2);
        assertThat(findings(tasks, "tooFewInspectors")).singleElement().satisfies(finding -> {
            assertThat(finding.message()).isEqualTo("检查「单位W1」（W1）要 2 人，只派得出 1 人，缺 1 人。");
            assertThat(finding.clause()).contains("第四十二条");
        });
    }

    @Test
    void shouldSayWhereAllAreRecusedOrNobodyIsOfTheTeam() {
        var all = inspectors(3, ONE).stream()
                .map(each -> with(each.id(), ONE, null, List.of("W1")))
                .toList();
        var recused = assign(objects(1, ONE), all);
        assertThat(visit(recused, "W1").inspectors()).isEmpty();
        assertThat(visit(recused, "W1").skips()).isEqualTo(3);
        var nobody = assign(objects(1, TWO), inspectors(3, ONE));
        assertThat(visit(nobody, "W1").notEligible()).singleElement().satisfies(counted -> {
            assertThat(counted.count()).isEqualTo(3);
            assertThat(counted.reason().text()).isEqualTo("不属于执法科二队");
        });
        assertThat(visit(assign(objects(1, ONE), List.of()), "W1").lacking()).isEqualTo(2);
        assertThat(visit(assign(objects(1, ONE), inspectors(1, ONE)), "W1").lacking())
                .isEqualTo(1);
        assertThat(assign(List.of(), inspectors(1, ONE)).visits()).isEmpty();
    }

    @Test
    void shouldSayOfTeamsThatNobodyListsOrNames() {
        var tasks = assign(
                List.of(drawn(1, "W1", null, null), drawn(2, "W2", null, "执法四队")),
                List.of(inspector("A1", ONE), inspector("A2", "执法四队"), inspector("A3", "执法四队")));
        assertThat(findings(tasks, "visitWithoutTeam"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.examples()).containsExactly("W1"));
        assertThat(findings(tasks, "rosterTeamNotListed"))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.message()).contains("执法四队").contains("2 人"));
        assertThat(crew(tasks, "W2")).containsExactlyInAnyOrder("A2", "A3");
        assertThat(visit(tasks, "W1").lacking()).isZero();
    }

    @Test
    void shouldSayWhyLoadsDiffer() {
        var tasks = assign(
                Stream.concat(objects(6, ONE).stream(), Stream.of(drawn("一般排污单位", 1, "V1", null, TWO, "排污单位")))
                        .toList(),
                Stream.concat(inspectors(2, ONE).stream(), Stream.of(inspector("B1", TWO), inspector("B2", TWO)))
                        .toList());
        assertThat(findings(tasks, "unevenLoad")).singleElement().satisfies(finding -> {
            assertThat(finding.message()).isEqualTo("检查次数从 1 到 6 不等，差出的部分是因为：不属于执法科一队。");
            assertThat(finding.examples()).containsExactly("B1", "B2");
        });
    }

    @Test
    void shouldAskForAnExpertAndTheAreaWhereTheEditionDoes(@TempDir Path folder) {
        var edition = Crews.edition(folder, files -> {
            var file = files.resolve("draw.dmn");
            replace(
                    file,
                    "rule-1-out-2\">\n          <text>null</text>\n        </outputEntry>\n        <outputEntry id=\"draw-decision-crew-table-rule-1-out-3",
                    "rule-1-out-2\">\n          <text>\"危废\"</text>\n        </outputEntry>\n        <outputEntry id=\"draw-decision-crew-table-rule-1-out-3");
            replace(
                    file,
                    "rule-1-out-4\">\n          <text>null</text>",
                    "rule-1-out-4\">\n          <text>\"permitManagement\"</text>");
        });
        var object = drawn(1, "W1", null, ONE);
        object.object().facts().put("permitManagement", "重点管理");
        var other = drawn(2, "W2", null, ONE);
        var roster = List.of(
                expert("A1", List.of("重点管理"), List.of("危废")),
                expert("A2", List.of("重点管理"), List.of()),
                expert("A3", List.of("登记管理"), List.of("危废")),
                expert("A4", List.of("重点管理"), List.of("辐射")));
        var tasks = assign(edition, List.of(object, other), roster, History.NONE);
        assertThat(crew(tasks, "W1")).contains("A1").hasSize(2).doesNotContain("A3");
        assertThat(visit(tasks, "W1").experts()).containsExactly("危废");
        assertThat(visit(tasks, "W1").notEligible())
                .extracting(counted -> counted.reason().text(), Tasks.Counted::count)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("不是「危废」领域的专家", 2),
                        org.assertj.core.groups.Tuple.tuple("不在片区重点管理", 1));
        assertThat(findings(tasks, "areaNotKnown"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.examples()).containsExactly("W2"));
        var without = assign(edition, List.of(object), roster.subList(1, 4), History.NONE);
        assertThat(crew(without, "W1")).containsExactlyInAnyOrder("A2", "A4");
        assertThat(visit(without, "W1").lackingExperts()).containsExactly("危废");
        assertThat(findings(without, "expertLacking"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("「危废」领域的专家"));
    }

    @Test
    void shouldRefuseAnEditionThatDoesNotSayHow(@TempDir Path folder) {
        var edition = Crews.edition(folder, files -> delete(files.resolve("draw.dmn")));
        assertThatThrownBy(() -> assign(edition, objects(1, ONE), inspectors(2, ONE), History.NONE))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("draw.dmn");
    }

    @Test
    void shouldDependOnTheOrderOfNothing() {
        var random = new Random(5);
        var objects = new ArrayList<>(IntStream.range(0, 60)
                .mapToObj(i -> drawn(i, "W" + i, i % 3 == 0 ? "91" + i / 9 : null, i % 4 == 0 ? TWO : ONE))
                .toList());
        var roster = new ArrayList<>(IntStream.range(0, 14)
                .mapToObj(i -> with(
                        "A" + i, i % 3 == 0 ? TWO : ONE, i == 4 ? LocalDate.of(2023, 1, 1) : null, List.of("W" + i)))
                .toList());
        var history = new ArrayList<>(IntStream.range(0, 60)
                .mapToObj(i -> new Entry("W" + i, "2023Q" + (1 + i % 4), List.of("A" + i % 14, "A" + (i + 3) % 14)))
                .toList());
        var first = assign(TestEditions.served(), objects, roster, new History(List.copyOf(history)))
                .bytes();
        for (int i = 0; i < 5; i++) {
            Collections.shuffle(objects, random);
            Collections.shuffle(roster, random);
            Collections.shuffle(history, random);
            assertThat(assign(TestEditions.served(), objects, roster, new History(List.copyOf(history)))
                            .bytes())
                    .isEqualTo(first);
        }
    }

    @Test
    void shouldBeADocumentThatStatesItsDigest() throws IOException {
        var tasks = assign(objects(3, ONE), inspectors(3, ONE));
        assertThat(CanonicalJson.read(tasks.bytes(), Tasks.class)).contains(tasks);
        assertThat(tasks.sealed().digest()).isEqualTo(tasks.digest()).matches("[0-9a-f]{64}");
    }

    @Test
    void shouldStaffAYearOfALargeCityInSeconds() {
        var random = new Random(9);
        var objects = IntStream.range(0, 5_000)
                .mapToObj(i ->
                        drawn(i, "W" + i, null, TestEditions.served().teams().get(i % 3)))
                .toList();
        var roster = IntStream.range(0, 300)
                .mapToObj(i -> with(
                        "A" + i,
                        TestEditions.served().teams().get(i % 3),
                        null,
                        random.ints(20, 0, 5_000).mapToObj(with -> "W" + with).toList()))
                .toList();
        var history = new History(IntStream.range(0, 5_000)
                .mapToObj(i ->
                        new Entry("W" + i, "2023Q4", List.of("A" + random.nextInt(300), "A" + random.nextInt(300))))
                .toList());
        assign(objects(10, ONE), inspectors(3, ONE));
        // of the processor: a busy machine makes it no slower
        var threads = ManagementFactory.getThreadMXBean();
        long begin = threads.getCurrentThreadCpuTime();
        var tasks = assign(TestEditions.served(), objects, roster, history);
        assertThat((threads.getCurrentThreadCpuTime() - begin) / 1_000_000L).isLessThan(10_000);
        assertThat(tasks.visits())
                .hasSize(5_000)
                .allSatisfy(visit -> assertThat(visit.lacking()).isZero());
        for (var team : TestEditions.served().teams()) {
            var loads = tasks.inspectors().stream()
                    .filter(each -> each.team().equals(team))
                    .mapToInt(OnRoster::visits)
                    .summaryStatistics();
            assertThat(loads.getMax() - loads.getMin()).isLessThanOrEqualTo(1);
        }
    }

    private static Inspector expert(String id, List<String> areas, List<String> expertise) {
        return new Inspector(id, id, ONE, true, "Z" + id, null, null, List.of(), areas, expertise);
    }

    private static Visit visit(Tasks tasks, String key) {
        return tasks.visits().stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> crew(Tasks tasks, String key) {
        return visit(tasks, key).inspectors().stream().map(Assigned::id).toList();
    }

    private static Reason reason(Tasks tasks, String inspector) {
        return tasks.inspectors().stream()
                .filter(each -> each.id().equals(inspector))
                .flatMap(each -> each.unavailable().stream())
                .findFirst()
                .orElseThrow();
    }

    private static List<Finding> findings(Tasks tasks, String code) {
        return tasks.findings().stream()
                .filter(each -> each.code().equals(code))
                .toList();
    }

    private static void replace(Path file, String from, String to) {
        TestEditions.replaceOnce(file, from, to);
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }
}
