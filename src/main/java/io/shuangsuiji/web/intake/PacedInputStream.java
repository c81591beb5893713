package io.shuangsuiji.web.intake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * A stream that is answered while it comes: whoever sends slower than the least rate is not waited for. Time counts only
 * while the reader waits for bytes, so that a sender is not blamed for a slow answer.
 */
final class PacedInputStream extends FilterInputStream {
    private final long rate;
    private final long grace;
    private long waited;
    private long received;
    /** Since when the reader has waited for what comes next; 0 while it does not. */
    private volatile long since;

    /**
     * Of another stream.
     *
     * @param rate bytes a second
     * @param grace for how long a sender may be slower
     */
    PacedInputStream(InputStream in, long rate, Duration grace) {
        super(in);
        this.rate = rate;
        this.grace = grace.toNanos();
    }

    /** For how long the reader has waited by now. */
    Duration waiting() {
        long begun = since;
        return begun == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - begun);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int most) throws IOException {
        since = System.nanoTime();
        int read;
        try {
            read = super.read(bytes, from, most);
        } finally {
            waited += System.nanoTime() - since;
            since = 0;
        }
        received += Math.max(0, read);
        if (read >= 0 && waited > grace && received < (waited - grace) / 1e9 * rate) {
            throw new IOException("数据来得太慢 / the body comes too slowly");
        }
        return read;
    }
}
