package io.shuangsuiji.registry;

import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.sheets.UnreadableFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reads a registry row by row, once, in memory that does not grow with the file. A row that is no object comes as a
 * {@link RejectedRow} and the next one stands. Where the file cannot be read to its end, {@link #hasNext} throws
 * {@link UnreadableFile}: what was read till then is not the registry, and no plan may be made of it.
 */
public final class RegistryReader implements Iterator<RegistryRow>, AutoCloseable {
    private final RowSource source;
    private RegistryRow next;
    private boolean ended;
    private long rows;

    private RegistryReader(RowSource source) {
        this.source = source;
    }

    /**
     * Opens a registry for an edition, whose classification model says which facts an object has and what they may be.
     *
     * @param format see {@link RegistryFormat#detect}
     * @throws UnreadableFile where the file is empty, has no header or no rows, or is not of the format
     */
    public static RegistryReader open(Path file, RegistryFormat format, Edition edition) throws IOException {
        return open(file, format, objectType(edition));
    }

    /** As {@link #open(Path, RegistryFormat, Edition)}, for a type of structure. */
    public static RegistryReader open(Path file, RegistryFormat format, ValueType objectType) throws IOException {
        var columns = new ObjectColumns(objectType);
        var source = source(file, format, columns);
        try {
            var reader = new RegistryReader(source);
            if (!reader.hasNext()) {
                throw UnreadableFile.because(
                        "名录库里没有任何数据行" + (format == RegistryFormat.JSON ? "（空数组）" : ""), "the registry has no rows");
            }
            return reader;
        } catch (RuntimeException failed) {
            source.close();
            throw failed;
        }
    }

    /** What the classification model of an edition declares of an object. */
    public static ValueType objectType(Edition edition) {
        return edition.model("classification")
                .orElseThrow()
                .input("object")
                .orElseThrow()
                .type();
    }

    private static RowSource source(Path file, RegistryFormat format, ObjectColumns columns) throws IOException {
        return switch (format) {
            case JSON -> new JsonRows(TextFile.of(file), columns);
            case NDJSON -> new NdjsonRows(TextFile.of(file), columns);
            case CSV, XLSX -> RowSource.of(Tables.open(file, format, columns.headers()), columns);
        };
    }

    /** How many rows were handed out, rejected ones included. */
    public long rows() {
        return rows;
    }

    @Override
    public boolean hasNext() {
        if (next == null && !ended) {
            try {
                next = source.next();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            ended = next == null;
        }
        return next != null;
    }

    @Override
    public RegistryRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        var row = next;
        next = null;
        rows++;
        return row;
    }

    /** The rest of the rows; closing the stream closes this reader. */
    public Stream<RegistryRow> stream() {
        var rest = Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED | Spliterator.NONNULL);
        return StreamSupport.stream(rest, false).onClose(this::close);
    }

    @Override
    public void close() {
        try {
            source.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
