package io.shuangsuiji.draw.lot;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/** Several texts as one, so that no two lists of texts give the same: joined by U+001F, which no text may hold. */
public final class Label {
    /** Stands between the parts. */
    public static final char SEPARATOR = '\u001F';

    /** Texts by their UTF-8 bytes: the order that any language gives. */
    public static final Comparator<String> BY_BYTES =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    private Label() {}

    /**
     * The label of these parts.
     *
     * @throws IllegalArgumentException where a part holds a control character: readers refuse those before
     */
    public static byte[] of(String... parts) {
        for (var part : parts) {
            if (part.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("a part of a label holds a control character");
            }
        }
        return String.join(String.valueOf(SEPARATOR), parts).getBytes(StandardCharsets.UTF_8);
    }
}
