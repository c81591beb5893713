package io.shuangsuiji.draw;

import io.shuangsuiji.draw.lot.HashAlgorithm;
import io.shuangsuiji.draw.lot.Label;
import io.shuangsuiji.draw.lot.MerkleTree;
import io.shuangsuiji.draw.lot.Salts;
import java.util.Comparator;
import java.util.List;

/**
 * An object that takes part in a draw.
 *
 * @param stratum the stratum that it is drawn in
 * @param id its id in canonical form
 * @param tier {@link #FRESH}, {@link #DRAWN_BEFORE} or {@link #CLOSED}
 */
public record PoolEntry(String stratum, String id, int tier) {
    /** May not be inspected again this year (频次上限): passed over. */
    public static final int CLOSED = 0;
    /** Not drawn yet this year: comes first. */
    public static final int FRESH = 1;
    /** Drawn already this year. */
    public static final int DRAWN_BEFORE = 2;

    /** By stratum, then id, as their bytes: the order that any language gives. */
    public static final Comparator<PoolEntry> ORDER =
            Comparator.comparing(PoolEntry::stratum, Label.BY_BYTES).thenComparing(PoolEntry::id, Label.BY_BYTES);

    /** What its leaf in the pool's tree is the digest of. */
    public byte[] leaf(Salts salts) {
        return leaf(salts.of(id));
    }

    /** The same by a salt that is known, as a receipt has it. */
    public byte[] leaf(String salt) {
        return Label.of(salt, stratum, id, Integer.toString(tier));
    }

    /** The tree of a pool. */
    public static MerkleTree tree(HashAlgorithm hash, Salts salts, List<PoolEntry> pool) {
        return new MerkleTree(
                hash, pool.parallelStream().map(entry -> entry.leaf(salts)).toList());
    }
}
