package io.shuangsuiji.draw.review;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.shuangsuiji.draw.Rows;
import io.shuangsuiji.draw.lot.CanonicalJson;
import io.shuangsuiji.draw.lot.HashAlgorithm;
import io.shuangsuiji.draw.lot.Label;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The review of a pool (名录变动). See {@code docs/draw-format.md}.
 *
 * @param format {@link #FORMAT}
 * @param hash the digest of this document
 * @param period the period to be drawn for, as people write it
 * @param edition by which both registries are classified
 * @param editionDigest its digest
 * @param size how many entries the pool has
 * @param rows what a person should see, by kind, then object
 * @param digest of the rows: what the commitment states
 */
public record PoolReview(
        String format,
        HashAlgorithm hash,
        String period,
        String edition,
        String editionDigest,
        int size,
        List<Row> rows,
        String digest) {
    /** Of documents of this kind. */
    public static final String FORMAT = "shuangsuiji/review/1";

    private static final Comparator<Row> ORDER = Comparator.comparing(Row::kind)
            .thenComparing(row -> new String(CanonicalJson.write(row), StandardCharsets.UTF_8), Label.BY_BYTES);

    /** What a row says. */
    public enum Kind {
        /** No registry of the last period was given: nothing is compared. */
        FIRST("首次抽取"),
        /** In the pool, and was not. */
        ENTERED("新增"),
        /** Was in the pool, and is not. */
        LEFT("退出"),
        /** Drawn in another stratum than it was. */
        STRATUM("抽样层变动"),
        /** Another team's. */
        TEAM("执法队变动"),
        /** Drawn in another order than it was: drawn since, or at its cap. */
        TIER("抽取次序变动"),
        /** In the pool, but passed over: inspected as often as it may be. */
        CLOSED("不再抽取"),
        /** Drawn earlier in the year, and no longer in the registry. */
        GONE("抽中过、名录库中没有"),
        /** In the registry more than once: nothing can be drawn until it is there once. */
        DUPLICATE("编号重复"),
        /** In the registry, but in no stratum that the policy has a rule for. */
        NO_STRATUM("不在任何抽样层"),
        /** In the pool, but nobody is in charge of it. */
        NO_TEAM("没有执法队"),
        /** Rows that could not be read as an object. */
        UNREADABLE("未受理的行");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** What people call it. */
        public String word() {
            return word;
        }
    }

    /**
     * One thing to see.
     *
     * @param kind what it says
     * @param id the object, or null
     * @param name the object's, or null
     * @param stratum in which it is drawn, or was; null where it is in none
     * @param team in charge, or null
     * @param before what it was before the change, or null
     * @param after what it is after the change, or null
     * @param reasons why, in words; at least one
     */
    public record Row(
            Kind kind,
            String id,
            String name,
            String stratum,
            String team,
            String before,
            String after,
            List<String> reasons) {}

    static PoolReview of(HashAlgorithm hash, String period, String edition, String digest, int size, List<Row> rows) {
        return new PoolReview(
                FORMAT,
                hash,
                period,
                edition,
                digest,
                size,
                rows.stream().sorted(ORDER).toList(),
                Rows.digest(hash, rows));
    }

    /** How many rows there are of each kind that there is. */
    @JsonIgnore
    public Map<Kind, Long> counts() {
        return rows.stream()
                .collect(Collectors.groupingBy(Row::kind, () -> new EnumMap<>(Kind.class), Collectors.counting()));
    }

    /** The bytes of the document. */
    public byte[] bytes() {
        return CanonicalJson.write(this);
    }
}
