package io.shuangsuiji.decision.input;

import io.shuangsuiji.decision.input.InputKeys.Key;
import io.shuangsuiji.decision.json.Bytes;
import java.util.Arrays;

/**
 * Builds the {@linkplain DecisionId#canonical canonical form} of an input while the input is read. The members of an object
 * are appended in the order in which they come and sorted by key when the object ends. One instance is reused for all
 * inputs of a thread; not thread-safe.
 */
final class CanonicalInput {
    private final Bytes text = new Bytes();
    private final int begun;
    // a stack of the members of all objects that are still open, those of the innermost object last: the key, and where
    // in text the member starts and ends
    private Key[] keys = new Key[64];
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private int size;

    /** @param begun the bytes that are digested before the canonical form */
    CanonicalInput(byte[] begun) {
        text.add(begun);
        this.begun = begun.length;
    }

    /** Begins the next input. */
    void begin() {
        text.cut(begun);
        size = 0;
    }

    /** The bytes to digest: those given to the constructor, then the canonical form. */
    Bytes text() {
        return text;
    }

    /** Begins an object and returns the position of its first member in the stack, which {@link #close} takes. */
    int open() {
        return size;
    }

    /** Begins a member, whose value is to be added to the text. */
    void key(Key key) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
            starts = Arrays.copyOf(starts, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
        }
        keys[size] = key;
        starts[size++] = text.size();
        text.add(key.canonical());
    }

    /** Ends the last member, after its value was added to the text. */
    void ended() {
        ends[size - 1] = text.size();
    }

    /** Removes the last member, whose value is null: a model makes no difference between null and a missing key. */
    void absent() {
        ends[size - 1] = starts[size - 1];
        text.cut(starts[size - 1]);
    }

    /**
     * Ends an object: sorts its members by key.
     *
     * @param first as {@link #open} returned it
     * @return false if a key occurs twice
     */
    boolean close(int first) {
        int from = size == first ? text.size() : starts[first];
        if (!sort(first)) {
            return false;
        }
        int sorted = text.size();
        byte before = '{';
        for (int i = first; i < size; i++) {
            if (ends[i] > starts[i]) {
                text.add(before);
                text.add(text.array(), starts[i], ends[i]);
                before = ',';
            }
        }
        if (before == '{') {
            text.add((byte) '{');
        }
        text.add((byte) '}');
        text.move(sorted, from);
        size = first;
        return true;
    }

    private boolean sort(int first) {
        for (int i = first + 1; i < size; i++) {
            var key = keys[i];
            int start = starts[i];
            int end = ends[i];
            int at = i;
            int order = 1;
            while (at > first && (order = key.name().compareTo(keys[at - 1].name())) < 0) {
                keys[at] = keys[at - 1];
                starts[at] = starts[at - 1];
                ends[at] = ends[at - 1];
                at--;
            }
            if (order == 0) {
                return false;
            }
            keys[at] = key;
            starts[at] = start;
            ends[at] = end;
        }
        return true;
    }
}
