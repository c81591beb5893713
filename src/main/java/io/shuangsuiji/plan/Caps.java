package io.shuangsuiji.plan;

import io.shuangsuiji.decision.Decisions;
import io.shuangsuiji.model.Table.ColumnKind;
import io.shuangsuiji.plan.Facts.UnknownInspections;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.Vocabulary;
import io.shuangsuiji.registry.RegistryObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How often a year one enterprise may be inspected (频次上限). How often it was is known once all of its objects are read:
 * until then the objects that may be drawn wait. Not thread-safe.
 */
final class Caps {
    private static final String MODEL = "caps";
    private static final String LIMIT = "limit";

    private final Edition edition;
    private final DecisionModel model;
    private final PlanRequest request;
    private final String taskType;
    private final Map<String, Long> byEnterprise = new HashMap<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final List<Capped> capped = new ArrayList<>();
    private final Group unknown = new Group();

    private record Waiting(RegistryObject object, String category, Population.Count among) {}

    private Caps(Edition edition, DecisionModel model, PlanRequest request, String taskType) {
        this.edition = edition;
        this.model = model;
        this.request = request;
        this.taskType = taskType;
    }

    /** The caps of an edition on tasks of a type; empty where it states none, so that nothing is kept and asked in vain. */
    static Optional<Caps> of(Edition edition, PlanRequest request, String taskType) {
        return edition.model(MODEL)
                .filter(model -> states(edition, model))
                .map(model -> new Caps(edition, model, request, taskType));
    }

    /** False where every limit that a table can give is null; what is no table may be anything. */
    private static boolean states(Edition edition, DecisionModel model) {
        var limits = edition.decisionTables(model.name()).stream()
                .filter(table -> table.columns().stream()
                        .anyMatch(column -> column.kind() == ColumnKind.OUTPUT && LIMIT.equals(column.expression())))
                .toList();
        return limits.isEmpty()
                || limits.stream().anyMatch(table -> !edition.tables().leavesOpen(table, LIMIT));
    }

    /** Counts the inspections of an object, whether it may be drawn or not, to those of its enterprise. */
    void count(RegistryObject object) {
        if (object.creditCode() != null && object.inspections() != null) {
            byEnterprise.merge(object.creditCode(), (long) object.inspections(), Long::sum);
        }
    }

    /** Lets an object that may be drawn wait until all are read. */
    void await(Classified decided, Population.Count among) {
        waiting.add(new Waiting(decided.object(), decided.category(), among));
    }

    /**
     * Notes in their counts which of the waiting objects may not be inspected again.
     *
     * @param told is given each of them
     * @return those that have a cap of which it is not known whether they have reached it
     * @throws io.shuangsuiji.decision.NoMatchingRule where the edition's tables give no answer
     */
    UnknownInspections settle(Consumer<Capped> told) {
        for (var each : waiting) {
            var inspections = inspections(each.object());
            var known = new HashMap<String, Object>();
            known.put("object", each.object().facts());
            known.put("category", each.category());
            known.put("taskType", taskType);
            known.put(Vocabulary.INSPECTIONS, inspections);
            var cap = (Map<?, ?>) Decisions.decide(
                            edition,
                            model,
                            request.inputs(model, known, each.object().team()))
                    .get("cap");
            if (Boolean.TRUE.equals(cap.get("reached"))) {
                each.among().cap(each.object().team());
                var why = new Capped(
                        each.object().id(),
                        each.object().creditCode(),
                        inspections,
                        (BigDecimal) cap.get(LIMIT),
                        (String) cap.get("rule"),
                        (String) cap.get("clause"));
                told.accept(why);
                if (capped.size() < Capped.MOST_LISTED) {
                    capped.add(why);
                }
            } else if (cap.get(LIMIT) != null && inspections == null) {
                unknown.add(each.object().id());
            }
        }
        waiting.clear();
        return new UnknownInspections(unknown.count(), unknown.examples());
    }

    /** The first of those that are known not to be inspected again, once that is settled. */
    List<Capped> capped() {
        return List.copyOf(capped);
    }

    /** Of the enterprise where the registry names it, else of the object alone; null where that is not known. */
    private Long inspections(RegistryObject object) {
        return object.creditCode() != null
                ? byEnterprise.get(object.creditCode())
                : object.inspections() == null ? null : Long.valueOf(object.inspections());
    }
}
