package io.shuangsuiji.amendment.draft;

import io.shuangsuiji.amendment.draft.AmendmentLog.Chain;
import io.shuangsuiji.amendment.draft.AmendmentLog.Entry;
import io.shuangsuiji.amendment.draft.AmendmentLog.Step;
import io.shuangsuiji.policy.Digests;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The folder of drafts beside that of the editions, as it lies on the disk.
 *
 * <p>A draft is a folder: {@code versions/000001.yaml} and on, and {@code content/} with the bytes of all files by their
 * SHA-256. Files are written once and never changed. A step is first prepared under names that nobody reads, then made by
 * one line in the log, then given its names; whoever comes next after a crash finds either no line, and clears the
 * preparation away, or the line, and gives the names.
 */
public final class Workspace {
    private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();
    private static final Renewals RENEWALS = new Renewals();

    private final Path folder;
    private final Path editions;
    private final Path log;
    private final ReentrantLock lock;
    private final Recovery recovery;
    private final Lease lease;
    private volatile boolean claimed;

    public Workspace(Path folder, Path editions) throws IOException {
        Files.createDirectories(folder);
        this.folder = folder.toRealPath();
        this.editions = editions;
        this.log = this.folder.resolve(AmendmentLog.FILE);
        this.lock = LOCKS.computeIfAbsent(this.folder, any -> new ReentrantLock());
        this.recovery = new Recovery(this.folder, editions, log);
        this.lease = new Lease(this.folder);
        try {
            locked(() -> null);
        } catch (HeldElsewhere readOnly) {
            // drafts are read all the same; each step says so
        }
    }

    /** Keeps other services from changing the drafts from now on, or waits until the one that does so has stopped. */
    public void claim() throws IOException {
        claimed = true;
        RENEWALS.add(this);
        try {
            locked(() -> null);
        } catch (HeldElsewhere readOnly) {
            // the first step after that one has stopped takes over
        }
    }

    /** Who changes the drafts of this folder, where it is another service. */
    public Optional<String> holder() throws IOException {
        return lease.holder();
    }

    boolean isGone() {
        return !Files.isDirectory(folder);
    }

    /** Has others see that this service lives. */
    void renew() throws IOException {
        underLock(() -> {
            lease.renew();
            return null;
        });
    }

    /** Lets another take over at once. */
    void release() throws IOException {
        underLock(() -> {
            lease.release();
            return null;
        });
    }

    /** A step under the lock. */
    public interface Action<T, E extends Exception> {
        T run() throws IOException, E;
    }

    /**
     * Runs a step alone among all threads and processes, after what a crash may have left is put in order.
     *
     * @throws HeldElsewhere where another service changes the drafts of this folder
     */
    public <T, E extends Exception> T locked(Action<T, E> action) throws IOException, E {
        return underLock(() -> {
            if (lock.getHoldCount() == 1) {
                if (claimed) {
                    lease.take();
                } else {
                    lease.check();
                }
                recovery.run();
            }
            return action.run();
        });
    }

    private <T, E extends Exception> T underLock(Action<T, E> action) throws IOException, E {
        lock.lock();
        try {
            if (lock.getHoldCount() > 1) {
                // closing a second channel would give up the lock of the process
                return action.run();
            }
            try (var channel = FileChannel.open(
                            folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var held = channel.lock()) {
                assert held.isValid();
                return action.run();
            }
        } finally {
            lock.unlock();
        }
    }

    public Chain chain() throws IOException {
        return AmendmentLog.read(log);
    }

    public Path editions() {
        return editions;
    }

    /** The newest version of every draft, the newest draft first. */
    public List<Draft> drafts() throws IOException {
        var drafts = new ArrayList<Draft>();
        try (var folders = Files.list(folder)) {
            for (var each : folders.sorted(java.util.Comparator.reverseOrder()).toList()) {
                if (Draft.id(each.getFileName().toString()).isPresent()) {
                    newest(each.getFileName().toString()).ifPresent(drafts::add);
                }
            }
        }
        return drafts;
    }

    /** The newest version of a draft. */
    public Optional<Draft> newest(String id) throws IOException {
        var numbers = versions(id);
        return numbers.isEmpty() ? Optional.empty() : version(id, numbers.get(numbers.size() - 1));
    }

    /** A version of a draft. */
    public Optional<Draft> version(String id, int number) throws IOException {
        if (Draft.id(id).isEmpty()) {
            return Optional.empty();
        }
        var file = versionFile(id, number);
        return Files.exists(file) ? Optional.of(Draft.fromYaml(Files.readAllBytes(file))) : Optional.empty();
    }

    /** The numbers of a draft's versions, from the first. */
    public List<Integer> versions(String id) throws IOException {
        var versions = folder.resolve(Draft.id(id).orElse("none")).resolve("versions");
        if (!Files.isDirectory(versions)) {
            return List.of();
        }
        try (var files = Files.list(versions)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("\\d{6}\\.yaml"))
                    .map(name -> Integer.parseInt(name.substring(0, 6)))
                    .sorted()
                    .toList();
        }
    }

    /** The bytes behind digests, by name. */
    public SortedMap<String, byte[]> content(String id, SortedMap<String, String> files) throws IOException {
        var content = new TreeMap<String, byte[]>();
        for (var file : files.entrySet()) {
            var bytes = Files.readAllBytes(contentFile(id, file.getValue()));
            if (!Digests.of(bytes).equals(file.getValue())) {
                throw new IOException("草案 " + id + " 的文件 " + file.getKey() + " 在磁盘上被改动");
            }
            content.put(file.getKey(), bytes);
        }
        return content;
    }

    /** Keeps bytes and returns their digests by name. */
    public SortedMap<String, String> keep(String id, SortedMap<String, byte[]> files) throws IOException {
        var kept = new TreeMap<String, String>();
        for (var file : files.entrySet()) {
            kept.put(file.getKey(), keep(id, file.getValue()));
        }
        return kept;
    }

    public String keep(String id, byte[] bytes) throws IOException {
        var digest = Digests.of(bytes);
        var target = contentFile(id, digest);
        Files.createDirectories(target.getParent());
        if (!Files.exists(target)) {
            DurableFiles.write(target, bytes);
        }
        return digest;
    }

    /** What is kept under a digest. */
    public Optional<byte[]> kept(String id, String digest) throws IOException {
        if (Draft.id(id).isEmpty() || digest == null || !digest.matches("[0-9a-f]{64}")) {
            return Optional.empty();
        }
        var file = contentFile(id, digest);
        return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }

    /** Makes a version of a draft, with its line in the log; under the lock only. */
    public Draft commit(Step step, Draft draft, Map<String, String> seen, List<String> words) throws IOException {
        return commit(step, draft, seen, words, null, null);
    }

    /** As {@link #commit(Step, Draft, Map, List)}, and publishes an edition with it. */
    public Draft commit(
            Step step,
            Draft draft,
            Map<String, String> seen,
            List<String> words,
            String edition,
            EditionFolder published)
            throws IOException {
        var digests = new TreeMap<>(seen);
        var record = draft.toYaml();
        digests.put("draft", draft.digest());
        digests.put("record", Digests.of(record));
        var target = versionFile(draft.id(), draft.version());
        Files.createDirectories(target.getParent());
        DurableFiles.syncFolder(folder);
        DurableFiles.syncFolder(target.getParent().getParent());
        DurableFiles.writeInPlace(prepared(target), record);
        if (published != null) {
            digests.putAll(published.digests());
            prepareEdition(edition, published.paths());
        }
        CrashPoint.reached("prepared");
        AmendmentLog.append(
                log, draft.changedAt(), step, draft.changedBy(), draft.id(), draft.version(), edition, digests, words);
        CrashPoint.reached("logged");
        recovery.run();
        var made = version(draft.id(), draft.version());
        if (made.isEmpty()) {
            // somebody put a folder of that name there in the meantime: what the log promised is taken back in it
            AmendmentLog.append(
                    log,
                    draft.changedAt(),
                    Step.RETURN,
                    draft.changedBy(),
                    draft.id(),
                    draft.version() - 1,
                    edition,
                    new TreeMap<>(),
                    List.of("步骤没有完成：文件夹 " + edition + " 已存在"));
            throw new IOException("步骤没有完成，请重试：文件夹 " + edition + " 已存在 / the folder is there already: try again");
        }
        return made.get();
    }

    /** Notes in the log what changes no draft; under the lock only. */
    public void note(Entry entry) throws IOException {
        AmendmentLog.append(
                log,
                entry.at(),
                entry.step(),
                entry.actor(),
                entry.draft(),
                entry.version(),
                entry.edition(),
                entry.digests(),
                entry.words());
        recovery.run();
    }

    private void prepareEdition(String edition, SortedMap<String, byte[]> files) throws IOException {
        var preparing = editions.resolve(Recovery.PUBLISHING + edition);
        DurableFiles.deleteUnfinished(preparing);
        Files.createDirectories(preparing);
        for (var file : files.entrySet()) {
            var target = preparing.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            DurableFiles.writeInPlace(target, file.getValue());
            DurableFiles.syncFolder(target.getParent());
            CrashPoint.reached("writing edition");
        }
        DurableFiles.syncFolder(preparing);
        DurableFiles.syncFolder(editions);
    }

    private Path versionFile(String id, int number) {
        return folder.resolve(id).resolve("versions").resolve("%06d.yaml".formatted(number));
    }

    private static Path prepared(Path target) {
        return target.resolveSibling("." + target.getFileName() + ".tmp");
    }

    private Path contentFile(String id, String digest) {
        return folder.resolve(id).resolve("content").resolve(digest);
    }
}
