package io.shuangsuiji.amendment.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shuangsuiji.amendment.draft.AmendmentLog.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AmendmentLogTest {
    @TempDir
    Path folder;

    private Path log;

    @BeforeEach
    void writeThreeRecords() throws IOException {
        log = folder.resolve(AmendmentLog.FILE);
        for (int i = 1; i <= 3; i++) {
            append("草案" + i);
        }
    }

    private void append(String draft) throws IOException {
        AmendmentLog.append(
                log,
                new AmendmentLog.Entry(
                        Instant.parse("2024-06-01T00:00:00.123Z"),
                        Step.EDIT,
                        new Actor("张三", Set.of(), "192.0.2.1"),
                        draft,
                        1,
                        null,
                        new TreeMap<>(Map.of("draft", "aa", "record", "bb", "check", "cc")),
                        List.of("R05 抽查比例/倍数 12.5% → 15%")));
    }

    private String text() throws IOException {
        return Files.readString(log);
    }

    @Test
    void shouldChainEveryRecordToTheOneBefore() throws Exception {
        var chain = AmendmentLog.read(log);
        assertThat(chain.verifies()).isTrue();
        assertThat(chain.entries())
                .hasSize(3)
                .extracting(AmendmentLog.Entry::number)
                .containsExactly(1L, 2L, 3L);
        assertThat(chain.entries().get(2).previous()).isEqualTo(chain.hashes().get(1));
        assertThat(AmendmentLog.read(folder.resolve("none")).entries()).isEmpty();
    }

    @Test
    void shouldNoticeAnyChangeOfAnyByteBeforeTheLastRecord() throws Exception {
        var bytes = Files.readAllBytes(log);
        int lastRecord = new String(bytes, StandardCharsets.UTF_8).trim().lastIndexOf('\n');
        int upTo = new String(bytes, StandardCharsets.UTF_8)
                .substring(0, lastRecord)
                .getBytes(StandardCharsets.UTF_8)
                .length;
        for (int i = 0; i < upTo; i++) {
            var forged = bytes.clone();
            forged[i] ^= 1;
            assertThat(AmendmentLog.verify(forged).verifies()).as("byte " + i).isFalse();
        }
    }

    @Test
    void shouldNoticeRecordsRemovedInsertedOrSwapped() throws Exception {
        var lines = text().lines().toList();
        for (var forged : List.of(
                List.of(lines.get(1), lines.get(2)),
                List.of(lines.get(0), lines.get(2)),
                List.of(lines.get(0), lines.get(0), lines.get(1)),
                List.of(lines.get(1), lines.get(0), lines.get(2)))) {
            var chain = AmendmentLog.verify((String.join("\n", forged) + "\n").getBytes(StandardCharsets.UTF_8));
            assertThat(chain.problem()).startsWith("第 ");
        }
    }

    @Test
    void shouldCutOffATornLastLineAndGoOn() throws Exception {
        var whole = Files.readAllBytes(log);
        for (int kept = 1; kept < 40; kept += 7) {
            Files.write(log, whole);
            Files.write(log, java.util.Arrays.copyOf(whole, kept), StandardOpenOption.APPEND);
            assertThat(AmendmentLog.read(log).torn()).isTrue();
            assertThat(AmendmentLog.read(log).verifies()).isTrue();
            append("之后");
            assertThat(AmendmentLog.read(log).entries()).hasSize(4);
            assertThat(AmendmentLog.read(log).verifies()).isTrue();
        }
    }

    @Test
    void shouldNeverWriteBehindAForgery() throws Exception {
        Files.writeString(log, text().replace("草案1", "草案9"));
        var before = text();
        assertThatThrownBy(() -> append("之后")).isInstanceOf(IOException.class).hasMessageContaining("修订日志已损坏");
        assertThat(text()).isEqualTo(before);
        Files.writeString(log, "{}\n", StandardOpenOption.APPEND);
        assertThat(AmendmentLog.read(log).verifies()).isFalse();
    }
}
