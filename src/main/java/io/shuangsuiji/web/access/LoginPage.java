package io.shuangsuiji.web.access;

import io.quarkus.oidc.AuthorizationCodeFlow;
import io.quarkus.oidc.OidcSession;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.shuangsuiji.access.SignIn;
import io.shuangsuiji.web.CallerAddress;
import io.shuangsuiji.web.Problem;
import io.shuangsuiji.web.Problems;
import io.shuangsuiji.web.ServiceConfig;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** Signing in and out, and changing one's password. */
@Path(LoginPage.PATH)
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
public class LoginPage {
    static final String PATH = "/login";
    static final String CHECK = PATH + "/check";
    static final String PASSWORD = PATH + "/password";
    static final String OIDC = PATH + "/oidc";
    /** Where those come who asked for no page. */
    static final String LANDING = "/";

    private static final Logger LOG = Logger.getLogger(LoginPage.class);
    /** Longer ones are nobody's, and would only keep a processor busy. */
    private static final int LONGEST = 200;

    @CheckedTemplate(basePath = "", requireTypeSafeExpressions = false)
    static class Templates {
        static native TemplateInstance login(String problem, List<String> faults, boolean embedded, boolean oidc);

        static native TemplateInstance password(
                String name, boolean required, List<String> rules, List<String> problems);

        private Templates() {}
    }

    private final ServiceConfig config;
    private final SignIn signIn;
    private final boolean oidc;
    private final OidcSession session;
    private final Visitor visitor;

    LoginPage(
            ServiceConfig config,
            SignIn signIn,
            @ConfigProperty(name = "quarkus.oidc.tenant-enabled") boolean oidc,
            OidcSession session,
            Visitor visitor) {
        this.config = config;
        this.signIn = signIn;
        this.oidc = oidc;
        this.session = session;
        this.visitor = visitor;
    }

    /** The form; {@code failed} where a sign-in was refused. Whoever must change the password first is sent to do it. */
    @GET
    public Response form(@RestQuery String failed, RoutingContext routing) {
        if (SessionCookie.of(routing)
                .flatMap(signIn::behind)
                .filter(signIn::mustChange)
                .isPresent()) {
            return to(303, PASSWORD);
        }
        return failed == null ? form(200, null) : form(401, "用户名或口令不对，请重试。忘记口令请找管理员重设。");
    }

    private Response form(int status, String problem) {
        boolean embedded = config.access().embeddedUsers();
        var users = signIn.users();
        var faults = embedded
                ? users.faults().stream()
                        .map(fault -> "用户文件 " + users.file().getFileName() + " " + chinese(fault.inWords()))
                        .toList()
                : List.<String>of();
        return Response.status(status)
                .entity(Templates.login(problem, faults, embedded, oidc))
                .build();
    }

    private static String chinese(String words) {
        return words.split(" / ", 2)[0];
    }

    /** Takes name and password. */
    @POST
    @Path("check")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response check(@RestForm String name, @RestForm String password, RoutingContext routing) {
        if (!config.access().embeddedUsers() || tooLong(name) || tooLong(password)) {
            return to(303, PATH + "?failed=true");
        }
        try {
            SessionCookie.set(routing, signIn.begin(text(name), text(password), CallerAddress.of(routing)));
            var back = back(routing);
            Cookies.clear(routing, Refusals.RETURN_TO);
            // who must change the password first is sent there from wherever this leads
            return to(302, back);
        } catch (SignIn.Refused refused) {
            return refused.why() == SignIn.Refused.Why.WRONG
                    ? to(303, PATH + "?failed=true")
                    : form(SignInAnswers.problem(refused).status(), chinese(refused.getMessage()));
        } catch (IOException notRecorded) {
            var problem = told(notRecorded);
            return form(problem.status(), chinese(problem.detail()));
        }
    }

    private static Problem told(IOException notRecorded) {
        LOG.error("sign-in is not recorded", notRecorded);
        return Problems.ofAny(notRecorded);
    }

    /** Where the browser was sent here from, if that is a page of this service. */
    private static String back(RoutingContext routing) {
        var cookie = routing.request().getCookie(Refusals.RETURN_TO);
        return cookie == null ? LANDING : page(cookie, routing);
    }

    private static String page(Cookie cookie, RoutingContext routing) {
        try {
            var value = cookie.getValue();
            var request = routing.request();
            var here = request.scheme() + "://" + request.authority();
            // written whole in escapes, or as it is
            var told = value.contains("/") ? value : URLDecoder.decode(value, StandardCharsets.UTF_8);
            var path = told.startsWith(here + "/") ? told.substring(here.length()) : told;
            var uri = URI.create(path);
            return path.startsWith("/") && !path.startsWith("//") && !uri.isAbsolute() && uri.getRawAuthority() == null
                    ? uri.toASCIIString()
                    : LANDING;
        } catch (IllegalArgumentException noPage) {
            return LANDING;
        }
    }

    /** The form for another password. */
    @GET
    @Path("password")
    public Response password(RoutingContext routing) {
        var user = SessionCookie.of(routing).flatMap(signIn::behind);
        return user.isEmpty()
                ? to(303, PATH)
                : Response.ok(Templates.password(
                                user.get().name(),
                                signIn.mustChange(user.get()),
                                signIn.rules().inWords(),
                                List.of()))
                        .build();
    }

    /** Takes another password. */
    @POST
    @Path("password")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response change(
            @RestForm String current, @RestForm String password, @RestForm String again, RoutingContext routing) {
        var user = SessionCookie.of(routing).flatMap(signIn::behind).orElse(null);
        if (user == null) {
            return to(303, PATH);
        }
        boolean required = signIn.mustChange(user);
        int status = 422;
        List<String> problems;
        if (tooLong(current) || tooLong(password)) {
            problems = List.of("口令过长");
        } else if (!text(password).equals(text(again))) {
            problems = List.of("两次输入的新口令不一样");
        } else {
            try {
                var changed = signIn.change(user.name(), text(current), text(password), CallerAddress.of(routing));
                if (changed.problems().isEmpty()) {
                    SessionCookie.set(routing, changed.session());
                    return to(303, LANDING);
                }
                problems = changed.problems();
            } catch (SignIn.Refused refused) {
                status = refused.why() == SignIn.Refused.Why.WRONG
                        ? 422
                        : SignInAnswers.problem(refused).status();
                problems =
                        List.of(refused.why() == SignIn.Refused.Why.WRONG ? "现在的口令不对" : chinese(refused.getMessage()));
            } catch (IOException notRecorded) {
                var problem = told(notRecorded);
                status = problem.status();
                problems = List.of(chinese(problem.detail()));
            }
        }
        return Response.status(status)
                .entity(Templates.password(user.name(), required, signIn.rules().inWords(), problems))
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

    /** Ends the session, here and in this browser. */
    @POST
    @Path("out")
    public Response out(RoutingContext routing) {
        // asked before the session is no more: the provider's is known only once it was asked who this is
        boolean atProvider = oidc && visitor.getName() != null;
        SessionCookie.of(routing).ifPresent(own -> {
            try {
                signIn.end(own, CallerAddress.of(routing));
            } catch (IOException notRecorded) {
                // it has ended all the same
                LOG.error("sign-out is not recorded", notRecorded);
            }
        });
        Cookies.clear(routing, SessionCookie.NAME);
        // nothing of an old page is worth anything after it
        Cookies.clear(routing, FormTokens.COOKIE);
        if (atProvider) {
            session.logout().await().indefinitely();
        }
        return Response.seeOther(URI.create(PATH)).build();
    }

    private static Response to(int status, String path) {
        return Response.status(status).header(HttpHeaders.LOCATION, path).build();
    }

    private static boolean tooLong(String text) {
        return text != null && text.length() > LONGEST;
    }

    private static String text(String given) {
        return given == null ? "" : given;
    }
}
