package io.shuangsuiji.kernel;

import io.shuangsuiji.kernel.Residues.Given;
import io.shuangsuiji.policy.ValueType.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds the place of a row's answer: the sum of what the class of each atom adds. */
final class Places {
    /** Added for a value outside the classes: any sum with it is beyond every combination. */
    private static final int OUTSIDE = 1 << 24;
    /** On the whole-number path every value is at or beyond it but {@link Row#NULL}. */
    private static final long NOT_NULL = Row.NULL + 1;

    private final List<Weighed> atoms;
    // the atoms again, by the way in which their class is found
    // of each text and truth value: the slot in the low 8 bits, above them where its weights begin
    private final int[] words;
    private final int[] wordWeights;
    // of each number and date, where its next class begins: what the place then moves by, from that of nulls
    private final int ofNulls;
    private final Move[] moves;
    private final Computed[] computed;
    /** Numbers and dates that have no classes, but may not be null. */
    private final int[] required;

    /** An atom and what each of its regions adds to the place of the answer. */
    private record Weighed(Atom atom, int[] weights) {
        int of(Object value) {
            int region = atom.region(value);
            return region < 0 ? OUTSIDE : weights[region];
        }
    }

    /** Where, on the whole-number path, the next class begins, and what each adds. */
    private record Steps(long[] starts, int[] weights, int ofNull) {
        int of(long value) {
            int at = 0;
            while (at < starts.length && value >= starts[at]) {
                at++;
            }
            return weights[at];
        }

        Stream<Move> moves(int slot) {
            return Stream.concat(
                    Stream.of(new Move(slot, NOT_NULL, weights[0] - ofNull)),
                    IntStream.range(0, starts.length)
                            .mapToObj(i -> new Move(slot, starts[i], weights[i + 1] - weights[i])));
        }
    }

    /** How far the place moves where the slot's value is at or beyond the start: without a branch to be mispredicted. */
    private record Move(int slot, long start, int by) {}

    private record Computed(Residue residue, int[] nullable, Steps steps, Weighed weighed) {
        /** Where an operand is null it decides nothing. */
        boolean idle(long[] values) {
            for (int slot : nullable) {
                if (values[slot] == Row.NULL) {
                    return true;
                }
            }
            return false;
        }
    }

    Places(List<Atom> tabulated, List<Slot> slots) {
        atoms = weighed(tabulated);
        var texts = atoms.stream()
                .filter(each -> each.atom.residue instanceof Given given
                        && (given.kind() == Kind.TEXT || given.kind() == Kind.BOOLEAN))
                .toList();
        words = new int[texts.size()];
        int begin = 0;
        for (int i = 0; i < words.length; i++) {
            words[i] = begin << 8 | slotIndex(texts.get(i));
            begin += byOrdinal(texts.get(i)).length;
        }
        wordWeights = texts.stream()
                .flatMapToInt(each -> IntStream.of(byOrdinal(each)))
                .toArray();
        var ordered = atoms.stream()
                .filter(each -> each.atom.residue instanceof Given && !texts.contains(each))
                .toList();
        computed = atoms.stream()
                // one of a single class was asked, but decides nothing
                .filter(each -> !(each.atom.residue instanceof Given) && each.atom.classes() > 1)
                .map(Places::computed)
                .toArray(Computed[]::new);
        required = slots.stream()
                .filter(slot -> !slot.nullable() && (slot.kind() == Kind.NUMBER || slot.kind() == Kind.DATE))
                .mapToInt(Slot::index)
                .filter(slot -> ordered.stream().noneMatch(classed -> slotIndex(classed) == slot))
                .toArray();
        ofNulls = ordered.stream().mapToInt(each -> steps(each).ofNull).sum() + required.length * OUTSIDE;
        moves = Stream.concat(
                        ordered.stream().flatMap(each -> steps(each).moves(slotIndex(each))),
                        IntStream.of(required).mapToObj(slot -> new Move(slot, NOT_NULL, -OUTSIDE)))
                .filter(move -> move.by != 0)
                .toArray(Move[]::new);
    }

    /** The place of a row: its combination, beyond the last where a value lies outside. */
    int of(Row row) {
        try {
            return row.wide == 0 ? place(row) : exactPlace(row);
        } catch (Inexact wide) {
            return exactPlace(row);
        } catch (Leave undefined) {
            return OUTSIDE;
        }
    }

    private int place(Row row) {
        long[] values = row.values;
        int place = ofNulls;
        for (int word : words) {
            place += wordWeights[(word >>> 8) + (int) values[word & 0xFF]];
        }
        for (var move : moves) {
            place += values[move.slot] >= move.start ? move.by : 0;
        }
        for (var each : computed) {
            if (!each.idle(values)) {
                place += each.steps.of(each.residue.whole(row));
            }
        }
        return place;
    }

    private int exactPlace(Row row) {
        int place = 0;
        try {
            for (int word : words) {
                place += wordWeights[(word >>> 8) + (int) row.values[word & 0xFF]];
            }
            for (int slot : required) {
                place += row.values[slot] == Row.NULL ? OUTSIDE : 0;
            }
            for (var each : atoms) {
                if (each.atom.residue instanceof Given given
                        && (given.kind() == Kind.NUMBER || given.kind() == Kind.DATE)) {
                    place += each.of(given.exact(row));
                }
            }
            for (var each : computed) {
                if (!each.idle(row.values)) {
                    place += each.weighed.of(each.residue.exact(row));
                }
            }
        } catch (Leave undefined) {
            return OUTSIDE;
        }
        return place;
    }

    List<Atom> atoms() {
        return atoms.stream().map(Weighed::atom).toList();
    }

    private static List<Weighed> weighed(List<Atom> atoms) {
        var weighed = new ArrayList<Weighed>();
        int stride = 1;
        for (var atom : atoms) {
            int[] weights = new int[atom.regions().size()];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = atom.regions().get(i).allowed() ? atom.classOf(i) * stride : OUTSIDE;
            }
            weighed.add(new Weighed(atom, weights));
            stride *= atom.classes();
        }
        return weighed;
    }

    private static int slotIndex(Weighed weighed) {
        return ((Given) weighed.atom.residue).slot().index();
    }

    private static int[] byOrdinal(Weighed weighed) {
        var slot = ((Given) weighed.atom.residue).slot();
        int ordinals = slot.kind() == Kind.BOOLEAN ? 3 : slot.words().size() + 2;
        int[] weights = new int[ordinals];
        int first = weighed.atom.nullable() ? 0 : 1;
        for (int ordinal = 0; ordinal < ordinals; ordinal++) {
            int region = ordinal - first;
            weights[ordinal] = region < 0 || region >= weighed.weights.length ? OUTSIDE : weighed.weights[region];
        }
        return weights;
    }

    private static Steps steps(Weighed weighed) {
        var atom = weighed.atom;
        int first = atom.nullable() ? 1 : 0;
        int ofNull = first == 1 ? weighed.weights[0] : OUTSIDE;
        var starts = new ArrayList<Long>();
        var weights = new ArrayList<Integer>();
        weights.add(weighed.weights[first]);
        if (atom.residue.kind() == Kind.BOOLEAN) {
            starts.add(1L);
            weights.add(weighed.weights[first + 1]);
        }
        for (int i = 0; i < atom.bounds().size(); i++) {
            var bound = scaled(atom.bounds().get(i), Math.max(atom.residue.scale(), 0));
            var whole = bound.setScale(0, RoundingMode.FLOOR);
            if (whole.compareTo(bound) == 0) {
                step(starts, weights, whole.longValueExact(), weighed.weights[first + 2 * i + 1]);
            }
            step(starts, weights, whole.longValueExact() + 1, weighed.weights[first + 2 * i + 2]);
        }
        return new Steps(
                starts.stream().mapToLong(Long::longValue).toArray(),
                weights.stream().mapToInt(Integer::intValue).toArray(),
                ofNull);
    }

    /** A step only where the class changes; one that begins where the last one does takes its place. */
    private static void step(List<Long> starts, List<Integer> weights, long start, int weight) {
        int last = starts.size() - 1;
        if (last >= 0 && starts.get(last) == start) {
            starts.remove(last);
            weights.remove(last + 1);
        }
        if (weights.get(weights.size() - 1) != weight) {
            starts.add(start);
            weights.add(weight);
        }
    }

    private static BigDecimal scaled(Object bound, int scale) {
        return bound instanceof LocalDate date
                ? BigDecimal.valueOf(date.toEpochDay())
                : ((BigDecimal) bound).scaleByPowerOfTen(scale);
    }

    private static Computed computed(Weighed weighed) {
        return new Computed(
                weighed.atom.residue,
                weighed.atom
                        .residue
                        .slots()
                        .filter(Slot::nullable)
                        .filter(slot -> slot.kind() == Kind.NUMBER || slot.kind() == Kind.DATE)
                        .mapToInt(Slot::index)
                        .distinct()
                        .toArray(),
                steps(weighed),
                weighed);
    }
}
