package io.shuangsuiji.plan;

import io.shuangsuiji.decision.Decisions;
import io.shuangsuiji.plan.Facts.JointTasks;
import io.shuangsuiji.policy.Edition;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** How many joint tasks the planned ones require (四(四)). */
final class JointShare {
    private JointShare() {}

    /** For the tasks of the strata, which are all non-joint; empty where the edition asks for no share. */
    static Optional<JointTasks> of(Edition edition, PlanRequest request, List<Stratum> strata) {
        long planned = strata.stream()
                .map(Stratum::sampleSize)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .sum();
        var progress = edition.model("progress").orElseThrow();
        var inputs = request.inputs(progress, Map.of("nonJointTasks", planned), null);
        return Optional.ofNullable(
                        (Map<?, ?>) Decisions.decide(edition, progress, inputs).get("joint"))
                .filter(joint -> joint.get("share") != null && joint.get("requiredJoint") != null)
                .map(joint -> new JointTasks(
                        (String) joint.get("rule"),
                        (String) joint.get("clause"),
                        (BigDecimal) joint.get("share"),
                        planned,
                        ((BigDecimal) joint.get("requiredJoint")).longValueExact()));
    }
}
