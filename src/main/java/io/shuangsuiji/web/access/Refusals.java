package io.shuangsuiji.web.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.shuangsuiji.web.Problem;
import io.shuangsuiji.web.Requests;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What becomes of a call that is not allowed: people are sent to sign in, systems get a problem. */
class Refusals {
    /** The cookie that holds the page to return to after signing in. */
    static final String RETURN_TO = "quarkus-redirect-location";

    /** What is longer would be dropped by browsers, with other cookies. */
    private static final int LONGEST = 2_000;

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
        return Uni.createFrom().item(signInOr(routing, problem().response()));
    }

    @ServerExceptionMapper
    Response failed(AuthenticationFailedException expired, RoutingContext routing) {
        return routing.normalizedPath().equals(LoginPage.CHECK)
                ? Response.seeOther(URI.create(LoginPage.PATH + "?failed=true")).build()
                : signInOr(routing, problem().response());
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException forbidden) {
        return notPermitted(Set.of()).response();
    }

    /** Somebody who is signed in and has not the role. */
    static Problem notPermitted(Set<String> roles) {
        var needed = String.join("、", new TreeSet<>(roles));
        return Problem.of(
                403,
                "NOT_PERMITTED",
                "没有权限 / not permitted",
                needed.isEmpty()
                        ? "当前用户没有这个权限 / your roles do not allow this"
                        : "需要角色 " + needed + " / one of the roles " + needed.replace("、", ", ") + " is needed");
    }

    /** Sends a browser to the page for signing in, from which it comes back; others get the answer given. */
    private static Response signInOr(RoutingContext routing, Response otherwise) {
        return toSignIn(routing) ? Response.seeOther(URI.create(LoginPage.PATH)).build() : otherwise;
    }

    /** True for a browser, which is to be sent to the page for signing in; remembers where it comes back to. */
    static boolean toSignIn(RoutingContext routing) {
        var request = routing.request();
        if (!Requests.fromBrowser(request)) {
            return false;
        }
        var here = request.scheme() + "://" + request.authority();
        var referer = request.getHeader("Referer");
        var back = request.method() == HttpMethod.GET
                ? request.absoluteURI()
                : referer != null && referer.startsWith(here + "/") ? referer : here + LoginPage.LANDING;
        var cookie = inCookie(back);
        Cookies.set(routing, RETURN_TO, cookie.length() > LONGEST ? inCookie(here + LoginPage.LANDING) : cookie);
        return true;
    }

    /** An address in the characters that a cookie may have: the same address, since it is read decoded. */
    private static String inCookie(String address) {
        var safe = new StringBuilder(address.length());
        for (byte one : address.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = one > ' ' && one < 0x7f && "\",;\\<>^`{|}".indexOf(one) < 0;
            safe.append(plain ? String.valueOf((char) one) : String.format("%%%02X", one));
        }
        return safe.toString();
    }

    /** Nobody is signed in. */
    static Problem problem() {
        // no scheme is offered that would make a browser ask for a password of its own accord
        return Problem.of(
                401,
                "UNAUTHENTICATED",
                "请先登录 / sign in first",
                "这里需要登录：网页用 /login，系统用 HTTP Basic 或 Bearer / " + "sign in at /login, or by HTTP Basic or Bearer");
    }
}
