package io.shuangsuiji.decision;

import java.util.Arrays;

/** Bytes that are being put together, in an array that one thread uses again and again. */
final class Bytes {
    private byte[] array = new byte[1024];
    private int size;

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    /** What was put together, up to {@link #size}; valid until more is added. */
    byte[] array() {
        return array;
    }

    /** Takes back what was added beyond that size. */
    void cut(int to) {
        size = to;
    }

    void add(byte one) {
        if (size == array.length) {
            room(1);
        }
        array[size++] = one;
    }

    void add(byte[] all) {
        add(all, 0, all.length);
    }

    void add(byte[] from, int start, int end) {
        int count = end - start;
        if (count > array.length - size) {
            room(count);
        }
        System.arraycopy(from, start, array, size, count);
        size += count;
    }

    private void room(int count) {
        array = Arrays.copyOf(array, Math.max(size + count, array.length * 2));
    }
}
