package io.shuangsuiji.web.access;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;

/** Who looks at a page, for the line that every page has on top. */
@Named
@RequestScoped
public class Visitor {
    private final CurrentIdentityAssociation association;
    private final CurrentVertxRequest routing;
    private SecurityIdentity identity;

    Visitor(CurrentIdentityAssociation association, CurrentVertxRequest routing) {
        this.association = association;
        this.routing = routing;
    }

    /** Their name, or null for nobody in particular. */
    public String getName() {
        return identity().isAnonymous() ? null : identity().getPrincipal().getName();
    }

    /** True where they signed in by a password that they may change here. */
    public boolean isEmbedded() {
        return SessionCookie.of(routing.getCurrent()).isPresent() && !identity().isAnonymous();
    }

    /** The path of the page that they look at. */
    public String getPath() {
        return routing.getCurrent().normalizedPath();
    }

    /** True where they have the role. */
    public boolean is(String role) {
        return identity().hasRole(role);
    }

    private SecurityIdentity identity() {
        if (identity == null) {
            // an expired or withdrawn sign-in is nobody's: an open page stays open
            identity = association
                    .getDeferredIdentity()
                    .onFailure()
                    .recoverWithItem(io.quarkus.security.runtime.QuarkusSecurityIdentity.builder()
                            .setAnonymous(true)
                            .build())
                    .await()
                    .indefinitely();
        }
        return identity;
    }
}
