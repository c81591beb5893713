package io.shuangsuiji.draw.crew;

import static io.shuangsuiji.draw.crew.Crews.ONE;
import static io.shuangsuiji.draw.crew.Crews.TWO;
import static io.shuangsuiji.draw.crew.Crews.drawn;
import static io.shuangsuiji.draw.crew.Crews.inspector;
import static io.shuangsuiji.draw.crew.Crews.inspectors;
import static io.shuangsuiji.draw.crew.Crews.objects;
import static io.shuangsuiji.draw.crew.Crews.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.draw.crew.Tasks.Assigned;
import io.shuangsuiji.draw.crew.Tasks.Task;
import io.shuangsuiji.draw.crew.Tasks.Visit;
import io.shuangsuiji.registry.History;
import io.shuangsuiji.registry.Inspector;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Who inspects a substitute follows from the draw alone, and changes nothing of it. */
class SubstitutesTest {
    private static Tasks assign(
            List<DrawnTask> tasks, List<DrawnTask> substitutes, List<Inspector> inspectors, History history) {
        var edition = TestEditions.served();
        return Crew.assign(
                edition, Crews.occasion(edition, 1), Crews.lottery(), tasks, substitutes, inspectors, history);
    }

    private static List<DrawnTask> substitutes(int many, String team) {
        return IntStream.rangeClosed(1, many)
                .mapToObj(i -> drawn(i, "S" + i, null, team))
                .toList();
    }

    private static Set<String> crew(Visit visit) {
        return visit.inspectors().stream().map(Assigned::id).collect(Collectors.toSet());
    }

    /** A second way to the same crew: those with the fewest visits, of these the lowest tickets. */
    private static Set<String> expected(Tasks tasks, String key, int required) {
        Map<String, Integer> loads =
                tasks.inspectors().stream().collect(Collectors.toMap(Tasks.OnRoster::id, Tasks.OnRoster::visits));
        return loads.keySet().stream()
                .sorted(Comparator.<String>comparingInt(loads::get)
                        .thenComparing(id -> Crews.lottery().ticket("c".repeat(64), "inspector", key, id)))
                .limit(required)
                .collect(Collectors.toSet());
    }

    @Property(tries = 15)
    void eachIsStaffedFromTheLoadsAsTheyStandAndAddsToNone(
            @ForAll @IntRange(min = 1, max = 9) int tasks,
            @ForAll @IntRange(min = 1, max = 6) int substitutes,
            @ForAll @IntRange(min = 2, max = 7) int inspectors) {
        var alone = assign(objects(tasks, ONE), List.of(), inspectors(inspectors, ONE), History.NONE);
        var both =
                assign(objects(tasks, ONE), substitutes(substitutes, ONE), inspectors(inspectors, ONE), History.NONE);
        assertThat(both.visits()).isEqualTo(alone.visits());
        assertThat(both.inspectors()).isEqualTo(alone.inspectors());
        assertThat(both.findings()).isEqualTo(alone.findings());
        assertThat(both.substitutes())
                .hasSize(substitutes)
                .allSatisfy(visit -> assertThat(crew(visit)).isEqualTo(expected(alone, visit.key(), visit.required())));
        // one less changes nothing of the others, nor does their order
        var shuffled = new ArrayList<>(substitutes(substitutes, ONE));
        Collections.reverse(shuffled);
        assertThat(assign(objects(tasks, ONE), shuffled, inspectors(inspectors, ONE), History.NONE))
                .isEqualTo(both);
        var less = assign(
                objects(tasks, ONE), substitutes(substitutes - 1, ONE), inspectors(inspectors, ONE), History.NONE);
        assertThat(less.substitutes()).isEqualTo(both.substitutes().subList(0, substitutes - 1));
    }

    @Test
    void theRulesHoldForThemToo() {
        var roster = Stream.of(
                        inspectors(3, ONE).stream(),
                        Stream.of(
                                with("R1", ONE, LocalDate.of(2026, 1, 1), List.of("S1")),
                                with("L1", ONE, LocalDate.of(2023, 12, 31), List.of()),
                                inspector("B1", TWO)))
                .flatMap(Function.identity())
                .toList();
        var history = new History(List.of(new History.Entry("S1", "2023Q4", List.of("A1", "A2"))));
        var visits = assign(
                        objects(2, ONE), List.of(drawn(1, "S1", null, ONE), drawn(2, "S2", null, TWO)), roster, history)
                .substitutes();
        var first = visits.get(0);
        assertThat(crew(first)).hasSize(2).contains("A3").doesNotContain("R1", "L1", "B1");
        assertThat(first.lacking()).isZero();
        assertThat(first.skipped()).extracting(Tasks.Skip::inspector).contains("R1", "A1");
        // of the other team there is one alone
        assertThat(crew(visits.get(1))).containsExactly("B1");
        assertThat(visits.get(1).lacking()).isEqualTo(1);
    }

    /** Even where the enterprise is visited anyway it has its own crew: who may inspect the one may not the other. */
    @Test
    void eachHasATaskOfItsOwn() {
        var tasks = assign(
                List.of(drawn(1, "W1", "91X", ONE)),
                List.of(drawn(1, "W2", "91X", ONE), drawn(2, "W3", "91X", ONE)),
                inspectors(4, ONE),
                History.NONE);
        assertThat(tasks.substitutes()).extracting(Visit::key).containsExactly("W2", "W3");
        assertThat(tasks.substitutes()).extracting(Visit::place).containsExactly(1, 2);
        assertThat(tasks.substitutes())
                .flatExtracting(Visit::tasks)
                .extracting(Task::taskId)
                .containsExactly("2024Q1-重点排污单位-备001", "2024Q1-重点排污单位-备002");
        assertThat(tasks.substitutes().get(0).tasks().get(0).platform())
                .isEqualTo(tasks.visits().get(0).tasks().get(0).platform());
        // the list of tasks begins a ledger: what was not drawn is none of it
        assertThat(new TaskList(TestEditions.served(), tasks, null).rows())
                .extracting(row -> row.get("objectId"))
                .containsExactly("W1");
        var lines = new String(new SubstituteList(TestEditions.served(), tasks).csv(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1))
                .contains(
                        "重点排污单位,1,W2,单位W2,91X,",
                        "2024Q1-重点排污单位-备001",
                        "同一企业：与第 1 组同一次上门",
                        tasks.substitutes().get(0).inspectorsInWords());
    }
}
