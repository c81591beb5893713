package io.shuangsuiji.web.access;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TrustedAuthenticationRequest;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.shuangsuiji.access.User;
import io.shuangsuiji.access.UserFile;
import io.shuangsuiji.web.ServiceConfig;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jboss.logging.Logger;

/** The people of the users file, as Quarkus' security asks for them. */
@ApplicationScoped
class EmbeddedUsers {
    private static final Logger LOG = Logger.getLogger(EmbeddedUsers.class);

    private final UserFile file;
    private final boolean enabled;

    @Inject
    EmbeddedUsers(ServiceConfig config) {
        this.file = new UserFile(config.access().usersFile());
        this.enabled = config.access().embeddedUsers();
    }

    /** At the first start the users are made, and their passwords printed this once: they are kept nowhere. */
    void start(@Observes StartupEvent started) throws IOException {
        if (!enabled) {
            return;
        }
        Map<String, String> passwords;
        try {
            passwords = file.createIfMissing();
        } catch (IOException notWritable) {
            // as in a container whose file system is read-only: what needs no sign-in is served all the same
            LOG.warnf(
                    "无法建立用户文件 %s（%s）：没有人能登录，查询决策和编制方案不受影响；请把 double-random.access.users-file 指到可写的位置，"
                            + "或改用 OpenID Connect / no users file can be made there: nobody can sign in, decisions and plans"
                            + " are served; point double-random.access.users-file at a writable place or use OpenID Connect",
                    file.file().toAbsolutePath(), notWritable);
            return;
        }
        // one that cannot be read is better told now than at the first sign-in
        file.users();
        if (!passwords.isEmpty()) {
            announce(passwords);
        }
        if (file.readableByOthers()) {
            LOG.warnf(
                    "%s 可被其他账户读取，请改为 600 / is readable by other accounts: set its mode to 600",
                    file.file().toAbsolutePath());
        }
    }

    /** To the terminal and not to the log, which is shipped and kept. */
    private void announce(Map<String, String> passwords) {
        var text = new StringBuilder("\n首次启动，已建立登录用户（口令只显示这一次，请记下）/ first start, users made:\n");
        passwords.forEach((name, password) ->
                text.append("    ").append(name).append("  ").append(password).append('\n'));
        text.append("保存在 / kept in ").append(file.file().toAbsolutePath()).append("\n");
        System.out.println(text);
    }

    private static SecurityIdentity identity(User user) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(user.name()))
                .addRoles(user.roles())
                .build();
    }

    SecurityIdentity signIn(String name, String password) {
        try {
            if (enabled) {
                var user = file.find(name, password);
                if (user.isPresent()) {
                    return identity(user.get());
                }
                LOG.infof("sign-in refused for %s", name.replaceAll("\\P{Graph}", "?"));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        throw new AuthenticationFailedException();
    }

    /** Somebody who signed in before and has since not been taken out of the file. */
    SecurityIdentity known(String name) {
        try {
            var user = enabled ? file.users().get(name) : null;
            if (user != null) {
                return identity(user);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        throw new AuthenticationFailedException();
    }

    /** By name and password. */
    @ApplicationScoped
    static class ByPassword implements IdentityProvider<UsernamePasswordAuthenticationRequest> {
        private final EmbeddedUsers users;

        ByPassword(EmbeddedUsers users) {
            this.users = users;
        }

        @Override
        public Class<UsernamePasswordAuthenticationRequest> getRequestType() {
            return UsernamePasswordAuthenticationRequest.class;
        }

        @Override
        public Uni<SecurityIdentity> authenticate(
                UsernamePasswordAuthenticationRequest request, AuthenticationRequestContext context) {
            // bcrypt takes its time
            return context.runBlocking(() -> users.signIn(
                    request.getUsername(), new String(request.getPassword().getPassword())));
        }
    }

    /** By the cookie of an earlier sign-in. */
    @ApplicationScoped
    static class ByCookie implements IdentityProvider<TrustedAuthenticationRequest> {
        private final EmbeddedUsers users;

        ByCookie(EmbeddedUsers users) {
            this.users = users;
        }

        @Override
        public Class<TrustedAuthenticationRequest> getRequestType() {
            return TrustedAuthenticationRequest.class;
        }

        @Override
        public Uni<SecurityIdentity> authenticate(
                TrustedAuthenticationRequest request, AuthenticationRequestContext context) {
            return context.runBlocking(() -> users.known(request.getPrincipal()));
        }
    }
}
