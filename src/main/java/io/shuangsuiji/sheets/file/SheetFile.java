package io.shuangsuiji.sheets.file;

import io.shuangsuiji.sheets.Limits;
import io.shuangsuiji.sheets.Sheet;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.UnreadableFile;
import io.shuangsuiji.sheets.text.CsvSheet;
import io.shuangsuiji.sheets.xlsx.XlsxFile;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** The tables of a file: the sheets of a workbook in their order, or the one table that a text is. */
public final class SheetFile implements Closeable {
    private final List<Sheet> sheets;
    private final Closeable open;

    private SheetFile(List<Sheet> sheets, Closeable open) {
        this.sheets = sheets;
        this.open = open;
    }

    /**
     * Opens a file as what its bytes say that it is.
     *
     * @throws UnreadableFile where it holds no tables, or may not be opened
     */
    public static SheetFile open(Source source, Limits limits) throws IOException {
        return open(source, FileFormat.of(source, null), limits);
    }

    /** Opens a file whose format is known by {@link FileFormat#of}. */
    public static SheetFile open(Source source, FileFormat format, Limits limits) throws IOException {
        if (format == FileFormat.XLSX) {
            var workbook = XlsxFile.open(source, limits);
            return new SheetFile(workbook.sheets(), workbook);
        }
        return new SheetFile(List.of(new CsvSheet(source, limits)), () -> {});
    }

    /** One table of a file that somebody else closes. */
    public static SheetFile of(Sheet sheet) {
        return new SheetFile(List.of(sheet), () -> {});
    }

    /** The tables, those that people do not see included. */
    public List<Sheet> sheets() {
        return sheets;
    }

    @Override
    public void close() throws IOException {
        open.close();
    }
}
