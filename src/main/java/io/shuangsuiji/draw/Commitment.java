package io.shuangsuiji.draw;

import io.shuangsuiji.draw.lot.CanonicalJson;
import io.shuangsuiji.draw.lot.HashAlgorithm;
import java.util.List;
import java.util.Map;

/**
 * What a bureau publishes before a draw (抽取承诺): all that the draw will depend on but the randomness, as digests where it
 * is not for the public. Every member is fixed by rule, so that nobody can try variants. See {@code docs/draw-format.md}.
 *
 * @param format {@link #FORMAT}
 * @param hash the digest of this draw
 * @param issuer who draws
 * @param period the period drawn for, as people write it
 * @param sequence which draw of the period it is, from 1
 * @param evaluationDate the day as of which objects are classified, ISO
 * @param edition the policy edition
 * @param editionDigest its digest
 * @param parameters the plan's parameters by name, as text
 * @param strata what is drawn of each stratum, by name
 * @param pool size and root of the pool's tree
 * @param objects digest of the objects
 * @param roster digest of the roster
 * @param history digest of what was drawn earlier in the year
 * @param review digest of the pool review
 * @param secret digest of the secret
 * @param randomness the public randomness that will decide, in the order in which its texts are used
 * @param bits its entropy in all, in bits
 * @param predecessor digest of the bureau's commitment before, or null
 * @param replaces digest of the commitment of a void draw for which this one stands, or null
 */
public record Commitment(
        String format,
        HashAlgorithm hash,
        String issuer,
        String period,
        int sequence,
        String evaluationDate,
        String edition,
        String editionDigest,
        Map<String, String> parameters,
        List<Sample> strata,
        PoolRoot pool,
        String objects,
        String roster,
        String history,
        String review,
        String secret,
        List<Source> randomness,
        int bits,
        String predecessor,
        String replaces) {
    /** Of documents of this kind. */
    public static final String FORMAT = "shuangsuiji/commitment/1";

    /**
     * What is drawn of a stratum.
     *
     * @param stratum its name, with the team where teams draw apart
     * @param population how many objects it has
     * @param sampleSize how many are drawn
     * @param substitutes how many more are drawn to stand in for them, in order
     */
    public record Sample(String stratum, int population, int sampleSize, int substitutes) {}

    /** Size and root of the tree of a pool. */
    public record PoolRoot(int size, String root) {}

    /**
     * Public randomness that is not known yet.
     *
     * @param source a name of the edition's table
     * @param day the day on which it becomes known, ISO
     * @param bits its entropy by that table
     */
    public record Source(String source, String day, int bits) {}

    /** The bytes that are published. */
    public byte[] bytes() {
        return CanonicalJson.write(this);
    }

    /** What stands for this commitment everywhere: the digest of its bytes. */
    public String digest() {
        return hash.hex(bytes());
    }
}
