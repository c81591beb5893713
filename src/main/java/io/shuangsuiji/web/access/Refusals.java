package io.shuangsuiji.web.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.shuangsuiji.web.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What becomes of a call that is not allowed: people are sent to sign in, systems get a problem. */
class Refusals {
    /** The cookie that holds the page to return to after signing in. */
    static final String RETURN_TO = "quarkus-redirect-location";

    @Inject
    HttpAuthenticator authenticator;

    @ServerExceptionMapper
    Uni<Response> anonymous(UnauthorizedException nobody, RoutingContext routing) {
        if (routing.normalizedPath().equals(LoginPage.OIDC)) {
            return authenticator.getChallenge(routing).map(challenge -> {
                var response = Response.status(challenge.status);
                challenge.getHeaders().forEach((name, value) -> response.header(name.toString(), value));
                return response.build();
            });
        }
        return Uni.createFrom().item(signInOr(routing, problem()));
    }

    @ServerExceptionMapper
    Response failed(AuthenticationFailedException expired, RoutingContext routing) {
        return routing.normalizedPath().equals(LoginPage.CHECK)
                ? Response.seeOther(URI.create(LoginPage.PATH + "?failed=true")).build()
                : signInOr(routing, problem());
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException forbidden) {
        return Problem.of(403, "FORBIDDEN", "没有权限 / forbidden", "当前用户没有这个权限 / your roles do not allow this")
                .response();
    }

    /** Sends a browser to the page for signing in, from which it comes back; others get the answer given. */
    static Response signInOr(RoutingContext routing, Response otherwise) {
        var request = routing.request();
        var accept = request.getHeader(HttpHeaders.ACCEPT);
        if (accept == null || !accept.contains("text/html")) {
            return otherwise;
        }
        var here = request.scheme() + "://" + request.authority();
        var referer = request.getHeader("Referer");
        var back = request.method() == HttpMethod.GET
                ? request.absoluteURI()
                : referer != null && referer.startsWith(here + "/") ? referer : here + LoginPage.LANDING;
        routing.response()
                .addCookie(Cookie.cookie(RETURN_TO, back)
                        .setPath("/")
                        .setHttpOnly(true)
                        .setSecure(request.isSSL())
                        .setSameSite(CookieSameSite.STRICT));
        return Response.seeOther(URI.create(LoginPage.PATH)).build();
    }

    private static Response problem() {
        // no scheme is offered that would make a browser ask for a password of its own accord
        return Problem.of(
                        401,
                        "UNAUTHENTICATED",
                        "请先登录 / sign in first",
                        "这里需要登录：网页用 /login，系统用 HTTP Basic 或 Bearer / "
                                + "sign in at /login, or by HTTP Basic or Bearer")
                .response();
    }
}
