package io.shuangsuiji.web.access;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.shuangsuiji.web.Problem;
import io.shuangsuiji.web.ServiceConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Principal;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * The keys of other systems. Where the operator has configured some, every call needs one of them in {@value #HEADER}, or
 * somebody who is signed in; where none is configured, decisions, plans and the published policy are open.
 */
@ApplicationScoped
class Keys {
    static final String HEADER = "X-API-Key";

    private static final int SHORTEST = 24;
    private static final String HASHED = "sha256:";

    private final Map<String, byte[]> hashes = new LinkedHashMap<>();
    private final CurrentIdentityAssociation identity;

    Keys(ServiceConfig config, CurrentIdentityAssociation identity) {
        this.identity = identity;
        config.access().apiKeys().forEach((system, key) -> hashes.put(system, hash(system, key)));
    }

    /** Bears the name of the system, for the log of decisions. */
    private record Named(String system, SecurityContext before) implements SecurityContext {
        @Override
        public Principal getUserPrincipal() {
            return () -> system;
        }

        @Override
        public boolean isUserInRole(String role) {
            return false;
        }

        @Override
        public boolean isSecure() {
            return before.isSecure();
        }

        @Override
        public String getAuthenticationScheme() {
            return HEADER;
        }
    }

    private static byte[] hash(String system, String key) {
        if (key.startsWith(HASHED)) {
            var hash = HexFormat.of().parseHex(key.substring(HASHED.length()).toLowerCase(java.util.Locale.ROOT));
            if (hash.length != 32) {
                throw new IllegalArgumentException("double-random.access.api-keys." + system
                        + "：sha256: 后应为 64 个十六进制字符 / 64 hexadecimal digits are expected behind sha256:");
            }
            return hash;
        }
        if (key.length() < SHORTEST) {
            throw new IllegalArgumentException("double-random.access.api-keys." + system + "：密钥至少 " + SHORTEST
                    + " 个字符 / a key has at least " + SHORTEST + " characters");
        }
        return sha256(key);
    }

    /** The name of the system that a key belongs to; each is compared, in a time that does not tell how far it matched. */
    Optional<String> owner(String key) {
        var given = sha256(key);
        String owner = null;
        for (var known : hashes.entrySet()) {
            if (MessageDigest.isEqual(known.getValue(), given)) {
                owner = known.getKey();
            }
        }
        return Optional.ofNullable(owner);
    }

    @ServerRequestFilter
    Uni<Response> require(ContainerRequestContext request, RoutingContext routing) {
        if (hashes.isEmpty() || routing.normalizedPath().startsWith(LoginPage.PATH)) {
            return Uni.createFrom().nullItem();
        }
        var key = request.getHeaderString(HEADER);
        if (key != null) {
            var owner = owner(key);
            owner.ifPresent(system -> request.setSecurityContext(new Named(system, request.getSecurityContext())));
            return Uni.createFrom().item(owner.isPresent() ? null : refused("密钥无效 / the key is not valid"));
        }
        return identity.getDeferredIdentity()
                .map(somebody -> somebody.isAnonymous()
                        ? Refusals.signInOr(routing, refused("请在 " + HEADER + " 中给出密钥，或登录 / give a key in " + HEADER))
                        : null);
    }

    private static Response refused(String detail) {
        return Response.fromResponse(Problem.of(401, "KEY_REQUIRED", "需要密钥 / a key is required", detail)
                        .response())
                .header("WWW-Authenticate", "ApiKey header=\"" + HEADER + "\"")
                .build();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
