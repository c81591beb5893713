package io.shuangsuiji.kernel;

import io.shuangsuiji.jobs.Cancellation;
import io.shuangsuiji.kernel.logic.Grid;
import io.shuangsuiji.kernel.logic.KieFeel;
import io.shuangsuiji.kernel.logic.Logic;
import io.shuangsuiji.kernel.logic.Logic.Step;
import io.shuangsuiji.kernel.logic.PartialEvaluator;
import io.shuangsuiji.kernel.symbolic.FallbackToInterpreter;
import io.shuangsuiji.kernel.symbolic.Fitting;
import io.shuangsuiji.kernel.symbolic.Layout;
import io.shuangsuiji.kernel.symbolic.MatchedRows;
import io.shuangsuiji.kernel.symbolic.SlotPartition;
import io.shuangsuiji.kernel.symbolic.SymbolicValue;
import io.shuangsuiji.kernel.symbolic.Symbols;
import io.shuangsuiji.kernel.symbolic.TabulatedOutcome;
import io.shuangsuiji.policy.DecisionModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A model specialised to every combination of classes. Classes are found step by step: each round evaluates the
 * combinations known so far. If a test gives two results within one class, the class is divided and another round follows,
 * until no class is divided. A decision is evaluated once for each combination of the classes that it tests and of the
 * values that it requires.
 */
public final class OutcomeTableBuilder {
    /** Combinations beyond which a model is not tabulated. */
    static final int LIMIT = 1 << 18;

    private static final int ROUNDS = 200;

    final List<SlotPartition> atoms;
    final int[] outcomeOf;
    final List<TabulatedOutcome> outcomes = new ArrayList<>();
    /** Combinations in which, together, every table meets every combination of its columns' classes, and every other
     * decision gives each of its values. */
    final List<Integer> situations = new ArrayList<>();

    private final DecisionModel model;
    private final List<String> fields;
    private final Map<String, Object> inputs;
    private final PartialEvaluator specialiser;
    private final Decision[] decisions;
    /** The results for the current combination, by decision. */
    private final Found[] found;

    private final Numbers values = new Numbers();
    private final Numbers answerNumbers = new Numbers();
    private final Numbers situationNumbers = new Numbers();
    private final Map<Key, TabulatedOutcome> known = new HashMap<>();
    private final Map<String, TabulatedOutcome> leaving = new HashMap<>();

    /**
     * What a decision gives.
     *
     * @param value null where it is left
     * @param number of its value
     * @param answer number of the value and the rows matched
     * @param situation number of the value and what was met in the columns of tables
     * @param fallible residues that must have a value, even where the answer does not show it
     */
    private record Found(
            Object value,
            int number,
            int answer,
            int situation,
            List<MatchedRows> tables,
            List<SymbolicValue> fallible,
            String left) {}

    /** A decision with what is known of it, by the values that it requires and the classes that it asks for. */
    private static final class Decision {
        final Step step;
        final int[] requires;
        final boolean answers;
        final Set<SlotPartition> asks = new LinkedHashSet<>();
        final Map<Key, Found> known = new HashMap<>();

        Decision(Step step, int[] requires, boolean answers) {
            this.step = step;
            this.requires = requires;
            this.answers = answers;
        }
    }

    private record Key(int[] parts) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && Arrays.equals(parts, key.parts);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(parts);
        }
    }

    /** Numbers for equal things. */
    private static final class Numbers {
        private final Map<Object, Integer> numbers = new HashMap<>();
        private final List<Object> things = new ArrayList<>();

        int of(Object thing) {
            var number = numbers.get(thing);
            if (number == null) {
                number = things.size();
                numbers.put(thing, number);
                things.add(thing);
            }
            return number;
        }

        Object thing(int number) {
            return things.get(number);
        }
    }

    OutcomeTableBuilder(DecisionModel model, List<Step> steps, Layout layout, KieFeel feel, List<String> fields) {
        this.model = model;
        this.fields = fields;
        inputs = layout.scope();
        var names = steps.stream().map(Step::name).toList();
        decisions = steps.stream()
                .map(step -> new Decision(
                        step,
                        step.requires().stream().mapToInt(names::indexOf).toArray(),
                        step.name().equals(DecisionModel.INPUT_ERRORS)
                                || model.outputs().stream()
                                        .anyMatch(output -> output.name().equals(step.name()))))
                .toArray(Decision[]::new);
        found = new Found[decisions.length];
        var grid = new Grid();
        specialiser = new PartialEvaluator(feel, grid);
        int[] indexes;
        int rounds = 0;
        do {
            outcomes.clear();
            known.clear();
            leaving.clear();
            situations.clear();
            indexes = ++rounds > ROUNDS ? null : round(grid.atoms(), (int) grid.size());
        } while (grid.divided() && indexes != null);
        atoms = grid.atoms();
        outcomeOf = indexes;
    }

    /** False where there are too many combinations to tabulate. */
    boolean isComplete() {
        return outcomeOf != null;
    }

    /** The outcome of each combination; null as soon as there turn out to be too many. */
    private int[] round(List<SlotPartition> atoms, int size) {
        int[] counts = atoms.stream().mapToInt(SlotPartition::classes).toArray();
        int[] indexes = new int[size];
        var seen = new BitSet();
        for (int combination = 0; combination < size; combination++) {
            int rest = combination;
            for (int i = 0; i < counts.length; i++) {
                atoms.get(i).current = rest % counts[i];
                rest /= counts[i];
            }
            Cancellation.check();
            indexes[combination] = outcome(combination, seen).id();
            if (specialiser.grid.size() > LIMIT) {
                return null;
            }
        }
        return indexes;
    }

    private TabulatedOutcome outcome(int combination, BitSet seen) {
        boolean unseen = false;
        for (int i = 0; i < decisions.length; i++) {
            var given = decide(decisions[i], i);
            found[i] = given;
            if (!seen.get(given.situation())) {
                seen.set(given.situation());
                unseen = true;
            }
            if (given.left() != null) {
                // as in KIE, of which the whole answer is then an error
                return leaving.computeIfAbsent(
                        given.left(), another -> add(TabulatedOutcome.left(outcomes.size(), given.left())));
            }
        }
        if (unseen) {
            situations.add(combination);
        }
        return outcome();
    }

    private Found decide(Decision decision, int index) {
        var key = key(decision);
        var known = decision.known.get(key);
        if (known != null) {
            return known;
        }
        var asked = new LinkedHashSet<SlotPartition>();
        specialiser.grid.recordInto(asked);
        var given = specialised(decision, index);
        if (decision.asks.addAll(asked)) {
            // keys now have more parts
            decision.known.clear();
            key = key(decision);
        }
        decision.known.put(key, given);
        return given;
    }

    private Found specialised(Decision decision, int index) {
        var scope = new LinkedHashMap<>(inputs);
        for (int required : decision.requires) {
            scope.put(decisions[required].step.name(), found[required].value());
        }
        var tables = new ArrayList<MatchedRows>();
        specialiser.met.clear();
        specialiser.fallible.clear();
        try {
            var value = Logic.coerced(
                    decision.step.type(), decision.step.logic().evaluate(specialiser, scope, tables), specialiser);
            int number = values.of(Symbols.frozen(value));
            var fallible = List.copyOf(new LinkedHashSet<>(specialiser.fallible));
            return new Found(
                    values.thing(number),
                    number,
                    answerNumbers.of(Arrays.asList(index, number, List.copyOf(tables), fallible)),
                    situationNumbers.of(Arrays.asList(index, number, List.copyOf(specialiser.met))),
                    List.copyOf(tables),
                    fallible,
                    null);
        } catch (FallbackToInterpreter leave) {
            var reason = String.valueOf(leave.getMessage());
            return new Found(
                    null, values.of(reason), -1, situationNumbers.of(reason), List.copyOf(tables), List.of(), reason);
        }
    }

    private Key key(Decision decision) {
        int[] parts = new int[decision.requires.length + decision.asks.size()];
        int at = 0;
        for (int required : decision.requires) {
            parts[at++] = found[required].number();
        }
        for (var atom : decision.asks) {
            parts[at++] = atom.current;
        }
        return new Key(parts);
    }

    private TabulatedOutcome outcome() {
        int[] parts = new int[decisions.length];
        for (int i = 0; i < parts.length; i++) {
            // what others merely require is not part of the answer, unless rows of tables were matched for it
            parts[i] = decisions[i].answers
                            || !found[i].tables().isEmpty()
                            || !found[i].fallible().isEmpty()
                    ? found[i].answer()
                    : -1;
        }
        return known.computeIfAbsent(new Key(parts), another -> {
            var outputs = new LinkedHashMap<String, Object>();
            Object errors = null;
            for (var output : model.outputs()) {
                outputs.put(output.name(), null);
            }
            var matched = new ArrayList<MatchedRows>();
            var fallible = new LinkedHashSet<SymbolicValue>();
            for (int i = 0; i < decisions.length; i++) {
                matched.addAll(found[i].tables());
                fallible.addAll(found[i].fallible());
                var name = decisions[i].step.name();
                if (outputs.containsKey(name)) {
                    outputs.put(name, found[i].value());
                } else if (name.equals(DecisionModel.INPUT_ERRORS)) {
                    errors = found[i].value();
                }
            }
            try {
                model.outputs()
                        .forEach(output -> outputs.put(output.name(), Fitting.of(output, outputs.get(output.name()))));
            } catch (FallbackToInterpreter noneOfItsType) {
                return add(TabulatedOutcome.left(outcomes.size(), noneOfItsType.getMessage()));
            }
            return add(new TabulatedOutcome(
                    outcomes.size(),
                    Collections.unmodifiableMap(outputs),
                    errors,
                    List.copyOf(matched),
                    List.copyOf(fallible),
                    fields));
        });
    }

    private TabulatedOutcome add(TabulatedOutcome outcome) {
        outcomes.add(outcome);
        return outcome;
    }
}
