package io.shuangsuiji.decision.log;

import io.shuangsuiji.files.PrivateFiles;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that, when it is full, becomes {@code name.1}, what was {@code name.1} becoming {@code name.2} and so on, the oldest
 * being deleted. A line is never divided between two files.
 */
public final class RotatingFile implements LogSink {
    private final Path file;
    private final long maxBytes;
    private final int keep;
    private OutputStream out;
    private long size;

    /**
     * Goes on with the file where there is one.
     *
     * @param maxBytes how large a file may become, unless a single line is larger
     * @param keep how many full files are kept beside it
     */
    public RotatingFile(Path file, long maxBytes, int keep) throws IOException {
        this.file = file.toAbsolutePath();
        this.maxBytes = maxBytes;
        this.keep = keep;
        PrivateFiles.folderOf(this.file);
        open();
        endBrokenLine();
    }

    @Override
    public void write(byte[] line) throws IOException {
        if (out == null) {
            open();
        }
        if (size > 0 && size + line.length > maxBytes) {
            rotate();
        }
        try {
            out.write(line);
            size += line.length;
        } catch (IOException failed) {
            reopenLater();
            throw failed;
        }
    }

    @Override
    public void flush() throws IOException {
        if (out != null) {
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
        }
    }

    private void open() throws IOException {
        out = new BufferedOutputStream(
                Channels.newOutputStream(PrivateFiles.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)),
                1 << 16);
        size = Files.size(file);
    }

    /** A process that was killed may have left half a line: what follows must not be joined to it. */
    private void endBrokenLine() throws IOException {
        if (size > 0) {
            try (var channel = Files.newByteChannel(file)) {
                channel.position(size - 1);
                var last = java.nio.ByteBuffer.allocate(1);
                channel.read(last);
                if (last.get(0) != '\n') {
                    out.write('\n');
                    size++;
                }
            }
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
