package io.shuangsuiji.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.policy.KieModels;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Kernels of made-up models agree with KIE on made-up inputs. The build tries some thousands; {@code -Plong} tries a
 * million ({@code kernel.models} models, {@code kernel.inputs} inputs each).
 */
class RandomModelsTest {
    private static final int MODELS = Integer.getInteger("kernel.models", 80);
    private static final int INPUTS = Integer.getInteger("kernel.inputs", 50);
    private static final long FIRST = Long.getLong("kernel.first", 1);

    @Test
    void shouldAgreeWithKie() {
        int kernels = 0;
        long answered = 0;
        for (long seed = FIRST; seed < FIRST + MODELS; seed++) {
            var random = new RandomModel(seed);
            var loaded = KieModels.load(List.of(random.xml()));
            var model = loaded.models().get(0);
            var built = Kernels.build(model, loaded.kie(), nothing -> {});
            assertThat(built.report().reason())
                    .as("seed %d%n%s", seed, random)
                    .doesNotContain("differs")
                    .doesNotContain("Exception");
            if (built.kernel() == null) {
                continue;
            }
            kernels++;
            var values = new Random(seed);
            for (int i = 0; i < INPUTS; i++) {
                var inputs = random.values(values);
                var answer = KernelEngine.answer(built.kernel(), inputs);
                if (answer != null) {
                    answered++;
                    assertThat(answer)
                            .as("seed %d, %s%n%s", seed, inputs, random)
                            .isEqualTo(loaded.kie().evaluate(model, inputs));
                }
            }
        }
        // a kernel that leaves everything to KIE would agree, too
        assertThat(kernels).isGreaterThan(MODELS / 2);
        assertThat(answered)
                .isGreaterThan((long) kernels * INPUTS / 2)
                .isGreaterThanOrEqualTo(Long.getLong("kernel.cases", 0));
    }
}
