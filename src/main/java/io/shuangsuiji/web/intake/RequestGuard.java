package io.shuangsuiji.web.intake;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.shuangsuiji.web.Problem;
import io.shuangsuiji.web.Requests;
import io.shuangsuiji.web.RouteCatalog;
import io.shuangsuiji.web.ServiceConfig;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Looks at the head of every request first: refuses what two readers could read in two ways, and what a page of another
 * origin makes a browser send in its user's name.
 */
@Singleton
class RequestGuard {
    /** Before everything else. */
    private static final int PRIORITY = 400;

    private static final long LINGER_MILLIS = 2_000;

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern MEDIA_TYPE = Pattern.compile(
            TOKEN + "/" + TOKEN + "(\\s*;\\s*" + TOKEN + "\\s*=\\s*(" + TOKEN + "|\"[^\"]*\"))*\\s*;?\\s*");
    private static final Pattern FORM =
            Pattern.compile("application/x-www-form-urlencoded|multipart/", Pattern.CASE_INSENSITIVE);
    private static final Set<String> OURS = Set.of("same-origin", "none");

    private final Set<String> origins;
    private final RouteCatalog offers;

    RequestGuard(ServiceConfig config, RouteCatalog offers) {
        this.origins = config.access().origins().orElse(Set.of());
        this.offers = offers;
    }

    void register(@Observes Filters filters) {
        filters.register(this::look, PRIORITY);
    }

    private void look(RoutingContext context) {
        context.addHeadersEndHandler(sent -> stayHere(context));
        if (Requests.hasBody(context.request())) {
            var loop = context.vertx().getOrCreateContext();
            context.addEndHandler(ended -> loop.runOnContext(now -> leave(context)));
        }
        var problem = problem(context);
        if (problem == null) {
            context.next();
        } else {
            BodyLimit.refuse(context, problem);
        }
    }

    /**
     * A body that nobody has read to its end, as that of a call that is refused, is not waited for: what is under way is
     * passed over, so that the answer arrives, and then the connection is closed.
     */
    private static void leave(RoutingContext context) {
        var request = context.request();
        if (!request.isEnded()) {
            request.handler(passedOver -> {});
            request.resume();
            context.vertx().setTimer(LINGER_MILLIS, late -> {
                if (!request.isEnded()) {
                    request.connection().close();
                }
            });
        }
    }

    private Problem problem(RoutingContext context) {
        var request = context.request();
        var hosts = request.headers().getAll(HttpHeaders.HOST);
        if (hosts.size() > 1) {
            return Problem.of(
                    400,
                    "AMBIGUOUS_HOST",
                    "Host 有误 / ambiguous host",
                    "Host 只能给一次，收到 " + hosts.size() + " 个 / Host is given " + hosts.size() + " times");
        }
        if (context.normalizedPath().indexOf(';') >= 0) {
            return Problem.of(404, "NOT_FOUND", "没有这个地址 / not found", "地址中不能有分号 / no path here has a semicolon in it");
        }
        var types = request.headers().getAll(HttpHeaders.CONTENT_TYPE);
        if (types.size() > 1
                || types.size() == 1 && !MEDIA_TYPE.matcher(types.get(0)).matches()) {
            return unsupported(context, String.join(", ", types));
        }
        if (!Requests.changes(request)) {
            return null;
        }
        var type = types.isEmpty() ? null : types.get(0);
        if (type == null && Requests.hasBody(request) && declared(context, request)) {
            return unsupported(context, "");
        }
        return foreign(request, type)
                ? Problem.of(
                        403,
                        "CROSS_ORIGIN",
                        "跨站请求 / a request of another origin",
                        "这个请求由别处的网页发出；若本服务在代理之后，请设置 double-random.access.origins 或转发头 / a page of another origin"
                                + " sent this; behind a proxy set double-random.access.origins or forwarded headers")
                : null;
    }

    /** True where the body must say what it is: where it may be JSON, and for whoever has a session. */
    private boolean declared(RoutingContext context, HttpServerRequest request) {
        return request.getHeader(HttpHeaders.COOKIE) != null
                || offers.consumed(request.method().name(), context.normalizedPath())
                        .contains("application/json");
    }

    private Problem unsupported(RoutingContext context, String type) {
        var allowed = offers.consumed(context.request().method().name(), context.normalizedPath());
        return Problem.unsupported(type, allowed);
    }

    /**
     * True for what a browser sends in its user's name because a page of another origin says so: with the session, a
     * password that it remembers, or a form. What browsers send of their own accord only after asking bears none of these.
     */
    private boolean foreign(HttpServerRequest request, String type) {
        boolean inTheirName = type == null
                || FORM.matcher(type).lookingAt()
                || request.getHeader(HttpHeaders.COOKIE) != null
                || request.getHeader(HttpHeaders.AUTHORIZATION) != null;
        if (!inTheirName) {
            return false;
        }
        var site = request.getHeader("Sec-Fetch-Site");
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        boolean known = origin != null && origins.contains(origin);
        return !known && (site != null ? !OURS.contains(site) : origin != null && !here(request, origin));
    }

    private static boolean here(HttpServerRequest request, String address) {
        try {
            var authority = URI.create(address).getRawAuthority();
            return authority != null
                    && request.authority() != null
                    && authority.equalsIgnoreCase(request.authority().toString());
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    /** A place to go to within this service is told without its host, which the caller may have made up. */
    private static void stayHere(RoutingContext context) {
        var headers = context.response().headers();
        var location = headers.get(HttpHeaders.LOCATION);
        if (location != null && here(context.request(), location)) {
            headers.set(HttpHeaders.LOCATION, location.replaceFirst("^[^:/]+://[^/]*", ""));
        }
    }
}
