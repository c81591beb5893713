package io.shuangsuiji.kernel.symbolic;

import io.shuangsuiji.policy.ValueType.Kind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A residue on whose value the answer depends, and the classes of its values. Its values are divided into regions: null,
 * each word, each truth value, or each bound that it is compared with and each open interval between bounds. Regions that
 * no test has told apart so far form one class.
 */
public final class SlotPartition {
    private static final String NO_WORD = "\uFFFF";

    public final SymbolicValue residue;
    private final Slot slot;
    /** BigDecimals or LocalDates, ascending. */
    private final List<Object> bounds = new ArrayList<>();

    private final List<Region> regions = new ArrayList<>();
    private final Map<Object, Boolean> allowed = new HashMap<>();
    private int[] classes;
    private int count = 1;
    /** The current class: the one for which the model is being specialised. */
    public int current;

    /**
     * Values that no test tells apart.
     *
     * @param representative one of them
     * @param allowed false where the type allows none of them: they belong to no class
     */
    public record Region(Object representative, boolean allowed) {}

    public SlotPartition(SymbolicValue residue) {
        this.residue = residue;
        this.slot = residue instanceof SymbolicValues.Given given ? given.slot() : null;
        cut();
        classes = new int[regions.size()];
    }

    public int classes() {
        return count;
    }

    public List<Region> regions() {
        return regions;
    }

    public List<Object> bounds() {
        return bounds;
    }

    public int classOf(int region) {
        return classes[region];
    }

    /** True where the first region is null. */
    public boolean nullable() {
        return slot != null && slot.nullable();
    }

    /** Cuts the ordered kinds at further bounds. */
    public void cutAt(Collection<?> further) {
        var all = new TreeSet<Object>(bounds);
        boolean more = false;
        for (var bound : further) {
            if (residue.kind() == Kind.NUMBER && bound instanceof BigDecimal number) {
                more |= all.add(plain(number));
            } else if (residue.kind() == Kind.DATE && bound instanceof LocalDate) {
                more |= all.add(bound);
            }
        }
        if (!more) {
            return;
        }
        var before = List.copyOf(bounds);
        var classesBefore = classes;
        bounds.clear();
        bounds.addAll(all);
        cut();
        classes = new int[regions.size()];
        int first = nullable() ? 1 : 0;
        if (first == 1) {
            classes[0] = classesBefore[0];
        }
        for (int i = first; i < classes.length; i++) {
            classes[i] = classesBefore[first + place(regions.get(i).representative(), before)];
        }
    }

    /**
     * The result of a test on the current class. If the test does not give the same for all regions of the class, the class
     * is divided, and its first part becomes the current one.
     *
     * @return the answer, and whether a class was divided
     */
    public Answer ask(Function<Object, Object> test) {
        var divisions = new HashMap<Object, Integer>();
        Object answer = null;
        for (int i = 0; i < classes.length; i++) {
            if (classes[i] == current && regions.get(i).allowed()) {
                var given = test.apply(regions.get(i).representative());
                if (divisions.isEmpty()) {
                    answer = given;
                    divisions.put(given, current);
                } else {
                    classes[i] = divisions.computeIfAbsent(given, another -> count++);
                }
            }
        }
        return new Answer(answer, divisions.size() > 1);
    }

    public record Answer(Object value, boolean divided) {}

    /** The region of a value; negative if the type does not allow the value. */
    public int region(Object value) {
        int region = place(value);
        return region >= 0 && regions.get(region).allowed() ? region : -1;
    }

    private int place(Object value) {
        int first = nullable() ? 1 : 0;
        if (value == null) {
            return first == 1 ? 0 : -1;
        }
        return switch (residue.kind()) {
            case NUMBER, DATE -> first + place(value, bounds);
            case BOOLEAN -> first + (Boolean.TRUE.equals(value) ? 1 : 0);
            default -> {
                int ordinal = slot.ordinal((String) value);
                yield ordinal > slot.words().size() && slot.closed() ? -1 : first + ordinal - 1;
            }
        };
    }

    private void cut() {
        regions.clear();
        if (nullable()) {
            regions.add(new Region(null, true));
        }
        switch (residue.kind()) {
            case TEXT -> {
                slot.words().forEach(word -> regions.add(new Region(word, true)));
                if (!slot.closed()) {
                    regions.add(new Region(NO_WORD, true));
                }
            }
            case BOOLEAN -> {
                regions.add(new Region(false, true));
                regions.add(new Region(true, true));
            }
            case NUMBER -> ordered(BigDecimal.ZERO);
            case DATE -> ordered(LocalDate.of(2000, 1, 1));
            default ->
                throw new FallbackToInterpreter(
                        "no classes of a value of type " + slot.type().name());
        }
    }

    private void ordered(Object anywhere) {
        // without bounds it stands for every value, whether the type allows it itself or not
        representatives(bounds, anywhere)
                .forEach(value -> regions.add(bounds.isEmpty() ? new Region(value, true) : about(value)));
    }

    /** Values below the first bound, at each, and above it. */
    public static List<Object> representatives(List<Object> bounds, Object anywhere) {
        if (bounds.isEmpty()) {
            return List.of(anywhere);
        }
        var values = new ArrayList<Object>();
        values.add(moved(bounds.get(0), -1));
        for (int i = 0; i < bounds.size(); i++) {
            values.add(bounds.get(i));
            values.add(i + 1 < bounds.size() ? between(bounds.get(i), bounds.get(i + 1)) : moved(bounds.get(i), 1));
        }
        return values;
    }

    private Region about(Object representative) {
        return new Region(
                representative,
                slot == null
                        || allowed.computeIfAbsent(representative, slot.type().constraint()::allows));
    }

    /** A value so many units away: days of a date, ones of a number. */
    public static Object moved(Object value, int units) {
        return value instanceof LocalDate date
                ? date.plusDays(units)
                : plain(((BigDecimal) value).add(BigDecimal.valueOf(units)));
    }

    private static Object between(Object low, Object high) {
        if (low instanceof LocalDate date) {
            // where the dates are neighbours there is none between them: any will do
            return date.plusDays(1);
        }
        var from = (BigDecimal) low;
        var to = (BigDecimal) high;
        var next = from.add(BigDecimal.ONE);
        return plain(next.compareTo(to) < 0 ? next : from.add(to).divide(BigDecimal.valueOf(2)));
    }

    /** Bounds are kept as callers mostly write them: whole numbers without decimals. */
    private static BigDecimal plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() <= 0 ? stripped.setScale(0) : number;
    }

    /** The position among intervals and bounds, ascending; 0 is the interval below the first bound. */
    @SuppressWarnings("unchecked")
    private static int place(Object value, List<Object> bounds) {
        for (int i = 0; i < bounds.size(); i++) {
            int order = ((Comparable<Object>) value).compareTo(bounds.get(i));
            if (order <= 0) {
                return order == 0 ? 2 * i + 1 : 2 * i;
            }
        }
        return 2 * bounds.size();
    }
}
