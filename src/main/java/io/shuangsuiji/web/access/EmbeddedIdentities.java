package io.shuangsuiji.web.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.BaseAuthenticationRequest;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.shuangsuiji.access.SignIn;
import io.shuangsuiji.access.User;
import io.shuangsuiji.web.CallerAddress;
import io.shuangsuiji.web.ServiceConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Set;

/** The embedded users as Quarkus' security asks for them: by the session of a browser, or by HTTP Basic. */
class EmbeddedIdentities {
    private EmbeddedIdentities() {}

    private static SecurityIdentity identity(User user) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(user.name()))
                .addRoles(user.roles())
                .build();
    }

    /** Asks who is behind a session. */
    static final class OfSession extends BaseAuthenticationRequest implements AuthenticationRequest {
        private final String session;

        private OfSession(String session) {
            this.session = session;
        }
    }

    /** By the cookie of a session; one that has ended is nobody's. */
    @ApplicationScoped
    static class SessionMechanism implements HttpAuthenticationMechanism {
        @Override
        public Uni<SecurityIdentity> authenticate(RoutingContext routing, IdentityProviderManager identities) {
            var session = SessionCookie.of(routing);
            return session.isEmpty()
                    ? Uni.createFrom().nullItem()
                    : identities.authenticate(
                            HttpSecurityUtils.setRoutingContextAttribute(new OfSession(session.get()), routing));
        }

        @Override
        public Uni<ChallengeData> getChallenge(RoutingContext routing) {
            return Uni.createFrom().nullItem();
        }

        @Override
        public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
            return Set.of(OfSession.class);
        }

        @Override
        public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext routing) {
            return Uni.createFrom()
                    .item(new HttpCredentialTransport(HttpCredentialTransport.Type.COOKIE, SessionCookie.NAME));
        }
    }

    /** Sessions. */
    @ApplicationScoped
    static class BySession implements IdentityProvider<OfSession> {
        private final SignIn signIn;
        private final boolean enabled;

        BySession(SignIn signIn, ServiceConfig config) {
            this.signIn = signIn;
            this.enabled = config.access().embeddedUsers();
        }

        @Override
        public Class<OfSession> getRequestType() {
            return OfSession.class;
        }

        @Override
        public Uni<SecurityIdentity> authenticate(OfSession request, AuthenticationRequestContext context) {
            // the users file is looked at
            return context.runBlocking(() -> enabled
                    ? signIn.behind(request.session)
                            // who must change the password first is nobody until then, but on the page for it
                            .filter(user -> !signIn.mustChange(user))
                            .map(EmbeddedIdentities::identity)
                            .orElse(null)
                    : null);
        }
    }

    /** Names and passwords that programs send with every call. */
    @ApplicationScoped
    static class ByPassword implements IdentityProvider<UsernamePasswordAuthenticationRequest> {
        private final SignIn signIn;
        private final boolean enabled;

        ByPassword(SignIn signIn, ServiceConfig config) {
            this.signIn = signIn;
            this.enabled = config.access().embeddedUsers();
        }

        @Override
        public Class<UsernamePasswordAuthenticationRequest> getRequestType() {
            return UsernamePasswordAuthenticationRequest.class;
        }

        @Override
        public Uni<SecurityIdentity> authenticate(
                UsernamePasswordAuthenticationRequest request, AuthenticationRequestContext context) {
            var routing = HttpSecurityUtils.getRoutingContextAttribute(request);
            // hashing takes its time
            return context.runBlocking(() -> {
                if (!enabled) {
                    throw new AuthenticationFailedException();
                }
                try {
                    return identity(signIn.program(
                            request.getUsername(),
                            new String(request.getPassword().getPassword()),
                            CallerAddress.of(routing)));
                } catch (SignIn.Refused refused) {
                    throw refused.why() == SignIn.Refused.Why.WRONG
                            ? new AuthenticationFailedException()
                            : new SignInAnswers.NotNow(refused);
                } catch (IOException notRecorded) {
                    throw new SignInAnswers.NotNow(notRecorded);
                }
            });
        }
    }
}
