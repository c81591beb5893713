package io.shuangsuiji.fuzz;

import io.shuangsuiji.ForwardingChannel;
import io.shuangsuiji.sheets.Source;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.concurrent.atomic.AtomicInteger;

/** A source that knows how many of its streams and channels nobody has closed. */
final class CountedSource implements Source {
    private final Source source;
    private final AtomicInteger open = new AtomicInteger();

    CountedSource(Source source) {
        this.source = source;
    }

    int stillOpen() {
        return open.get();
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public long size() throws IOException {
        return source.size();
    }

    @Override
    public InputStream open() throws IOException {
        open.incrementAndGet();
        return new FilterInputStream(source.open()) {
            private boolean closed;

            @Override
            public void close() throws IOException {
                if (!closed) {
                    closed = true;
                    open.decrementAndGet();
                }
                super.close();
            }
        };
    }

    @Override
    public SeekableByteChannel channel() throws IOException {
        open.incrementAndGet();
        return new ForwardingChannel(source.channel()) {
            @Override
            public void close() throws IOException {
                if (channel.isOpen()) {
                    open.decrementAndGet();
                }
                super.close();
            }
        };
    }
}
