package io.shuangsuiji.draw.lot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The tree of RFC 9162, section 2.1: one digest for a list, of which each entry can be proved without showing another.
 * A root does not bind the length of its list, so that documents state it beside. Immutable.
 */
public final class MerkleTree {
    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    private final HashAlgorithm hash;
    /** The leaves, then what is above them, each half as long; the odd one out moves up as it is. */
    private final List<List<byte[]>> levels = new ArrayList<>();

    /** The tree of these entries, in this order. */
    public MerkleTree(HashAlgorithm hash, List<byte[]> entries) {
        this.hash = hash;
        var level =
                entries.parallelStream().map(entry -> hash.digest(LEAF, entry)).toList();
        levels.add(level);
        while (level.size() > 1) {
            level = above(level);
            levels.add(level);
        }
    }

    private List<byte[]> above(List<byte[]> level) {
        return IntStream.range(0, (level.size() + 1) / 2)
                .parallel()
                .mapToObj(i -> 2 * i + 1 < level.size()
                        ? hash.digest(NODE, level.get(2 * i), level.get(2 * i + 1))
                        : level.get(2 * i))
                .toList();
    }

    /** The root; of no entries the digest of nothing. */
    public byte[] root() {
        return levels.get(0).isEmpty()
                ? hash.digest()
                : levels.get(levels.size() - 1).get(0).clone();
    }

    /** The digests that, with the entry of that index, give the root; the lowest first. */
    public List<byte[]> path(int index) {
        var path = new ArrayList<byte[]>();
        int at = index;
        for (var level : levels.subList(0, levels.size() - 1)) {
            int beside = at ^ 1;
            if (beside < level.size()) {
                path.add(level.get(beside).clone());
            }
            at >>= 1;
        }
        return path;
    }

    /**
     * The root to which a path leads (RFC 9162, section 2.1.3.2).
     *
     * @return null where the path is not one of that index in a list of that length
     */
    public static byte[] root(HashAlgorithm hash, byte[] entry, long index, long size, List<byte[]> path) {
        if (index < 0 || index >= size) {
            return null;
        }
        long at = index;
        long last = size - 1;
        var root = hash.digest(LEAF, entry);
        for (var beside : path) {
            if (last == 0) {
                return null;
            }
            if ((at & 1) == 1 || at == last) {
                root = hash.digest(NODE, beside, root);
                while ((at & 1) == 0 && at != 0) {
                    at >>= 1;
                    last >>= 1;
                }
            } else {
                root = hash.digest(NODE, root, beside);
            }
            at >>= 1;
            last >>= 1;
        }
        return last == 0 ? root : null;
    }
}
