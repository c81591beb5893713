package io.shuangsuiji.sheets.text;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Cuts a stream of bytes into lines and gathers them in chunks. Keeps no more than one chunk and one line; where the
 * sender pauses, hands on what it has, so that whoever sends line by line is answered line by line. Blank lines are
 * left out and counted.
 */
public final class Lines implements Closeable {
    private static final int MAX_LINES = 256;
    private static final int MAX_BYTES = 1 << 17;
    private static final int BLOCK = 1 << 16;
    /** Old programs end a text with it. */
    private static final byte CTRL_Z = 0x1A;

    /** Tells where a line ends. */
    public interface Cut {
        /**
         * The position of the line end that ends the line, {@code to} where the line ends with the input, or -1 where
         * more must be read to tell.
         *
         * @param last true where nothing follows what is there
         */
        int end(byte[] bytes, int from, int to, boolean last);
    }

    /** The batch is larger than allowed. */
    public static final class TooLarge extends IOException {
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
    private volatile boolean closed;

    /**
     * Of a stream.
     *
     * @param maxLine how many bytes a line may have
     * @param maxBytes how many bytes there may be in all
     */
    public Lines(InputStream in, Cut cut, int maxLine, long maxBytes) {
        this.in = in;
        this.cut = cut;
        this.maxLine = maxLine;
        this.maxBytes = maxBytes;
    }

    /** Lines end at line feeds, with or without a carriage return. */
    public static int plain(byte[] bytes, int from, int to, boolean last) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return last ? to : -1;
    }

    /** The lines that have come and are not yet handed out, as text: at least one, where there is one. */
    public String ahead() throws IOException {
        while (plain(buffer, from, to, last) < 0 && to - from <= maxLine
                || !last && to - from < BLOCK && in.available() > 0) {
            fill();
        }
        int end = to;
        while (!last && end > from && buffer[end - 1] != '\n') {
            end--;
        }
        return new String(buffer, from, (end > from ? end : to) - from, StandardCharsets.UTF_8);
    }

    /** One line alone, or null where there is none. */
    public Chunk first() throws IOException {
        return next(1);
    }

    /** Sets how the end of a line is found from here on. */
    public void cutBy(Cut other) {
        cut = other;
    }

    /** The next lines, or null after the last. */
    public Chunk next() throws IOException {
        return next(MAX_LINES);
    }

    /** Reads the rest of the input into a temporary file: the sender may read no answer before all is sent. */
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
            if (closed) {
                // the batch ended while this thread was still reading
                rest.close();
            }
        } catch (IOException | RuntimeException broken) {
            Files.deleteIfExists(file);
            throw broken;
        }
    }

    /** Gives up what is kept of the rest; the stream itself is left to whoever opened it. */
    @Override
    public void close() throws IOException {
        closed = true;
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
        while (stop > from && (buffer[stop - 1] == '\r' || last && buffer[stop - 1] == CTRL_Z)) {
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
            // a quote that is not closed within the allowed length: the line on which it opens is taken as a row of its
            // own
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
