package io.shuangsuiji.web.drafts;

import io.shuangsuiji.web.ServiceConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Tells whether drafts can be changed here. Decisions do not depend on it, so that it never says that this is not ready. */
@Readiness
@ApplicationScoped
class DraftsReadiness implements HealthCheck {
    private final DraftContext desk;
    private final Path folder;

    DraftsReadiness(DraftContext desk, ServiceConfig config) {
        this.desk = desk;
        this.folder = config.drafts();
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("drafts").up();
        if (!Files.isDirectory(folder)) {
            return answer.build();
        }
        try {
            var holder = desk.amendments().heldBy();
            boolean writable = Files.isWritable(folder);
            answer.withData("writable", holder.isEmpty() && writable);
            holder.ifPresent(other -> answer.withData("heldBy", other));
        } catch (IOException unusable) {
            answer.withData("writable", false).withData("problem", String.valueOf(unusable.getMessage()));
        }
        return answer.build();
    }
}
