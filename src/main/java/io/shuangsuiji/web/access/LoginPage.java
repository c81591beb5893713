package io.shuangsuiji.web.access;

import io.quarkus.oidc.AuthorizationCodeFlow;
import io.quarkus.oidc.OidcSession;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.shuangsuiji.web.ServiceConfig;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestQuery;

/** Signing in and out. The form itself is taken by Quarkus at {@code /login/check}. */
@Path(LoginPage.PATH)
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
public class LoginPage {
    static final String PATH = "/login";
    static final String CHECK = PATH + "/check";
    static final String OIDC = PATH + "/oidc";
    static final String LANDING = "/drafts";

    @CheckedTemplate(basePath = "", requireTypeSafeExpressions = false)
    static class Templates {
        static native TemplateInstance login(boolean failed, boolean embedded, boolean oidc);

        private Templates() {}
    }

    private final ServiceConfig config;
    private final boolean oidc;
    private final String cookie;
    private final OidcSession session;
    private final Visitor visitor;

    LoginPage(
            ServiceConfig config,
            @ConfigProperty(name = "quarkus.oidc.tenant-enabled") boolean oidc,
            @ConfigProperty(name = "quarkus.http.auth.form.cookie-name", defaultValue = "quarkus-credential")
                    String cookie,
            OidcSession session,
            Visitor visitor) {
        this.config = config;
        this.oidc = oidc;
        this.cookie = cookie;
        this.session = session;
        this.visitor = visitor;
    }

    /** The form; {@code failed} where a sign-in was refused. */
    @GET
    public Response form(@RestQuery String failed) {
        return Response.status(failed == null ? 200 : 401)
                .entity(Templates.login(failed != null, config.access().embeddedUsers(), oidc))
                .build();
    }

    /** Signing in at the organisation's own identity provider, where one is configured. */
    @GET
    @Path("oidc")
    @Authenticated
    @AuthorizationCodeFlow
    public Response openIdConnect() {
        return Response.seeOther(URI.create(LANDING)).build();
    }

    /** Ends the session of this browser. */
    @POST
    @Path("out")
    public Response out(RoutingContext routing) {
        FormGuard.end(routing);
        // the form mechanism's own way out fails for whoever has signed in at the provider
        routing.response()
                .addCookie(Cookie.cookie(cookie, "")
                        .setPath("/")
                        .setMaxAge(0)
                        .setHttpOnly(true)
                        .setSecure(routing.request().isSSL())
                        .setSameSite(CookieSameSite.STRICT));
        // the provider's session is known only once it was asked who this is
        if (oidc && visitor.getName() != null) {
            session.logout().await().indefinitely();
        }
        return Response.seeOther(URI.create(PATH)).build();
    }
}
