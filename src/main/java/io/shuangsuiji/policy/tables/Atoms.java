package io.shuangsuiji.policy.tables;

import io.shuangsuiji.policy.tables.CellType.Kind;
import io.shuangsuiji.policy.tables.Feel.Constant;
import io.shuangsuiji.policy.tables.Feel.Test;
import io.shuangsuiji.policy.tables.Feel.Tests;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
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
final class Atoms {
    /** A value that stands for its class, and how staff write it. */
    record Atom(Constant value, String shown) {}

    private final Kind kind;
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
    Atoms(CellType type, Collection<String> feels, boolean mayBeNull) {
        this.type = type;
        var tests = new LinkedHashMap<String, Optional<Tests>>();
        feels.forEach(feel -> tests.computeIfAbsent(feel, text -> Feel.tests(text.isBlank() ? "-" : text)));
        var constants = new LinkedHashSet<Constant>();
        tests.values().stream().flatMap(Optional::stream).forEach(each -> collect(each, constants));
        var limits = type.limits().isEmpty() ? Optional.<Tests>empty() : Feel.tests(type.limits());
        limits.ifPresent(each -> collect(each, constants));
        kind = kind(constants);
        sort(constants);
        index();
        boolean nullable = limits.map(Atoms::holdsOfNull).orElse(mayBeNull && type.nullable());
        limits.map(this::classes).ifPresent(allowed -> {
            var kept = allowed.stream().mapToObj(atoms::get).toList();
            atoms.clear();
            atoms.addAll(kept);
        });
        if (nullable) {
            add(Feel.NULL, CellText.NULL);
        }
        index();
        tests.forEach(
                (text, read) -> cells.put(text, read.filter(this::comparable).map(this::classes)));
    }

    /** What a column without a type compares with says what its values are, where that is of one kind. */
    private Kind kind(Collection<Constant> constants) {
        if (type.kind() != Kind.OTHER) {
            return type.kind();
        }
        var kinds = constants.stream()
                .filter(constant -> !constant.equals(Feel.NULL))
                .map(constant -> constant instanceof Constant.Number
                        ? Kind.NUMBER
                        : constant instanceof Constant.Date
                                ? Kind.DATE
                                : constant instanceof Constant.Truth
                                        ? Kind.BOOLEAN
                                        : constant instanceof Constant.Text ? Kind.TEXT : Kind.OTHER)
                .distinct()
                .toList();
        return kinds.size() == 1 ? kinds.get(0) : Kind.OTHER;
    }

    private void sort(LinkedHashSet<Constant> constants) {
        if (ordered()) {
            ordered(constants);
        } else if (kind == Kind.BOOLEAN) {
            add(new Constant.Truth(true), "是");
            add(new Constant.Truth(false), "否");
        } else {
            var listed = new HashSet<>(type.values());
            type.values().forEach(word -> add(new Constant.Text(word), word));
            constants.stream()
                    .filter(Constant.Text.class::isInstance)
                    .map(text -> ((Constant.Text) text).value())
                    .filter(word -> !listed.contains(word))
                    .forEach(word -> add(new Constant.Text(word), word));
            if (type.values().isEmpty()) {
                add(new Constant.Text("\uFFFFother"), "（其他）");
            }
        }
    }

    private boolean ordered() {
        return kind == Kind.NUMBER || kind == Kind.DATE;
    }

    private void index() {
        places.clear();
        positions.clear();
        for (var atom : atoms) {
            places.put(atom.value(), places.size());
            position(atom.value()).filter(any -> ordered()).ifPresent(positions::add);
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
                || kind != Kind.OTHER && tests.tests().stream().allMatch(test -> test instanceof Test.Is || ordered());
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
                var bound = position(compare.value());
                boolean up = compare.operator().startsWith(">");
                boolean closed = compare.operator().endsWith("=");
                bound.ifPresent(
                        at -> set(holding, up ? before(at, !closed) : 0, up ? positions.size() : before(at, closed)));
            } else if (test instanceof Test.Between between) {
                var low = position(between.low());
                var high = position(between.high());
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
        constants.stream().map(Atoms::position).flatMap(Optional::stream).forEach(bounds::add);
        if (bounds.isEmpty()) {
            add(constant(BigDecimal.ZERO), "（任何值）");
            return;
        }
        boolean whole = type.whole() || kind == Kind.DATE;
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
        return kind == Kind.DATE
                ? new Constant.Date(java.time.LocalDate.ofEpochDay(position.longValue()))
                : new Constant.Number(position);
    }

    private static Optional<BigDecimal> position(Constant constant) {
        if (constant instanceof Constant.Number number) {
            return Optional.of(number.value());
        }
        return constant instanceof Constant.Date date
                ? Optional.of(BigDecimal.valueOf(date.value().toEpochDay()))
                : Optional.empty();
    }

    /** Whether tests hold of null, which lies in no interval. */
    private static boolean holdsOfNull(Tests tests) {
        return tests.tests().isEmpty() || tests.negated() != tests.tests().contains(new Test.Is(Feel.NULL));
    }
}
