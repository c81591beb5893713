package io.shuangsuiji.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.policy.Edition;
import org.junit.jupiter.api.Test;

class AssessmentTest {
    private static final Edition EDITION = TestEditions.shipped();

    @Test
    void shouldCount() {
        var progress = Ledgers.progress(
                EDITION,
                "2024-02-29",
                "2024Q1",
                Ledgers.HEADER,
                Ledgers.task("T1", "执法科一队", "2024-01-03", "2024-01-10", "2024-01-12"),
                Ledgers.task("T2", "执法科二队", "2024-01-03", "2024-02-10", "2024-02-29"),
                Ledgers.task("T3", "执法科二队", "2024-01-03", "2024-02-20", ""),
                Ledgers.task("T4", "执法科四队", "2024-01-03", "", ""));
        System.out.println(progress.completion());
        System.out.println(progress.joint());
        System.out.println(progress.publication());
        System.out.println(progress.overdue());
        System.out.println(progress.dueSoon());
        System.out.println(progress.states());
        System.out.println(progress.rates());
        System.out.println(progress.deadlines());
        System.out.println(progress.yearDeadlines().size());
        System.out.println(progress.notCovered());
        progress.findings().forEach(System.out::println);
        progress.taskList().forEach(System.out::println);
        System.out.println(Strata.of(EDITION, io.shuangsuiji.calendar.Period.quarter(2024, 1)));
        assertThat(progress.tasks()).isEqualTo(4);
    }
}
