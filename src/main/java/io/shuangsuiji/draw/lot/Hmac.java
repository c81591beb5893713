package io.shuangsuiji.draw.lot;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * HMAC (RFC 2104) with one key for many messages: what the key alone determines is worked out once, which halves the work of
 * a short message. Immutable, for any number of threads.
 */
public final class Hmac {
    /** Bytes that both digests take at a time. */
    private static final int BLOCK = 64;

    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;
    /** HKDF counts its blocks from 1. */
    private static final byte[] FIRST = {1};

    private final MessageDigest inner;
    private final MessageDigest outer;

    /** With that key, of any length. */
    public Hmac(HashAlgorithm hash, byte[] key) {
        var block = Arrays.copyOf(key.length > BLOCK ? hash.digest(key) : key, BLOCK);
        this.inner = hash.fed(padded(block, INNER));
        this.outer = hash.fed(padded(block, OUTER));
    }

    private static byte[] padded(byte[] block, byte pad) {
        var padded = new byte[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            padded[i] = (byte) (block[i] ^ pad);
        }
        return padded;
    }

    /** The code of a message, which is the parts one after the other. */
    public byte[] of(byte[]... message) {
        return HashAlgorithm.digest(outer, HashAlgorithm.digest(inner, message));
    }

    /** The second half of HKDF (RFC 5869) with this key: the first 32 bytes that it gives, different for each label. */
    public byte[] expand(byte[] label) {
        return of(label, FIRST);
    }
}
