package io.shuangsuiji.web.access;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** The cookies of this service: they go only to this site, no script sees them, and where the request came by HTTPS they go by that alone. */
final class Cookies {
    private Cookies() {}

    /** What the browser sent under a name. */
    static Optional<String> value(RoutingContext routing, String name) {
        return Optional.ofNullable(routing.request().getCookie(name)).map(Cookie::getValue);
    }

    static void set(RoutingContext routing, String name, String value) {
        routing.response().addCookie(cookie(routing, name, value));
    }

    static void clear(RoutingContext routing, String name) {
        routing.response().addCookie(cookie(routing, name, "").setMaxAge(0));
    }

    private static Cookie cookie(RoutingContext routing, String name, String value) {
        return Cookie.cookie(name, value)
                .setPath("/")
                .setHttpOnly(true)
                // behind a trusted proxy the scheme is the one that it tells
                .setSecure("https".equals(routing.request().scheme()))
                .setSameSite(CookieSameSite.STRICT);
    }
}
