package io.shuangsuiji.web.decision;

import io.shuangsuiji.decision.EvaluationResult;
import io.shuangsuiji.decision.Outcome;
import io.shuangsuiji.decision.batch.Batch;
import io.shuangsuiji.decision.input.DecisionId;
import io.shuangsuiji.decision.log.DecisionLog;
import io.shuangsuiji.decision.log.LogEvents;
import io.shuangsuiji.decision.log.LogEvents.Asked;
import io.shuangsuiji.decision.log.LogSink;
import io.shuangsuiji.decision.log.Masking;
import io.shuangsuiji.decision.log.RotatingFile;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.web.Metrics;
import io.shuangsuiji.web.ServiceConfig;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Keeps of decisions what operators want kept: figures always, the decision log where it is on. */
@Singleton
public class DecisionRecords {
    /** The header that names a decision. */
    static final String ID = "Decision-Id";

    private static final Logger LOG = Logger.getLogger(DecisionRecords.class);

    private final Metrics metrics;
    private final LogEvents events;
    private final DecisionLog log;

    DecisionRecords(ServiceConfig config, Metrics metrics, Clock clock) throws IOException {
        var settings = config.log();
        this.metrics = metrics;
        this.events = new LogEvents(
                new Masking(
                        settings.masked().orElse(Set.of()),
                        settings.hashed().orElse(Set.of()),
                        settings.hashKey().orElse(null)),
                settings.matchedRules(),
                clock);
        this.log = switch (settings.to()) {
            case OFF -> null;
            case FILE ->
                log(
                        new RotatingFile(
                                settings.file(),
                                settings.maxSize().asBigInteger().longValueExact(),
                                settings.maxFiles()),
                        settings);
            case CATEGORY -> log(new Category(), settings);
        };
    }

    private DecisionLog log(LogSink sink, ServiceConfig.Log settings) {
        var started =
                new DecisionLog(sink, events, settings.queue().asBigInteger().longValueExact());
        metrics.log(started);
        return started;
    }

    /** Takes note of a single decision; returns its id, where the input is one that can be named. */
    Optional<String> decided(Asked asked, EvaluationResult decided) {
        metrics.decided(asked.edition(), asked.model(), decided.outcome(), decided.nanos());
        if (decided.input() == null) {
            return Optional.empty();
        }
        var id = DecisionId.of(asked.edition(), asked.model(), decided.input());
        offer(1, () -> events.decision(asked, id, decided));
        return Optional.of(id);
    }

    /** Takes note of a decision that was answered by the short way, while no log is kept. */
    void decided(Edition edition, DecisionModel model, long nanos) {
        metrics.decided(edition, model, Outcome.OK, nanos);
    }

    /** True where a log is kept, for which decisions must be known whole. */
    boolean logged() {
        return log != null;
    }

    /** Takes note of the lines of one batch. */
    Batch.Recorder batch(Asked asked) {
        if (log == null) {
            return Batch.Recorder.NONE;
        }
        var batch = UUID.randomUUID().toString();
        return lines -> offer(lines.size(), () -> events.chunk(asked, batch, lines));
    }

    private void offer(int decisions, Supplier<byte[]> event) {
        if (log == null) {
            return;
        }
        try {
            log.offer(event.get(), decisions);
        } catch (RuntimeException failed) {
            // an answer does not fail for its record
            log.drop(1, decisions);
            LOG.warn("a decision could not be logged", failed);
        }
    }

    @PreDestroy
    void close() throws IOException {
        if (log != null) {
            log.close();
        }
    }

    /** Hands events to the logging of Quarkus. */
    private static final class Category implements LogSink {
        private static final Logger CATEGORY = Logger.getLogger("decision-log");

        @Override
        public void write(byte[] line) {
            CATEGORY.info(new String(line, 0, line.length - 1, StandardCharsets.UTF_8));
        }

        @Override
        public void flush() {
            // the handlers see to that
        }

        @Override
        public void close() {
            // the handlers see to that
        }
    }
}
