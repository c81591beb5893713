package io.shuangsuiji.kernel;

import io.shuangsuiji.kernel.symbolic.FallbackToInterpreter;
import io.shuangsuiji.kernel.symbolic.Inexact;
import io.shuangsuiji.kernel.symbolic.InputVector;
import io.shuangsuiji.kernel.symbolic.Slot;
import io.shuangsuiji.kernel.symbolic.SlotPartition;
import io.shuangsuiji.kernel.symbolic.SymbolicValue;
import io.shuangsuiji.kernel.symbolic.SymbolicValues.Given;
import io.shuangsuiji.policy.ValueType.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Computes the index of a row's answer in the table of all answers. Each atom (an input, or a value computed from inputs)
 * has classes of values that the tables treat alike; each class has a weight, and the index is the sum of the weights of
 * the classes that the row's values fall into.
 */
final class OutcomeIndex {
    /** The weight of a value that falls into no class. It is greater than every index, so any sum that contains it is too. */
    private static final int OUTSIDE = 1 << 24;
    /** The least value that is not null: numbers and dates are kept as {@code long}s, and null is the least of these. */
    private static final long NOT_NULL = InputVector.NULL + 1;

    private final List<Weighed> atoms;
    // the same atoms, sorted by how the class of a value is looked up:
    // - texts and truth values, by ordinal. Each entry of words has the slot in its low 8 bits and, above them, the
    //   position in wordWeights of the weight of ordinal 0
    private final int[] words;
    private final int[] wordWeights;
    // - numbers and dates that are inputs, by comparison. The sum begins with ofNulls, the weights of a row in which
    // all
    //   of them are null; each move adds the difference between two neighbouring classes if the value has reached the
    //   second one
    private final int ofNulls;
    private final Move[] moves;
    private final Computed[] computed;
    /** The slots of numbers and dates that no table asks for but that may not be null: null puts the row outside. */
    private final int[] required;

    /** An atom with the weight of each of its regions. */
    private record Weighed(SlotPartition atom, int[] weights) {
        int of(Object value) {
            int region = atom.region(value);
            return region < 0 ? OUTSIDE : weights[region];
        }
    }

    /**
     * The classes of a value that is kept as a {@code long}.
     *
     * @param starts the first value of each class but the lowest, ascending
     * @param weights of each class, one more than there are starts
     * @param ofNull the weight of null
     */
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

    /** Adds {@code by} to the index if the slot's value is at least {@code start}. Evaluated without a branch, which could be mispredicted. */
    private record Move(int slot, long start, int by) {}

    private record Computed(SymbolicValue residue, int[] nullable, Steps steps, Weighed weighed) {
        /** True if an operand is null: then no table asks for the computed value, and it adds nothing. */
        boolean idle(long[] values) {
            for (int slot : nullable) {
                if (values[slot] == InputVector.NULL) {
                    return true;
                }
            }
            return false;
        }
    }

    OutcomeIndex(List<SlotPartition> tabulated, List<Slot> slots) {
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
                // one with a single class has the same weight whatever its value is
                .filter(each -> !(each.atom.residue instanceof Given) && each.atom.classes() > 1)
                .map(OutcomeIndex::computed)
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

    /** The index of a row's answer; an index beyond the table if a value falls into no class. */
    int of(InputVector row) {
        try {
            return row.wide == 0 ? place(row) : exactPlace(row);
        } catch (Inexact wide) {
            return exactPlace(row);
        } catch (FallbackToInterpreter undefined) {
            return OUTSIDE;
        }
    }

    private int place(InputVector row) {
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

    private int exactPlace(InputVector row) {
        int place = 0;
        try {
            for (int word : words) {
                place += wordWeights[(word >>> 8) + (int) row.values[word & 0xFF]];
            }
            for (int slot : required) {
                place += row.values[slot] == InputVector.NULL ? OUTSIDE : 0;
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
        } catch (FallbackToInterpreter undefined) {
            return OUTSIDE;
        }
        return place;
    }

    List<SlotPartition> atoms() {
        return atoms.stream().map(Weighed::atom).toList();
    }

    private static List<Weighed> weighed(List<SlotPartition> atoms) {
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

    /** Adds a class that begins at a value, unless its weight is that of the class before; it replaces one that begins at the same value. */
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
