package io.shuangsuiji.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.scenario.coverage.Coverage;
import io.shuangsuiji.scenario.run.Progress;
import io.shuangsuiji.scenario.run.ScenarioRunner;
import io.shuangsuiji.scenario.workbook.ScenarioBook;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A bound is tried only by what falls on the other side of it with another answer. */
class BoundaryWeightTest {
    private static Coverage coverage(String rows) {
        var csv = "说明,输入,,,,期望\n场景,对象类型,监管级别,季度内投诉宗数,任务类型,判定日期,监管类别\n" + rows;
        var edition = TestEditions.shipped();
        var csvHeader = csv.replace("说明,输入,,,,期望", "说明,输入,,,,,期望");
        var book = ScenarioBook.read(edition, "分类.csv", csvHeader.getBytes(StandardCharsets.UTF_8));
        return ScenarioRunner.run(edition, List.of(book), Progress.NONE).coverage();
    }

    private static List<String> complaints(Coverage coverage) {
        return coverage.bounds().stream()
                .filter(bound ->
                        bound.model().equals("classification") && bound.text().contains("投诉"))
                .flatMap(bound -> bound.sides().stream())
                .flatMap(side -> side.scenarios().stream())
                .distinct()
                .toList();
    }

    @Test
    void shouldCountWhatDecidesAndNotWhatMerelyLiesThere() {
        var found = complaints(coverage("算,排污单位,一般,10,日常,2024-03-20,特殊\n不算,加油站,一般,10,日常,2024-03-20,一般\n"));
        assertThat(found).contains("分类!3 算").doesNotContain("分类!4 不算");
    }

    @Test
    void shouldCountNothingThatExpectsNothing() {
        var coverage = coverage("算,排污单位,一般,10,日常,2024-03-20,\n");
        assertThat(complaints(coverage)).isEmpty();
        assertThat(coverage.hit()).isZero();
    }
}
