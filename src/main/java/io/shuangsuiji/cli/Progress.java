package io.shuangsuiji.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/**
 * A progress bar on standard error, drawn again at most ten times a second: {@code [#####.....]  52 %  52,000 行  31,250
 * 行/秒}. Where it is not wanted nothing is written until the end.
 */
final class Progress {
    private static final int WIDTH = 30;
    private static final long REDRAWN_AFTER = 100_000_000L;

    private final PrintWriter err;
    private final long totalBytes;
    private final boolean drawn;
    private final long start = System.nanoTime();
    private long drawnAt;

    /**
     * Of a task that begins now.
     *
     * @param totalBytes how many bytes there are to read; 0 where not known
     * @param drawn false to draw nothing
     */
    Progress(PrintWriter err, long totalBytes, boolean drawn) {
        this.err = err;
        this.totalBytes = totalBytes;
        this.drawn = drawn;
    }

    /** True where somebody looks on, unless an option says. */
    static boolean wanted(Boolean option) {
        return option == null ? System.console() != null : option;
    }

    void at(long bytes, long lines) {
        long now = System.nanoTime();
        if (drawn && now - drawnAt >= REDRAWN_AFTER) {
            drawnAt = now;
            draw(Math.min(bytes, totalBytes), lines);
        }
    }

    /** Ends the bar. */
    void done(long lines) {
        if (drawn) {
            draw(totalBytes, lines);
            err.println();
            err.flush();
        }
    }

    /** How long it took and how fast that is, in words. */
    String pace(long lines) {
        var taken = Duration.ofNanos(Math.max(System.nanoTime() - start, 1));
        double seconds = taken.toNanos() / 1e9;
        return String.format(Locale.ROOT, "用时 %.1f 秒，%,.0f 行/秒", seconds, lines / seconds);
    }

    private void draw(long bytes, long lines) {
        var bar = "";
        if (totalBytes > 0) {
            int full = (int) (WIDTH * bytes / totalBytes);
            bar = "[" + "#".repeat(full) + ".".repeat(WIDTH - full) + "] "
                    + String.format(Locale.ROOT, "%3d %%  ", 100 * bytes / totalBytes);
        }
        err.print("\r" + bar + String.format(Locale.ROOT, "%,d 行  ", lines) + pace(lines) + "   ");
        err.flush();
    }
}
