package io.shuangsuiji.decision;

import io.shuangsuiji.decision.InputKeys.Key;
import java.util.Arrays;

/**
 * Collects an input in {@linkplain DecisionId#canonical canonical form} while it is read: an object's members stand as they
 * came until the object ends, and are put in order then. Used again for the next; not thread-safe.
 */
final class CanonicalInput {
    private final Bytes text = new Bytes();
    private final int begun;
    // the members of the objects that have not ended, the innermost last
    private Key[] keys = new Key[64];
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private int size;

    /** @param begun what is digested before it */
    CanonicalInput(byte[] begun) {
        text.add(begun);
        this.begun = begun.length;
    }

    /** Begins the next input. */
    void begin() {
        text.cut(begun);
        size = 0;
    }

    /** What was collected. */
    Bytes text() {
        return text;
    }

    /** Begins an object; gives what its end is to be told. */
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

    /** Ends the member begun last, which has a value. */
    void ended() {
        ends[size - 1] = text.size();
    }

    /** Ends the member begun last, which is null: to a model that is the same as none. */
    void absent() {
        ends[size - 1] = starts[size - 1];
        text.cut(starts[size - 1]);
    }

    /** Ends an object; false where a key was given twice. */
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
