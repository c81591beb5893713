package io.shuangsuiji.decision.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.decision.batch.Workers;
import io.shuangsuiji.decision.log.Replay.Result;
import io.shuangsuiji.decision.log.Replay.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * Decisions that the service logged under edition 2024-01-01 — single ones, and lines of NDJSON and CSV batches, invalid ones
 * among them — come out the same today. A published edition is not changed: a difference here is a change of the engine,
 * or of an edition that should have been a new one.
 */
class RecordedLogTest {
    private static final Path LOG = Path.of("src/test/resources/decision-log/2024-01-01.ndjson.gz");

    @Test
    void shouldAnswerEveryRecordedDecisionAlike() throws IOException {
        var different = new ArrayList<Result>();
        ReplayedLog.Counts counts;
        try (var log = new GZIPInputStream(Files.newInputStream(LOG));
                var workers = new Workers()) {
            counts = ReplayedLog.read(
                    new Replay(TestEditions.load(Path.of("dmn"))),
                    log,
                    workers,
                    result -> {
                        if (result.verdict() != Verdict.SAME) {
                            different.add(result);
                        }
                    },
                    sofar -> {});
        }
        assertThat(different).isEmpty();
        assertThat(counts.of(Verdict.SAME)).isEqualTo(528);
        assertThat(counts.dropped()).isZero();
    }
}
