package io.shuangsuiji.web;

import io.quarkus.jackson.ObjectMapperCustomizer;
import io.quarkus.runtime.StartupEvent;
import io.shuangsuiji.decision.batch.CompiledJsonEvaluator;
import io.shuangsuiji.decision.batch.Workers;
import io.shuangsuiji.decision.json.Json;
import io.shuangsuiji.jobs.JobQueue;
import io.shuangsuiji.policy.compile.EditionCompiler;
import io.shuangsuiji.policy.store.EditionStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;

/** Makes the objects of the rooms above out of the configuration. */
@ApplicationScoped
class Wiring {
    /** How long pages say that they keep what a visitor has made or sent. */
    private static final Duration KEPT = Duration.ofMinutes(30);

    /** The civil time of the bureaus that use this service: it says which day today is. */
    @Produces
    @Singleton
    Clock clock() {
        return Clock.system(ZoneId.of("Asia/Shanghai"));
    }

    @Produces
    @Singleton
    EditionStore store(ServiceConfig config, Clock clock, Metrics metrics) {
        var store = new EditionStore(
                config.editions(), config.rules(), new EditionCompiler(CompiledJsonEvaluator::accelerate), clock);
        store.onChecked(metrics::checked);
        return store;
    }

    @Produces
    @Singleton
    Workers workers() {
        return new Workers();
    }

    void stop(@Disposes Workers workers) {
        workers.close();
    }

    @Produces
    @Singleton
    ObjectMapperCustomizer exactDecimals() {
        return Json::exactDecimals;
    }

    /** Scenario workbooks, checks and impacts that pages have started. */
    @Produces
    @Singleton
    JobQueue jobs(Clock clock) {
        return new JobQueue(new JobQueue.Limits(2, 16, 20, KEPT), clock, Problems::messages);
    }

    void stop(@Disposes JobQueue jobs) {
        jobs.close();
    }

    void start(@Observes StartupEvent started, EditionStore store, ServiceConfig config) {
        store.load();
        store.watch(config.watchInterval());
    }

    void stop(@Disposes EditionStore store) {
        store.close();
    }
}
