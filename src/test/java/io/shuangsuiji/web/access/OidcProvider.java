package io.shuangsuiji.web.access;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** An OpenID Connect provider of the least: discovery, keys, and a sign-in that asks nobody for a password. */
public final class OidcProvider implements QuarkusTestResourceLifecycleManager {
    static final String CLIENT = "double-random";

    /** Who signs in at the provider. */
    static final String NAME = "wang.wu";

    private static final KeyPair KEYS = keys();
    private static volatile String issuer;

    private HttpServer server;

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** A token of the provider's. */
    static String token(String name, String... roles) {
        return token(KEYS, Duration.ofMinutes(5), name, roles);
    }

    /** As somebody else would write one. */
    static String forged(String name, String... roles) {
        return token(keys(), Duration.ofMinutes(5), name, roles);
    }

    static String expired(String name, String... roles) {
        return token(KEYS, Duration.ofMinutes(-5), name, roles);
    }

    private static String token(KeyPair keys, Duration valid, String name, String... roles) {
        return Jwt.issuer(issuer)
                .audience(CLIENT)
                .subject(name)
                .preferredUserName(name)
                .groups(Set.of(roles))
                .issuedAt(System.currentTimeMillis() / 1000 - 600)
                .expiresAt(System.currentTimeMillis() / 1000 + valid.toSeconds())
                .jws()
                .keyId("one")
                .sign(keys.getPrivate());
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new IllegalStateException(noPort);
        }
        issuer = "http://localhost:" + server.getAddress().getPort();
        server.createContext("/.well-known/openid-configuration", exchange -> json(exchange, """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",\
                "jwks_uri":"%1$s/jwks","response_types_supported":["code"],"subject_types_supported":["public"],\
                "id_token_signing_alg_values_supported":["RS256"]}""".formatted(issuer)));
        server.createContext("/jwks", exchange -> {
            var key = (RSAPublicKey) KEYS.getPublic();
            json(exchange, """
                    {"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"one","n":"%s","e":"%s"}]}""".formatted(base64(key.getModulus()), base64(key.getPublicExponent())));
        });
        server.createContext("/authorize", exchange -> {
            var query = query(exchange.getRequestURI().getRawQuery());
            exchange.getResponseHeaders()
                    .set("Location", query.get("redirect_uri") + "?code=a-code&state=" + query.get("state"));
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/token", exchange -> {
            var form = query(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            boolean known = "a-code".equals(form.get("code"));
            json(exchange, known ? """
                            {"access_token":"%1$s","id_token":"%1$s","token_type":"Bearer","expires_in":300}""".formatted(token(NAME, "editor")) : "{\"error\":\"invalid_grant\"}");
        });
        server.start();
        return Map.of(
                "double-random.access.embedded-users", "false",
                "quarkus.oidc.tenant-enabled", "true",
                "quarkus.oidc.auth-server-url", issuer,
                "quarkus.oidc.client-id", CLIENT,
                "quarkus.oidc.credentials.secret", "a secret of the tests, long enough to encrypt by",
                "quarkus.oidc.authentication.redirect-path", "/login/oidc");
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private static Map<String, String> query(String raw) {
        return Arrays.stream(raw.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static String base64(BigInteger number) {
        var bytes = number.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOfRange(bytes, from, bytes.length));
    }

    private static void json(HttpExchange exchange, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
