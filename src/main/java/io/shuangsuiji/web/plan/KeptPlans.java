package io.shuangsuiji.web.plan;

import io.shuangsuiji.jobs.ExpiringStore;
import io.shuangsuiji.plan.Plans;
import io.shuangsuiji.web.Problem;
import io.shuangsuiji.web.ProblemException;
import io.shuangsuiji.web.intake.Upload;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/**
 * What the page of plans has shown lately: that it can be had as a workbook, and that one of its objects can be looked up,
 * without sending the registry once more. No answer rests on it.
 */
@ApplicationScoped
public class KeptPlans {
    private static final Duration KEPT = Duration.ofMinutes(30);
    private static final int MOST = 20;

    /** @param registry the upload's copy; null for the sample */
    record Made(Plans.Job job, Upload registry) {
        void delete() {
            if (registry != null) {
                registry.close();
            }
        }
    }

    private final ExpiringStore<Made> made;

    KeptPlans(Clock clock) {
        this.made = new ExpiringStore<>(clock, KEPT, MOST, Made::delete);
    }

    String keep(Made plan) throws java.io.IOException {
        return made.keep(plan);
    }

    /**
     * A plan that was made, with its registry.
     *
     * @throws ProblemException where it is no longer kept
     */
    public Plans.Job find(String id) {
        return made.find(id)
                .map(Made::job)
                .orElseThrow(() -> Problem.of(
                                404,
                                "PLAN_EXPIRED",
                                "方案已过期 / the plan is no longer kept",
                                "上传的名录库只保留 30 分钟，请重新编制 / a registry is kept for 30 minutes; make the plan again")
                        .thrown());
    }

    @PreDestroy
    void stop() {
        made.close();
    }
}
