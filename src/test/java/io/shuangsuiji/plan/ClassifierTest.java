package io.shuangsuiji.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.decision.batch.CompiledJsonEvaluator;
import io.shuangsuiji.registry.RegistryFile;
import io.shuangsuiji.registry.RegistryObject;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.file.FileFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** Objects are classified by the kernel, as KIE would classify them. */
class ClassifierTest {
    private static final LocalDate DAY = LocalDate.of(2024, 3, 20);

    @Test
    void shouldAnswerNearlyAllOfARegistryByTheKernelAndAllAsTheGeneralWayDoes() throws IOException {
        var edition = TestEditions.shipped();
        var request = TestEditions.request(edition, "2024Q1", 36, 12, DAY.toString());
        var fast = new Classifier(CompiledJsonEvaluator.accelerate(edition), "日常", request);
        var general = new Classifier(edition, "日常", request);
        long objects = 0;
        try (var rows = RegistryFile.of(Source.of(Path.of("samples/registry.csv")), FileFormat.CSV)
                .open(edition)) {
            while (rows.hasNext()) {
                if (rows.next() instanceof RegistryObject object) {
                    assertThat(fast.classify(object)).isEqualTo(general.classify(object));
                    objects++;
                }
            }
        }
        assertThat(fast.byKernel()).isGreaterThan(objects * 99 / 100);
        assertThat(general.byKernel()).isZero();
    }
}
