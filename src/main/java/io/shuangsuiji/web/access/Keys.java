package io.shuangsuiji.web.access;

import io.shuangsuiji.web.ServiceConfig;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
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

    Keys(ServiceConfig config) {
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

    /** True where some are configured. */
    boolean needed() {
        return !hashes.isEmpty();
    }

    /** Tells the resource which system calls. */
    @ServerRequestFilter
    void name(ContainerRequestContext request, RoutingContext routing) {
        var system = AccessGuard.system(routing);
        if (system != null) {
            request.setSecurityContext(new Named(system, request.getSecurityContext()));
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
