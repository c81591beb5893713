package io.shuangsuiji.web.decision;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.shuangsuiji.policy.ByteEvaluator;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.store.EditionStore;
import io.shuangsuiji.web.PolicyHeaders;
import io.shuangsuiji.web.ServiceConfig;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.LocalDate;

/**
 * Answers the common single decision on the thread that reads it, before it comes to a resource: a small JSON body, no
 * parameter, a model that has a kernel, no decision log. All other requests, and every input that has an error, go on to
 * {@link DecisionsResource}, whose answer to the same input is the same, byte for byte.
 */
@Singleton
class DecisionFastPathFilter {
    /** After those that let requests in and receive their bodies: {@code web.access}, and {@link Admission}. */
    private static final int PRIORITY = 80;

    /** What takes longer would keep others waiting who are answered by the same thread. */
    private static final long LARGEST = 10_000;

    private static final String PATH = "/decisions/";
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json;charset=UTF-8");
    private static final CharSequence EDITION = HttpHeaders.createOptimized(PolicyHeaders.EDITION);
    private static final CharSequence DIGEST = HttpHeaders.createOptimized(PolicyHeaders.DIGEST);
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
    private static final CharSequence ID = HttpHeaders.createOptimized(DecisionRecords.ID);

    private final EditionStore store;
    private final Clock clock;
    private final DecisionRecords records;
    private final long largest;

    DecisionFastPathFilter(EditionStore store, Clock clock, DecisionRecords records, ServiceConfig config) {
        this.largest =
                Math.min(LARGEST, config.limits().decisionBody().asBigInteger().longValueExact());
        this.store = store;
        this.clock = clock;
        this.records = records;
    }

    void register(@Observes Filters filters) {
        if (!records.logged()) {
            filters.register(this::handle, PRIORITY);
        }
    }

    private void handle(RoutingContext context) {
        var request = context.request();
        var path = request.path();
        var body = context.body().buffer();
        if (request.method() != HttpMethod.POST
                || !path.startsWith(PATH)
                || request.query() != null
                || body == null
                || body.length() > largest
                || !json(request.getHeader(HttpHeaders.CONTENT_TYPE))
                || !takesJson(request.getHeader(HttpHeaders.ACCEPT))) {
            context.next();
            return;
        }
        var edition = store.catalog().inForceOn(LocalDate.now(clock)).orElse(null);
        var model = edition == null
                ? null
                : edition.model(path.substring(PATH.length())).orElse(null);
        var lines = model == null ? null : edition.engine().lines(model).orElse(null);
        if (lines == null) {
            context.next();
            return;
        }
        answer(context, edition, model, lines, body);
    }

    private void answer(
            RoutingContext context, Edition edition, DecisionModel model, ByteEvaluator lines, Buffer body) {
        long start = System.nanoTime();
        var answer = new ByteArrayOutputStream(1024);
        var input = body.getBytes();
        var id = lines.identified(input, 0, input.length, new ByteArrayOutputStream(), answer);
        if (id == null) {
            context.next();
            return;
        }
        records.decided(edition, model, System.nanoTime() - start);
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
                .putHeader(EDITION, edition.name().toString())
                .putHeader(DIGEST, edition.digest())
                .putHeader(ID, id)
                .putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE)
                .end(Buffer.buffer(answer.toByteArray()));
    }

    private static boolean json(String type) {
        return type != null && type.startsWith("application/json") && type.indexOf("charset=") < 0;
    }

    private static boolean takesJson(String accept) {
        return accept == null || accept.equals("*/*") || accept.equals("application/json");
    }
}
