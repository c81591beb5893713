package io.shuangsuiji.decision.log;

import io.shuangsuiji.files.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that, when it is full, becomes {@code name.1}, what was {@code name.1} becoming {@code name.2} and so on, the oldest
 * being deleted. A line is never divided between two files, and is there whole or not at all: where the disk has no room for
 * the rest of one, its beginning is taken back.
 */
public final class RotatingFile implements LogSink {
    private final Path file;
    private final long maxBytes;
    private final int keep;
    private final Opener opener;
    private SeekableByteChannel out;
    /** The end of the last whole line. */
    private long size;
    /** True where something stands behind that end. */
    private boolean torn;

    /** Opens a file to write at its end. */
    interface Opener {
        SeekableByteChannel open(Path file) throws IOException;
    }

    /**
     * Goes on with the file where there is one.
     *
     * @param maxBytes how large a file may become, unless a single line is larger
     * @param keep how many full files are kept beside it
     */
    public RotatingFile(Path file, long maxBytes, int keep) throws IOException {
        this(file, maxBytes, keep, RotatingFile::append);
    }

    RotatingFile(Path file, long maxBytes, int keep, Opener opener) throws IOException {
        this.file = file.toAbsolutePath();
        this.maxBytes = maxBytes;
        this.keep = keep;
        this.opener = opener;
        PrivateFiles.folderOf(this.file);
        open();
    }

    private static SeekableByteChannel append(Path file) throws IOException {
        return PrivateFiles.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public void write(byte[] line) throws IOException {
        if (out == null) {
            open();
        }
        if (size > 0 && size + line.length > maxBytes) {
            rotate();
        }
        mend();
        torn = true;
        var bytes = ByteBuffer.wrap(line);
        try {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        } catch (IOException failed) {
            takeBack(failed);
            throw failed;
        }
        size += line.length;
        torn = false;
    }

    /** Nothing that was taken is still in the process's hands. */
    @Override
    public void flush() {}

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
        }
    }

    private void open() throws IOException {
        out = opener.open(file);
        size = out.size();
        torn = !endsLine();
    }

    /** A process that was killed may have left half a line. */
    private boolean endsLine() throws IOException {
        if (size == 0) {
            return true;
        }
        try (var in = Files.newByteChannel(file)) {
            var last = ByteBuffer.allocate(1);
            in.position(size - 1).read(last);
            return last.get(0) == '\n';
        }
    }

    /** What follows half a line that could not be taken back must not be joined to it. */
    private void mend() throws IOException {
        if (torn && out.size() > 0) {
            out.write(ByteBuffer.wrap(new byte[] {'\n'}));
            size = out.size();
        }
        torn = false;
    }

    private void takeBack(IOException failed) {
        try {
            out.truncate(size);
            torn = false;
        } catch (IOException notThatEither) {
            failed.addSuppressed(notThatEither);
            reopenLater();
        }
    }

    private void rotate() throws IOException {
        out.close();
        out = null;
        Files.deleteIfExists(numbered(keep));
        for (int i = keep - 1; i >= 1; i--) {
            if (Files.exists(numbered(i))) {
                Files.move(numbered(i), numbered(i + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (keep > 0) {
            Files.move(file, numbered(1), StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.delete(file);
        }
        open();
    }

    private void reopenLater() {
        try {
            out.close();
        } catch (IOException alreadyBroken) {
            // the line that failed is counted as dropped
        }
        out = null;
    }

    private Path numbered(int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }
}
