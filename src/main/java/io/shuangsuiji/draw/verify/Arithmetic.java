package io.shuangsuiji.draw.verify;

import io.shuangsuiji.draw.lot.HashAlgorithm;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** The sums of {@code docs/draw-format.md}, written down once more from that page alone. Not thread-safe. */
final class Arithmetic {
    private static final HexFormat HEX = HexFormat.of();
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();
    /** Of both digests, in bytes. */
    private static final int BLOCK = 64;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final MessageDigest digest;

    Arithmetic(HashAlgorithm hash) {
        try {
            // this one from the platform, the other from where the platform has none
            digest = hash == HashAlgorithm.SHA_256
                    ? MessageDigest.getInstance(hash.written())
                    : MessageDigest.getInstance(hash.written(), PROVIDER);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    byte[] hash(byte[] bytes) {
        return digest.digest(bytes);
    }

    String hex(byte[] bytes) {
        return HEX.formatHex(hash(bytes));
    }

    static byte[] joined(String... parts) {
        return String.join("\u001F", parts).getBytes(StandardCharsets.UTF_8);
    }

    /** RFC 2104, for keys no longer than a block. */
    byte[] hmac(byte[] key, byte[] message) {
        digest.update(padded(key, 0x36));
        digest.update(message);
        var inner = digest.digest();
        digest.update(padded(key, 0x5c));
        return digest.digest(inner);
    }

    private static byte[] padded(byte[] key, int pad) {
        var block = Arrays.copyOf(key, BLOCK);
        for (int i = 0; i < BLOCK; i++) {
            block[i] ^= (byte) pad;
        }
        return block;
    }

    /** The key of a draw. */
    byte[] key(byte[] secret, List<String> randomness) {
        return hmac(secret, joined(randomness.toArray(String[]::new)));
    }

    /** The ticket of a label: one block of HKDF-Expand. */
    String ticket(byte[] key, String... label) {
        var text = joined(label);
        var info = Arrays.copyOf(text, text.length + 1);
        info[text.length] = 1;
        return HEX.formatHex(hmac(key, info));
    }

    String salt(byte[] secret, String id) {
        return HEX.formatHex(hmac(secret, joined("", id)));
    }

    byte[] leaf(byte[] entry) {
        digest.update(LEAF);
        return digest.digest(entry);
    }

    private byte[] node(byte[] left, byte[] right) {
        digest.update(NODE);
        digest.update(left);
        return digest.digest(right);
    }

    /** The root above leaves, as RFC 9162 defines it: by halves. */
    byte[] root(List<byte[]> leaves) {
        if (leaves.isEmpty()) {
            return hash(new byte[0]);
        }
        if (leaves.size() == 1) {
            return leaves.get(0);
        }
        int half = half(leaves.size());
        return node(root(leaves.subList(0, half)), root(leaves.subList(half, leaves.size())));
    }

    /** The root to which a path leads; null where it is not one of that place in a list of that size. */
    byte[] root(byte[] leaf, int index, int size, List<byte[]> path) {
        if (size <= 1 || path.isEmpty()) {
            return size == 1 && path.isEmpty() ? leaf : null;
        }
        int half = half(size);
        var beside = path.get(path.size() - 1);
        var below = path.subList(0, path.size() - 1);
        var within = index < half ? root(leaf, index, half, below) : root(leaf, index - half, size - half, below);
        return within == null ? null : index < half ? node(within, beside) : node(beside, within);
    }

    /** The greatest power of two below. */
    private static int half(int size) {
        return Integer.highestOneBit(size - 1);
    }
}
