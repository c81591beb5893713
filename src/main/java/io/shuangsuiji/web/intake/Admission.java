package io.shuangsuiji.web.intake;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.shuangsuiji.web.Metrics;
import io.shuangsuiji.web.Problem;
import io.shuangsuiji.web.Problems;
import io.shuangsuiji.web.Requests;
import io.shuangsuiji.web.ServiceConfig;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;

/**
 * Turns away what is more than can be done at once, before it takes a thread. Batches are answered 429: it is the senders
 * who run too many. Single decisions and plans are answered 503: this replica is busy and another may not be.
 */
@Singleton
class Admission {
    /** After the body has arrived: who sends slowly keeps nobody out. */
    private static final int PRIORITY = 90;

    /** What reads a workbook or weighs a draft, as pages and systems send it. */
    private static final Pattern LARGE = Pattern.compile("/scenarios/?|/scenarios/runs"
            + "|/drafts/[^/]+/(check|impact|expectations|workbook|dmn/.*|scenarios/.*|scenario-files|uploads(/.*)?)");

    /** What makes the plan of a registry, and more. */
    private static final Set<String> DRAWS =
            Set.of("/draws", "/draws/commitments", "/draws/review", "/draw/commitment", "/draw/result");

    private enum Kind {
        BATCH(429, "TOO_MANY_BATCHES", "批次过多 / too many batches", "批次", "batches"),
        DECISION(503, "BUSY", "服务繁忙 / the service is busy", "判定", "decisions"),
        PLAN(503, "BUSY", "服务繁忙 / the service is busy", "方案", "plans"),
        WORKBOOK(503, "BUSY", "服务繁忙 / the service is busy", "工作簿和草案报告", "workbooks and reports of drafts");

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

    private static final int LOOKS = 40;
    private static final long LOOK_EVERY_MILLIS = 50;

    private final StreamedBodies bodies;
    private final Gate batches;
    private final Gate decisions;
    private final Gate plans;
    private final Gate workbooks;
    private final Metrics metrics;
    private final long retryAfter;

    Admission(ServiceConfig config, Metrics metrics, StreamedBodies bodies) {
        this.bodies = bodies;
        var limits = config.limits();
        this.metrics = metrics;
        this.batches = gate(Kind.BATCH, limits.concurrentBatches());
        this.decisions = gate(Kind.DECISION, limits.concurrentDecisions());
        this.plans = gate(Kind.PLAN, limits.concurrentPlans());
        this.workbooks = gate(Kind.WORKBOOK, limits.concurrentWorkbooks());
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
        } else {
            admit(context, gate, gate == batches ? LOOKS : 0);
        }
    }

    /** @param looks how often a place is looked for again, where somebody who sends nothing was made to leave one */
    private void admit(RoutingContext context, Gate gate, int looks) {
        if (context.response().closed()) {
            return;
        }
        if (gate.free.tryAcquire()) {
            RequestWork.of(context).atEnd(gate.free::release);
            context.next();
        } else if (looks > 0 && (looks < LOOKS || bodies.makeRoom())) {
            context.vertx().setTimer(LOOK_EVERY_MILLIS, again -> admit(context, gate, looks - 1));
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
        var path = context.normalizedPath();
        if (!Requests.changes(context.request())) {
            // a plan is made again for its workbook
            return path.startsWith("/plan-workbooks/") ? plans : null;
        }
        if (path.startsWith("/decisions/")) {
            return BodyIntake.batch(context) ? batches : decisions;
        }
        if (path.equals("/plans") || path.equals("/progress") || path.equals("/") || DRAWS.contains(path)) {
            return plans;
        }
        return LARGE.matcher(path).matches() ? workbooks : null;
    }
}
