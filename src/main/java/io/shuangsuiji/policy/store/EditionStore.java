package io.shuangsuiji.policy.store;

import io.shuangsuiji.policy.EditionFiles;
import io.shuangsuiji.policy.EditionInfo;
import io.shuangsuiji.policy.EditionName;
import io.shuangsuiji.policy.Message;
import io.shuangsuiji.policy.compile.EditionCompiler;
import io.shuangsuiji.policy.store.EditionCatalog.Folder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Watches the folders of editions and the rules, and holds the catalogue of what serves.
 *
 * <p>Folders are compared at a fixed interval rather than through the operating system's notices, which network and
 * container volumes do not send. A change is taken up once it has stood still for one interval, compiled beside what
 * serves, and swapped in with the whole catalogue at once. A folder whose new files are refused goes on serving what
 * it served.
 */
public final class EditionStore implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(EditionStore.class.getName());

    private final Path editions;
    private final Path rules;
    private final EditionCompiler compiler;
    private final Clock clock;
    private final ScheduledExecutorService watcher = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "edition-watcher");
        thread.setDaemon(true);
        return thread;
    });

    private final Map<String, String> firstServed = new HashMap<>();
    private Map<String, String> compiled = Map.of();
    private SortedMap<String, byte[]> ruleFiles = Collections.emptySortedMap();
    private Map<String, String> lastSeen = Map.of();
    private volatile EditionCatalog catalog = EditionCatalog.EMPTY;
    private volatile Consumer<Folder> checked = folder -> {};

    /**
     * A store that has not looked yet.
     *
     * @param editions the folder that holds one folder an edition
     * @param rules the folder of the DRL files that editions without any of their own share
     * @param clock tells when a folder was checked; nothing is decided by it
     */
    public EditionStore(Path editions, Path rules, EditionCompiler compiler, Clock clock) {
        this.editions = editions;
        this.rules = rules;
        this.compiler = compiler;
        this.clock = clock;
    }

    /** What serves now. */
    public EditionCatalog catalog() {
        return catalog;
    }

    /** Where the editions lie. */
    public Path editionsFolder() {
        return editions;
    }

    /** From now on tells of every folder that was checked, whether it is served or refused. */
    public void onChecked(Consumer<Folder> listener) {
        checked = listener;
    }

    /** Loads what is there, at once. */
    public synchronized void load() {
        refresh(fingerprints());
    }

    /** Looks again at every interval until closed. */
    public void watch(Duration interval) {
        watcher.scheduleWithFixedDelay(this::look, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        watcher.shutdownNow();
    }

    private synchronized void look() {
        try {
            var seen = fingerprints();
            if (!seen.equals(compiled) && seen.equals(lastSeen)) {
                refresh(seen);
            }
            lastSeen = seen;
        } catch (RuntimeException | Error problem) {
            // the watcher must live on: the next look may succeed
            LOG.log(Level.WARNING, "could not look at " + editions, problem);
        }
    }

    private void refresh(Map<String, String> seen) {
        try {
            var rulesChanged = !seen.get("").equals(compiled.get(""));
            if (rulesChanged) {
                ruleFiles = EditionFiles.read(rules);
            }
            var before = new HashMap<String, Folder>();
            catalog.folders().forEach(folder -> before.put(folder.folder(), folder));
            var folders = new ArrayList<Folder>();
            for (var name : seen.keySet().stream()
                    .filter(key -> !key.isEmpty())
                    .sorted()
                    .toList()) {
                var known = before.get(name);
                if (known != null && !rulesChanged && seen.get(name).equals(compiled.get(name))) {
                    folders.add(known);
                    continue;
                }
                var edition = EditionName.parse(name);
                if (edition.isEmpty()) {
                    folders.add(reported(misnamed(name), System.nanoTime()));
                    continue;
                }
                var files = EditionFiles.read(editions.resolve(name));
                var withdrawn = files.remove(Withdrawal.FILE);
                var digest = EditionFiles.digest(EditionFiles.withRules(files, ruleFiles));
                if (withdrawn != null) {
                    folders.add(withdrawn(name, info(files), Withdrawal.read(withdrawn), digest));
                } else if (known != null && known.accepted() && known.digest().equals(digest)) {
                    // the shared rules changed, and it has its own
                    folders.add(known);
                } else {
                    long start = System.nanoTime();
                    folders.add(reported(taken(name, known, compiler.compile(edition.get(), files, ruleFiles)), start));
                }
            }
            compiled = seen;
            if (folders.stream().allMatch(folder -> folder.edition() == null && folder.withdrawal() == null)
                    && !catalog.serving().isEmpty()) {
                LOG.warning("没有可用的版本，沿用原有版本 / no edition is left: what served goes on serving");
                before.values().stream()
                        .filter(known -> known.edition() != null)
                        .map(this::vanished)
                        .forEach(folders::add);
                folders.sort(Comparator.comparing(Folder::folder));
            }
            catalog = new EditionCatalog(List.copyOf(folders));
        } catch (IOException vanished) {
            LOG.log(Level.WARNING, "could not read " + editions + "; will look again: " + vanished.getMessage());
        }
    }

    private Folder taken(String name, Folder known, EditionCompiler.Result result) {
        var served = known == null ? null : known.edition();
        var accepted = result.edition() != null;
        if (accepted) {
            firstServed.putIfAbsent(name, result.digest());
        }
        var edition = accepted ? result.edition() : served;
        return new Folder(
                name,
                edition,
                edition == null ? null : edition.info(),
                accepted,
                result.digest(),
                firstServed.get(name),
                clock.instant(),
                result.messages(),
                null);
    }

    /** What a folder that serves no more says of itself; null where that cannot be read. */
    private static EditionInfo info(SortedMap<String, byte[]> files) {
        try {
            return EditionInfo.read(files.getOrDefault("edition.yaml", new byte[0]));
        } catch (IOException unreadable) {
            return null;
        }
    }

    private Folder withdrawn(String name, EditionInfo info, Withdrawal withdrawal, String digest) {
        LOG.info("edition " + name + " is withdrawn");
        return new Folder(
                name,
                null,
                info,
                false,
                digest,
                firstServed.get(name),
                clock.instant(),
                List.of(new Message(
                        Message.Severity.WARN,
                        Withdrawal.FILE,
                        null,
                        "已撤回" + (withdrawal.reason() == null ? "" : "：" + withdrawal.reason())
                                + " / withdrawn before it took effect")),
                withdrawal);
    }

    private Folder misnamed(String name) {
        return new Folder(
                name,
                null,
                null,
                false,
                null,
                null,
                clock.instant(),
                List.of(Message.error(
                        null,
                        null,
                        "文件夹名应为施行日期，如 2024-01-01 或 2024-01-01.1 / a folder is named by the day it takes effect")),
                null);
    }

    /** A folder that is gone, of which the edition goes on serving since there is no other. */
    private Folder vanished(Folder known) {
        return new Folder(
                known.folder(),
                known.edition(),
                known.info(),
                false,
                null,
                known.firstServedDigest(),
                clock.instant(),
                List.of(
                        Message.error(
                                null,
                                null,
                                "文件夹已不存在；没有别的版本可用，沿用原有内容 / the folder is gone; it goes on serving since no other edition does")),
                null);
    }

    private Folder reported(Folder folder, long start) {
        checked.accept(folder);
        if (folder.accepted()) {
            LOG.info("edition " + folder.folder() + " serves, loaded in "
                    + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) + " ms, digest " + folder.digest());
        } else {
            folder.messages().stream()
                    .filter(Message::refuses)
                    .forEach(message -> LOG.warning("edition " + folder.folder() + " refused: " + message.inWords()));
        }
        return folder;
    }

    private Map<String, String> fingerprints() {
        var seen = new HashMap<String, String>();
        try {
            seen.put("", EditionFiles.fingerprint(rules));
            if (Files.isDirectory(editions)) {
                try (var folders = Files.list(editions)) {
                    for (var folder : folders.filter(Files::isDirectory).toList()) {
                        var name = folder.getFileName().toString();
                        if (!name.startsWith(".")) {
                            seen.put(name, EditionFiles.fingerprint(folder));
                        }
                    }
                }
            }
        } catch (IOException vanished) {
            throw new UncheckedIOException(vanished);
        }
        return seen;
    }
}
