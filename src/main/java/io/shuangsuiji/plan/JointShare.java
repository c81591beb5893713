package io.shuangsuiji.plan;

import io.shuangsuiji.decision.Decisions;
import io.shuangsuiji.plan.Facts.JointTasks;
import io.shuangsuiji.policy.Edition;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How many joint tasks the planned ones require (四(四)). */
final class JointShare {
    private JointShare() {}

    /** For the tasks of the strata, which are all non-joint. */
    static JointTasks of(Edition edition, List<Stratum> strata) {
        long planned = strata.stream()
                .map(Stratum::sampleSize)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .sum();
        var joint = (Map<?, ?>) Decisions.decide(
                        edition,
                        edition.model("progress").orElseThrow(),
                        Map.of("nonJointTasks", BigDecimal.valueOf(planned)))
                .get("joint");
        return new JointTasks(
                (String) joint.get("rule"),
                (BigDecimal) joint.get("share"),
                planned,
                ((BigDecimal) joint.get("requiredJoint")).longValueExact());
    }
}
