package io.shuangsuiji.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SampleLedgerTest {
    @Test
    void shouldYieldTheCommittedLedger() throws IOException {
        var generated = new ByteArrayOutputStream();
        SampleTask.TABLE.writeCsv(SampleLedger.of(SampleLedger.SAMPLE_SIZE), generated);

        assertThat(Path.of("samples/ledger.csv")).hasBinaryContent(generated.toByteArray());
    }
}
