package io.shuangsuiji.access;

import io.shuangsuiji.files.ChainedFile;
import io.shuangsuiji.files.ChainedFile.Tail;
import io.shuangsuiji.files.NotWritten;
import io.shuangsuiji.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The record of sign-ins: a chained file beside that of the users, written by the service and by the commands that concern
 * users. Each takes up what the other has written.
 */
public final class AccessRecord {
    /** What the file is a chain of. */
    public static final ChainedFile<Entry> CHAINED = new ChainedFile<>("access", "登录记录", Entry.class);

    /** Writers of one process; those of others keep apart by a lock of the system. */
    private static final ReentrantLock WRITERS = new ReentrantLock();

    /** What happened. */
    public enum Event {
        SIGN_IN("登录"),
        FAILURE("登录失败"),
        LOCKOUT("锁定"),
        UNLOCK("解除锁定"),
        SIGN_OUT("退出"),
        PASSWORD("修改口令"),
        RESET("重设口令"),
        USER("增加用户或更改角色");

        private final String label;

        Event(String label) {
            this.label = label;
        }

        /** In Chinese. */
        public String label() {
            return label;
        }
    }

    /**
     * A line of the record.
     *
     * @param number from 1
     * @param at when
     * @param event what happened
     * @param actor who, or for whom somebody gave himself out
     * @param from the address, or the account of the system that gave a command
     * @param words more about it, or null
     * @param previous the hash of the line before, or 64 zeros
     */
    public record Entry(long number, Instant at, Event event, String actor, String from, String words, String previous)
            implements ChainedFile.Line {}

    private final Path file;
    private final Clock clock;
    private final Consumer<Entry> taken;
    private Tail tail = Tail.EMPTY;

    /**
     * The record in a file that need not exist yet.
     *
     * @param taken told of every line, those that are there already first
     */
    public AccessRecord(Path file, Clock clock, Consumer<Entry> taken) {
        this.file = file.toAbsolutePath();
        this.clock = clock;
        this.taken = taken;
    }

    /** Where it lies. */
    public Path file() {
        return file;
    }

    /** Takes up what was written since, by whomever. */
    public synchronized Tail refresh() throws IOException {
        // what an earlier look found broken stays so: the place is looked at again
        tail = CHAINED.follow(file, tail, (entry, hash) -> taken.accept(entry));
        return tail;
    }

    /**
     * Records what happens, before it has happened.
     *
     * @throws NotWritten where it cannot be recorded: then it may not happen
     * @throws io.shuangsuiji.files.AlteredRecord where the record is broken: nothing may be written behind a forgery
     */
    public synchronized void add(Event event, String actor, String from, String words) throws IOException {
        WRITERS.lock();
        try {
            try {
                PrivateFiles.folderOf(file);
            } catch (IOException noFolder) {
                throw new NotWritten(file, noFolder);
            }
            try (var channel = PrivateFiles.open(lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var held = channel.lock()) {
                assert held.isValid();
                var end = refresh();
                // whole milliseconds: a line is read as it was written
                var now = Instant.ofEpochMilli(clock.millis());
                var entry = new Entry(end.number() + 1, now, event, actor, from, words, end.head());
                tail = CHAINED.append(file, end, entry);
                taken.accept(entry);
            } catch (java.nio.file.FileSystemException notOpened) {
                throw new NotWritten(file, notOpened);
            }
        } finally {
            WRITERS.unlock();
        }
    }

    private Path lock() {
        return file.resolveSibling("." + file.getFileName() + ".lock");
    }

    /** The last lines before an instant, the newest first. */
    public List<Entry> newest(int most, Instant before) throws IOException {
        var last = new ArrayDeque<Entry>();
        if (Files.exists(file)) {
            CHAINED.follow(file, Tail.EMPTY, (entry, hash) -> {
                if (entry.at().isBefore(before)) {
                    last.addLast(entry);
                    if (last.size() > most) {
                        last.removeFirst();
                    }
                }
            });
        }
        var entries = new ArrayList<>(last);
        Collections.reverse(entries);
        return entries;
    }
}
