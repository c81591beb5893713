package io.shuangsuiji.amendment.draft;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.shuangsuiji.policy.Digests;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The log of amendments: one JSON line a step, each with the SHA-256 of the line before it, only ever appended to. A line
 * that was altered, dropped or put in breaks the chain at that place; editions that the service published hold the hash
 * at which they were written, so that cutting off the end is seen too.
 */
public final class AmendmentLog {
    /** The log's file name in the folder of drafts. */
    public static final String FILE = "amendments.ndjson";

    static final String START = "0".repeat(64);

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    /** What was done. */
    public enum Step {
        CREATE,
        EDIT,
        CHECK,
        IMPACT,
        SUBMIT,
        RETURN,
        APPROVE,
        PUBLISH,
        WITHDRAW,
        DISCARD
    }

    /**
     * A record of the log.
     *
     * @param number from 1
     * @param at when
     * @param step what was done
     * @param actor who did it
     * @param draft the draft concerned, or null
     * @param version the draft's version after it, or null
     * @param edition the edition concerned, or null
     * @param digests SHA-256 of what the step rests on, by name
     * @param words what changed, or why, in words
     * @param previous the hash of the record before, or 64 zeros
     */
    public record Entry(
            long number,
            Instant at,
            Step step,
            String actor,
            String draft,
            Integer version,
            String edition,
            SortedMap<String, String> digests,
            List<String> words,
            String previous) {
        /** Copies what it holds. */
        public Entry {
            digests = digests == null ? new TreeMap<>() : Collections.unmodifiableSortedMap(new TreeMap<>(digests));
            words = words == null ? List.of() : List.copyOf(words);
        }
    }

    /**
     * What a log holds.
     *
     * @param entries the records of the unbroken chain
     * @param head the hash of the last of them, or 64 zeros
     * @param hashes the hash of each record
     * @param problem where and how the chain breaks, or null
     * @param length how many bytes of the file the chain takes
     * @param torn true where an incomplete last line follows, as a crash leaves it
     */
    public record Chain(
            List<Entry> entries, String head, List<String> hashes, String problem, long length, boolean torn) {
        /** True where every record is what it was when it was written; a torn last line never was one. */
        public boolean verifies() {
            return problem == null;
        }
    }

    private AmendmentLog() {}

    /** Reads and verifies a log; a missing file is an empty log. */
    public static Chain read(Path file) throws IOException {
        return verify(Files.exists(file) ? Files.readAllBytes(file) : new byte[0]);
    }

    /** Verifies the bytes of a log. */
    public static Chain verify(byte[] log) {
        var entries = new ArrayList<Entry>();
        var hashes = new ArrayList<String>();
        var head = START;
        int at = 0;
        while (at < log.length) {
            int end = at;
            while (end < log.length && log[end] != '\n') {
                end++;
            }
            if (end == log.length) {
                // every record was written with its line end in one go: without it none was finished
                return new Chain(List.copyOf(entries), head, List.copyOf(hashes), null, at, true);
            }
            var line = new String(log, at, end - at, StandardCharsets.UTF_8);
            var problem = problem(line, entries.size() + 1L, head, entries);
            if (problem != null) {
                return new Chain(List.copyOf(entries), head, List.copyOf(hashes), problem, at, false);
            }
            head = Digests.of(line.getBytes(StandardCharsets.UTF_8));
            hashes.add(head);
            at = end + 1;
        }
        return new Chain(List.copyOf(entries), head, List.copyOf(hashes), null, at, false);
    }

    private static String problem(String line, long number, String head, List<Entry> entries) {
        try {
            var entry = JSON.readValue(line, Entry.class);
            if (entry == null || entry.number() != number) {
                return "第 " + number + " 行：序号不符，有记录被删除或插入 / line " + number + ": records are missing or inserted";
            }
            if (!head.equals(entry.previous())) {
                return "第 " + number + " 行：与前一条记录的摘要不符，之前的记录被改动 / line " + number
                        + ": the hash of the record before it does not match";
            }
            if (!JSON.writeValueAsString(entry).equals(line)) {
                return "第 " + number + " 行：不是本服务写下的样子 / line " + number + ": is not as the service writes it";
            }
            entries.add(entry);
            return null;
        } catch (IOException malformed) {
            return "第 " + number + " 行：无法读取 / line " + number + ": cannot be read";
        }
    }

    /**
     * Appends a record and returns when it is on the disk. An incomplete last line is cut off first. To be called under
     * the lock of the folder only.
     *
     * @throws IOException where the chain is broken: nothing may be written behind a forgery
     */
    public static Chain append(
            Path file,
            Instant at,
            Step step,
            String actor,
            String draft,
            Integer version,
            String edition,
            SortedMap<String, String> digests,
            List<String> words)
            throws IOException {
        var chain = repaired(file);
        var entry = new Entry(
                chain.entries().size() + 1L, at, step, actor, draft, version, edition, digests, words, chain.head());
        var line = (JSON.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8);
        boolean created = !Files.exists(file);
        try (var channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            var buffer = ByteBuffer.wrap(line);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        if (created) {
            DurableFiles.syncFolder(file.toAbsolutePath().getParent());
        }
        return read(file);
    }

    /** Cuts off an incomplete last line; throws where the chain is broken. */
    static Chain repaired(Path file) throws IOException {
        var chain = read(file);
        if (!chain.verifies()) {
            throw new IOException("修订日志已损坏，不能续写：" + chain.problem());
        }
        if (chain.torn()) {
            try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(chain.length());
                channel.force(true);
            }
        }
        return chain;
    }
}
