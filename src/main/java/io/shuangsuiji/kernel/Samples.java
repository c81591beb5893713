package io.shuangsuiji.kernel;

import io.shuangsuiji.kernel.logic.CompiledTable;
import io.shuangsuiji.kernel.symbolic.Dates;
import io.shuangsuiji.kernel.symbolic.InputVector;
import io.shuangsuiji.kernel.symbolic.Slot;
import io.shuangsuiji.kernel.symbolic.SlotPartition;
import io.shuangsuiji.kernel.symbolic.SymbolicValues.Given;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Inputs with which a kernel is compared: the same ones for the same model. */
final class Samples {
    private static final int TRIES = 60;
    private static final int VALUES = 24;

    private final Kernel kernel;
    private final List<Slot> slots;
    private final List<List<Object>> values;
    private final Map<Integer, Integer> atomOf = new HashMap<>();
    private final Random random = new Random(20240101);

    Samples(Kernel kernel) {
        this.kernel = kernel;
        this.slots = kernel.slots();
        var atoms = kernel.atoms();
        for (int i = 0; i < atoms.size(); i++) {
            if (atoms.get(i).residue instanceof Given given) {
                atomOf.put(given.slot().index(), i);
            }
        }
        this.values = slots.stream().map(this::values).toList();
    }

    /** A row in that combination of classes; null where none is found. */
    InputVector in(int combination) {
        int[] classes = kernel.classes(combination);
        var row = kernel.newRow();
        for (int attempt = 0; attempt < TRIES; attempt++) {
            for (var slot : slots) {
                var fitting = fitting(slot, classes);
                if (fitting.isEmpty()) {
                    return null;
                }
                row.set(slot, fitting.get(random.nextInt(fitting.size())));
            }
            if (kernel.combination(row) == combination) {
                return row;
            }
        }
        return null;
    }

    private List<Object> fitting(Slot slot, int[] classes) {
        var atom = atomOf.get(slot.index());
        if (atom == null) {
            return values.get(slot.index());
        }
        var all = kernel.atoms().get(atom);
        var fitting = new ArrayList<>();
        for (var value : values.get(slot.index())) {
            int region = all.region(value);
            if (region >= 0 && all.classOf(region) == classes[atom]) {
                fitting.add(value);
            }
        }
        return fitting;
    }

    /** A row that a row of a table matches, where its columns are inputs; null where none is found. */
    InputVector matching(CompiledTable table, int index) {
        var row = kernel.newRow();
        for (var slot : slots) {
            row.set(slot, one(values.get(slot.index())));
        }
        for (var column : table.columns()) {
            var slot = kernel.slot(column.input().getText()).orElse(null);
            if (slot != null) {
                var fitting = column.index().matching(index).stream()
                        .map(value -> value instanceof String && !slot.words().contains(value) ? "别的" : value)
                        .filter(value -> value == null || slot.holds(value))
                        .filter(slot.type().constraint()::allows)
                        .toList();
                if (fitting.isEmpty()) {
                    return null;
                }
                row.set(slot, one(fitting));
            }
        }
        return row;
    }

    private Object one(List<Object> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** Rows in which every two values of two slots meet. */
    List<InputVector> pairs() {
        var rows = new ArrayList<InputVector>();
        var met = new BitSet[slots.size()][slots.size()];
        for (int a = 0; a < slots.size(); a++) {
            for (int b = a + 1; b < slots.size(); b++) {
                met[a][b] = new BitSet();
            }
        }
        if (slots.size() == 1) {
            values.get(0).forEach(value -> rows.add(row(new int[] {values.get(0).indexOf(value)})));
        }
        for (int a = 0; a < slots.size(); a++) {
            for (int b = a + 1; b < slots.size(); b++) {
                int all = values.get(a).size() * values.get(b).size();
                for (int pair = met[a][b].nextClearBit(0); pair < all; pair = met[a][b].nextClearBit(pair + 1)) {
                    int[] chosen = new int[slots.size()];
                    for (int i = 0; i < chosen.length; i++) {
                        chosen[i] = random.nextInt(values.get(i).size());
                    }
                    chosen[a] = pair % values.get(a).size();
                    chosen[b] = pair / values.get(a).size();
                    mark(met, chosen);
                    rows.add(row(chosen));
                }
            }
        }
        return rows;
    }

    private void mark(BitSet[][] met, int[] chosen) {
        for (int a = 0; a < chosen.length; a++) {
            for (int b = a + 1; b < chosen.length; b++) {
                met[a][b].set(chosen[a] + chosen[b] * values.get(a).size());
            }
        }
    }

    private InputVector row(int[] chosen) {
        var row = kernel.newRow();
        for (var slot : slots) {
            row.set(slot, values.get(slot.index()).get(chosen[slot.index()]));
        }
        return row;
    }

    /** Inputs of which one value is null, unknown or of another type where that is not allowed. */
    List<Map<String, Object>> forbidden() {
        var inputs = new ArrayList<Map<String, Object>>();
        int[] first = new int[slots.size()];
        for (var slot : slots) {
            for (var wrong : Arrays.asList(null, "没有这个值", new BigDecimal("-1.5"), LocalDate.of(1, 1, 1), true)) {
                boolean held = wrong == null || slot.holds(wrong);
                if (!held || !slot.type().constraint().allows(wrong)) {
                    inputs.add(replaced(kernel.inputs(row(first)), slot.path().split("\\."), 0, wrong));
                }
            }
        }
        return inputs;
    }

    private static Map<String, Object> replaced(Map<?, ?> inputs, String[] path, int depth, Object value) {
        var copy = new LinkedHashMap<String, Object>();
        inputs.forEach((name, old) -> copy.put((String) name, old));
        copy.put(
                path[depth],
                depth == path.length - 1 ? value : replaced((Map<?, ?>) copy.get(path[depth]), path, depth + 1, value));
        return copy;
    }

    /** Values of a slot that its type allows: all of few, else those at and about the bounds. */
    private List<Object> values(Slot slot) {
        Set<Object> found = new LinkedHashSet<>();
        switch (slot.kind()) {
            case TEXT -> {
                found.addAll(slot.words());
                if (!slot.closed()) {
                    found.add("别的");
                }
            }
            case BOOLEAN -> found.addAll(List.of(false, true));
            case NUMBER -> numbers(slot, found);
            default -> dates(slot, found);
        }
        found.add(null);
        var allowed = found.stream()
                .filter(slot.type().constraint()::allows)
                .limit(VALUES)
                .toList();
        return allowed.isEmpty() ? Arrays.asList((Object) null) : allowed;
    }

    private void numbers(Slot slot, Set<Object> into) {
        for (var bound : bounds(slot)) {
            into.add(bound);
            into.add(SlotPartition.moved(bound, -1));
            into.add(SlotPartition.moved(bound, 1));
            into.add(((BigDecimal) bound).add(new BigDecimal("0.50")));
        }
        for (int number : new int[] {0, 1, 2, 3, 7, 10, 36, 100, 161, 2024, 1_000_000}) {
            into.add(BigDecimal.valueOf(number));
        }
        into.add(new BigDecimal("12.30"));
        into.add(new BigDecimal("-2.5"));
    }

    private void dates(Slot slot, Set<Object> into) {
        for (var bound : bounds(slot)) {
            into.add(bound);
            into.add(SlotPartition.moved(bound, -1));
            into.add(SlotPartition.moved(bound, 1));
        }
        var day = LocalDate.of(2024, 2, 29);
        into.add(day);
        // also dates near those that this one is compared with
        for (var atom : kernel.atoms()) {
            if (!(atom.residue instanceof Given)) {
                for (var shift : Dates.shifts(atom.residue)) {
                    for (int extra = -1; extra <= 1; extra++) {
                        into.add(day.plusMonths(shift.months()).plusDays(shift.days() + extra));
                        into.add(day.plusMonths(-shift.months()).plusDays(extra - shift.days()));
                    }
                }
            }
        }
        into.add(day.plusDays(1));
        into.add(day.minusDays(1));
        into.add(LocalDate.of(2023, 12, 31));
        into.add(LocalDate.of(1999, 1, 31));
        into.add(LocalDate.of(2030, 7, 1));
    }

    private List<Object> bounds(Slot slot) {
        var atom = atomOf.get(slot.index());
        return atom == null ? List.of() : kernel.atoms().get(atom).bounds();
    }
}
