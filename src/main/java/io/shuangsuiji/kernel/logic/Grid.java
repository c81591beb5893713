package io.shuangsuiji.kernel.logic;

import io.shuangsuiji.kernel.symbolic.FallbackToInterpreter;
import io.shuangsuiji.kernel.symbolic.SlotPartition;
import io.shuangsuiji.kernel.symbolic.SymbolicValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** The atoms of a model and the combination of their classes for which it is being specialised. */
public final class Grid {
    private final Map<SymbolicValue, SlotPartition> atoms = new LinkedHashMap<>();
    private boolean divided;
    /** The atoms that were tested since this was cleared: the answer depends on no others. */
    private Set<SlotPartition> asked;

    public List<SlotPartition> atoms() {
        return new ArrayList<>(atoms.values());
    }

    /** How many combinations there are. */
    public long size() {
        long size = 1;
        for (var atom : atoms.values()) {
            size = Math.min(size * atom.classes(), Integer.MAX_VALUE);
        }
        return size;
    }

    /** True where a class was divided since the last call. */
    public boolean divided() {
        boolean was = divided;
        divided = false;
        return was;
    }

    public void recordInto(Set<SlotPartition> set) {
        asked = set;
    }

    /**
     * Asks a question about a residue's value.
     *
     * @param bounds constants at which the answer may change
     * @param test answers it for one value; {@link FallbackToInterpreter} counts as an answer and is thrown where it is the one
     */
    Object ask(SymbolicValue residue, Collection<?> bounds, Function<Object, Object> test) {
        var atom = atoms.computeIfAbsent(residue, SlotPartition::new);
        atom.cutAt(bounds);
        asked.add(atom);
        var answer = atom.ask(value -> {
            try {
                var given = test.apply(value);
                // KIE tells 10 from 10.0 in a few places; a kernel does not
                if (value instanceof BigDecimal number
                        && !Objects.equals(given, test.apply(number.setScale(number.scale() + 1)))) {
                    return new Left("the answer depends on the number of decimals written");
                }
                return given;
            } catch (FallbackToInterpreter leave) {
                return new Left(leave.getMessage());
            }
        });
        divided |= answer.divided();
        if (answer.value() instanceof Left left) {
            throw new FallbackToInterpreter(left.reason());
        }
        return answer.value();
    }

    private record Left(String reason) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Left;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }
}
