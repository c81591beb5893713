package io.shuangsuiji.draw;

import io.shuangsuiji.draw.lot.CanonicalJson;
import io.shuangsuiji.draw.lot.HashAlgorithm;
import io.shuangsuiji.draw.lot.Label;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/** The digest of what a file says row by row, whatever order its rows are in. */
public final class Rows {
    private Rows() {}

    /** The digest of rows: records or maps of what a document may hold. */
    public static String digest(HashAlgorithm hash, Collection<?> rows) {
        var sorted = rows.stream()
                .map(row -> new String(CanonicalJson.write(row), StandardCharsets.UTF_8))
                .sorted(Label.BY_BYTES)
                .toList();
        return hash.hex(("[" + String.join(",", sorted) + "]").getBytes(StandardCharsets.UTF_8));
    }
}
