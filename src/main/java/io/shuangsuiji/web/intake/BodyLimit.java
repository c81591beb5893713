package io.shuangsuiji.web.intake;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.shuangsuiji.decision.json.Json;
import io.shuangsuiji.web.ErrorPage;
import io.shuangsuiji.web.Problem;
import io.shuangsuiji.web.Problems;
import io.shuangsuiji.web.Requests;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses a body that announces itself larger than the server takes; the server alone would answer it without a word. */
public class BodyLimit {
    /** Comes before the server's own check, which stands at 2. */
    private static final int PRIORITY = 250;

    @ConfigProperty(name = "quarkus.http.limits.max-body-size")
    Optional<MemorySize> largest;

    void register(@Observes Filters filters) {
        largest.map(size -> size.asBigInteger().longValueExact())
                .ifPresent(limit -> filters.register(
                        context -> {
                            if (announced(context) > limit) {
                                refuse(context, Problems.tooLarge(limit));
                            } else {
                                context.next();
                            }
                        },
                        PRIORITY));
    }

    private static long announced(RoutingContext context) {
        try {
            var length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException theServerRefusesIt) {
            return 0;
        }
    }

    /** Answers with a problem and reads nothing more. */
    public static void refuse(RoutingContext context, Problem problem) {
        if (context.response().ended() || context.response().closed()) {
            return;
        }
        boolean person = Requests.fromBrowser(context.request());
        context.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, (person ? ErrorPage.HTML : Problem.MEDIA_TYPE).toString())
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                // the body is not read, so the connection cannot serve another request
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end(
                        person
                                ? Buffer.buffer(ErrorPage.html(problem, context.normalizedPath()))
                                : Buffer.buffer(Json.bytes(problem)));
    }
}
