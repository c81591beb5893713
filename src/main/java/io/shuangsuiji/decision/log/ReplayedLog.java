package io.shuangsuiji.decision.log;

import io.shuangsuiji.decision.batch.LineReader;
import io.shuangsuiji.decision.batch.Workers;
import io.shuangsuiji.decision.log.Replay.Line;
import io.shuangsuiji.decision.log.Replay.Result;
import io.shuangsuiji.decision.log.Replay.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Replays a whole log over all cores. */
public final class ReplayedLog {
    /** How many bytes an event may have: one tells of many lines of a batch. */
    private static final int MAX_EVENT = 1 << 28;

    private ReplayedLog() {}

    /**
     * What became of the decisions of a log.
     *
     * @param dropped how many decisions the log says it is missing
     */
    public record Counts(Map<Verdict, Long> verdicts, long dropped) {
        /** How many decisions had that verdict. */
        public long of(Verdict verdict) {
            return verdicts.getOrDefault(verdict, 0L);
        }

        /** All of them. */
        public long decisions() {
            return verdicts.values().stream().mapToLong(Long::longValue).sum();
        }

        /** True where everything that can be derived again is the same. */
        public boolean good() {
            return of(Verdict.DIFFERENT) + of(Verdict.NO_EDITION) + of(Verdict.UNREADABLE) == 0;
        }
    }

    /**
     * Replays to the end.
     *
     * @param results is told of each decision, in the order of the log
     * @param progress is told how many decisions were replayed
     */
    public static Counts read(
            Replay replay, InputStream log, Workers workers, Consumer<Result> results, LongConsumer progress)
            throws IOException {
        var verdicts = new EnumMap<Verdict, Long>(Verdict.class);
        long[] totals = new long[2];
        LineReader.read(
                log,
                MAX_EVENT,
                replay::replay,
                (Line line) -> {
                    for (var result : line.results()) {
                        verdicts.merge(result.verdict(), 1L, Long::sum);
                        results.accept(result);
                        totals[0]++;
                    }
                    totals[1] += line.dropped();
                    progress.accept(totals[0]);
                },
                workers);
        return new Counts(verdicts, totals[1]);
    }
}
