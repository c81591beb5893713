package io.shuangsuiji.decision.batch;

import io.shuangsuiji.sheets.text.Lines;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.function.Consumer;

/** Processes the lines of a stream on all cores and hands on the results in the order of the lines. */
public final class LineReader {
    private static final Duration FOREVER = Duration.ofDays(365);

    private LineReader() {}

    /** Processes one line. */
    public interface Work<T> {
        /**
         * Called on any thread.
         *
         * @param number counted from 1
         * @param line its bytes; cut off where it is too long
         */
        T on(long number, byte[] line);
    }

    /** Reads to the end. */
    public static <T> void read(InputStream in, int maxLine, Work<T> work, Consumer<T> results, Workers workers)
            throws IOException {
        try (var lines = new Lines(in, Lines::plain, maxLine, Long.MAX_VALUE)) {
            Pipeline.run(
                    lines::next,
                    chunk -> {
                        var made = new ArrayList<T>(chunk.size());
                        for (int i = 0; i < chunk.size(); i++) {
                            made.add(work.on(chunk.number(i), chunk.line(i)));
                        }
                        return made;
                    },
                    made -> made.forEach(results),
                    workers,
                    FOREVER,
                    FOREVER);
        }
    }
}
