package io.shuangsuiji.kernel;

import io.shuangsuiji.kernel.logic.CompiledTable;
import io.shuangsuiji.kernel.logic.Grid;
import io.shuangsuiji.kernel.logic.KieFeel;
import io.shuangsuiji.kernel.logic.Logic;
import io.shuangsuiji.kernel.logic.Logic.Step;
import io.shuangsuiji.kernel.logic.PartialEvaluator;
import io.shuangsuiji.kernel.symbolic.FallbackToInterpreter;
import io.shuangsuiji.kernel.symbolic.InputVector;
import io.shuangsuiji.kernel.symbolic.Layout;
import io.shuangsuiji.kernel.symbolic.MatchedRows;
import io.shuangsuiji.kernel.symbolic.Symbols;
import io.shuangsuiji.kernel.symbolic.TabulatedOutcome;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.ValueType.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Answers a row by going through the decisions: for models whose tables tell so many classes apart that their
 * combinations cannot be tabulated. Each column gives the set of rows that the value matches ({@link RowIndex}); what all
 * sets have in common are the rows that match the input. Hit policies, defaults and formulas are KIE's own, as in a
 * {@link OutcomeTableBuilder}. Thread-safe.
 */
final class Lookup {
    /** Outcomes that are kept; what comes up later is made anew each time. */
    static final int KEPT = 1 << 14;

    private final DecisionModel model;
    private final List<Step> steps;
    private final Layout layout;
    private final List<String> fields;
    private final boolean byRowsAlone;
    private final Map<List<BitSet>, TabulatedOutcome> known = new ConcurrentHashMap<>();
    // an evaluator serves one thread at a time
    private final Queue<PartialEvaluator> idle = new ConcurrentLinkedQueue<>();

    Lookup(DecisionModel model, List<Step> steps, Layout layout, KieFeel feel, List<String> fields) {
        this.model = model;
        this.steps = steps;
        this.layout = layout;
        this.fields = fields;
        var specialiser = new PartialEvaluator(feel, new Grid());
        idle.add(specialiser);
        byRowsAlone = steps.stream()
                .allMatch(step -> step.requires().isEmpty()
                        && step.logic() instanceof Logic.ByTable by
                        && by.table().isFixed(specialiser));
    }

    /** The tables that are decisions of their own. */
    List<CompiledTable> tables() {
        return steps.stream()
                .filter(step -> step.logic() instanceof Logic.ByTable)
                .map(step -> ((Logic.ByTable) step.logic()).table())
                .toList();
    }

    TabulatedOutcome decide(InputVector row) {
        for (var slot : layout.slots()) {
            boolean unknownWord =
                    slot.closed() && row.values[slot.index()] > slot.words().size();
            if (!slot.nullable() && row.isNull(slot) || slot.kind() == Kind.TEXT && unknownWord) {
                return TabulatedOutcome.left(-1, "a value outside those that the types allow");
            }
        }
        var specialiser = idle.poll();
        if (specialiser == null) {
            specialiser = new PartialEvaluator(new KieFeel(), new Grid());
        }
        try {
            var inputs = layout.write(row);
            return byRowsAlone ? byRows(specialiser, inputs) : outcome(-1, specialiser, inputs, null);
        } catch (FallbackToInterpreter left) {
            return TabulatedOutcome.left(-1, left.getMessage());
        } finally {
            specialiser.met.clear();
            specialiser.fallible.clear();
            idle.add(specialiser);
        }
    }

    private TabulatedOutcome byRows(PartialEvaluator specialiser, Map<String, Object> inputs) {
        var matching = new ArrayList<BitSet>();
        for (var table : tables()) {
            matching.add(table.matching(specialiser, inputs));
        }
        var kept = known.get(matching);
        if (kept != null) {
            return kept;
        }
        synchronized (known) {
            // numbered one after the other
            int id = known.size() < KEPT ? known.size() : -1;
            var outcome = outcome(id, specialiser, inputs, matching);
            if (id >= 0) {
                known.putIfAbsent(matching, outcome);
            }
            return known.getOrDefault(matching, outcome);
        }
    }

    /**
     * Decides.
     *
     * @param matching of each step the rows that match, or null where they are to be found
     */
    private TabulatedOutcome outcome(
            int id, PartialEvaluator specialiser, Map<String, Object> inputs, List<BitSet> matching) {
        var values = new LinkedHashMap<String, Object>();
        var tables = new ArrayList<MatchedRows>();
        for (int i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            var scope = new LinkedHashMap<>(inputs);
            step.requires().forEach(required -> scope.put(required, values.get(required)));
            Object value;
            if (matching != null) {
                var table = ((Logic.ByTable) step.logic()).table();
                var hit = table.hit(matching.get(i), specialiser, scope);
                tables.add(new MatchedRows(table.decision(), hit.matched()));
                value = hit.value();
            } else {
                value = step.logic().evaluate(specialiser, scope, tables);
            }
            values.put(step.name(), Symbols.frozen(Logic.coerced(step.type(), value, specialiser)));
        }
        var outputs = new LinkedHashMap<String, Object>();
        model.outputs().forEach(output -> outputs.put(output.name(), values.get(output.name())));
        return new TabulatedOutcome(
                id,
                Collections.unmodifiableMap(outputs),
                values.get(DecisionModel.INPUT_ERRORS),
                List.copyOf(tables),
                List.of(),
                fields);
    }
}
