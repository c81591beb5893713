package io.shuangsuiji.model.analysis;

import io.shuangsuiji.model.cell.CellText;
import io.shuangsuiji.model.cell.CellType;
import io.shuangsuiji.model.cell.CellType.Kind;
import io.shuangsuiji.model.cell.SimpleFeel;
import io.shuangsuiji.model.cell.SimpleFeel.Constant;
import io.shuangsuiji.model.cell.SimpleFeel.Test;
import io.shuangsuiji.model.cell.SimpleFeel.Tests;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The values of an input column, sorted into classes that no cell of the column tells apart: each word, each bound, the
 * values between two bounds, null, and whatever else there may be. One value stands for its class.
 */
final class ColumnPartition {
    /** Stands for every value that no cell names. */
    private static final Constant OTHERS = new Constant.Text("\uFFFFother");

    /** A value that stands for its class, and how staff write it. */
    record Atom(Constant value, String shown) {}

    private final CellType type;
    private final List<Atom> atoms = new ArrayList<>();
    private final Map<Constant, Integer> places = new HashMap<>();
    /** The positions of ordered values, ascending as their classes are. */
    private final List<BigDecimal> positions = new ArrayList<>();

    /** By the text of the cell, since the same few stand in many rows; empty where it is more than constants and comparisons. */
    private final Map<String, Optional<BitSet>> cells = new HashMap<>();

    /**
     * Sorts.
     *
     * @param feels the cells of the column
     * @param mayBeNull whether the input can be null where its type says nothing of it
     */
    ColumnPartition(CellType type, Collection<String> feels, boolean mayBeNull) {
        this.type = type;
        var tests = new LinkedHashMap<String, Optional<Tests>>();
        feels.forEach(feel -> tests.computeIfAbsent(feel, text -> SimpleFeel.tests(text.isBlank() ? "-" : text)));
        var constants = new LinkedHashSet<Constant>();
        tests.values().stream().flatMap(Optional::stream).forEach(each -> collect(each, constants));
        var limits = type.bounds();
        limits.ifPresent(each -> collect(each, constants));
        sort(constants);
        index();
        boolean nullable = type.values().isEmpty()
                ? limits.map(each -> SimpleFeel.holds(each, SimpleFeel.NULL)).orElse(mayBeNull && type.nullable())
                : type.nullable();
        limits.map(this::classes).ifPresent(allowed -> {
            var kept = allowed.stream().mapToObj(atoms::get).toList();
            atoms.clear();
            atoms.addAll(kept);
        });
        if (nullable && !places.containsKey(SimpleFeel.NULL)) {
            add(SimpleFeel.NULL, CellText.NULL);
        }
        index();
        tests.forEach(
                (text, read) -> cells.put(text, read.filter(this::comparable).map(this::classes)));
    }

    private void sort(LinkedHashSet<Constant> constants) {
        boolean listed = !type.values().isEmpty();
        switch (type.kind()) {
            case NUMBER, DATE -> {
                type.values().stream()
                        .map(SimpleFeel::constant)
                        .flatMap(Optional::stream)
                        .forEach(constants::add);
                ordered(constants);
                atoms.removeIf(atom -> listed && !type.values().contains(SimpleFeel.write(atom.value())));
            }
            case BOOLEAN -> {
                add(new Constant.Truth(true), "是");
                add(new Constant.Truth(false), "否");
                atoms.removeIf(atom -> listed && !type.values().contains(SimpleFeel.write(atom.value())));
            }
            case OTHER -> {
                constants.forEach(constant -> add(constant, SimpleFeel.write(constant)));
                add(OTHERS, "（表中没有写到的值）");
            }
            default -> {
                type.values().forEach(word -> add(new Constant.Text(word), word));
                if (!listed) {
                    constants.stream()
                            .filter(Constant.Text.class::isInstance)
                            .map(text -> ((Constant.Text) text).value())
                            .forEach(word -> add(new Constant.Text(word), word));
                    add(OTHERS, "（表中没有写到的词）");
                }
            }
        }
    }

    /** True where nothing is known of the values but what the cells name: which others there are nobody can tell. */
    boolean isOpen() {
        return type.kind() == Kind.OTHER;
    }

    private boolean ordered() {
        return type.kind() == Kind.NUMBER || type.kind() == Kind.DATE;
    }

    private void index() {
        places.clear();
        positions.clear();
        for (var atom : atoms) {
            places.put(atom.value(), places.size());
            SimpleFeel.position(atom.value()).filter(any -> ordered()).ifPresent(positions::add);
        }
    }

    List<Atom> list() {
        return atoms;
    }

    /** The classes for which a cell of that text holds; empty where it is more than constants and comparisons. */
    Optional<BitSet> of(String feel) {
        return cells.get(feel);
    }

    private void add(Constant value, String shown) {
        atoms.add(new Atom(value, shown));
    }

    private boolean comparable(Tests tests) {
        return tests.tests().isEmpty()
                || !type.list()
                        && type.kind() != Kind.DURATION
                        && tests.tests().stream().allMatch(test -> test instanceof Test.Is || ordered());
    }

    /** The classes for which tests hold: of an interval those between its ends, found by halving. */
    private BitSet classes(Tests tests) {
        var holding = new BitSet(atoms.size());
        for (var test : tests.tests()) {
            if (test instanceof Test.Is is) {
                var place = places.get(is.value());
                if (place != null) {
                    holding.set(place);
                }
            } else if (test instanceof Test.Compare compare) {
                var bound = SimpleFeel.position(compare.value());
                boolean up = compare.operator().startsWith(">");
                boolean closed = compare.operator().endsWith("=");
                bound.ifPresent(
                        at -> set(holding, up ? before(at, !closed) : 0, up ? positions.size() : before(at, closed)));
            } else if (test instanceof Test.Between between) {
                var low = SimpleFeel.position(between.low());
                var high = SimpleFeel.position(between.high());
                if (low.isPresent() && high.isPresent()) {
                    set(holding, before(low.get(), !between.lowClosed()), before(high.get(), between.highClosed()));
                }
            }
        }
        if (tests.negated() || tests.tests().isEmpty()) {
            holding.flip(0, atoms.size());
        }
        return holding;
    }

    private static void set(BitSet holding, int from, int to) {
        if (from < to) {
            holding.set(from, to);
        }
    }

    /** How many classes of ordered values lie before a position, its own included or not. */
    private int before(BigDecimal position, boolean included) {
        int place = Collections.binarySearch(positions, position);
        return place < 0 ? -place - 1 : included ? place + 1 : place;
    }

    private static void collect(Tests tests, LinkedHashSet<Constant> constants) {
        for (var test : tests.tests()) {
            if (test instanceof Test.Is is) {
                constants.add(is.value());
            } else if (test instanceof Test.Compare compare) {
                constants.add(compare.value());
            } else if (test instanceof Test.Between between) {
                constants.add(between.low());
                constants.add(between.high());
            }
        }
    }

    /** Every bound, a value between each two, one below all and one above; of integers only those there are. */
    private void ordered(LinkedHashSet<Constant> constants) {
        var bounds = new TreeSet<BigDecimal>();
        constants.stream().map(SimpleFeel::position).flatMap(Optional::stream).forEach(bounds::add);
        if (bounds.isEmpty()) {
            add(constant(BigDecimal.ZERO), "（任何值）");
            return;
        }
        boolean whole = type.whole() || type.kind() == Kind.DATE;
        point(bounds.first().subtract(BigDecimal.ONE));
        BigDecimal before = null;
        for (var bound : bounds) {
            if (before != null && (!whole || bound.subtract(before).compareTo(BigDecimal.ONE) > 0)) {
                var between = before.add(bound).divide(BigDecimal.valueOf(2));
                point(whole ? between.setScale(0, RoundingMode.FLOOR) : between);
            }
            point(bound);
            before = bound;
        }
        point(bounds.last().add(BigDecimal.ONE));
    }

    private void point(BigDecimal position) {
        var constant = constant(position);
        add(
                constant,
                constant instanceof Constant.Date date
                        ? date.value().toString()
                        : CellText.number(((Constant.Number) constant).value(), type.percent()));
    }

    private Constant constant(BigDecimal position) {
        return type.kind() == Kind.DATE
                ? new Constant.Date(java.time.LocalDate.ofEpochDay(position.longValue()))
                : new Constant.Number(position);
    }
}
