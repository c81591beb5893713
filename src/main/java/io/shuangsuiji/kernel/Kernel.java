package io.shuangsuiji.kernel;

import io.shuangsuiji.kernel.symbolic.InputVector;
import io.shuangsuiji.kernel.symbolic.Layout;
import io.shuangsuiji.kernel.symbolic.Slot;
import io.shuangsuiji.kernel.symbolic.SlotPartition;
import io.shuangsuiji.kernel.symbolic.SlotReader;
import io.shuangsuiji.kernel.symbolic.TabulatedOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model compiled to a table of all its answers: the classes that the values of an input fall into give the index of the
 * answer in that table. Where there are too many combinations of them, the rows that apply are looked up ({@link Lookup}).
 * Immutable and thread-safe; each thread uses its own {@link InputVector}.
 *
 * <pre>{@code
 * var rating = kernel.slot("object.creditRating").orElseThrow();   // once
 * var category = kernel.field("classification.category");
 * var row = kernel.newRow();
 * row.setText(rating, "环保良好企业");                                // for each input
 * var outcome = kernel.decide(row);
 * if (outcome.isLeft()) { ask KIE with kernel.inputs(row) } else { outcome.value(category, row) }
 * }</pre>
 */
public final class Kernel {
    private final Layout layout;
    private final List<Slot> slots;
    private final List<String> fields;
    private final TabulatedOutcome[] outcomes;
    private final int distinct;
    private final TabulatedOutcome outside;
    private final OutcomeIndex places;
    private final boolean mayFail;
    /** Null where the answers are tabulated. */
    private final Lookup lookup;

    Kernel(Layout layout, Lookup lookup, List<String> fields) {
        this.layout = layout;
        this.slots = layout.slots();
        this.fields = List.copyOf(fields);
        this.lookup = lookup;
        distinct = Lookup.KEPT;
        outside = null;
        outcomes = new TabulatedOutcome[0];
        mayFail = false;
        places = new OutcomeIndex(List.of(), slots);
    }

    Kernel(Layout layout, OutcomeTableBuilder tabulation, List<String> fields) {
        this.layout = layout;
        this.slots = layout.slots();
        this.fields = List.copyOf(fields);
        distinct = tabulation.outcomes.size() + 1;
        outside = TabulatedOutcome.left(distinct - 1, "a value outside those that the types allow");
        outcomes = new TabulatedOutcome[tabulation.outcomeOf.length];
        for (int i = 0; i < outcomes.length; i++) {
            outcomes[i] = tabulation.outcomes.get(tabulation.outcomeOf[i]);
        }
        mayFail = tabulation.outcomes.stream().anyMatch(TabulatedOutcome::mayFail);
        places = new OutcomeIndex(tabulation.atoms, slots);
        lookup = null;
    }

    /** Every slot, in the order of the model's inputs. */
    public List<Slot> slots() {
        return slots;
    }

    /** The slot of an input ({@code taskType}) or of a field of one ({@code object.objectType}). */
    public Optional<Slot> slot(String path) {
        return slots.stream().filter(slot -> slot.path().equals(path)).findFirst();
    }

    /** A reader of a field of a stream, for {@link #slots() slots} of this kernel's rows. */
    public SlotReader reader(Slot slot) {
        return new SlotReader(slot);
    }

    /** The number by which {@link TabulatedOutcome}s know an output, or a field of one ({@code quota.required}). */
    public int field(String path) {
        int field = fields.indexOf(path);
        if (field < 0) {
            throw new IllegalArgumentException("no output " + path + ", there are: " + fields);
        }
        return field;
    }

    /** How many outcomes may be kept by their ids, which are smaller. */
    public int outcomes() {
        return distinct;
    }

    /** How many combinations of classes were tabulated. */
    public int combinations() {
        return outcomes.length;
    }

    /** A row of nulls. */
    public InputVector newRow() {
        return layout.newRow();
    }

    /** Fills a row with values that were read and checked; false if the row cannot store one of them, and KIE must answer. */
    public boolean read(Map<String, Object> inputs, InputVector into) {
        return layout.read(inputs, into);
    }

    /** The values of a row, as KIE takes them. */
    public Map<String, Object> inputs(InputVector row) {
        return layout.write(row);
    }

    /** The answer to a row; nothing is allocated where the answers are tabulated. */
    public TabulatedOutcome decide(InputVector row) {
        if (lookup != null) {
            return lookup.decide(row);
        }
        int place = places.of(row);
        if (place >= outcomes.length) {
            return outside;
        }
        var outcome = outcomes[place];
        return mayFail && !outcome.isDefined(row) ? outside : outcome;
    }

    /** The index of a row's combination of classes; greater than the last index if a value falls into no class. */
    int combination(InputVector row) {
        return places.of(row);
    }

    /** The class of each atom in a combination. */
    int[] classes(int combination) {
        var atoms = atoms();
        int[] classes = new int[atoms.size()];
        int rest = combination;
        for (int i = 0; i < classes.length; i++) {
            classes[i] = rest % atoms.get(i).classes();
            rest /= atoms.get(i).classes();
        }
        return classes;
    }

    List<SlotPartition> atoms() {
        return places.atoms();
    }
}
