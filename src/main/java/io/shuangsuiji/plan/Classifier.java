package io.shuangsuiji.plan;

import io.shuangsuiji.decision.Decisions;
import io.shuangsuiji.kernel.Kernel;
import io.shuangsuiji.kernel.KernelEngine;
import io.shuangsuiji.kernel.symbolic.FallbackToInterpreter;
import io.shuangsuiji.kernel.symbolic.InputVector;
import io.shuangsuiji.kernel.symbolic.Slot;
import io.shuangsuiji.kernel.symbolic.TabulatedOutcome;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.registry.RegistryObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Classifies objects of a registry one after the other: by the edition's kernel where it has one, whose answers are mostly
 * a few that are read once, and by its engine otherwise. Not thread-safe.
 */
final class Classifier {
    private static final String OBJECT = "object";

    private final Edition edition;
    private final DecisionModel model;
    private final Map<String, Object> others;
    private final Kernel kernel;
    private final InputVector row;
    private final List<FactSlot> facts = new ArrayList<>();
    private final Classified[] known;
    private long byKernel;

    /** Where a fact goes in the kernel's row. */
    private record FactSlot(Slot slot, String fact) {}

    /** For tasks of a type. */
    Classifier(Edition edition, String taskType, PlanRequest request) {
        this.edition = edition;
        this.model = edition.model("classification").orElseThrow();
        others = request.inputs(model, Map.of("taskType", taskType, "evaluationDate", request.evaluationDate()), null);
        others.remove(OBJECT);
        kernel = edition.engine() instanceof KernelEngine fast
                ? fast.kernel(model.name()).filter(this::fits).orElse(null)
                : null;
        row = kernel == null ? null : kernel.newRow();
        known = kernel == null ? null : new Classified[kernel.outcomes()];
        if (kernel != null) {
            for (var slot : kernel.slots()) {
                if (slot.path().startsWith(OBJECT + ".")) {
                    facts.add(new FactSlot(slot, slot.path().substring(OBJECT.length() + 1)));
                } else {
                    row.set(slot, others.get(slot.path()));
                }
            }
        }
    }

    /** True where every slot is a fact of the object or another input itself. */
    private boolean fits(Kernel candidate) {
        return candidate.slots().stream()
                .allMatch(slot -> slot.path().startsWith(OBJECT + ".")
                        ? slot.path().indexOf('.', OBJECT.length() + 1) < 0
                        : others.containsKey(slot.path()));
    }

    /**
     * What the edition decides of an object.
     *
     * @throws io.shuangsuiji.decision.NoMatchingRule where its tables give no answer
     */
    Classified classify(RegistryObject object) {
        var outcome = kernel == null ? null : outcome(object);
        if (outcome == null || !outcome.accepts()) {
            return byTheEngine(object);
        }
        byKernel++;
        if (outcome.isConstant()) {
            var decided = known[outcome.id()];
            if (decided == null) {
                decided = Classified.of(object, outcome.evaluation(row).outputs());
                known[outcome.id()] = decided;
            }
            return decided.of(object);
        }
        try {
            return Classified.of(object, outcome.evaluation(row).outputs());
        } catch (FallbackToInterpreter undefined) {
            return byTheEngine(object);
        }
    }

    /** How many objects the kernel has answered. */
    long byKernel() {
        return byKernel;
    }

    private Classified byTheEngine(RegistryObject object) {
        var inputs = new HashMap<>(others);
        inputs.put(OBJECT, object.facts());
        return Classified.of(object, Decisions.decide(edition, model, inputs));
    }

    private TabulatedOutcome outcome(RegistryObject object) {
        for (var slot : facts) {
            if (!row.set(slot.slot(), object.facts().get(slot.fact()))) {
                return null;
            }
        }
        return kernel.decide(row);
    }
}
