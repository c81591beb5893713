package io.shuangsuiji.amendment;

import io.shuangsuiji.policy.EditionFiles;
import io.shuangsuiji.policy.Withdrawal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** The folder of an edition with the scenario workbooks that it was proved by. */
public final class EditionFolder {
    /** The folder of scenario workbooks within an edition's. */
    static final String SCENARIOS = "test-scenarios";

    private EditionFolder() {}

    /** All files, those of the scenarios as {@code test-scenarios/name}; the marker of a withdrawal left out. */
    static SortedMap<String, byte[]> read(Path folder) throws IOException {
        var files = new TreeMap<>(EditionFiles.read(folder));
        files.remove(Withdrawal.FILE);
        scenarios(folder.resolve(SCENARIOS)).forEach((name, bytes) -> files.put(SCENARIOS + "/" + name, bytes));
        return files;
    }

    /** All files as {@link #read}; with the shared scenarios where the edition has none of its own. */
    public static SortedMap<String, byte[]> proved(Path folder, Path shared) throws IOException {
        var files = new TreeMap<>(read(folder));
        if (files.keySet().stream().noneMatch(name -> name.startsWith(SCENARIOS + "/"))) {
            scenarios(shared).forEach((name, bytes) -> files.put(SCENARIOS + "/" + name, bytes));
        }
        return files;
    }

    /** The workbooks and CSV files of a folder; none where there is no such folder. */
    static SortedMap<String, byte[]> scenarios(Path folder) throws IOException {
        var files = new TreeMap<String, byte[]>();
        if (Files.isDirectory(folder)) {
            EditionFiles.read(folder).forEach((name, bytes) -> {
                if ((name.endsWith(".xlsx") || name.endsWith(".csv")) && !name.startsWith("~$")) {
                    files.put(name, bytes);
                }
            });
        }
        return files;
    }
}
