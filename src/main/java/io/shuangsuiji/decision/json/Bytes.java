package io.shuangsuiji.decision.json;

import java.util.Arrays;

/** A growing buffer of bytes that one thread reuses. */
public final class Bytes {
    private byte[] array = new byte[1024];
    private int size;

    public void clear() {
        size = 0;
    }

    public int size() {
        return size;
    }

    /** The array that holds the bytes, of which the first {@link #size} count; valid until more are added. */
    public byte[] array() {
        return array;
    }

    /** Shortens the buffer to that size. */
    public void cut(int to) {
        size = to;
    }

    public void add(byte one) {
        room(1);
        array[size++] = one;
    }

    public void add(byte[] all) {
        add(all, 0, all.length);
    }

    /** Appends a part of an array, which may be the buffer's own. */
    public void add(byte[] from, int start, int end) {
        int count = end - start;
        room(count);
        System.arraycopy(from, start, array, size, count);
        size += count;
    }

    /** Removes the bytes between two positions: those from the first position on are moved to the second. */
    public void move(int from, int to) {
        System.arraycopy(array, from, array, to, size - from);
        size -= from - to;
    }

    /**
     * Adds a text in quotation marks; false, and adds nothing, where one of its characters cannot stand in JSON as it is, or
     * is half of one beyond the basic plane.
     */
    public boolean quote(char[] text, int start, int count) {
        room(3 * count + 2);
        var into = array;
        int at = size;
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
        size = at;
        return true;
    }

    /** Adds a text of ASCII alone. */
    public void ascii(char[] text, int start, int count) {
        room(count);
        for (int i = start; i < start + count; i++) {
            array[size++] = (byte) text[i];
        }
    }

    private void room(int count) {
        if (count > array.length - size) {
            array = Arrays.copyOf(array, Math.max(size + count, array.length * 2));
        }
    }
}
