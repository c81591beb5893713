package io.shuangsuiji.sheets;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** The bytes of a file, on disk or in memory, to be read as often as need be, for as long as somebody waits for what is read. */
public interface Source {
    /** What the sender calls the file; may be empty. */
    String name();

    /** How many bytes there are. */
    long size() throws IOException;

    /** The bytes from the first on. */
    InputStream open() throws IOException;

    /** The bytes in any order. */
    SeekableByteChannel channel() throws IOException;

    /** A file on disk. */
    static Source of(Path file) {
        return of(file.getFileName().toString(), file);
    }

    /** A file on disk that its sender calls otherwise. */
    static Source of(String name, Path file) {
        return new Source() {
            @Override
            public String name() {
                return name == null ? "" : name;
            }

            @Override
            public long size() throws IOException {
                return Files.size(file);
            }

            @Override
            public InputStream open() throws IOException {
                return new WantedStream(Files.newInputStream(file));
            }

            @Override
            public SeekableByteChannel channel() throws IOException {
                return Files.newByteChannel(file);
            }
        };
    }

    /** Bytes in memory. */
    static Source of(String name, byte[] bytes) {
        return new Source() {
            @Override
            public String name() {
                return name == null ? "" : name;
            }

            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public InputStream open() {
                return new WantedStream(new ByteArrayInputStream(bytes));
            }

            @Override
            public SeekableByteChannel channel() {
                return new SeekableInMemoryByteChannel(bytes);
            }
        };
    }
}
