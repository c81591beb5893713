package io.shuangsuiji.web.drafts;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether drafts may be changed here. Where another service holds them, decisions are answered all the same. */
@Readiness
@ApplicationScoped
class DraftsReadiness implements HealthCheck {
    private final DraftContext drafts;

    DraftsReadiness(DraftContext drafts) {
        this.drafts = drafts;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("drafts").up();
        drafts.getHeldBy().ifPresent(other -> answer.withData("held by", other));
        drafts.unwritable().ifPresent(why -> answer.withData("not writable", why));
        return answer.build();
    }
}
