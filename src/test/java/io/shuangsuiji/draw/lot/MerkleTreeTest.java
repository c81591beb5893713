package io.shuangsuiji.draw.lot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
    private static final HashAlgorithm HASH = HashAlgorithm.SHA_256;

    private static List<byte[]> entries(int size) {
        var entries = new ArrayList<byte[]>();
        for (int i = 0; i < size; i++) {
            entries.add(("entry " + i).getBytes(StandardCharsets.UTF_8));
        }
        return entries;
    }

    /** The definition of RFC 9162, word by word: split at the greatest power of two below the size. */
    private static byte[] defined(List<byte[]> entries) {
        if (entries.isEmpty()) {
            return HASH.digest();
        }
        if (entries.size() == 1) {
            return HASH.digest(new byte[] {0}, entries.get(0));
        }
        int k = Integer.highestOneBit(entries.size() - 1);
        return HASH.digest(new byte[] {1}, defined(entries.subList(0, k)), defined(entries.subList(k, entries.size())));
    }

    @Property(tries = 60)
    void hasTheRootOfTheDefinition(@ForAll @IntRange(max = 70) int size) {
        assertThat(new MerkleTree(HASH, entries(size)).root()).isEqualTo(defined(entries(size)));
    }

    @Property(tries = 100)
    void provesEachEntryInItsPlaceAlone(
            @ForAll @IntRange(min = 1, max = 70) int size, @ForAll @IntRange(max = 69) int any) {
        int index = any % size;
        var entries = entries(size);
        var tree = new MerkleTree(HASH, entries);
        var path = tree.path(index);
        assertThat(MerkleTree.root(HASH, entries.get(index), index, size, path)).isEqualTo(tree.root());
        assertThat(MerkleTree.root(HASH, "other".getBytes(StandardCharsets.UTF_8), index, size, path))
                .isNotEqualTo(tree.root());
        for (int other = 0; other < size; other++) {
            if (other != index) {
                assertThat(MerkleTree.root(HASH, entries.get(index), other, size, path))
                        .isNotEqualTo(tree.root());
            }
        }
        assertThat(MerkleTree.root(HASH, entries.get(index), index + size, size, path))
                .isNull();
        var longer = new ArrayList<>(path);
        longer.add(HASH.digest());
        assertThat(MerkleTree.root(HASH, entries.get(index), index, size, longer))
                .isNull();
    }

    /** The values that certificate transparency's own tests have for a log of one empty entry, and of none. */
    @Test
    void hasTheRootsThatOthersPublished() {
        assertThat(HexFormat.of().formatHex(new MerkleTree(HASH, List.of(new byte[0])).root()))
                .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
        assertThat(HexFormat.of().formatHex(new MerkleTree(HASH, List.of()).root()))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
