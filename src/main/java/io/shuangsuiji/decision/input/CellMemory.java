package io.shuangsuiji.decision.input;

import io.shuangsuiji.kernel.symbolic.BoundValue;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers for one column what the text of a cell was read as, so that equal cells are parsed once. Bounded; thread-safe. */
public final class CellMemory {
    private static final int MOST = 16_384;
    private static final int LONGEST = 96;

    private final ConcurrentHashMap<Text, Cell> cells = new ConcurrentHashMap<>();

    /**
     * What a cell was read as.
     *
     * @param held for the kernel
     * @param canonical its value in the {@linkplain DecisionId#canonical canonical form}; null where it has none
     */
    public record Cell(BoundValue held, byte[] canonical) {}

    /** A text in UTF-8, by which cells are looked up without being copied. */
    public static final class Text {
        private byte[] bytes;
        private int from;
        private int to;
        private int hash;

        /** Points this key at other bytes, for a lookup without a new object; never call it on a key that is in the map. */
        public Text of(byte[] in, int start, int end) {
            bytes = in;
            from = start;
            to = end;
            int sum = 1;
            for (int i = start; i < end; i++) {
                sum = 31 * sum + in[i];
            }
            hash = sum;
            return this;
        }

        private Text copy() {
            return new Text().of(Arrays.copyOfRange(bytes, from, to), 0, to - from);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Text text
                    && hash == text.hash
                    && Arrays.equals(bytes, from, to, text.bytes, text.from, text.to);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    /** What is remembered of a cell, or null. */
    public Cell get(Text text) {
        return cells.get(text);
    }

    public void keep(Text text, Cell cell) {
        if (cells.size() < MOST && text.to - text.from <= LONGEST) {
            cells.putIfAbsent(text.copy(), cell);
        }
    }
}
