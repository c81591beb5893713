package io.shuangsuiji.draw.lot;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/** Several texts as one, so that no two lists of texts give the same: joined by U+001F, which no text may hold. */
public final class Label {
    /** Stands between the parts. */
    public static final char SEPARATOR = '\u001F';

    /** Whole texts by their UTF-8 bytes, which is the order of their code points: the order that any language gives. */
    public static final Comparator<String> BY_BYTES = Label::compare;

    private Label() {}

    /**
     * The label of these parts.
     *
     * @throws IllegalArgumentException where a part holds a control character: readers refuse those before
     */
    public static byte[] of(String... parts) {
        for (var part : parts) {
            if (hasControl(part)) {
                throw new IllegalArgumentException("a part of a label holds a control character");
            }
        }
        return String.join(String.valueOf(SEPARATOR), parts).getBytes(StandardCharsets.UTF_8);
    }

    static boolean hasControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '\u007F') {
                return true;
            }
        }
        return false;
    }

    private static int compare(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char one = a.charAt(i);
            char other = b.charAt(i);
            if (one != other) {
                // halves of a character stand for code points above all others, though other chars are greater
                boolean above = Character.isSurrogate(one);
                return above == Character.isSurrogate(other) ? one - other : above ? 1 : -1;
            }
        }
        return a.length() - b.length();
    }
}
