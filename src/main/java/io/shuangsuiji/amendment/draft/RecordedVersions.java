package io.shuangsuiji.amendment.draft;

import io.shuangsuiji.amendment.draft.AmendmentLog.Entry;
import io.shuangsuiji.amendment.draft.AmendmentLog.Step;
import io.shuangsuiji.files.AlteredRecord;
import io.shuangsuiji.policy.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the log says of the versions of drafts: a file is a version only where it is the one that the log names. */
final class RecordedVersions {
    private static final String RECORD = "record";

    private final Map<String, NavigableMap<Integer, Entry>> drafts = new HashMap<>();

    RecordedVersions(List<Entry> log) {
        for (var entry : log) {
            if (entry.draft() == null || entry.version() == null) {
                continue;
            }
            var versions = drafts.computeIfAbsent(entry.draft(), any -> new TreeMap<>());
            if (entry.digests().containsKey(RECORD)) {
                versions.put(entry.version(), entry);
            } else if (entry.step() == Step.RETURN) {
                // a publication that was taken back at once
                versions.tailMap(entry.version(), false).clear();
            }
        }
    }

    Set<String> drafts() {
        return Collections.unmodifiableSet(drafts.keySet());
    }

    /** The numbers of a draft's versions, from the first. */
    List<Integer> of(String draft) {
        return new ArrayList<>(
                drafts.getOrDefault(draft, Collections.emptyNavigableMap()).keySet());
    }

    /** Where a version lies. */
    static Path file(Path folder, String draft, int version) {
        return folder.resolve(draft).resolve("versions").resolve("%06d.yaml".formatted(version));
    }

    /** Where it lies until the log has it. */
    static Path prepared(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".tmp");
    }

    /**
     * Reads a version of the log.
     *
     * @throws AlteredRecord where its file is not what the log says
     */
    Draft read(Path folder, String draft, int version) throws IOException {
        var entry = drafts.get(draft).get(version);
        var file = bytes(file(folder, draft, version));
        if (file.isEmpty()) {
            throw new AlteredRecord("草案 " + draft + " 第 " + version + " 稿的文件不在了，修订日志第 " + entry.number() + " 行记有这一版（"
                    + entry.actor() + "）；不能在它上面继续 / the file of a version that line " + entry.number()
                    + " of the log records is gone");
        }
        if (!Digests.of(file.get()).equals(entry.digests().get(RECORD))) {
            throw new AlteredRecord("草案 " + draft + " 第 " + version + " 稿的文件被改动，与修订日志第 " + entry.number()
                    + " 行的摘要不符（该稿由 " + entry.actor()
                    + " 所写）；起草人和状态以日志为准，不能在它上面继续 / the file of a version differs from line "
                    + entry.number() + " of the log");
        }
        return Draft.fromYaml(file.get());
    }

    /** The file, or as it was prepared where the step that makes it is just giving it its name. */
    private static Optional<byte[]> bytes(Path file) throws IOException {
        for (var place : List.of(file, prepared(file), file)) {
            try {
                return Optional.of(Files.readAllBytes(place));
            } catch (NoSuchFileException notThere) {
                // the next place
            }
        }
        return Optional.empty();
    }

    /** In what the drafts of a folder are not what the log says, in words. */
    List<String> altered(Path folder) throws IOException {
        var words = new ArrayList<String>();
        var ids = new TreeSet<>(drafts.keySet());
        if (Files.isDirectory(folder)) {
            try (var folders = Files.list(folder)) {
                folders.map(each -> each.getFileName().toString())
                        .filter(name -> Draft.id(name).isPresent())
                        .forEach(ids::add);
            }
        }
        for (var id : ids) {
            var known = of(id);
            for (int version : known) {
                try {
                    read(folder, id, version);
                } catch (AlteredRecord altered) {
                    words.add(altered.getMessage());
                }
            }
            for (int version : numbers(folder.resolve(id).resolve("versions"))) {
                if (!known.contains(version)) {
                    words.add("草案 " + id + " 第 " + version + " 稿的文件不在修订日志里，不予采用 / the log knows nothing of version "
                            + version + " of draft " + id);
                }
            }
        }
        return words;
    }

    private static List<Integer> numbers(Path versions) throws IOException {
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
}
