package io.shuangsuiji.web.access;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.regex.Pattern;

/** The cookie that names a session. */
final class SessionCookie {
    static final String NAME = "session";

    private static final Pattern SESSION = Pattern.compile("[A-Za-z0-9_-]{43}");

    private SessionCookie() {}

    /** What the browser sent, where it may be a session's name at all. */
    static Optional<String> of(RoutingContext routing) {
        return Cookies.value(routing, NAME)
                .filter(value -> SESSION.matcher(value).matches());
    }

    static void set(RoutingContext routing, String session) {
        Cookies.set(routing, NAME, session);
    }
}
