package io.shuangsuiji.draw;

import io.shuangsuiji.draw.lot.CanonicalJson;
import io.shuangsuiji.draw.lot.HashAlgorithm;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Collection;

/** The digest of what a file says row by row, whatever order its rows are in. */
public final class Rows {
    private Rows() {}

    /** The digest of rows: records or maps of what a document may hold. */
    public static String digest(HashAlgorithm hash, Collection<?> rows) {
        var all = new ByteArrayOutputStream();
        all.write('[');
        rows.parallelStream()
                .map(CanonicalJson::write)
                .sorted(Arrays::compareUnsigned)
                .forEachOrdered(row -> {
                    if (all.size() > 1) {
                        all.write(',');
                    }
                    all.writeBytes(row);
                });
        all.write(']');
        return hash.hex(all.toByteArray());
    }
}
