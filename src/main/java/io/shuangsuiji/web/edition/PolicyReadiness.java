package io.shuangsuiji.web.edition;

import io.shuangsuiji.policy.Message;
import io.shuangsuiji.policy.store.EditionStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while an edition is in force today; tells which, and what was refused. */
@Readiness
@ApplicationScoped
class PolicyReadiness implements HealthCheck {
    private static final int LONGEST = 200;

    private final EditionStore store;
    private final Clock clock;

    PolicyReadiness(EditionStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        var catalog = store.catalog();
        var inForce = catalog.inForceOn(LocalDate.now(clock));
        var answer = HealthCheckResponse.named("policy").status(inForce.isPresent());
        inForce.ifPresent(edition -> answer.withData("edition", edition.name().toString())
                .withData("title", edition.info().title())
                .withData("digest", edition.digest()));
        catalog.folders().stream()
                .filter(folder -> !folder.accepted())
                .forEach(folder -> answer.withData(
                        "refused " + folder.folder(),
                        folder.messages().stream()
                                .filter(Message::refuses)
                                .map(PolicyReadiness::brief)
                                .collect(Collectors.joining("; "))));
        return answer.build();
    }

    /** In one line: readiness is asked by anybody, and {@code GET /editions} has the whole. */
    private static String brief(Message message) {
        var words = message.inWords().lines().findFirst().orElse("");
        return words.length() <= LONGEST ? words : words.substring(0, LONGEST) + "…";
    }
}
