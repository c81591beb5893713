package io.shuangsuiji.files;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.shuangsuiji.policy.Digests;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;

/**
 * A file of JSON lines, each with its number and the SHA-256 of the line before it, only ever appended to. A line that was
 * altered, dropped or put in breaks the chain at that place. That the end was cut off shows only to who kept the
 * {@linkplain Tail#anchor anchor}: every append tells it to the log.
 *
 * @param <E> what a line says
 */
public final class ChainedFile<E extends ChainedFile.Line> {
    /** Stands where a line before the first would have its hash. */
    public static final String START = "0".repeat(64);

    private static final Logger LOG = Logger.getLogger(ChainedFile.class.getName());
    private static final int LONGEST = 1 << 24;
    private static final int SHORT_ENOUGH = 1 << 16;
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    /** What every line has. */
    public interface Line {
        /** From 1. */
        long number();

        /** The hash of the line before, or {@link #START}. */
        String previous();
    }

    /**
     * The end of an unbroken chain.
     *
     * @param number of its last line, 0 where there is none
     * @param head the hash of that line, or {@link #START}
     * @param length how many bytes of the file the chain takes
     * @param problem where and how the chain breaks behind it, or null
     * @param torn true where an incomplete line follows, as a crash leaves it
     */
    public record Tail(long number, String head, long length, String problem, boolean torn) {
        /** The end of an empty file. */
        public static final Tail EMPTY = new Tail(0, START, 0, null, false);

        /** Names the end, by what the file is called, its number of lines and its head: to be kept elsewhere and compared. */
        public String anchor(String name) {
            return name + ":" + number + ":" + head;
        }
    }

    /**
     * What a whole file holds.
     *
     * @param entries the records of the unbroken chain
     * @param hashes the hash of each record
     * @param tail its end
     */
    public record Chain<E>(List<E> entries, List<String> hashes, Tail tail) {
        /** True where every record is what it was when it was written; a torn last line never was one. */
        public boolean verifies() {
            return tail.problem() == null;
        }

        /** Where and how it breaks, or null. */
        public String problem() {
            return tail.problem();
        }

        /** The hash of the last record, or {@link #START}. */
        public String head() {
            return tail.head();
        }

        /** True where an incomplete line follows. */
        public boolean torn() {
            return tail.torn();
        }

        /** True where the chain, at that line, had that head: nothing that it held then is gone. */
        public boolean holds(long number, String head) {
            return number == 0
                    ? START.equals(head)
                    : number <= hashes.size() && hashes.get((int) number - 1).equals(head);
        }
    }

    /** Takes the lines of a chain as they are read. */
    public interface Reader<E> {
        void line(E entry, String hash);
    }

    private final String name;
    private final String called;
    private final Class<E> type;

    /**
     * A kind of file.
     *
     * @param name begins its anchors
     * @param called what people call it
     * @param type what its lines are read as
     */
    public ChainedFile(String name, String called, Class<E> type) {
        this.name = name;
        this.called = called;
        this.type = type;
    }

    /** What begins its anchors. */
    public String name() {
        return name;
    }

    /** Reads and verifies a file; a missing one is an empty chain. */
    public Chain<E> read(Path file) throws IOException {
        return chain(reader -> follow(file, Tail.EMPTY, reader));
    }

    /** Verifies the bytes of a file. */
    public Chain<E> verify(byte[] bytes) {
        try {
            return chain(reader -> follow(new ByteArrayInputStream(bytes), Tail.EMPTY, reader));
        } catch (IOException inMemory) {
            throw new IllegalStateException(inMemory);
        }
    }

    private interface Following<E> {
        Tail to(Reader<E> reader) throws IOException;
    }

    private static <E> Chain<E> chain(Following<E> following) throws IOException {
        var entries = new ArrayList<E>();
        var hashes = new ArrayList<String>();
        var tail = following.to((entry, hash) -> {
            entries.add(entry);
            hashes.add(hash);
        });
        return new Chain<>(List.copyOf(entries), List.copyOf(hashes), tail);
    }

    /**
     * Verifies what follows behind a place that was reached before.
     *
     * @return the end that was reached; with a problem where the file has become shorter than the place
     */
    public Tail follow(Path file, Tail from, Reader<E> reader) throws IOException {
        long size = Files.exists(file) ? Files.size(file) : 0;
        if (size < from.length()) {
            return broken(
                    from,
                    called + "被截短：已读到第 " + from.number()
                            + " 行，现在没有这么多 / lines that were read before are gone: there were " + from.number());
        }
        if (size == 0) {
            return from;
        }
        try (var channel = Files.newByteChannel(file)) {
            channel.position(from.length());
            return follow(new BufferedInputStream(Channels.newInputStream(channel), SHORT_ENOUGH), from, reader);
        }
    }

    private Tail follow(InputStream in, Tail from, Reader<E> reader) throws IOException {
        var tail = new Tail(from.number(), from.head(), from.length(), null, false);
        var line = new ByteArrayOutputStream();
        for (int each = in.read(); each >= 0; each = in.read()) {
            if (each != '\n') {
                line.write(each);
                if (line.size() > LONGEST) {
                    return broken(tail, place(tail) + "过长 / is too long");
                }
                continue;
            }
            var bytes = line.toByteArray();
            line.reset();
            var hash = Digests.of(bytes);
            try {
                reader.line(entry(bytes, tail), hash);
            } catch (Broken broken) {
                return broken(tail, broken.getMessage());
            }
            tail = new Tail(tail.number() + 1, hash, tail.length() + bytes.length + 1, null, false);
        }
        // every line was written with its end in one go: without it none was finished
        return line.size() == 0 ? tail : new Tail(tail.number(), tail.head(), tail.length(), null, true);
    }

    private static final class Broken extends Exception {
        private static final long serialVersionUID = 1;

        private Broken(String message) {
            super(message, null, false, false);
        }
    }

    private static Tail broken(Tail tail, String problem) {
        return new Tail(tail.number(), tail.head(), tail.length(), problem, false);
    }

    private static String place(Tail tail) {
        return "第 " + (tail.number() + 1) + " 行";
    }

    private E entry(byte[] line, Tail tail) throws Broken {
        long number = tail.number() + 1;
        try {
            var text = new String(line, StandardCharsets.UTF_8);
            var entry = JSON.readValue(text, type);
            if (entry == null || entry.number() != number) {
                throw new Broken(
                        place(tail) + "：序号不符，有记录被删除或插入 / line " + number + ": records are missing or inserted");
            }
            if (!tail.head().equals(entry.previous())) {
                throw new Broken(place(tail) + "：与前一条记录的摘要不符，之前的记录被改动 / line " + number
                        + ": the hash of the record before it does not match");
            }
            if (!JSON.writeValueAsString(entry).equals(text)) {
                throw new Broken(place(tail) + "：不是本服务写下的样子 / line " + number + ": is not as the service writes it");
            }
            return entry;
        } catch (IOException malformed) {
            throw new Broken(place(tail) + "：无法读取 / line " + number + ": cannot be read");
        }
    }

    /**
     * Appends a record behind the end of the file and returns when it is on the disk. An incomplete last line is cut off
     * first. To be called under a lock that all who write the file take.
     *
     * @param tail the end of the file
     * @param entry what is appended, with the next number and the head
     * @throws NotWritten where it could not be written: the file is then what it was
     * @throws AlteredRecord where the chain is broken: nothing may be written behind a forgery
     */
    public Tail append(Path file, Tail tail, E entry) throws IOException {
        repair(file, tail);
        var line = JSON.writeValueAsBytes(entry);
        try (var channel = PrivateFiles.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            try {
                var buffer = ByteBuffer.allocate(line.length + 1)
                        .put(line)
                        .put((byte) '\n')
                        .flip();
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            } catch (IOException failed) {
                channel.truncate(tail.length());
                throw failed;
            }
        } catch (IOException failed) {
            throw new NotWritten(file, failed);
        }
        if (tail.number() == 0) {
            PrivateFiles.syncFolder(file.toAbsolutePath().getParent());
        }
        var end = new Tail(tail.number() + 1, Digests.of(line), tail.length() + line.length + 1, null, false);
        LOG.info(() -> called + "链头 / chain head " + end.anchor(name));
        return end;
    }

    /** Cuts off an incomplete last line; throws where the chain is broken. */
    public void repair(Path file, Tail tail) throws IOException {
        if (tail.problem() != null) {
            throw new AlteredRecord(called + "已损坏，不能续写：" + tail.problem());
        }
        if (tail.torn()) {
            try (var channel = PrivateFiles.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(tail.length());
                channel.force(true);
            }
        }
    }
}
