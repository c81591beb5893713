package io.shuangsuiji.web;

import io.shuangsuiji.plan.Plans;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The registries that the page was given lately, so that the plan it shows can be had as a workbook too. A convenience
 * of the page: a registry goes after half an hour, or when twenty later ones have come, and no answer rests on it.
 */
@ApplicationScoped
class PlanFiles {
    private static final Duration KEPT = Duration.ofMinutes(30);
    private static final int MOST = 20;

    private record Kept(Plans.Job job, Instant since, Path owned) {}

    private final Clock clock;
    private final Map<String, Kept> jobs = new LinkedHashMap<>();

    PlanFiles(Clock clock) {
        this.clock = clock;
    }

    /**
     * Keeps a job under a name that cannot be guessed.
     *
     * @param owned the registry's file, to be deleted with it; null where it is to stay
     */
    synchronized String keep(Plans.Job job, Path owned) {
        forget();
        var id = UUID.randomUUID().toString();
        jobs.put(id, new Kept(job, clock.instant(), owned));
        return id;
    }

    /** The job of that name, as long as it is kept. */
    synchronized Optional<Plans.Job> find(String id) {
        forget();
        return Optional.ofNullable(jobs.get(id)).map(Kept::job);
    }

    @PreDestroy
    synchronized void forgetAll() {
        jobs.values().forEach(PlanFiles::delete);
        jobs.clear();
    }

    private void forget() {
        var oldest = clock.instant().minus(KEPT);
        for (var each = jobs.values().iterator(); each.hasNext(); ) {
            var kept = each.next();
            if (kept.since().isAfter(oldest) && jobs.size() < MOST) {
                // in order of age: what follows is younger
                break;
            }
            each.remove();
            delete(kept);
        }
    }

    private static void delete(Kept kept) {
        if (kept.owned() != null) {
            try {
                Files.deleteIfExists(kept.owned());
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
