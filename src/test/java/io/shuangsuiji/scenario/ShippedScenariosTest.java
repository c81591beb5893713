package io.shuangsuiji.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.scenario.run.Progress;
import io.shuangsuiji.scenario.run.ScenarioResult;
import io.shuangsuiji.scenario.run.ScenarioRunner;
import io.shuangsuiji.scenario.workbook.ScenarioBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the testers' workbooks: each scenario is a test, named by its sentence. */
class ShippedScenariosTest {
    private static final class Shipped {
        private static final List<ScenarioBook> BOOKS = books(TestEditions.shipped());
    }

    static final Path FOLDER = Path.of("test-scenarios");

    static List<ScenarioBook> books(Edition edition) {
        try {
            return ScenarioBook.files(FOLDER).stream()
                    .map(file -> {
                        try {
                            return ScenarioBook.read(edition, file);
                        } catch (IOException unreadable) {
                            throw new UncheckedIOException(unreadable);
                        }
                    })
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @TestFactory
    Stream<DynamicContainer> everyScenarioGoesAsItsWorkbookSays() {
        var edition = TestEditions.shipped();
        return Shipped.BOOKS.stream()
                .map(book -> DynamicContainer.dynamicContainer(
                        book.name(),
                        ScenarioRunner.run(edition, List.of(book), Progress.NONE).outcomes().stream()
                                .map(outcome -> DynamicTest.dynamicTest(
                                        outcome.scenario().sheet() + " "
                                                + outcome.scenario().title(),
                                        () -> assertThat(outcome.status())
                                                .as(outcome.scenario().place() + "：" + outcome.detail())
                                                .isEqualTo(ScenarioResult.Status.PASSED)))));
    }

    @Test
    void shouldReachEveryRowOfEveryTable() {
        var edition = TestEditions.shipped();
        var coverage = ScenarioRunner.run(edition, Shipped.BOOKS, Progress.NONE).coverage();
        assertThat(coverage.missedRows()).isEmpty();
        assertThat(coverage.tables().stream()
                        .flatMap(table -> table.rows().stream())
                        .filter(row -> row.unreachable() != null))
                .as("rows that a constant of the edition rules out")
                .hasSize(2);
    }

    @Test
    void shouldTryEachSideOfEveryBound() {
        var edition = TestEditions.shipped();
        var coverage = ScenarioRunner.run(edition, Shipped.BOOKS, Progress.NONE).coverage();
        assertThat(coverage.bounds()).isNotEmpty();
        assertThat(coverage.missedBounds()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "R05", "R06", "R07", "R07a", "R07b", "R07c", "R07d", "R08", "R09", "R10", "R11", "R12a", "R12b", "R13a",
                "R13b", "R14", "R15", "R16", "R17", "R18", "R19", "R20", "R21", "R22", "R23a", "R23b", "R24", "R26",
                "R27", "R28", "R29", "R30", "R31", "R32", "R33", "R34", "R35", "R36", "R36a", "R38", "R39", "R40"
            })
    void shouldShowEveryRuleOfSectionsAToE(String rule) {
        assertThat(Shipped.BOOKS.stream().flatMap(book -> book.scenarios().stream()))
                .anyMatch(scenario -> List.of(scenario.basis().split(" ")).contains(rule));
    }
}
