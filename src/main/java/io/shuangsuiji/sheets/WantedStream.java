package io.shuangsuiji.sheets;

import io.shuangsuiji.jobs.Cancellation;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Gives bytes while somebody waits for what is read: a file may hold much that becomes no row. */
final class WantedStream extends FilterInputStream {
    WantedStream(InputStream in) {
        super(in);
    }

    @Override
    public int read(byte[] bytes, int from, int most) throws IOException {
        Cancellation.check();
        return super.read(bytes, from, most);
    }
}
