package io.shuangsuiji.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.policy.Edition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs the testers' workbooks: each scenario is a test, named by its sentence. */
class ShippedScenariosTest {
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
        return books(edition).stream()
                .map(book -> DynamicContainer.dynamicContainer(
                        book.name(),
                        ScenarioRunner.run(edition, List.of(book), Progress.NONE).outcomes().stream()
                                .map(outcome -> DynamicTest.dynamicTest(
                                        outcome.scenario().sheet() + " "
                                                + outcome.scenario().title(),
                                        () -> assertThat(outcome.status())
                                                .as(outcome.scenario().place() + "：" + outcome.detail())
                                                .isEqualTo(Outcome.Status.PASSED)))));
    }

    @Test
    void shouldReachEveryRowOfEveryTable() {
        var edition = TestEditions.shipped();
        var coverage =
                ScenarioRunner.run(edition, books(edition), Progress.NONE).coverage();
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
        var coverage =
                ScenarioRunner.run(edition, books(edition), Progress.NONE).coverage();
        assertThat(coverage.bounds()).isNotEmpty();
        assertThat(coverage.missedBounds()).isEmpty();
    }
}
