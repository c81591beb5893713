package io.shuangsuiji.kernel.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.kernel.Kernel;
import io.shuangsuiji.kernel.KernelEngine;
import io.shuangsuiji.kernel.Kernels;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The typed input of a kernel. */
class InputVectorTest {
    private final KernelEngine engine =
            (KernelEngine) Kernels.accelerate(TestEditions.shipped()).engine();
    private final Kernel quota = engine.kernel("quota").orElseThrow();
    private final Kernel classification = engine.kernel("classification").orElseThrow();
    private InputVector row;

    @BeforeEach
    void fill() {
        row = quota.newRow();
        row.setText(slot("objectType"), "排污单位");
        row.setText(slot("category"), "重点");
        row.setNumber(slot("population"), 161);
        row.setNumber(slot("officers"), 36);
        row.setNumber(slot("quarter"), 1);
    }

    private Slot slot(String path) {
        return quota.slot(path).orElseThrow();
    }

    private long required() {
        return quota.decide(row).whole(quota.field("quota.required"), row);
    }

    @Test
    void shouldGiveAnAnswersFieldsOneByOne() {
        var outcome = quota.decide(row);

        assertThat(outcome.value(quota.field("quota.rule"), row)).isEqualTo("R05");
        assertThat(outcome.value(quota.field("quota.required"), row)).isEqualTo(new BigDecimal("21"));
        assertThat(required()).isEqualTo(21);
        assertThat(outcome.isNull(quota.field("quota.required"), row)).isFalse();
        assertThat(outcome.id()).isLessThan(quota.outcomes());
    }

    @Test
    void shouldBeUsedAgain() {
        row.setNumber(slot("population"), new BigDecimal("161.0"));
        assertThat(required()).isEqualTo(21);
        row.setNumber(slot("population"), 8);
        assertThat(required()).isEqualTo(1);
        row.setText(slot("category"), "一般");
        assertThat(required()).isEqualTo(90);
    }

    @Test
    void shouldLeaveToKieWhatIsMissing() {
        row.setNull(slot("officers"));
        assertThat(quota.decide(row).isLeft()).isTrue();
    }

    @Test
    void shouldLeaveToKieAWordThatTheTypeDoesNotList() {
        row.setText(slot("objectType"), "没有这种对象");
        assertThat(quota.decide(row).isLeft()).isTrue();
        assertThat(quota.inputs(row)).containsEntry("objectType", "没有这种对象");
    }

    @Test
    void shouldRefuseAnOrdinalThatThereIsNot() {
        assertThatThrownBy(() -> row.setOrdinal(slot("category"), 9)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldReadTextsItHasLearnt() {
        var date = classification.reader(
                classification.slot("object.lastPenaltyDate").orElseThrow());
        var facts = classification.newRow();

        assertThat(date.read(facts, "2024年3月20日")).isFalse();
        assertThat(date.learn(facts, "2024年3月20日", LocalDate.of(2024, 3, 20))).isTrue();
        assertThat(date.learn(facts, "", null)).isTrue();
        assertThat(facts.get(date.slot())).isNull();
        assertThat(date.read(facts, "2024年3月20日")).isTrue();
        assertThat(facts.get(date.slot())).isEqualTo(LocalDate.of(2024, 3, 20));
        assertThat(date.read(facts, "")).isTrue();
        assertThat(facts.get(date.slot())).isNull();
    }

    @Test
    void shouldNotLearnAValueTheSlotCannotHold() {
        var population = quota.reader(slot("population"));
        assertThat(population.learn(row, "x", "x")).isFalse();
        assertThat(population.learn(row, "", null)).isFalse();
        assertThat(population.read(row, "x")).isFalse();
        assertThat(population.learn(row, "12.50", new BigDecimal("12.50"))).isTrue();
        row.setNumber(slot("population"), 3);
        assertThat(population.read(row, "12.50")).isTrue();
        assertThat(row.get(slot("population"))).isEqualTo(new BigDecimal("12.50"));
    }
}
