package io.shuangsuiji.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.shuangsuiji.sheets.file.FileFormat;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;

/**
 * Turns away what is more than can be done at once, before it takes a thread. Batches are answered 429: it is the senders
 * who run too many. Single decisions and plans are answered 503: this replica is busy and another may not be.
 */
@Singleton
class Admission {
    /** After the check of the body's size. */
    private static final int PRIORITY = 90;

    private enum Kind {
        BATCH(429, "TOO_MANY_BATCHES", "批次过多 / too many batches", "批次", "batches"),
        DECISION(503, "BUSY", "服务繁忙 / the service is busy", "判定", "decisions"),
        PLAN(503, "BUSY", "服务繁忙 / the service is busy", "方案", "plans");

        private final int status;
        private final String code;
        private final String title;
        private final String chinese;
        private final String english;

        Kind(int status, String code, String title, String chinese, String english) {
            this.status = status;
            this.code = code;
            this.title = title;
            this.chinese = chinese;
            this.english = english;
        }
    }

    private final Gate batches;
    private final Gate decisions;
    private final Gate plans;
    private final Metrics metrics;
    private final long retryAfter;

    Admission(ServiceConfig config, Metrics metrics) {
        var limits = config.limits();
        this.metrics = metrics;
        this.batches = gate(Kind.BATCH, limits.concurrentBatches());
        this.decisions = gate(Kind.DECISION, limits.concurrentDecisions());
        this.plans = gate(Kind.PLAN, limits.concurrentPlans());
        this.retryAfter = Problems.retryAfter(config);
    }

    private record Gate(Kind kind, int most, Semaphore free) {}

    private Gate gate(Kind kind, int most) {
        var gate = new Gate(kind, most, new Semaphore(most));
        metrics.underWay(kind.english, gate.free, most);
        return gate;
    }

    void register(@Observes Filters filters) {
        filters.register(this::admit, PRIORITY);
    }

    private void admit(RoutingContext context) {
        var gate = gate(context);
        if (gate == null) {
            context.next();
        } else if (gate.free.tryAcquire()) {
            // also where the connection breaks
            context.addEndHandler(ended -> gate.free.release());
            context.next();
        } else {
            metrics.turnedAway(gate.kind.english);
            context.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter));
            BodyLimit.refuse(
                    context,
                    Problem.of(
                            gate.kind.status,
                            gate.kind.code,
                            gate.kind.title,
                            "同时进行的" + gate.kind.chinese + "已达 " + gate.most + " 个，请在 " + retryAfter + " 秒后重试 / "
                                    + gate.most + " " + gate.kind.english
                                    + " are under way already; try again after " + retryAfter + " s"));
        }
    }

    private Gate gate(RoutingContext context) {
        if (context.request().method() != HttpMethod.POST) {
            return null;
        }
        var path = context.normalizedPath();
        if (path.startsWith("/decisions/")) {
            var type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
            return FileFormat.ofMediaType(type).filter(FileFormat::byLine).isPresent() ? batches : decisions;
        }
        return path.equals("/plans") || path.equals("/") ? plans : null;
    }
}
