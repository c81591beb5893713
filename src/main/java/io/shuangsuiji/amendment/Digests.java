package io.shuangsuiji.amendment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;

/** SHA-256 in hexadecimal. */
final class Digests {
    private Digests() {}

    static String of(byte[] bytes) {
        return HexFormat.of().formatHex(sha().digest(bytes));
    }

    /** Over names and bytes, framed so that no two sets of files digest alike. */
    static String of(SortedMap<String, byte[]> files) {
        var sha = sha();
        files.forEach((name, bytes) -> {
            sha.update((name + "\0" + bytes.length + "\0").getBytes(StandardCharsets.UTF_8));
            sha.update(bytes);
        });
        return HexFormat.of().formatHex(sha.digest());
    }

    private static MessageDigest sha() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
