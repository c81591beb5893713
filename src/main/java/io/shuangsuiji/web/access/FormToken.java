package io.shuangsuiji.web.access;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;

/** The token that a page puts into each of its forms. */
@Named
@RequestScoped
public class FormToken {
    private final RoutingContext routing;
    private final FormTokens tokens;
    private String session;

    FormToken(RoutingContext routing, FormTokens tokens) {
        this.routing = routing;
        this.tokens = tokens;
    }

    /** The name of its field. */
    public String getName() {
        return FormTokens.FIELD;
    }

    /** The token of whoever looks at the page; a browser that has no session yet begins one. */
    public String getValue() {
        return tokens.of(session(), FormTokens.who(routing));
    }

    private String session() {
        if (session == null) {
            session = Cookies.value(routing, FormTokens.COOKIE).orElseGet(this::newSession);
        }
        return session;
    }

    private String newSession() {
        var begun = FormTokens.newSession();
        Cookies.set(routing, FormTokens.COOKIE, begun);
        return begun;
    }
}
