package io.shuangsuiji.cli.console;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Files that commands read and write, packed by GZIP or not. */
public final class BatchFiles {
    private BatchFiles() {}

    /** A file being read, and how many of its bytes have been. */
    public static final class Source extends FilterInputStream {
        private volatile long read;

        private Source(InputStream file) {
            super(file);
        }

        /** The lines. */
        public InputStream lines() throws IOException {
            var buffered = new BufferedInputStream(this, 1 << 16);
            buffered.mark(2);
            boolean packed = buffered.read() == 0x1f && buffered.read() == 0x8b;
            buffered.reset();
            return packed ? new GZIPInputStream(buffered, 1 << 16) : buffered;
        }

        public long count() {
            return read;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            read += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            int got = super.read(bytes, from, count);
            read += Math.max(got, 0);
            return got;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }

    /** Opens a file; null stands for standard input. */
    public static Source open(Path file) throws IOException {
        return new Source(file == null ? System.in : Files.newInputStream(file));
    }

    /** Writes to a stream. */
    public interface Writing<T> {
        T to(OutputStream out) throws IOException;
    }

    /** Writes a file beside its place, packed where its name ends in {@code .gz}, and puts it there when it is whole. */
    public static <T> T write(Path file, Writing<T> writing) throws IOException {
        var folder = Objects.requireNonNullElse(file.toAbsolutePath().getParent(), Path.of("."));
        var draft = Files.createTempFile(folder, ".output", ".tmp");
        try {
            T result;
            try (var out = packed(file)
                    ? new GZIPOutputStream(Files.newOutputStream(draft), 1 << 16)
                    : Files.newOutputStream(draft)) {
                result = writing.to(out);
            }
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
            return result;
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static boolean packed(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".gz");
    }
}
