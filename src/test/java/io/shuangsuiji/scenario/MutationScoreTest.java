package io.shuangsuiji.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.scenario.mutation.Equivalents;
import io.shuangsuiji.scenario.mutation.MutationRun;
import io.shuangsuiji.scenario.run.Progress;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The shipped workbooks notice every change of a single cell of the shipped edition. */
class MutationScoreTest {
    @Test
    void shouldNoticeEveryMutantThatIsNotEquivalent() throws IOException {
        var edition = TestEditions.shipped();
        var equivalents = Equivalents.in(ShippedScenariosTest.FOLDER);

        var report = MutationRun.run(edition, ShippedScenariosTest.books(edition), equivalents, Progress.NONE);

        System.out.println(report.summary());
        assertThat(report.survivors()).as(report.summary()).isEmpty();
        assertThat(report.killed()).isGreaterThan(1000);
        assertThat(equivalents.entries())
                .as("an entry that covers no surviving mutant is out of date")
                .allMatch(entry -> report.equivalent().keySet().stream().anyMatch(entry::covers));
        assertThat(List.copyOf(report.equivalent().values())).allMatch(reason -> !reason.isBlank());
    }
}
