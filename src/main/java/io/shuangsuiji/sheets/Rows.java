package io.shuangsuiji.sheets;

import java.io.Closeable;
import java.io.IOException;

/** The rows of one table, read from first to last. Blank rows are left out. */
public interface Rows extends Closeable {
    /**
     * The next row, or null after the last.
     *
     * @throws UnreadableFile where the file cannot be read further
     */
    Row next() throws IOException;

    @Override
    void close() throws IOException;
}
