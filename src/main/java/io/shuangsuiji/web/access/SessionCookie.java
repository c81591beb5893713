package io.shuangsuiji.web.access;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.regex.Pattern;

/** The cookie that names a session. It goes only to this site, no script sees it, and where the request came by HTTPS it goes by that alone. */
final class SessionCookie {
    static final String NAME = "session";

    private static final Pattern SESSION = Pattern.compile("[A-Za-z0-9_-]{43}");

    private SessionCookie() {}

    /** What the browser sent, where it may be a session's name at all. */
    static Optional<String> of(RoutingContext routing) {
        return Optional.ofNullable(routing.request().getCookie(NAME))
                .map(Cookie::getValue)
                .filter(value -> SESSION.matcher(value).matches());
    }

    static void set(RoutingContext routing, String session) {
        routing.response().addCookie(cookie(NAME, session, routing.request()));
    }

    static void clear(RoutingContext routing, String name) {
        routing.response().addCookie(cookie(name, "", routing.request()).setMaxAge(0));
    }

    private static Cookie cookie(String name, String value, HttpServerRequest request) {
        return Cookie.cookie(name, value)
                .setPath("/")
                .setHttpOnly(true)
                // behind a trusted proxy the scheme is the one that it tells
                .setSecure("https".equals(request.scheme()))
                .setSameSite(CookieSameSite.STRICT);
    }
}
