package io.shuangsuiji.amendment;

import io.shuangsuiji.model.EditionModel;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * The tables read last, by the digests of the files that they stand in: a table of thousands of rows is read again after
 * each of its cells is changed. Where memory is short they are read anew.
 */
final class KeptTables {
    private static final int MOST = 8;

    private final Map<SortedMap<String, String>, SoftReference<EditionModel>> kept =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(
                        Map.Entry<SortedMap<String, String>, SoftReference<EditionModel>> eldest) {
                    return size() > MOST;
                }
            });

    interface Reading {
        EditionModel read() throws IOException;
    }

    /** The tables of files of those digests. */
    EditionModel of(SortedMap<String, String> digests, Reading reading) throws IOException {
        var reference = kept.get(digests);
        var tables = reference == null ? null : reference.get();
        if (tables == null) {
            tables = reading.read();
            keep(digests, tables);
        }
        return tables;
    }

    /** Keeps tables that are known already. */
    void keep(SortedMap<String, String> digests, EditionModel tables) {
        kept.put(digests, new SoftReference<>(tables));
    }
}
