package io.shuangsuiji.policy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
    static String fingerprint(Path folder) throws IOException {
        var text = new StringBuilder();
        for (var file : list(folder)) {
            text.append(file.getFileName()).append(' ').append(Files.size(file)).append(' ');
            text.append(Files.getLastModifiedTime(file)).append('\n');
        }
        return text.toString();
    }

    /** SHA-256 over the names and bytes, in order of names, of an edition's files and of the rules. */
    public static String digest(SortedMap<String, byte[]> edition, SortedMap<String, byte[]> rules) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            for (var files : List.of(edition, rules)) {
                files.forEach((name, bytes) -> {
                    // names and lengths are framed, so that no two sets of files digest alike
                    sha.update((name + "\0" + bytes.length + "\0").getBytes(StandardCharsets.UTF_8));
                    sha.update(bytes);
                });
                sha.update((byte) 0xff);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
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
