package io.shuangsuiji.amendment.draft;

import io.shuangsuiji.amendment.draft.AmendmentLog.Entry;
import io.shuangsuiji.amendment.draft.AmendmentLog.Step;
import io.shuangsuiji.files.AlteredRecord;
import io.shuangsuiji.files.ChainedFile.Chain;
import io.shuangsuiji.files.NotWritten;
import io.shuangsuiji.files.PrivateFiles;
import io.shuangsuiji.policy.Digests;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
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

    private final Path folder;
    private final Path editions;
    private final Path log;
    private final ReentrantLock lock;
    private final Recovery recovery;
    private final Lease lease;

    /** What the log said when it was last read, and how long and how old it was then. */
    private RecordedVersions recorded;

    private List<Object> recordedAt = List.of();

    /**
     * Opens the folder.
     *
     * @param folder the folder of drafts, made where it lacks
     * @param editions that of the editions
     * @param lease the right to change it, where several services may be started on it; else null
     */
    public Workspace(Path folder, Path editions, Lease lease) throws IOException {
        PrivateFiles.folder(folder);
        this.folder = folder.toRealPath();
        this.editions = editions;
        this.log = this.folder.resolve(AmendmentLog.FILE);
        this.lock = LOCKS.computeIfAbsent(this.folder, any -> new ReentrantLock());
        this.recovery = new Recovery(this.folder, editions, log);
        this.lease = lease;
        try {
            locked(() -> null);
        } catch (FolderHeld | NotWritten readOnly) {
            // what is there can be read; whoever may write puts it in order, and a step here says why it cannot be
        }
    }

    /** A step under the lock. */
    public interface Action<T, E extends Exception> {
        T run() throws IOException, E;
    }

    /** Runs a step alone among all threads and processes, after what a crash may have left is put in order. */
    public <T, E extends Exception> T locked(Action<T, E> action) throws IOException, E {
        lock.lock();
        try {
            if (lock.getHoldCount() > 1) {
                // closing a second channel would give up the lock of the process
                return action.run();
            }
            try (var channel = lockFile();
                    var held = channel.lock()) {
                assert held.isValid();
                if (lease != null && !lease.renew()) {
                    throw new FolderHeld(lease.other().orElse("?"));
                }
                recovery.run();
                return action.run();
            }
        } finally {
            lock.unlock();
        }
    }

    private FileChannel lockFile() throws NotWritten {
        var file = folder.resolve(".lock");
        try {
            return PrivateFiles.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException notWritable) {
            throw new NotWritten(file, notWritable);
        }
    }

    public Chain<Entry> chain() throws IOException {
        return AmendmentLog.read(log);
    }

    public Path editions() {
        return editions;
    }

    /** The newest version of every draft that is what the log says, the newest draft first. */
    public List<Draft> drafts() throws IOException {
        var drafts = new ArrayList<Draft>();
        for (var id : new TreeSet<>(recorded().drafts()).descendingSet()) {
            try {
                newest(id).ifPresent(drafts::add);
            } catch (AlteredRecord altered) {
                // told by altered()
            }
        }
        return drafts;
    }

    /** In what the drafts on the disk are not what the log says, in words. */
    public List<String> altered() throws IOException {
        return recorded().altered(folder);
    }

    /** The newest version of a draft. */
    public Optional<Draft> newest(String id) throws IOException {
        var numbers = versions(id);
        return numbers.isEmpty() ? Optional.empty() : version(id, numbers.get(numbers.size() - 1));
    }

    /**
     * A version of a draft.
     *
     * @throws AlteredRecord where its file is not the one that the log names
     */
    public Optional<Draft> version(String id, int number) throws IOException {
        var log = recorded();
        return log.of(id).contains(number) ? Optional.of(log.read(folder, id, number)) : Optional.empty();
    }

    /** The numbers of a draft's versions, from the first. */
    public List<Integer> versions(String id) throws IOException {
        return recorded().of(id);
    }

    /** What the log says, read again whenever the file is another. */
    private synchronized RecordedVersions recorded() throws IOException {
        List<Object> now = List.of();
        if (Files.exists(log)) {
            var attributes = Files.readAttributes(log, BasicFileAttributes.class);
            now = List.of(attributes.size(), attributes.lastModifiedTime(), String.valueOf(attributes.fileKey()));
        }
        if (recorded == null || !now.equals(recordedAt)) {
            var chain = chain();
            if (!chain.verifies()) {
                // what it says behind that place would be missing, and older versions pass for the newest
                throw new AlteredRecord("修订日志已损坏：" + chain.problem());
            }
            recorded = new RecordedVersions(chain.entries());
            recordedAt = now;
        }
        return recorded;
    }

    /** The bytes behind digests, by name. */
    public SortedMap<String, byte[]> content(String id, SortedMap<String, String> files) throws IOException {
        var content = new TreeMap<String, byte[]>();
        for (var file : files.entrySet()) {
            var bytes = kept(id, file.getValue());
            content.put(file.getKey(), bytes.orElseThrow(() -> altered(id, file.getKey())));
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
        PrivateFiles.folderOf(target);
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
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var bytes = Files.readAllBytes(file);
        if (!Digests.of(bytes).equals(digest)) {
            throw altered(id, "content/" + digest);
        }
        return Optional.of(bytes);
    }

    private static AlteredRecord altered(String id, String file) {
        return new AlteredRecord("草案 " + id + " 的文件 " + file
                + " 在磁盘上被改动，或不在了 / a file of the draft was altered on the disk, or is gone");
    }

    /** Makes a version of a draft, with its line in the log; under the lock only. */
    public Draft commit(Actor actor, Step step, Draft draft, Map<String, String> seen, List<String> words)
            throws IOException {
        return commit(actor, step, draft, seen, words, null, null);
    }

    /** As {@link #commit(Actor, Step, Draft, Map, List)}, and publishes an edition with it. */
    public Draft commit(
            Actor actor,
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
        var target = RecordedVersions.file(folder, draft.id(), draft.version());
        PrivateFiles.folderOf(target);
        PrivateFiles.syncFolder(folder);
        PrivateFiles.syncFolder(target.getParent().getParent());
        DurableFiles.writeInPlace(RecordedVersions.prepared(target), record);
        if (published != null) {
            digests.putAll(published.digests());
            prepareEdition(edition, published.paths());
        }
        CrashPoint.reached("prepared");
        AmendmentLog.append(
                log, new Entry(draft.changedAt(), step, actor, draft.id(), draft.version(), edition, digests, words));
        CrashPoint.reached("logged");
        recovery.run();
        var made = version(draft.id(), draft.version());
        if (made.isEmpty()) {
            // somebody put a folder of that name there in the meantime: what the log promised is taken back in it
            AmendmentLog.append(
                    log,
                    new Entry(
                            draft.changedAt(),
                            Step.RETURN,
                            actor,
                            draft.id(),
                            draft.version() - 1,
                            edition,
                            new TreeMap<>(),
                            List.of("步骤没有完成：文件夹 " + edition + " 已存在")));
            throw new IOException("步骤没有完成，请重试：文件夹 " + edition + " 已存在 / the folder is there already: try again");
        }
        return made.get();
    }

    /** Notes in the log what changes no draft; under the lock only. */
    public void note(Entry entry) throws IOException {
        AmendmentLog.append(log, entry);
        recovery.run();
    }

    private void prepareEdition(String edition, SortedMap<String, byte[]> files) throws IOException {
        var preparing = editions.resolve(Recovery.PUBLISHING + edition);
        DurableFiles.deleteUnfinished(preparing);
        Files.createDirectories(preparing);
        for (var file : files.entrySet()) {
            var target = preparing.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            DurableFiles.writePublic(target, file.getValue());
            PrivateFiles.syncFolder(target.getParent());
            CrashPoint.reached("writing edition");
        }
        PrivateFiles.syncFolder(preparing);
        PrivateFiles.syncFolder(editions);
    }

    private Path contentFile(String id, String digest) {
        return folder.resolve(id).resolve("content").resolve(digest);
    }
}
