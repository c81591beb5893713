package io.shuangsuiji.draw.lot;

import java.util.HexFormat;
import java.util.List;

/**
 * Gives tickets: to each label a number that nobody could know before both the secret and the public randomness were
 * known, and that anybody can compute after. The key is HKDF-Extract(salt = secret, IKM = randomness), a ticket is
 * HKDF-Expand(key, label, 32 bytes). Immutable.
 */
public final class Lottery {
    private final Hmac key;

    /**
     * A lottery.
     *
     * @param secret what the bureau committed to
     * @param randomness what became known later, one text of each source, in the order of the commitment
     */
    public Lottery(HashAlgorithm hash, byte[] secret, List<String> randomness) {
        this.key = new Hmac(hash, hash.extract(secret, Label.of(randomness.toArray(String[]::new))));
    }

    /** The ticket of a label, in hexadecimal: 64 digits, which are compared as texts. */
    public String ticket(String... label) {
        return HexFormat.of().formatHex(key.expand(Label.of(label)));
    }
}
