package io.shuangsuiji.access;

import io.shuangsuiji.access.AccessRecord.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Signing in and out, and changing one's password. Everything that happens is recorded first: what cannot be recorded does
 * not happen. How often somebody has failed is what the record says, and so is known again after a restart.
 */
public final class SignIn {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    /** Names that are none are recorded without their text: people type passwords into the wrong field. */
    private static final String NO_NAME = "（不是用户名）";

    /**
     * What an operator has set.
     *
     * @param perName after how many failures of one name one must wait
     * @param perAddress after how many failures from one address
     * @param firstWait how long one waits then; twice as long after each failure more
     * @param longestWait how long one waits at most
     * @param idle how long a session lasts without being used
     * @param longest how long it lasts in any case
     * @param passwordAge after what time a password must be changed
     * @param rules what a new password must be
     */
    public record Settings(
            int perName,
            int perAddress,
            Duration firstWait,
            Duration longestWait,
            Duration idle,
            Duration longest,
            Duration passwordAge,
            PasswordRules rules) {}

    /** Why somebody is not let in, without a word on whether there is such a user. */
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        /** The kind of reason. */
        public enum Why {
            /** Name and password do not belong together. */
            WRONG,
            /** Too many failures: one must wait. */
            WAIT,
            /** Too many sign in at this moment. */
            BUSY,
            /** The password must be changed first, on the page for it. */
            CHANGE
        }

        private final Why why;
        private final Duration retryAfter;

        private Refused(Why why, Duration retryAfter, String message) {
            super(message, null, false, false);
            this.why = why;
            this.retryAfter = retryAfter;
        }

        /** The kind of reason. */
        public Why why() {
            return why;
        }

        /** How long one must wait before the next try. */
        public Duration retryAfter() {
            return retryAfter;
        }
    }

    private static final int WAITING = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int PROGRAMS = 1000;

    private final UserFile users;
    private final Settings settings;
    private final Clock clock;
    private final Throttle throttle;
    private final Sessions sessions;
    private final AccessRecord record;
    /** Hashing takes a processor its time; so few at once also keep the counting of failures exact. */
    private final Semaphore hashing =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors() / 2), true);
    /** When programs that send name and password with every call were last seen. */
    private final Map<String, Instant> programs = new LinkedHashMap<>();

    /** Signing in by a file of users, with a record in a file. */
    public SignIn(UserFile users, Path record, Settings settings, Clock clock) {
        this.users = users;
        this.settings = settings;
        this.clock = clock;
        this.throttle = new Throttle(new Throttle.Limits(
                settings.perName(),
                settings.perAddress(),
                settings.firstWait(),
                settings.longestWait(),
                Duration.ofDays(1),
                10_000));
        this.sessions = new Sessions(settings.idle(), settings.longest(), clock);
        this.record = new AccessRecord(record, clock, this::learn);
    }

    /** The users. */
    public UserFile users() {
        return users;
    }

    /** The record. */
    public AccessRecord record() {
        return record;
    }

    /** What a new password must be. */
    public PasswordRules rules() {
        return settings.rules();
    }

    /** What the record tells of failures. */
    private void learn(AccessRecord.Entry entry) {
        switch (entry.event()) {
            case FAILURE -> throttle.failed(entry.actor(), entry.from(), entry.at());
            case SIGN_IN -> throttle.succeeded(entry.actor(), entry.from());
            case UNLOCK, RESET -> throttle.unlock(entry.actor());
            default -> {
                // says nothing of failures
            }
        }
    }

    /**
     * Begins the session of somebody who gives the right password.
     *
     * @return the name of the session, to be kept by the browser and told to nobody else
     * @throws Refused where name and password do not belong together, or one must wait
     * @throws IOException where it cannot be recorded
     */
    public String begin(String name, String password, String from) throws Refused, IOException {
        var user = verified(name, password, from);
        record.add(Event.SIGN_IN, user.name(), from, null);
        return sessions.begin(user);
    }

    /**
     * Somebody who gives name and password with every call; recorded at the first and after a time without any.
     *
     * @throws Refused where name and password do not belong together, one must wait, or the password must be changed first
     * @throws IOException where it cannot be recorded
     */
    public User program(String name, String password, String from) throws Refused, IOException {
        var user = verified(name, password, from);
        if (mustChange(user)) {
            throw new Refused(
                    Refused.Why.CHANGE,
                    Duration.ZERO,
                    "口令须先修改：请在网页 /login 登录后修改，或用命令 password / the password must be changed first: at /login or by the"
                            + " command password");
        }
        var call = Names.key(user.name()) + " " + from;
        var now = clock.instant();
        synchronized (programs) {
            var before = programs.get(call);
            if (before == null || before.plus(settings.idle()).isBefore(now) || throttle.counts(user.name())) {
                record.add(Event.SIGN_IN, user.name(), from, "HTTP Basic");
            }
            programs.remove(call);
            programs.put(call, now);
            if (programs.size() > PROGRAMS) {
                programs.remove(programs.keySet().iterator().next());
            }
        }
        return user;
    }

    private User verified(String name, String password, String from) throws Refused, IOException {
        var typed = Names.valid(name) ? name : NO_NAME;
        record.refresh();
        mustWait(typed, from);
        if (hashing.getQueueLength() >= WAITING || !acquired()) {
            throw new Refused(Refused.Why.BUSY, PATIENCE, "登录的人太多，请稍后再试 / too many sign in at once: try again");
        }
        try {
            // somebody else may have failed by that name meanwhile
            mustWait(typed, from);
            var found = users.find(name, password);
            if (found.isPresent()) {
                return found.get();
            }
            var known = users.named(name).map(User::name).orElse(typed);
            record.add(Event.FAILURE, known, from, null);
            var wait = throttle.wait(typed, from, clock.instant());
            if (wait.isPresent()) {
                record.add(Event.LOCKOUT, known, from, "此后须等待 " + inWords(wait.get()));
            }
        } finally {
            hashing.release();
        }
        throw new Refused(Refused.Why.WRONG, Duration.ZERO, "用户名或口令不对 / wrong name or password");
    }

    private boolean acquired() {
        try {
            return hashing.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void mustWait(String name, String from) throws Refused {
        var wait = throttle.wait(name, from, clock.instant());
        if (wait.isPresent()) {
            throw new Refused(
                    Refused.Why.WAIT,
                    wait.get(),
                    "登录失败次数过多，请在 " + inWords(wait.get()) + "后再试 / too many failures: try again in "
                            + seconds(wait.get()) + " s");
        }
    }

    private static long seconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }

    private static String inWords(Duration wait) {
        long seconds = seconds(wait);
        return seconds <= 90 ? seconds + " 秒" : (seconds + 59) / 60 + " 分钟";
    }

    /** Who is behind the name of a session, which is thereby used; nobody where it has ended. */
    public Optional<User> behind(String session) {
        // another password, set by whatever way, ends the sessions that were begun with the one before
        return sessions.use(session)
                .flatMap(kept -> users.named(kept.user())
                        .filter(user -> user.passwordHash().equals(kept.passwordHash())));
    }

    /** True where somebody may do nothing before the password is changed. */
    public boolean mustChange(User user) {
        return user.changeRequired()
                || user.changedOn() != null
                        && user.changedOn()
                                .plusDays(settings.passwordAge().toDays())
                                .isBefore(today());
    }

    /**
     * Ends a session, whether or not that can be recorded.
     *
     * @throws IOException where it could not be recorded
     */
    public void end(String session, String from) throws IOException {
        var ended = sessions.end(session);
        if (ended.isPresent()) {
            var name = ended.get().user();
            record.add(Event.SIGN_OUT, users.named(name).map(User::name).orElse(name), from, null);
        }
    }

    /**
     * Sets the password that somebody chose, and ends all their sessions but the new one that is begun.
     *
     * @return what keeps the new one from being taken, or the name of the new session
     * @throws Refused where the password until now is not right, or one must wait
     * @throws IOException where it cannot be recorded or written
     */
    public Changed change(String name, String current, String password, String from) throws Refused, IOException {
        var user = verified(name, current, from);
        var problems = rules().problems(user, password);
        if (!problems.isEmpty()) {
            return new Changed(problems, null);
        }
        record.add(Event.PASSWORD, user.name(), from, null);
        users.setPassword(user.name(), password, today(), false, rules().remembered());
        sessions.endAll(user.name());
        return new Changed(List.of(), sessions.begin(users.named(user.name()).orElseThrow()));
    }

    /**
     * What became of a change of password.
     *
     * @param problems what keeps the new one from being taken
     * @param session the new session, or null
     */
    public record Changed(List<String> problems, String session) {}

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZONE);
    }
}
