package io.shuangsuiji.decision;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Cuts a stream of bytes into lines and gathers them in chunks. Keeps no more than one chunk and one line; where the
 * sender pauses, hands on what it has, so that whoever sends line by line is answered line by line. Blank lines are
 * left out and counted.
 */
final class Lines implements Pipeline.Source<Chunk>, Closeable {
    private static final int MAX_LINES = 256;
    private static final int MAX_BYTES = 1 << 17;
    private static final int BLOCK = 1 << 16;
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** Tells where a line ends. */
    interface Cut {
        /**
         * The position of the line end that ends the line, {@code to} where the line ends with the input, or -1 where
         * more must be read to tell.
         *
         * @param last true where nothing follows what is there
         */
        int end(byte[] bytes, int from, int to, boolean last);
    }

    /** The batch is larger than allowed. */
    static final class TooLarge extends IOException {
        TooLarge(long limit) {
            super("larger than " + limit + " bytes");
        }
    }

    private final int maxLine;
    private final long maxBytes;
    private Cut cut;
    private InputStream in;
    private byte[] buffer = new byte[BLOCK];
    private int from;
    private int to;
    private long taken;
    private long line = 1;
    private boolean last;
    private volatile InputStream rest;
    private final boolean marked;

    /**
     * Of a stream.
     *
     * @param maxLine how many bytes a line may have
     * @param maxBytes how many bytes there may be in all
     */
    Lines(InputStream in, Cut cut, int maxLine, long maxBytes) throws IOException {
        this.in = in;
        this.cut = cut;
        this.maxLine = maxLine;
        this.maxBytes = maxBytes;
        while (to < MARK.length && !last) {
            fill();
        }
        this.marked = to >= MARK.length && Arrays.equals(MARK, 0, MARK.length, buffer, 0, MARK.length);
        this.from = marked ? MARK.length : 0;
    }

    /** Lines end at line feeds, with or without a carriage return. */
    static int plain(byte[] bytes, int from, int to, boolean last) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return last ? to : -1;
    }

    /** True where the stream begins with the mark of UTF-8. */
    boolean marked() {
        return marked;
    }

    /** Where the next line begins, counted from 1. */
    long line() {
        return line;
    }

    /** What has been read and not yet handed out. */
    byte[] ahead() {
        return Arrays.copyOfRange(buffer, from, to);
    }

    /** One line alone, or null where there is none. */
    Chunk first() throws IOException {
        return next(1);
    }

    /** From here on lines end otherwise. */
    void cutBy(Cut other) {
        cut = other;
    }

    @Override
    public Chunk next() throws IOException {
        return next(MAX_LINES);
    }

    /** The rest is taken from the sender and kept in a file: it may be one who reads no answer before all is sent. */
    @Override
    public void stalled() throws IOException {
        var file = Files.createTempFile("batch", ".rest");
        try {
            try (var out = Files.newOutputStream(file)) {
                var block = new byte[BLOCK];
                long kept = taken;
                for (int count = in.read(block); count >= 0; count = in.read(block)) {
                    kept += count;
                    refuseBeyond(kept);
                    out.write(block, 0, count);
                }
            }
            rest = Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE);
            in = rest;
        } catch (IOException | RuntimeException broken) {
            Files.deleteIfExists(file);
            throw broken;
        }
    }

    /** Gives up what is kept of the rest; the stream itself is left to whoever opened it. */
    @Override
    public void close() throws IOException {
        if (rest != null) {
            rest.close();
        }
    }

    private Chunk next(int most) throws IOException {
        var chunk = new Chunk();
        while (chunk.size() < most && chunk.length() < MAX_BYTES) {
            int end = from < to || !last ? cut.end(buffer, from, to, last) : -1;
            if (end >= 0 && end - from <= maxLine) {
                take(chunk, end, Chunk.Fault.NONE);
            } else if (end >= 0 || to - from > maxLine) {
                skip(chunk);
            } else if (last) {
                break;
            } else if (chunk.size() > 0 && in.available() <= 0) {
                return chunk;
            } else {
                fill();
            }
        }
        return chunk.size() == 0 ? null : chunk;
    }

    private void take(Chunk chunk, int end, Chunk.Fault fault) {
        int stop = end;
        while (stop > from && buffer[stop - 1] == '\r') {
            stop--;
        }
        if (fault != Chunk.Fault.NONE || !blank(stop)) {
            chunk.add(buffer, from, stop, line, fault);
        }
        for (int i = from; i < end; i++) {
            line += buffer[i] == '\n' ? 1 : 0;
        }
        line++;
        from = Math.min(end + 1, to);
    }

    /** Passes over a line that is too long, up to the line feed that ends it, and keeps a little to show. */
    private void skip(Chunk chunk) throws IOException {
        int end = plain(buffer, from, to, last);
        if (end >= 0 && end - from <= maxLine) {
            // a quote that is not closed in time: the line on which it opens stands alone
            take(chunk, end, Chunk.Fault.NONE);
            return;
        }
        chunk.add(buffer, from, from, line, Chunk.Fault.TOO_LONG);
        while (end < 0) {
            from = to;
            fill();
            end = plain(buffer, from, to, last);
        }
        line++;
        from = Math.min(end + 1, to);
    }

    private boolean blank(int end) {
        for (int i = from; i < end; i++) {
            if (buffer[i] != ' ' && buffer[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    private void fill() throws IOException {
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
        }
        if (to == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int count = in.read(buffer, to, buffer.length - to);
        last = count < 0;
        to += Math.max(count, 0);
        taken += Math.max(count, 0);
        refuseBeyond(taken);
    }

    private void refuseBeyond(long bytes) throws TooLarge {
        if (bytes > maxBytes) {
            throw new TooLarge(maxBytes);
        }
    }
}
