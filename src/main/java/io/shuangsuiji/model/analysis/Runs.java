package io.shuangsuiji.model.analysis;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The rows of a column by the classes of values that their cells take: which rows meet a cell, which lie within one. Most
 * cells take one run of classes (a word, an interval, anything) and are found by its ends; the few others are gone through.
 */
final class Runs {
    private final Ends lows;
    private final Ends highs;
    private final Map<BitSet, BitSet> scattered = new HashMap<>();

    Runs(List<BitSet> cells) {
        int[] runs = IntStream.range(0, cells.size())
                .filter(row -> {
                    var cell = cells.get(row);
                    int low = cell.nextSetBit(0);
                    boolean run = low < 0 || cell.nextClearBit(low) >= cell.length();
                    if (!run) {
                        scattered.computeIfAbsent(cell, any -> new BitSet()).set(row);
                    }
                    return run && low >= 0;
                })
                .toArray();
        lows = new Ends(runs, row -> cells.get(row).nextSetBit(0));
        highs = new Ends(runs, row -> cells.get(row).length() - 1);
    }

    /** The rows of which the cell and the given one have a class in common. */
    BitSet meeting(BitSet cell) {
        var rows = new BitSet();
        for (int low = cell.nextSetBit(0); low >= 0; ) {
            int end = cell.nextClearBit(low);
            var meeting = lows.upTo(end - 1);
            meeting.andNot(highs.upTo(low - 1));
            rows.or(meeting);
            low = cell.nextSetBit(end);
        }
        scattered.forEach((other, where) -> {
            if (other.intersects(cell)) {
                rows.or(where);
            }
        });
        return rows;
    }

    /** The rows of which the cell takes nothing but what the given one takes. */
    BitSet within(BitSet cell) {
        var rows = new BitSet();
        for (int low = cell.nextSetBit(0); low >= 0; ) {
            int end = cell.nextClearBit(low);
            var within = highs.upTo(end - 1);
            within.andNot(lows.upTo(low - 1));
            rows.or(within);
            low = cell.nextSetBit(end);
        }
        scattered.forEach((other, where) -> {
            var outside = (BitSet) other.clone();
            outside.andNot(cell);
            if (outside.isEmpty()) {
                rows.or(where);
            }
        });
        return rows;
    }

    /** Rows sorted by one end of their runs, with the set of the first so many kept for every so many. */
    private static final class Ends {
        private static final int STRIDE = 128;

        private final int[] rows;
        private final int[] ends;
        private final BitSet[] first;

        Ends(int[] unsorted, java.util.function.IntUnaryOperator end) {
            rows = IntStream.of(unsorted)
                    .boxed()
                    .sorted(Comparator.comparingInt(end::applyAsInt))
                    .mapToInt(Integer::intValue)
                    .toArray();
            ends = IntStream.of(rows).map(end).toArray();
            first = new BitSet[rows.length / STRIDE + 1];
            var so = new BitSet();
            for (int i = 0; i <= rows.length; i++) {
                if (i % STRIDE == 0) {
                    first[i / STRIDE] = (BitSet) so.clone();
                }
                if (i < rows.length) {
                    so.set(rows[i]);
                }
            }
        }

        /** The rows whose end is the given one or before it. */
        BitSet upTo(int end) {
            int count = Arrays.binarySearch(ends, end);
            count = count < 0 ? -count - 1 : count;
            while (count < ends.length && ends[count] == end) {
                count++;
            }
            var found = (BitSet) first[count / STRIDE].clone();
            for (int i = count - count % STRIDE; i < count; i++) {
                found.set(rows[i]);
            }
            return found;
        }
    }
}
