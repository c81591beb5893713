package io.shuangsuiji.draw.lot;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** The digest that a draw is made with: SHA-256 (FIPS 180-4) or SM3 (GB/T 32905). Both give 32 bytes. */
public enum HashAlgorithm {
    SHA_256("SHA-256", SHA256Digest::new),
    SM3("SM3", SM3Digest::new);

    /** How many bytes a digest has. */
    public static final int LENGTH = 32;

    private final String written;
    private final Supplier<ExtendedDigest> digests;

    HashAlgorithm(String written, Supplier<ExtendedDigest> digests) {
        this.written = written;
        this.digests = digests;
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
        var digest = digests.get();
        for (var part : parts) {
            digest.update(part, 0, part.length);
        }
        var out = new byte[LENGTH];
        digest.doFinal(out, 0);
        return out;
    }

    /** The digest in hexadecimal. */
    public String hex(byte[]... parts) {
        return HexFormat.of().formatHex(digest(parts));
    }

    /** HMAC (RFC 2104). */
    public byte[] hmac(byte[] key, byte[] message) {
        var hmac = new HMac(digests.get());
        hmac.init(new KeyParameter(key));
        hmac.update(message, 0, message.length);
        var out = new byte[LENGTH];
        hmac.doFinal(out, 0);
        return out;
    }

    /** The first half of HKDF (RFC 5869): a key from what is known to be random enough. */
    public byte[] extract(byte[] salt, byte[] material) {
        return new HKDFBytesGenerator(digests.get()).extractPRK(salt, material);
    }

    /** The second half of HKDF (RFC 5869): as many bytes as wanted of a key, different for each label. */
    public byte[] expand(byte[] key, byte[] label, int length) {
        var hkdf = new HKDFBytesGenerator(digests.get());
        hkdf.init(HKDFParameters.skipExtractParameters(key, label));
        var out = new byte[length];
        hkdf.generateBytes(out, 0, length);
        return out;
    }
}
