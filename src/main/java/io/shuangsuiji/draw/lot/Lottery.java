package io.shuangsuiji.draw.lot;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * Gives tickets: to each label a number that nobody could know before both the secret and the public randomness were
 * known, and that anybody can compute after. The key is HKDF-Extract(salt = secret, IKM = randomness), a ticket is
 * HKDF-Expand(key, label, 32 bytes). Immutable.
 */
public final class Lottery {
    private final HashAlgorithm hash;
    private final byte[] key;

    /**
     * A lottery.
     *
     * @param secret what the bureau committed to
     * @param randomness what became known later, one text of each source, in the order of the commitment
     */
    public Lottery(HashAlgorithm hash, byte[] secret, List<String> randomness) {
        this.hash = hash;
        this.key = hash.extract(secret, Label.of(randomness.toArray(String[]::new)));
    }

    /** The ticket of a label, in hexadecimal: 64 digits, which are compared as texts. */
    public String ticket(String... label) {
        return ticket(HashAlgorithm.LENGTH, label);
    }

    /** A ticket of so many bytes. */
    public String ticket(int length, String... label) {
        return HexFormat.of().formatHex(hash.expand(key, Label.of(label), length));
    }

    /**
     * The salt of an object's leaf in the tree of the pool: it follows from the secret, so that before the secret is
     * revealed nobody can try ids against a published root. The separator comes first, with which no randomness begins.
     */
    public static String salt(HashAlgorithm hash, byte[] secret, String id) {
        return HexFormat.of().formatHex(hash.hmac(secret, (Label.SEPARATOR + id).getBytes(StandardCharsets.UTF_8)));
    }
}
