package io.shuangsuiji.policy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of a folder as they were read once: what is digested is what is compiled. */
public final class EditionFiles {
    private EditionFiles() {}

    /** Name and bytes of each file of the folder itself, hidden ones left out; empty where there is no such folder. */
    public static SortedMap<String, byte[]> read(Path folder) throws IOException {
        var files = new TreeMap<String, byte[]>();
        for (var file : list(folder)) {
            files.put(file.getFileName().toString(), Files.readAllBytes(file));
        }
        return files;
    }

    /** Changes whenever a file of the folder is added, removed or written; cheap, since nothing is read. */
    public static String fingerprint(Path folder) throws IOException {
        var text = new StringBuilder();
        for (var file : list(folder)) {
            text.append(file.getFileName()).append(' ').append(Files.size(file)).append(' ');
            text.append(Files.getLastModifiedTime(file)).append('\n');
        }
        return text.toString();
    }

    /** The files of an edition with the rules that it goes by: its own where it has any, else the shared ones. */
    public static SortedMap<String, byte[]> withRules(
            SortedMap<String, byte[]> files, SortedMap<String, byte[]> shared) {
        var all = new TreeMap<>(files);
        if (rules(files).isEmpty()) {
            all.putAll(rules(shared));
        }
        return all;
    }

    /** The DRL files among the given ones. */
    public static SortedMap<String, byte[]> rules(SortedMap<String, byte[]> files) {
        var rules = new TreeMap<>(files);
        rules.keySet().removeIf(name -> !name.endsWith(".drl"));
        return rules;
    }

    /**
     * The digest of files, as {@code sha256sum * | sha256sum} gives it in the C locale: SHA-256 over a line each file, of
     * the SHA-256 of its bytes, two spaces and its name, in the order of the names' bytes.
     */
    public static String digest(SortedMap<String, byte[]> files) {
        var text = new StringBuilder();
        files.keySet().stream()
                // as characters of Java, those beyond the basic plane would come too early
                .sorted(Comparator.comparing(EditionFiles::utf8, Arrays::compareUnsigned))
                .forEach(name -> text.append(Digests.of(files.get(name)))
                        .append("  ")
                        .append(name)
                        .append('\n'));
        return Digests.of(utf8(text.toString()));
    }

    /** Refuses names that {@code sha256sum} would not print as they are, or that the system could not tell us. */
    public static List<Message> checkNames(SortedMap<String, byte[]> files) {
        return files.keySet().stream()
                .filter(name -> name.chars().anyMatch(c -> Character.isISOControl(c) || c == '\\' || c == '\uFFFD'))
                .map(
                        name -> Message.error(
                                name.replaceAll("[\\p{Cc}\\\\]", "\uFFFD"),
                                null,
                                "文件名不能有控制字符、反斜杠或无法识别的字符 / the file's name has a control character, a backslash or an unreadable character"))
                .toList();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }
}
