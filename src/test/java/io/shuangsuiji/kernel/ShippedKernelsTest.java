package io.shuangsuiji.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.kernel.symbolic.InputVector;
import io.shuangsuiji.kernel.symbolic.MatchedRows;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.KieModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.kie.dmn.api.core.event.AfterEvaluateDecisionTableEvent;
import org.kie.dmn.api.core.event.DMNRuntimeEventListener;

/** Every model of the shipped edition is answered by a kernel, as KIE would. */
class ShippedKernelsTest {
    private static final Edition EDITION = Kernels.accelerate(TestEditions.shipped());

    private static KernelEngine engine() {
        return (KernelEngine) EDITION.engine();
    }

    @Test
    void shouldAnswerEveryModelByKernelAlone() {
        assertThat(Kernels.reports(EDITION))
                .containsOnlyKeys(EDITION.models().keySet())
                .allSatisfy((model, report) -> {
                    assertThat(report.path()).as(report.reason()).isEqualTo(KernelReport.Path.KERNEL);
                    assertThat(report.reason()).isEmpty();
                    assertThat(report.left()).isZero();
                    assertThat(report.unreached()).isZero();
                    assertThat(report.cases()).isPositive();
                });
    }

    @Property(tries = 400)
    void shouldAgreeWithKieOnAnyAllowedInput(@ForAll long seed) {
        var random = new Random(seed);
        for (var model : EDITION.models().values()) {
            var kernel = engine().kernel(model.name()).orElseThrow();
            var inputs = kernel.inputs(row(kernel, random));
            assertThat(engine().evaluate(model, inputs))
                    .as("%s %s", model.name(), inputs)
                    .isEqualTo(EDITION.kie().evaluate(model, inputs));
        }
    }

    /** A row of allowed values: any word, any truth value, and numbers and dates of every size. */
    private static InputVector row(Kernel kernel, Random random) {
        var row = kernel.newRow();
        for (var slot : kernel.slots()) {
            Object value;
            do {
                value = switch (slot.kind()) {
                    case TEXT -> slot.words().get(random.nextInt(slot.words().size()));
                    case BOOLEAN -> random.nextBoolean();
                    case NUMBER -> java.math.BigDecimal.valueOf(random.nextLong(1L << (1 + random.nextInt(30))));
                    default -> java.time.LocalDate.of(2023, 1, 31).plusDays(random.nextInt(800));
                };
                value = slot.nullable() && random.nextInt(4) == 0 ? null : value;
            } while (!slot.type().constraint().allows(value));
            row.set(slot, value);
        }
        return row;
    }

    @Test
    void shouldGiveTheRowsThatMatchInEveryTable() throws IOException {
        var sources = new ArrayList<String>();
        try (var files = Files.list(Path.of("dmn", "2024-01-01"))) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".dmn")).toList()) {
                sources.add(Files.readString(file));
            }
        }
        var loaded = KieModels.load(sources);
        var heard = new ArrayList<MatchedRows>();
        loaded.runtime().addListener(new DMNRuntimeEventListener() {
            @Override
            public void afterEvaluateDecisionTable(AfterEvaluateDecisionTableEvent event) {
                heard.add(new MatchedRows(event.getDecisionTableName(), event.getMatches()));
            }
        });
        var random = new Random(7);
        for (var model : EDITION.models().values()) {
            var kernel = engine().kernel(model.name()).orElseThrow();
            var kie = loaded.models().stream()
                    .filter(same -> same.name().equals(model.name()))
                    .findFirst()
                    .orElseThrow();
            for (int i = 0; i < 100; i++) {
                heard.clear();
                var row = row(kernel, random);
                loaded.kie().evaluate(kie, kernel.inputs(row));
                assertThat(kernel.decide(row).matchedRules()).containsExactlyInAnyOrderElementsOf(heard);
            }
        }
    }

    @Test
    void shouldLeaveToKieWhatNoTypeAllows() {
        var model = EDITION.model("routing").orElseThrow();
        var inputs = new java.util.HashMap<String, Object>();
        inputs.put("objectType", "没有这种对象");
        inputs.put("taskType", 5);
        assertThat(engine().evaluate(model, inputs)).isEqualTo(EDITION.kie().evaluate(model, inputs));
        inputs.put("taskType", null);
        assertThat(engine().evaluate(model, inputs)).isEqualTo(EDITION.kie().evaluate(model, inputs));
    }

    @Test
    void shouldAnswerManyThreadsAlike() {
        var model = EDITION.model("quota").orElseThrow();
        var kernel = engine().kernel("quota").orElseThrow();
        var random = new Random(3);
        var rows = IntStream.range(0, 2_000).mapToObj(i -> row(kernel, random)).toList();
        var alone = answers(model, kernel, rows);
        var together = rows.parallelStream()
                .map(row -> engine().evaluate(model, kernel, row))
                .toList();
        assertThat(together).isEqualTo(alone);
    }

    private static List<Object> answers(DecisionModel model, Kernel kernel, List<InputVector> rows) {
        return rows.stream()
                .map(row -> (Object) engine().evaluate(model, kernel, row))
                .toList();
    }

    @Test
    void shouldNotProveAnUnchangedModelAgain() {
        assertThat(Kernels.reports(Kernels.accelerate(TestEditions.shipped())).values())
                .allSatisfy(report -> assertThat(report.took()).isZero());
    }
}
