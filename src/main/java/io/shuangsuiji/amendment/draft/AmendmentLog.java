package io.shuangsuiji.amendment.draft;

import io.shuangsuiji.files.ChainedFile;
import io.shuangsuiji.files.ChainedFile.Chain;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
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

    /** What the file is a chain of. */
    public static final ChainedFile<Entry> CHAINED = new ChainedFile<>("amendments", "修订日志", Entry.class);

    /** What was done. */
    public enum Step {
        CREATE("起草"),
        EDIT("修改"),
        CHECK("校验"),
        IMPACT("影响测算"),
        SUBMIT("送审"),
        /** Taken back by those who had sent it for approval. */
        RECALL("撤回送审"),
        RETURN("退回"),
        APPROVE("批准"),
        PUBLISH("发布"),
        WITHDRAW("撤回版本"),
        DISCARD("作废");

        private final String label;

        Step(String label) {
            this.label = label;
        }

        /** Its Chinese name. */
        public String label() {
            return label;
        }
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
     * @param from the address that it was done from, or null where it is not known
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
            String from,
            String previous)
            implements ChainedFile.Line {
        /** A record that is not yet in the log. */
        public Entry(
                Instant at,
                Step step,
                Actor actor,
                String draft,
                Integer version,
                String edition,
                SortedMap<String, String> digests,
                List<String> words) {
            this(0, at, step, actor.name(), draft, version, edition, digests, words, actor.from(), null);
        }

        private Entry behind(ChainedFile.Tail tail) {
            return new Entry(
                    tail.number() + 1, at, step, actor, draft, version, edition, digests, words, from, tail.head());
        }

        /** Copies what it holds. */
        public Entry {
            digests = digests == null ? new TreeMap<>() : Collections.unmodifiableSortedMap(new TreeMap<>(digests));
            words = words == null ? List.of() : List.copyOf(words);
        }
    }

    private AmendmentLog() {}

    /** Reads and verifies a log; a missing file is an empty log. */
    public static Chain<Entry> read(Path file) throws IOException {
        return CHAINED.read(file);
    }

    /** Verifies the bytes of a log. */
    public static Chain<Entry> verify(byte[] log) {
        return CHAINED.verify(log);
    }

    /**
     * Appends a record and returns when it is on the disk. An incomplete last line is cut off first. To be called under
     * the lock of the folder only.
     *
     * @param entry its number and the hash before it are given to it here
     * @throws io.shuangsuiji.files.NotWritten where it could not be written: the log is then what it was
     * @throws io.shuangsuiji.files.AlteredRecord where the chain is broken: nothing may be written behind a forgery
     */
    public static void append(Path file, Entry entry) throws IOException {
        var tail = read(file).tail();
        CHAINED.append(file, tail, entry.behind(tail));
    }

    /** Cuts off an incomplete last line; throws where the chain is broken. */
    static Chain<Entry> repaired(Path file) throws IOException {
        var chain = read(file);
        CHAINED.repair(file, chain.tail());
        return chain;
    }
}
