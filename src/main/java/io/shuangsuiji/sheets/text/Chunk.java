package io.shuangsuiji.sheets.text;

import java.util.Arrays;

/** Some lines of a batch, in the bytes in which they came. Filled by one thread, then handed on and only read. */
public final class Chunk {
    /** What is wrong with a line before anybody looks at its bytes. */
    public enum Fault {
        NONE,
        TOO_LONG
    }

    private byte[] bytes = new byte[1 << 14];
    private int[] ends = new int[64];
    private long[] numbers = new long[64];
    private Fault[] faults = new Fault[64];
    private int length;
    private int size;

    /** Adds a line. */
    void add(byte[] from, int start, int end, long number, Fault fault) {
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, size * 2);
            numbers = Arrays.copyOf(numbers, size * 2);
            faults = Arrays.copyOf(faults, size * 2);
        }
        int count = end - start;
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, bytes.length * 2));
        }
        System.arraycopy(from, start, bytes, length, count);
        length += count;
        ends[size] = length;
        numbers[size] = number;
        faults[size++] = fault;
    }

    /** How many lines there are. */
    public int size() {
        return size;
    }

    /** How many bytes they take. */
    public int length() {
        return length;
    }

    /** All the lines' bytes; those of one line stand from {@link #start} to {@link #end}. */
    public byte[] bytes() {
        return bytes;
    }

    public int start(int line) {
        return line == 0 ? 0 : ends[line - 1];
    }

    public int end(int line) {
        return ends[line];
    }

    /** The bytes of one line. */
    public byte[] line(int line) {
        return Arrays.copyOfRange(bytes, start(line), end(line));
    }

    /** Where in the batch the line begins, counted from 1, blank lines included. */
    public long number(int line) {
        return numbers[line];
    }

    public Fault fault(int line) {
        return faults[line];
    }
}
