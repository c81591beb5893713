package io.shuangsuiji.decision.log;

import java.io.Closeable;
import java.io.IOException;

/** Where the lines of the log go. Used by one thread. */
public interface LogSink extends Closeable {
    /** Takes a line, with its line end. */
    void write(byte[] line) throws IOException;

    /** Makes sure that what was taken is out of the process's hands. */
    void flush() throws IOException;

    @Override
    void close() throws IOException;
}
