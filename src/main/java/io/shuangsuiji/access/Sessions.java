package io.shuangsuiji.access;

import io.shuangsuiji.policy.Digests;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who is signed in, as the service itself knows it: what a browser sends is but the name of a session. They end when they
 * are not used for a time, after a time in any case, when somebody signs out or another password is set, and with the
 * service.
 */
public final class Sessions {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;
    /** How many one user may have at once; one more ends the one that was not used for longest. */
    private static final int MOST = 10;

    /**
     * A session.
     *
     * @param user the key of the user's name
     * @param passwordHash the password that it was begun with
     */
    public record Session(String user, String passwordHash) {}

    private static final class Kept {
        private final Session session;
        private final Instant begun;
        private Instant used;

        private Kept(Session session, Instant now) {
            this.session = session;
            this.begun = now;
            this.used = now;
        }
    }

    private final Duration idle;
    private final Duration longest;
    private final Clock clock;
    /** By the hash of the name, so that neither a dump nor the time of a comparison tells a name. */
    private final Map<String, Kept> kept = new HashMap<>();

    /**
     * No session yet.
     *
     * @param idle how long one lasts without being used
     * @param longest how long one lasts in any case
     */
    public Sessions(Duration idle, Duration longest, Clock clock) {
        this.idle = idle;
        this.longest = longest;
        this.clock = clock;
    }

    /** Begins a session and returns its name. */
    public synchronized String begin(User user) {
        var now = clock.instant();
        kept.values().removeIf(each -> over(each, now));
        var key = Names.key(user.name());
        var own = kept.entrySet().stream()
                .filter(each -> each.getValue().session.user().equals(key))
                .sorted(Comparator.comparing(each -> each.getValue().used))
                .toList();
        own.stream().limit(Math.max(0, own.size() - MOST + 1)).forEach(each -> kept.remove(each.getKey()));
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        var name = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        kept.put(hash(name), new Kept(new Session(key, user.passwordHash()), now));
        return name;
    }

    /** The session of that name, which is thereby used; nothing where it has ended or never was. */
    public synchronized Optional<Session> use(String name) {
        var now = clock.instant();
        var found = kept.get(hash(name));
        if (found == null) {
            return Optional.empty();
        }
        if (over(found, now)) {
            kept.remove(hash(name));
            return Optional.empty();
        }
        found.used = now;
        return Optional.of(found.session);
    }

    /** Ends a session. */
    public synchronized Optional<Session> end(String name) {
        return Optional.ofNullable(kept.remove(hash(name))).map(each -> each.session);
    }

    /** Ends all sessions of a user. */
    public synchronized void endAll(String user) {
        kept.values().removeIf(each -> each.session.user().equals(Names.key(user)));
    }

    private boolean over(Kept each, Instant now) {
        return !now.isBefore(each.used.plus(idle)) || !now.isBefore(each.begun.plus(longest));
    }

    private static String hash(String name) {
        return Digests.of(name.getBytes(StandardCharsets.UTF_8));
    }
}
