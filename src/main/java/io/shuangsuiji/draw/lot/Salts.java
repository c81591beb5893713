package io.shuangsuiji.draw.lot;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Salts of the leaves in the tree of a pool. They follow from the secret, so that before the secret is revealed nobody can
 * try ids against a published root. Immutable.
 */
public final class Salts {
    private final Hmac key;

    /** Of a draw with that secret. */
    public Salts(HashAlgorithm hash, byte[] secret) {
        this.key = new Hmac(hash, secret);
    }

    /** An object's, in hexadecimal. The separator comes first, with which no randomness begins. */
    public String of(String id) {
        return HexFormat.of().formatHex(key.of((Label.SEPARATOR + id).getBytes(StandardCharsets.UTF_8)));
    }
}
