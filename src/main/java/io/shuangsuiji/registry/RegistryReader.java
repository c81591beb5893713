package io.shuangsuiji.registry;

import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.Vocabulary;
import io.shuangsuiji.sheets.Limits;
import io.shuangsuiji.sheets.Sheet;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.UnreadableFile;
import io.shuangsuiji.sheets.file.FileFormat;
import io.shuangsuiji.sheets.file.SheetFile;
import io.shuangsuiji.sheets.text.JsonObjects;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
    private final Source file;
    private final ReadLog log;
    private final Closeable open;
    private final Next source;
    private RegistryRow next;
    private boolean ended;

    /** Gives the rows one after the other, null after the last. */
    public interface Next {
        RegistryRow next() throws IOException;
    }

    private RegistryReader(Source file, ReadLog log, Closeable open, Next source) {
        this.file = file;
        this.log = log;
        this.open = open;
        this.source = source;
    }

    /**
     * Opens a registry for an edition, whose classification model says which facts an object has and what they may be.
     *
     * @param format see {@link FileFormat#of}
     * @throws UnreadableFile where the file is empty, has no header or no rows, or is not of the format
     */
    public static RegistryReader open(Source file, FileFormat format, Edition edition) throws IOException {
        return open(file, format, RowShape.objects(edition), edition.vocabulary());
    }

    /** As {@link #open(Source, FileFormat, Edition)}, for a type of structure and the words for it. */
    static RegistryReader open(Source file, FileFormat format, ValueType objectType, Vocabulary vocabulary)
            throws IOException {
        return open(file, format, RowShape.objects(objectType), vocabulary);
    }

    /** As {@link #open(Source, FileFormat, Edition)}, for rows of another shape: the tasks of a ledger, say. */
    public static RegistryReader open(Source file, FileFormat format, RowShape shape, Vocabulary vocabulary)
            throws IOException {
        var columns = new ObjectColumns(shape, vocabulary);
        var log = new ReadLog(columns.columns(), columns.declared(), shape);
        if (format == FileFormat.JSON || format == FileFormat.NDJSON) {
            var objects = JsonObjects.open(file, format == FileFormat.NDJSON, Limits.LARGE);
            return new RegistryReader(file, log, objects, () -> {
                var item = objects.next();
                log.announced = objects.total();
                return item == null ? null : columns.read(item, log);
            });
        }
        return tables(file, SheetFile.open(file, format, Limits.LARGE), columns, vocabulary, log);
    }

    /** As {@link #open(Source, FileFormat, Edition)}, for a sheet of a workbook that is open. */
    static RegistryReader open(Sheet sheet, Edition edition) throws IOException {
        return open(sheet, RowShape.objects(edition), edition.vocabulary());
    }

    /** As {@link #open(Sheet, Edition)}, for rows of another shape. */
    public static RegistryReader open(Sheet sheet, RowShape shape, Vocabulary vocabulary) throws IOException {
        var columns = new ObjectColumns(shape, vocabulary);
        var log = new ReadLog(columns.columns(), columns.declared(), shape);
        return tables(null, SheetFile.of(sheet), columns, vocabulary, log);
    }

    private static RegistryReader tables(
            Source file, SheetFile sheets, ObjectColumns columns, Vocabulary vocabulary, ReadLog log)
            throws IOException {
        try {
            var asides = new Asides(
                    vocabulary.asides(), columns.columns(), columns.shape().id());
            var tables = new RegistryTables(sheets, columns, asides, log);
            return new RegistryReader(file, log, tables, tables::next);
        } catch (IOException | RuntimeException failed) {
            sheets.close();
            throw failed;
        }
    }

    /** What was read and what was not, once all rows have been taken. */
    public ReadReport report() throws IOException {
        return file == null ? log.report("", "") : log.report(file.name(), digest(file));
    }

    /**
     * Refuses the registry, once all rows have been taken, where nothing or less than half of it could be read.
     *
     * @throws UnreadableFile with a problem for each cause
     */
    public void refuseUnlessRead() {
        log.refuseUnlessRead();
    }

    /** SHA-256 of a file, in hexadecimal. */
    public static String digest(Source file) throws IOException {
        try (var in = new DigestInputStream(file.open(), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
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
        log.row(row);
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
            open.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
