package io.shuangsuiji.decision;

import java.util.Arrays;

/** Bytes that become more, to be read where they stand and used again. Not thread-safe, and so without locks. */
final class Bytes {
    private byte[] array = new byte[1024];
    private int length;

    /** What holds the bytes: those before {@link #length} count, until more are added. */
    byte[] array() {
        return array;
    }

    int length() {
        return length;
    }

    /** Drops what is beyond. */
    void cut(int to) {
        length = to;
    }

    void add(char ascii) {
        room(1);
        array[length++] = (byte) ascii;
    }

    void add(byte[] from) {
        add(from, 0, from.length);
    }

    /** Adds a part of an array, which may be this one's. */
    void add(byte[] from, int start, int end) {
        room(end - start);
        System.arraycopy(from, start, array, length, end - start);
        length += end - start;
    }

    /** Moves what stands from a place on to an earlier one, over what stood between. */
    void move(int from, int to) {
        System.arraycopy(array, from, array, to, length - from);
        length -= from - to;
    }

    /**
     * Adds a text in quotation marks; false, and adds nothing, where one of its characters cannot stand in JSON as it is, or
     * is half of one beyond the basic plane.
     */
    boolean quote(char[] text, int start, int count) {
        room(3 * count + 2);
        var into = array;
        int at = length;
        into[at++] = '"';
        for (int i = start; i < start + count; i++) {
            char c = text[i];
            if (c < 0x80) {
                if (c < ' ' || c == '"' || c == '\\') {
                    return false;
                }
                into[at++] = (byte) c;
            } else if (c < 0x800) {
                into[at++] = (byte) (0xC0 | c >> 6);
                into[at++] = (byte) (0x80 | c & 0x3F);
            } else if (Character.isSurrogate(c)) {
                return false;
            } else {
                into[at++] = (byte) (0xE0 | c >> 12);
                into[at++] = (byte) (0x80 | c >> 6 & 0x3F);
                into[at++] = (byte) (0x80 | c & 0x3F);
            }
        }
        into[at++] = '"';
        length = at;
        return true;
    }

    /** Adds a text of ASCII alone. */
    void ascii(char[] text, int start, int count) {
        room(count);
        for (int i = start; i < start + count; i++) {
            array[length++] = (byte) text[i];
        }
    }

    private void room(int more) {
        if (array.length - length < more) {
            array = Arrays.copyOf(array, Math.max(length + more, 2 * array.length));
        }
    }
}
