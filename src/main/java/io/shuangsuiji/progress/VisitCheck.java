package io.shuangsuiji.progress;

import io.shuangsuiji.decision.Decisions;
import io.shuangsuiji.decision.NoMatchingRule;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.plan.Group;
import io.shuangsuiji.plan.PlanParameters;
import io.shuangsuiji.plan.PlanRequest;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.Vocabulary;
import io.shuangsuiji.progress.Progress.EnterpriseVisits;
import io.shuangsuiji.progress.Progress.Visits;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How often enterprises were inspected in the year against the caps (频次上限, H01): tasks of one day are one visit (H04),
 * and tasks of a kind without a limit do not count. Not thread-safe.
 */
final class VisitCheck {
    private record Kind(String objectType, String category, String taskType) {}

    /** How often a year; without a limit where that depends on facts that a ledger does not have. */
    private record Cap(BigDecimal limit, String rule, String clause) {}

    private static final class Enterprise {
        private final Set<LocalDate> days = new HashSet<>(4);
        private String name;
        private Cap strictest;
    }

    private final Edition edition;
    private final ProgressRequest request;
    private final Strata strata;
    private final Map<Kind, Optional<Cap>> caps = new HashMap<>();
    private final Map<String, Enterprise> enterprises = new HashMap<>();
    private final Group undecided = new Group();
    private long unnamed;
    private boolean stated;

    VisitCheck(Edition edition, ProgressRequest request, Strata strata) {
        this.edition = edition;
        this.request = request;
        this.strata = strata;
    }

    /** Counts the visit of a task whose inspection has ended. */
    void add(Task task, LocalDate endedOn) {
        if (endedOn.getYear() != request.period().year()) {
            return;
        }
        var kind = new Kind(task.objectType(), strata.category(task.stratum()), task.taskType());
        var cap = caps.computeIfAbsent(kind, this::cap);
        if (cap.isEmpty()) {
            return;
        }
        if (cap.get().limit() == null) {
            undecided.add(task.taskId());
            return;
        }
        stated = true;
        if (task.creditCode() == null) {
            unnamed++;
            return;
        }
        var enterprise = enterprises.computeIfAbsent(task.creditCode(), none -> new Enterprise());
        enterprise.days.add(endedOn);
        if (task.name() != null && (enterprise.name == null || task.name().compareTo(enterprise.name) < 0)) {
            enterprise.name = task.name();
        }
        if (enterprise.strictest == null || cap.get().limit().compareTo(enterprise.strictest.limit()) < 0) {
            enterprise.strictest = cap.get();
        }
    }

    /** Null where the edition states no cap for any task of the ledger. */
    Visits result() {
        if (!stated) {
            return null;
        }
        var atCap = new ArrayList<EnterpriseVisits>();
        enterprises.forEach((code, enterprise) -> {
            var cap = enterprise.strictest;
            int over = BigDecimal.valueOf(enterprise.days.size()).compareTo(cap.limit());
            if (over >= 0) {
                atCap.add(new EnterpriseVisits(
                        code,
                        enterprise.name,
                        enterprise.days.size(),
                        cap.limit(),
                        over > 0,
                        cap.rule(),
                        cap.clause()));
            }
        });
        atCap.sort(
                Comparator.comparing(EnterpriseVisits::visits).reversed().thenComparing(EnterpriseVisits::creditCode));
        return new Visits(
                enterprises.size(),
                atCap.stream().limit(Progress.MOST_LISTED).toList(),
                atCap.stream().filter(EnterpriseVisits::over).count(),
                unnamed);
    }

    /** Inspections whose cap cannot be told. */
    Group undecided() {
        return undecided;
    }

    private Optional<Cap> cap(Kind kind) {
        var model = edition.model("caps");
        if (model.isEmpty() || kind.objectType() == null || kind.taskType() == null) {
            return Optional.empty();
        }
        var object = new HashMap<String, Object>();
        edition.model("classification")
                .flatMap(classification -> classification.input("object"))
                .ifPresent(input -> input.type().fields().forEach(field -> object.put(field.name(), null)));
        object.put("objectType", kind.objectType());
        var known = new HashMap<String, Object>();
        known.put("object", object);
        known.put("category", kind.category());
        known.put("taskType", kind.taskType());
        known.put(Vocabulary.INSPECTIONS, 0);
        var asked = new PlanRequest(request.period(), new PlanParameters(Map.of(), Map.of()), request.on());
        try {
            var cap = (Map<?, ?>) Decisions.decide(edition, model.get(), asked.inputs(model.get(), known, null))
                    .get("cap");
            return cap.get("limit") instanceof BigDecimal limit
                    ? Optional.of(new Cap(limit, (String) cap.get("rule"), (String) cap.get("clause")))
                    : Optional.empty();
        } catch (NoMatchingRule | InvalidInput needsMore) {
            return Optional.of(new Cap(null, null, null));
        }
    }
}
