package io.shuangsuiji.draw.lot;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.jcajce.provider.digest.SM3;

/** The digest that a draw is made with: SHA-256 (FIPS 180-4) or SM3 (GB/T 32905). Both give 32 bytes. */
public enum HashAlgorithm {
    /** That of the platform, which uses the processor's own instructions for it. */
    SHA_256("SHA-256", sha256()),
    SM3("SM3", new SM3.Digest());

    /** How many bytes a digest has. */
    public static final int LENGTH = 32;

    private final String written;
    /** Is never fed: each digest begins with a copy of it. */
    private final MessageDigest empty;

    HashAlgorithm(String written, MessageDigest empty) {
        this.written = written;
        this.empty = empty;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** Its name in documents. */
    @JsonValue
    public String written() {
        return written;
    }

    /**
     * The one of that name.
     *
     * @throws IllegalArgumentException where there is none
     */
    @JsonCreator
    public static HashAlgorithm of(String written) {
        return Arrays.stream(values())
                .filter(any -> any.written.equals(written))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(written));
    }

    /** The digest of these bytes, one after the other. */
    public byte[] digest(byte[]... parts) {
        return digest(empty, parts);
    }

    /** The digest in hexadecimal. */
    public String hex(byte[]... parts) {
        return HexFormat.of().formatHex(digest(parts));
    }

    /** The first half of HKDF (RFC 5869): a key from what is known to be random enough. */
    public byte[] extract(byte[] salt, byte[] material) {
        return new Hmac(this, salt).of(material);
    }

    /** The digest of what was fed already and of these bytes. */
    static byte[] digest(MessageDigest fed, byte[]... parts) {
        var digest = copy(fed);
        for (var part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    /** One that has been fed these bytes. */
    MessageDigest fed(byte[] bytes) {
        var digest = copy(empty);
        digest.update(bytes);
        return digest;
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("both digests can be copied", impossible);
        }
    }
}
