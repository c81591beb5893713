package io.shuangsuiji.web.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.shuangsuiji.access.AccessTable;
import io.shuangsuiji.access.AccessTable.Row;
import io.shuangsuiji.access.AccessTable.Who;
import io.shuangsuiji.web.Problem;
import io.shuangsuiji.web.intake.BodyLimit;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.function.BiConsumer;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Holds every call to the table of access, by its head: nobody who may not make it is asked for the body first. A call that
 * comes to a resource and stands in no row is refused.
 */
@Singleton
class AccessGuard {
    /** After Quarkus' own handlers of sign-in, before the body is received. */
    private static final int PRIORITY = 110;

    private static final String ROW = Row.class.getName();
    private static final String SYSTEM = Keys.class.getName();

    private final AccessTable table = AccessTable.shipped();
    private final Keys keys;

    AccessGuard(Keys keys) {
        this.keys = keys;
    }

    void register(@Observes Filters filters) {
        filters.register(this::guard, PRIORITY);
    }

    /** The row by which a request was let in; null for what is no resource. */
    static Row row(RoutingContext context) {
        return context.get(ROW);
    }

    /** The system whose key came with the request; null where none was needed or given. */
    static String system(RoutingContext context) {
        return context.get(SYSTEM);
    }

    private void guard(RoutingContext context) {
        var row = table.row(context.request().method().name(), context.normalizedPath())
                .orElse(null);
        // who somebody is, is told below or by the resource: Quarkus' own answer would put the address into a cookie as
        // it is
        context.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, (BiConsumer<RoutingContext, Throwable>) (any, failed) -> {});
        if (row == null) {
            context.next();
            return;
        }
        context.put(ROW, row);
        if (row.who() == Who.PUBLIC || row.who() == Who.OPEN && !keys.needed()) {
            context.next();
            return;
        }
        var key = row.who() == Who.OPEN ? context.request().getHeader(Keys.HEADER) : null;
        if (key != null) {
            var owner = keys.owner(key);
            owner.ifPresent(system -> context.put(SYSTEM, system));
            if (owner.isPresent()) {
                context.next();
            } else {
                keyRequired(context, "密钥无效 / the key is not valid");
            }
            return;
        }
        var loop = context.vertx().getOrCreateContext();
        QuarkusHttpUser.getSecurityIdentity(context, null)
                .subscribe()
                .with(
                        somebody -> loop.runOnContext(back -> decide(context, row, somebody)),
                        nobody -> loop.runOnContext(back -> failed(context, row, nobody)));
    }

    private static void failed(RoutingContext context, Row row, Throwable why) {
        if (why instanceof SignInAnswers.NotNow notNow) {
            notNow.retryAfter().ifPresent(seconds -> context.response().putHeader(HttpHeaders.RETRY_AFTER, seconds));
            BodyLimit.refuse(context, notNow.problem());
        } else {
            anonymous(context, row);
        }
    }

    private void decide(RoutingContext context, Row row, SecurityIdentity somebody) {
        if (somebody == null || somebody.isAnonymous()) {
            anonymous(context, row);
        } else if (row.allows(somebody.getRoles())) {
            context.next();
        } else {
            BodyLimit.refuse(context, Refusals.notPermitted(row.roles()));
        }
    }

    private static void anonymous(RoutingContext context, Row row) {
        if (Refusals.toSignIn(context)) {
            context.response()
                    .setStatusCode(303)
                    .putHeader(HttpHeaders.LOCATION, LoginPage.PATH)
                    .putHeader(HttpHeaders.CONNECTION, "close")
                    .end();
        } else if (row.who() == Who.OPEN) {
            keyRequired(context, "请在 " + Keys.HEADER + " 中给出密钥，或登录 / give a key in " + Keys.HEADER);
        } else {
            BodyLimit.refuse(context, Refusals.problem());
        }
    }

    private static void keyRequired(RoutingContext context, String detail) {
        context.response().putHeader("WWW-Authenticate", "ApiKey header=\"" + Keys.HEADER + "\"");
        BodyLimit.refuse(context, Problem.of(401, "KEY_REQUIRED", "需要密钥 / a key is required", detail));
    }

    /** What is told to one caller is kept by no cache; what anybody may have can be asked for by its tag. */
    @ServerResponseFilter
    void cache(ContainerRequestContext request, ContainerResponseContext response, RoutingContext context) {
        var row = row(context);
        boolean anybodys = row != null && row.who() == Who.OPEN && !keys.needed();
        boolean tagged = response.getHeaders().containsKey(jakarta.ws.rs.core.HttpHeaders.ETAG);
        response.getHeaders()
                .putSingle(jakarta.ws.rs.core.HttpHeaders.CACHE_CONTROL, anybodys && tagged ? "no-cache" : "no-store");
    }

    /** A resource that the path leads to by another way than the table knows. */
    @ServerRequestFilter(priority = 0)
    void listed(RoutingContext context) {
        if (row(context) == null) {
            throw new NotFoundException();
        }
    }
}
