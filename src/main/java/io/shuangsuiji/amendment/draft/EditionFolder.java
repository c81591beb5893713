package io.shuangsuiji.amendment.draft;

import io.shuangsuiji.amendment.draft.AmendmentLog.Entry;
import io.shuangsuiji.policy.EditionFiles;
import io.shuangsuiji.policy.store.Withdrawal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The folder of an edition with the scenario workbooks that it was proved by.
 *
 * @param files the edition's files by name; the mark of a withdrawal is none of them
 * @param scenarios the workbooks by name
 */
public record EditionFolder(SortedMap<String, byte[]> files, SortedMap<String, byte[]> scenarios) {
    /** The folder of scenario workbooks within an edition's. */
    public static final String SCENARIOS = "test-scenarios";

    /** Reads the folder. */
    public static EditionFolder read(Path folder) throws IOException {
        var files = EditionFiles.read(folder);
        files.remove(Withdrawal.FILE);
        return new EditionFolder(files, scenarios(folder.resolve(SCENARIOS)));
    }

    /** Reads the folder; with the shared scenarios where the edition has none of its own. */
    public static EditionFolder proved(Path folder, Path shared) throws IOException {
        var own = read(folder);
        return own.scenarios().isEmpty() ? new EditionFolder(own.files(), scenarios(shared)) : own;
    }

    /** The workbooks and CSV files of a folder; none where there is no such folder. */
    public static SortedMap<String, byte[]> scenarios(Path folder) throws IOException {
        var files = EditionFiles.read(folder);
        files.keySet().removeIf(name -> !(name.endsWith(".xlsx") || name.endsWith(".csv")) || name.startsWith("~$"));
        return files;
    }

    /** What the record of its publication says of it: the digest of the edition, and that of the workbooks. */
    Map<String, String> digests() {
        return Map.of("edition", EditionFiles.digest(files), SCENARIOS, EditionFiles.digest(scenarios));
    }

    /** True where it is what that record says. */
    public boolean isOf(Entry publication) {
        return publication.digests().entrySet().containsAll(digests().entrySet());
    }

    /** All files by their path in the folder. */
    public SortedMap<String, byte[]> paths() {
        var paths = new TreeMap<>(files);
        scenarios.forEach((name, bytes) -> paths.put(SCENARIOS + "/" + name, bytes));
        return paths;
    }
}
