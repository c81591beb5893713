package io.shuangsuiji.web;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.shuangsuiji.decision.Outcome;
import io.shuangsuiji.decision.batch.Batch.Counts;
import io.shuangsuiji.decision.log.DecisionLog;
import io.shuangsuiji.decision.log.LogEvents.Asked;
import io.shuangsuiji.files.ChainedFile.Tail;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.store.EditionCatalog.Folder;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;

/** What operators count and time; at {@code /q/metrics}. */
@Singleton
public class Metrics {
    private static final String PREFIX = "double.random.";
    private static final String EDITION = "edition";
    private static final String MODEL = "model";
    private static final String OUTCOME = "outcome";

    /** What the timer of a decision is known by: finding it by its tags takes longer than the decision. */
    private record Decision(String edition, String model, Outcome outcome) {}

    private final MeterRegistry registry;
    private final Map<Decision, Timer> timers = new ConcurrentHashMap<>();

    Metrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** A single decision. */
    public void decided(Edition edition, DecisionModel model, Outcome outcome, long nanos) {
        timers.computeIfAbsent(new Decision(name(edition), model.name(), outcome), this::timer)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Decision decision) {
        return registry.timer(
                PREFIX + "decisions",
                MODEL,
                decision.model(),
                EDITION,
                decision.edition(),
                OUTCOME,
                decision.outcome().word());
    }

    /** A batch that ended. */
    public void batch(Asked asked, Counts counts, String outcome, Timer.Sample since) {
        lines(asked, Outcome.OK, counts.ok());
        lines(asked, Outcome.INVALID, counts.invalid());
        lines(asked, Outcome.UNDECIDED, counts.undecided());
        lines(asked, Outcome.FAILED, counts.failed());
        since.stop(registry.timer(
                PREFIX + "batches", MODEL, asked.model().name(), EDITION, name(asked.edition()), OUTCOME, outcome));
    }

    private void lines(Asked asked, Outcome outcome, long count) {
        registry.counter(
                        PREFIX + "batch.lines",
                        MODEL,
                        asked.model().name(),
                        EDITION,
                        name(asked.edition()),
                        OUTCOME,
                        outcome.word())
                .increment(count);
    }

    /** From now on. */
    public Timer.Sample start() {
        return Timer.start(registry);
    }

    /** Makes a plan. */
    public interface Making<T> {
        T make() throws IOException;
    }

    /** A plan that is made by the task. */
    public <T> T plan(Edition edition, Making<T> task) throws IOException {
        var since = start();
        var outcome = Outcome.FAILED.word();
        try {
            var made = task.make();
            outcome = Outcome.OK.word();
            return made;
        } catch (RuntimeException failed) {
            outcome = Outcome.of(failed).word();
            throw failed;
        } finally {
            since.stop(registry.timer(PREFIX + "plans", EDITION, name(edition), OUTCOME, outcome));
        }
    }

    /** A folder of an edition that was checked. */
    void checked(Folder folder) {
        registry.counter(
                        PREFIX + "edition.loads",
                        EDITION,
                        folder.folder(),
                        OUTCOME,
                        folder.accepted() ? "served" : "refused")
                .increment();
    }

    /** A request that was turned away. */
    public void turnedAway(String kind) {
        registry.counter(PREFIX + "turned.away", "kind", kind).increment();
    }

    /** How many bytes of bodies are held. */
    public void bodies(String where, AtomicLong bytes) {
        registry.gauge(PREFIX + "bodies.bytes", Tags.of("in", where), bytes, AtomicLong::get);
    }

    /** How many of a kind of request are under way. */
    public void underWay(String kind, Semaphore permits, int most) {
        registry.gauge(PREFIX + "under.way", Tags.of("kind", kind), permits, free -> most - free.availablePermits());
    }

    /** The decision log. */
    public void log(DecisionLog log) {
        registry.more().counter(PREFIX + "log.events", tags("written"), log, DecisionLog::written);
        registry.more().counter(PREFIX + "log.events", tags("dropped"), log, DecisionLog::dropped);
        registry.gauge(PREFIX + "log.waiting.bytes", log, DecisionLog::waiting);
    }

    /** Where a chained record ends. */
    public interface End {
        Tail now() throws IOException;
    }

    /**
     * A chained record: how many lines it has, and its head as a number (the first twelve hexadecimal digits), so that what is
     * scraped elsewhere tells an end that was cut off.
     */
    public void record(String log, End end) {
        Gauge.builder(PREFIX + "record.lines", end, of -> number(of, tail -> (double) tail.number()))
                .tag("log", log)
                .strongReference(true)
                .register(registry);
        Gauge.builder(
                        PREFIX + "record.head",
                        end,
                        of -> number(of, tail -> Long.parseLong(tail.head().substring(0, 12), 16)))
                .tag("log", log)
                .strongReference(true)
                .register(registry);
    }

    private static double number(End end, ToDoubleFunction<Tail> of) {
        try {
            return of.applyAsDouble(end.now());
        } catch (IOException unreadable) {
            return Double.NaN;
        }
    }

    private static Iterable<Tag> tags(String outcome) {
        return Tags.of(OUTCOME, outcome);
    }

    private static String name(Edition edition) {
        return edition.name().toString();
    }
}
