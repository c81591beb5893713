package io.shuangsuiji.web.drafts;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Files that were shown as a difference and wait for a yes: for half an hour, and the last twenty only. */
@ApplicationScoped
class PendingUploads {
    private static final Duration KEPT = Duration.ofMinutes(30);
    private static final int MOST = 20;

    /**
     * A file that waits.
     *
     * @param draft the draft that it is for
     * @param version of that draft when it was shown
     * @param by who sent it; nobody else may say yes
     * @param name the file's name
     * @param bytes the file
     */
    record Pending(String draft, int version, String by, String name, byte[] bytes) {}

    private record Kept(Pending pending, Instant since) {}

    private final Clock clock;
    private final Map<String, Kept> kept = new LinkedHashMap<>();

    PendingUploads(Clock clock) {
        this.clock = clock;
    }

    /** Keeps a file under a name that cannot be guessed. */
    synchronized String keep(Pending pending) {
        kept.values().removeIf(old -> old.since().isBefore(clock.instant().minus(KEPT)));
        while (kept.size() >= MOST) {
            kept.remove(kept.keySet().iterator().next());
        }
        var token = UUID.randomUUID().toString();
        kept.put(token, new Kept(pending, clock.instant()));
        return token;
    }

    /** The file of that name, for whoever sent it; it waits no longer. */
    synchronized Optional<Pending> take(String token, String draft, String by) {
        var found = kept.get(token);
        if (found == null
                || !found.pending().draft().equals(draft)
                || !found.pending().by().equals(by)) {
            return Optional.empty();
        }
        kept.remove(token);
        return Optional.of(found.pending());
    }
}
