package io.shuangsuiji.web.decision;

import io.shuangsuiji.web.ServiceConfig;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;

/** Who asks: whoever is logged in, or else who the configured header says. */
@RequestScoped
public class Caller {
    private static final int LONGEST = 200;

    private final SecurityContext security;
    private final HttpHeaders headers;
    private final ServiceConfig config;

    Caller(@Context SecurityContext security, @Context HttpHeaders headers, ServiceConfig config) {
        this.security = security;
        this.headers = headers;
        this.config = config;
    }

    /** The caller's name; null where nothing tells it. */
    String name() {
        var principal = security.getUserPrincipal();
        var name = principal != null && !principal.getName().isEmpty()
                ? principal.getName()
                : config.log().callerHeader().map(headers::getHeaderString).orElse(null);
        return name == null || name.length() <= LONGEST ? name : name.substring(0, LONGEST);
    }
}
