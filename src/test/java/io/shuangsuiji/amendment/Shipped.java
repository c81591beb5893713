package io.shuangsuiji.amendment;

import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.xml.MalformedXml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** The repository's own edition, for tests. */
public final class Shipped {
    static final Path FOLDER = Path.of("dmn/2024-01-01");
    public static final String RULES = "quota-decision-rules-table";
    public static final String R05 = RULES + "-rule-1-out-4";

    private Shipped() {}

    public static SortedMap<String, byte[]> files() {
        return read(FOLDER);
    }

    static SortedMap<String, byte[]> read(Path folder) {
        var files = new TreeMap<String, byte[]>();
        try (var listed = Files.list(folder)) {
            for (var file : listed.filter(Files::isRegularFile).toList()) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return files;
    }

    public static EditionModel tables() {
        return tables(files());
    }

    public static EditionModel tables(SortedMap<String, byte[]> files) {
        try {
            return EditionModel.read(files);
        } catch (MalformedXml malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    public static Table table(SortedMap<String, byte[]> files, String label) {
        return tables(files).tables().stream()
                .filter(table -> table.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    public static String text(SortedMap<String, byte[]> files, String name) {
        return new String(files.get(name), StandardCharsets.UTF_8);
    }

    public static SortedMap<String, byte[]> one(String xml) {
        return new TreeMap<>(java.util.Map.of("a.dmn", xml.getBytes(StandardCharsets.UTF_8)));
    }
}
