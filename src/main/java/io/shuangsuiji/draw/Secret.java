package io.shuangsuiji.draw;

import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.draw.lot.HashAlgorithm;
import io.shuangsuiji.sheets.FieldProblem;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** What the bureau commits to and keeps to itself until the draw: 32 bytes from a good source, as 64 hexadecimal digits. */
public record Secret(String hex) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    /** So few different digits are typed, not drawn: by chance not once in a billion billion times. */
    private static final int LEAST_DIFFERENT = 6;

    /**
     * Reads a secret; white space around it and capitals do not matter.
     *
     * @throws InvalidInput where it is none
     */
    public static Secret of(String text) {
        var hex = text == null ? "" : plain(text);
        if (!FORM.matcher(hex).matches()) {
            throw refused(
                    "秘密数应为 64 位十六进制数字（32 字节），收到 " + hex.length() + " 个字符",
                    "the secret should have 64 hexadecimal digits, got " + hex.length() + " characters");
        }
        if (hex.chars().distinct().count() < LEAST_DIFFERENT) {
            throw refused(
                    "秘密数不是随机产生的：只有 " + hex.chars().distinct().count() + " 种数字",
                    "the secret was not drawn at random: it has too few different digits");
        }
        return new Secret(hex);
    }

    /** True where a text has the form of a secret, and would be taken for one. */
    public static boolean isWritten(String text) {
        return FORM.matcher(plain(text)).matches();
    }

    private static String plain(String text) {
        return text.strip().toLowerCase(java.util.Locale.ROOT);
    }

    private static InvalidInput refused(String chinese, String english) {
        return new InvalidInput(List.of(new FieldProblem("/secret", chinese + " / " + english)));
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    /** What is published of it before. */
    public String digest(HashAlgorithm hash) {
        return hash.hex(bytes());
    }

    /** Never in a log. */
    @Override
    public String toString() {
        return "Secret";
    }
}
