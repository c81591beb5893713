package io.shuangsuiji.sheets.text;

/** What bytes of UTF-8 are valid. */
public final class Utf8 {
    private Utf8() {}

    /**
     * The length of the sequence of a character beyond ASCII that begins at a position; 0 where it is malformed, -1 where
     * it is cut off by the end.
     */
    public static int sequence(byte[] bytes, int at, int to) {
        int first = bytes[at] & 0xFF;
        if (first < 0xC2 || first > 0xF4) {
            return 0;
        }
        int length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        // neither longer than needed, nor a surrogate, nor beyond U+10FFFF
        int low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        for (int i = 1; i < length; i++) {
            if (at + i >= to) {
                return -1;
            }
            int c = bytes[at + i] & 0xFF;
            if (i == 1 ? c < low || c > high : (c & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length;
    }
}
