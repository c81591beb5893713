package io.shuangsuiji.kernel.logic;

import io.shuangsuiji.kernel.symbolic.FallbackToInterpreter;
import io.shuangsuiji.kernel.symbolic.SlotPartition;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Which rows of a column match a value, looked up by the region that the value lies in: null, each truth value, each word
 * of the column's cells and any other, each number and date in them and the intervals between. KIE's own tests say what
 * a cell gives, once for each region that the cell itself tells apart; so the work grows with the number of cells.
 */
public final class RowIndex {
    private static final String NO_WORD = "\uFFFF";
    private static final int WORDS = 4;
    /** Words of 64 rows, over all regions, beyond which a column is not indexed. */
    private static final long MOST = 1 << 23;

    private final Map<String, Integer> words = new HashMap<>();
    private final List<Object> numbers;
    private final List<Object> dates;
    private final boolean ordersWords;
    private final List<Object> representatives = new ArrayList<>();
    private final CompiledTable.Matches[] matches;

    /**
     * Cells of one text.
     *
     * @param test whether they hold for a value; {@link FallbackToInterpreter} where that is an error
     * @param bounds the constants in them
     * @param ordersWords true where they tell words apart by their order
     * @param rows where they stand
     */
    public record Cell(Predicate<Object> test, List<Object> bounds, boolean ordersWords, BitSet rows) {}

    private enum Gives {
        NO,
        YES,
        ERROR
    }

    /**
     * Indexes a column.
     *
     * @param cells of its rows
     * @param allowed tests of which one must hold for a value to be allowed; empty where there is no limit
     */
    RowIndex(List<Cell> cells, List<Cell> allowed) {
        var all = new ArrayList<>(cells);
        all.addAll(allowed);
        ordersWords = all.stream().anyMatch(Cell::ordersWords);
        numbers = bounds(all, BigDecimal.class);
        dates = bounds(all, LocalDate.class);
        Collections.addAll(representatives, null, false, true, NO_WORD);
        for (var cell : all) {
            for (var bound : cell.bounds()) {
                if (bound instanceof String word && words.putIfAbsent(word, WORDS + words.size()) == null) {
                    representatives.add(word);
                }
            }
        }
        representatives.addAll(SlotPartition.representatives(numbers, BigDecimal.ZERO));
        representatives.addAll(SlotPartition.representatives(dates, LocalDate.of(2000, 1, 1)));
        int regions = representatives.size();
        int rows = cells.stream().mapToInt(cell -> cell.rows().length()).max().orElse(0);
        if ((long) regions * (rows / Long.SIZE + 1) > MOST) {
            throw new FallbackToInterpreter("a column of too many rows and bounds: " + rows + ", " + regions);
        }
        var admitted = new BitSet(regions);
        for (var cell : allowed) {
            var changes = changes(cell);
            changes.forEach((region, gives) -> {
                if (gives == Gives.YES) {
                    var after = changes.tailMap(region + 1);
                    admitted.set(region, after.isEmpty() ? regions : after.firstKey());
                }
            });
        }
        matches = matches(cells, allowed.isEmpty() ? null : admitted, regions);
    }

    /** What matches a value; null where the value is of another kind or the index does not tell. */
    CompiledTable.Matches of(Object value) {
        int region = region(value);
        return region < 0 ? null : matches[region];
    }

    /** Values, one a region, that a row matches. */
    public List<Object> matching(int row) {
        var values = new ArrayList<>();
        for (int region = 0; region < matches.length; region++) {
            if (matches[region].rows().get(row)) {
                values.add(representatives.get(region));
            }
        }
        return values;
    }

    private int region(Object value) {
        if (value == null) {
            return 0;
        }
        if (value instanceof Boolean truth) {
            return truth ? 2 : 1;
        }
        if (value instanceof String word) {
            var place = words.get(word);
            return place != null ? place : ordersWords ? -1 : WORDS - 1;
        }
        if (value instanceof BigDecimal) {
            return numbersFrom() + place(value, numbers);
        }
        return value instanceof LocalDate ? datesFrom() + place(value, dates) : -1;
    }

    private int numbersFrom() {
        return WORDS + words.size();
    }

    private int datesFrom() {
        return numbersFrom() + 2 * numbers.size() + 1;
    }

    @SuppressWarnings("unchecked")
    private static int place(Object value, List<Object> bounds) {
        int found = Collections.binarySearch((List<Comparable<Object>>) (List<?>) bounds, value, null);
        return found >= 0 ? 2 * found + 1 : 2 * (-found - 1);
    }

    private static List<Object> bounds(List<Cell> cells, Class<?> kind) {
        var bounds = new TreeSet<Object>();
        cells.forEach(cell -> cell.bounds().stream().filter(kind::isInstance).forEach(bounds::add));
        return new ArrayList<>(bounds);
    }

    private CompiledTable.Matches[] matches(List<Cell> cells, BitSet admitted, int regions) {
        var rowFlips = new HashMap<Integer, List<BitSet>>();
        var errorFlips = new HashMap<Integer, List<BitSet>>();
        for (var cell : cells) {
            var before = Gives.NO;
            for (var change : changes(cell).entrySet()) {
                var now = change.getValue();
                flip(rowFlips, change.getKey(), cell, (now == Gives.YES) != (before == Gives.YES));
                flip(errorFlips, change.getKey(), cell, (now == Gives.ERROR) != (before == Gives.ERROR));
                before = now;
            }
        }
        var found = new CompiledTable.Matches[regions];
        var rows = new BitSet();
        var failing = new BitSet();
        for (int region = 0; region < regions; region++) {
            rows = flipped(rows, rowFlips.get(region));
            failing = flipped(failing, errorFlips.get(region));
            found[region] = new CompiledTable.Matches(admitted == null || admitted.get(region), rows, failing);
        }
        return found;
    }

    private static void flip(Map<Integer, List<BitSet>> flips, int region, Cell cell, boolean changed) {
        if (changed) {
            flips.computeIfAbsent(region, any -> new ArrayList<>()).add(cell.rows());
        }
    }

    private static BitSet flipped(BitSet before, List<BitSet> flips) {
        if (flips == null) {
            return before;
        }
        var now = (BitSet) before.clone();
        flips.forEach(now::xor);
        return now;
    }

    /** What a cell gives, by the regions from which on it does. */
    private SortedMap<Integer, Gives> changes(Cell cell) {
        var changes = new TreeMap<Integer, Gives>();
        for (int region = 0; region < WORDS; region++) {
            changes.put(region, gives(cell, representatives.get(region)));
        }
        var others = changes.get(WORDS - 1);
        (cell.ordersWords() ? words.keySet().stream() : cell.bounds().stream())
                .filter(String.class::isInstance)
                .forEach(word -> {
                    changes.put(words.get(word), gives(cell, word));
                    changes.putIfAbsent(words.get(word) + 1, others);
                });
        ordered(cell, BigDecimal.class, numbers, numbersFrom(), BigDecimal.ZERO, changes);
        ordered(cell, LocalDate.class, dates, datesFrom(), LocalDate.of(2000, 1, 1), changes);
        return changes;
    }

    private static void ordered(
            Cell cell, Class<?> kind, List<Object> all, int from, Object anywhere, Map<Integer, Gives> changes) {
        var own = bounds(List.of(cell), kind);
        var values = SlotPartition.representatives(own, anywhere);
        changes.put(from, gives(cell, values.get(0)));
        for (int i = 0; i < own.size(); i++) {
            int at = from + place(own.get(i), all);
            changes.put(at, gives(cell, values.get(2 * i + 1)));
            changes.put(at + 1, gives(cell, values.get(2 * i + 2)));
        }
    }

    private static Gives gives(Cell cell, Object value) {
        var given = once(cell, value);
        // KIE tells 10 from 10.0 in a few places; a kernel does not
        if (value instanceof BigDecimal number && once(cell, number.setScale(number.scale() + 1)) != given) {
            throw new FallbackToInterpreter("a cell depends on the number of decimals written");
        }
        return given;
    }

    private static Gives once(Cell cell, Object value) {
        try {
            return cell.test().test(value) ? Gives.YES : Gives.NO;
        } catch (FallbackToInterpreter error) {
            return Gives.ERROR;
        }
    }
}
