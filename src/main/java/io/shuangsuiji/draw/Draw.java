package io.shuangsuiji.draw;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.shuangsuiji.draw.lot.CanonicalJson;
import io.shuangsuiji.draw.lot.Sealed;
import java.util.List;

/**
 * A draw that was made (抽取记录), with all that one needs to repeat it. See {@code docs/draw-format.md}.
 *
 * @param format {@link #FORMAT}
 * @param commitment what was published before
 * @param commitmentDigest its digest
 * @param secret what was committed to, 64 hexadecimal digits
 * @param randomness the public randomness, one text a source, normalised
 * @param voided why nothing was drawn, or null
 * @param pool the entries, sorted
 * @param strata what was drawn of each stratum, in the order of the commitment
 * @param tasks digest of the task document, or null where nothing was drawn
 * @param digest of the document without this member
 */
public record Draw(
        String format,
        Commitment commitment,
        String commitmentDigest,
        String secret,
        List<String> randomness,
        @JsonProperty("void") String voided,
        List<PoolEntry> pool,
        List<Selection> strata,
        String tasks,
        String digest) {
    /** Of documents of this kind. */
    public static final String FORMAT = "shuangsuiji/draw/1";

    /** The same with the digest that it should have. */
    public Draw sealed() {
        return new Draw(
                format,
                commitment,
                commitmentDigest,
                secret,
                randomness,
                voided,
                pool,
                strata,
                tasks,
                Sealed.digest(commitment.hash(), this));
    }

    /** The bytes that are published. */
    public byte[] bytes() {
        return CanonicalJson.write(this);
    }
}
