package io.shuangsuiji.draw;

import io.shuangsuiji.draw.lot.HashAlgorithm;
import io.shuangsuiji.draw.lot.MerkleTree;
import io.shuangsuiji.draw.lot.Salts;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Proves to one whom it concerns that an object took part in a draw, in what stratum and tier, without naming another
 * (纳入证明).
 *
 * @param format {@link #FORMAT}
 * @param hash the digest of the draw
 * @param commitment digest of the commitment
 * @param root root of the pool's tree, as the commitment has it
 * @param size how many entries the pool has, as the commitment has it
 * @param index the entry's place, from 0
 * @param stratum of the entry
 * @param id of the entry
 * @param tier of the entry
 * @param salt of the entry
 * @param path the digests beside, the lowest first
 */
public record Receipt(
        String format,
        HashAlgorithm hash,
        String commitment,
        String root,
        int size,
        int index,
        String stratum,
        String id,
        int tier,
        String salt,
        List<String> path) {
    /** Of documents of this kind. */
    public static final String FORMAT = "shuangsuiji/receipt/1";

    /** True where the path leads to the root. */
    public boolean proves() {
        var hex = HexFormat.of();
        var found = MerkleTree.root(
                hash,
                new PoolEntry(stratum, id, tier).leaf(salt),
                index,
                size,
                path.stream().map(hex::parseHex).toList());
        return found != null && hex.formatHex(found).equals(root);
    }

    /** That of an object; empty where it is not in the pool. */
    public static Optional<Receipt> of(Draw draw, String id) {
        return stream(draw).filter(each -> each.id().equals(id)).findFirst();
    }

    /** Those of all entries, in the order of the pool, one at a time: those of a large pool need not be in memory together. */
    public static Stream<Receipt> stream(Draw draw) {
        var hex = HexFormat.of();
        var hash = draw.commitment().hash();
        var salts = new Salts(hash, hex.parseHex(draw.secret()));
        var tree = PoolEntry.tree(hash, salts, draw.pool());
        var root = hex.formatHex(tree.root());
        return IntStream.range(0, draw.pool().size()).mapToObj(i -> {
            var entry = draw.pool().get(i);
            return new Receipt(
                    FORMAT,
                    hash,
                    draw.commitmentDigest(),
                    root,
                    draw.pool().size(),
                    i,
                    entry.stratum(),
                    entry.id(),
                    entry.tier(),
                    salts.of(entry.id()),
                    tree.path(i).stream().map(hex::formatHex).toList());
        });
    }
}
