package io.shuangsuiji.policy.tables;

import io.shuangsuiji.policy.tables.CellType.Kind;
import io.shuangsuiji.policy.tables.Feel.Constant;
import io.shuangsuiji.policy.tables.Feel.Test;
import io.shuangsuiji.policy.tables.Feel.Tests;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The values of an input column, sorted into classes that no cell of the column tells apart: each word, each bound, the
 * values between two bounds, null, and whatever else there may be. One value stands for its class.
 */
final class Atoms {
    /** A value that stands for its class, and how staff write it. */
    record Atom(Constant value, String shown) {}

    private final CellType type;
    /** Stands for every value that no cell names. */
    private static final Constant OTHERS = new Constant.Text("\uFFFFother");

    private final List<Atom> atoms = new ArrayList<>();
    private final List<Optional<Tests>> cells = new ArrayList<>();

    /**
     * Sorts.
     *
     * @param feels the cells of the column from top to bottom
     * @param mayBeNull whether the input can be null where its type says nothing of it
     */
    Atoms(CellType type, List<String> feels, boolean mayBeNull) {
        this.type = type;
        var constants = new LinkedHashSet<Constant>();
        feels.forEach(feel -> cells.add(Feel.tests(feel.isBlank() ? "-" : feel)));
        cells.stream().flatMap(Optional::stream).forEach(tests -> collect(tests, constants));
        var limits = type.bounds();
        limits.ifPresent(tests -> collect(tests, constants));
        boolean listed = !type.values().isEmpty();
        switch (type.kind()) {
            case NUMBER, DATE -> {
                type.values().stream()
                        .map(Feel::constant)
                        .flatMap(Optional::stream)
                        .forEach(constants::add);
                ordered(constants);
                atoms.removeIf(atom -> listed && !type.values().contains(Feel.write(atom.value())));
            }
            case BOOLEAN -> {
                add(new Constant.Truth(true), "是");
                add(new Constant.Truth(false), "否");
                atoms.removeIf(atom -> listed && !type.values().contains(Feel.write(atom.value())));
            }
            case OTHER -> {
                constants.forEach(constant -> add(constant, Feel.write(constant)));
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
        atoms.removeIf(atom -> limits.isPresent() && !holds(limits.get(), atom.value()));
        boolean nullable = listed
                ? type.nullable()
                : limits.map(tests -> holds(tests, Feel.NULL)).orElse(mayBeNull && type.nullable());
        if (nullable && atoms.stream().noneMatch(atom -> atom.value().equals(Feel.NULL))) {
            add(Feel.NULL, CellText.NULL);
        }
    }

    List<Atom> list() {
        return atoms;
    }

    /** True where nothing is known of the values but what the cells name: which others there are nobody can tell. */
    boolean isOpen() {
        return type.kind() == Kind.OTHER;
    }

    /** The classes for which the cell of that row holds; empty where the cell is more than constants and comparisons. */
    Optional<BitSet> of(int row) {
        return cells.get(row).filter(this::comparable).map(tests -> {
            var holding = new BitSet(atoms.size());
            for (int i = 0; i < atoms.size(); i++) {
                holding.set(i, holds(tests, atoms.get(i).value()));
            }
            return holding;
        });
    }

    private void add(Constant value, String shown) {
        atoms.add(new Atom(value, shown));
    }

    private boolean comparable(Tests tests) {
        boolean ordered = type.kind() == Kind.NUMBER || type.kind() == Kind.DATE;
        return !type.list()
                && type.kind() != Kind.DURATION
                && tests.tests().stream().allMatch(test -> ordered || test instanceof Test.Is);
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

    private static Optional<BigDecimal> position(Constant constant) {
        if (constant instanceof Constant.Number number) {
            return Optional.of(number.value());
        }
        return constant instanceof Constant.Date date
                ? Optional.of(BigDecimal.valueOf(date.value().toEpochDay()))
                : Optional.empty();
    }

    static boolean holds(Tests tests, Constant value) {
        if (tests.tests().isEmpty()) {
            return true;
        }
        boolean one = tests.tests().stream().anyMatch(test -> holds(test, value));
        return tests.negated() != one;
    }

    private static boolean holds(Test test, Constant value) {
        if (test instanceof Test.Is is) {
            return is.value().equals(value);
        }
        var position = position(value);
        if (position.isEmpty()) {
            return false;
        }
        if (test instanceof Test.Compare compare) {
            int order = position.get().compareTo(position(compare.value()).orElse(position.get()));
            return switch (compare.operator()) {
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                default -> order >= 0;
            };
        }
        var between = (Test.Between) test;
        int low = position.get().compareTo(position(between.low()).orElse(position.get()));
        int high = position.get().compareTo(position(between.high()).orElse(position.get()));
        return (between.lowClosed() ? low >= 0 : low > 0) && (between.highClosed() ? high <= 0 : high < 0);
    }
}
