package io.shuangsuiji.registry;

import io.shuangsuiji.sheets.UnreadableFile;
import java.io.Closeable;
import java.io.IOException;

/** The rows of a registry in one of the formats. */
interface RowSource extends Closeable {
    /**
     * The next row, or null after the last.
     *
     * @throws UnreadableFile where the file cannot be read further
     */
    RegistryRow next() throws IOException;

    /** The rows of a table. */
    static RowSource of(HeadedTable table, ObjectColumns columns) {
        return new RowSource() {
            @Override
            public RegistryRow next() throws IOException {
                var row = table.next();
                return row == null ? null : columns.read(table, row);
            }

            @Override
            public void close() throws IOException {
                table.close();
            }
        };
    }
}
