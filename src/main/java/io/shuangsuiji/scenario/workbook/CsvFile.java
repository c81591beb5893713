package io.shuangsuiji.scenario.workbook;

import io.shuangsuiji.sheets.text.CsvText;
import io.shuangsuiji.sheets.text.Utf8Stream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;

/** Changes cells of a CSV file and leaves every other byte of it as it is. */
public final class CsvFile {
    private static final String MARK = "\ufeff";

    private CsvFile() {}

    /**
     * The file with other cells, in the encoding that it has.
     *
     * @param cells the new texts by row (the line on which it begins, from 0) and column from 0
     */
    public static byte[] with(byte[] file, Map<Integer, Map<Integer, String>> cells) {
        try (var text = new Utf8Stream(new ByteArrayInputStream(file), null)) {
            var bytes = text.readAllBytes();
            char separator = CsvText.separator(new String(bytes, StandardCharsets.UTF_8));
            var cut = CsvText.cut(separator);
            var changed = new ByteArrayOutputStream(bytes.length);
            int line = 0;
            for (int from = 0; from < bytes.length; ) {
                int end = cut.end(bytes, from, bytes.length, true);
                int stop = end > from && bytes[end - 1] == '\r' ? end - 1 : end;
                int next = Math.min(end + 1, bytes.length);
                var row = new String(bytes, from, stop - from, StandardCharsets.UTF_8);
                var wanted = cells.get(line);
                changed.writeBytes(
                        (wanted == null ? row : with(row, separator, wanted)).getBytes(StandardCharsets.UTF_8));
                changed.write(bytes, stop, next - stop);
                line += 1 + (int) row.chars().filter(c -> c == '\n').count();
                from = next;
            }
            var whole = changed.toString(StandardCharsets.UTF_8);
            var charset = text.charset() == null ? StandardCharsets.UTF_8 : text.charset();
            boolean marked = text.marked() && !charset.equals(Utf8Stream.GB18030);
            return ((marked ? MARK : "") + whole).getBytes(charset);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    private static String with(String row, char separator, Map<Integer, String> wanted) {
        var texts = new ArrayList<>(CsvText.row(row, separator).texts());
        wanted.forEach((column, text) -> {
            while (texts.size() <= column) {
                texts.add("");
            }
            texts.set(column, text);
        });
        var changed = new StringBuilder();
        for (int i = 0; i < texts.size(); i++) {
            changed.append(i == 0 ? "" : separator);
            CsvText.append(changed, texts.get(i), separator);
        }
        return changed.toString();
    }
}
