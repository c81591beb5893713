package io.shuangsuiji.web.access;

import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Tokens of forms: signed by this service, for one browser's session and for whoever was signed in when the page was made.
 * One of another browser, of another person or of before a sign-in is worth nothing.
 */
@Singleton
public class FormTokens {
    public static final String FIELD = "csrf-token";
    /** Begins with the first page that has a form, ends with a sign-out. */
    static final String COOKIE = "csrf-token";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec key;

    /** By the key of the sessions where replicas share one, or else by one of this start. */
    FormTokens(@ConfigProperty(name = "quarkus.http.auth.session.encryption-key") Optional<String> sessions) {
        this.key = new SecretKeySpec(
                sessions.map(key -> ("forms " + key).getBytes(StandardCharsets.UTF_8))
                        .orElseGet(() -> random(32)),
                HMAC);
    }

    private static byte[] random(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }

    static String newSession() {
        return text(random(18));
    }

    /** The name of whoever sends a request; null for nobody in particular, and for a sign-in that has expired. */
    static String who(RoutingContext routing) {
        try {
            var identity = QuarkusHttpUser.getSecurityIdentityBlocking(routing, null);
            return identity == null || identity.isAnonymous()
                    ? null
                    : identity.getPrincipal().getName();
        } catch (RuntimeException expired) {
            return null;
        }
    }

    /** The token of a session; {@code name} is null for nobody in particular. */
    String of(String session, String name) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(key);
            mac.update(session.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return text(mac.doFinal(name == null ? new byte[0] : ("=" + name).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** True where the token is that of the session; compared in a time that does not tell how far it matched. */
    boolean right(String token, String session, String name) {
        return token != null
                && session != null
                && MessageDigest.isEqual(
                        of(session, name).getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
