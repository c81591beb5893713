package io.shuangsuiji.sheets.text;

import io.shuangsuiji.sheets.Limits;
import io.shuangsuiji.sheets.Row;
import io.shuangsuiji.sheets.Rows;
import io.shuangsuiji.sheets.Sheet;
import io.shuangsuiji.sheets.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A text as the one table that it is. */
public final class CsvSheet implements Sheet {
    private final Source source;
    private final Limits limits;
    private final char separator;
    private final boolean named;

    /** Finds the separator by the first lines. */
    public CsvSheet(Source source, Limits limits) throws IOException {
        this.source = source;
        this.limits = limits;
        try (var text = text()) {
            var beginning = lines(text, Lines::plain).ahead();
            separator = CsvText.separator(beginning);
            named = CsvText.isNamed(beginning.lines().findFirst().orElse(""));
        }
    }

    private Utf8Stream text() throws IOException {
        return new Utf8Stream(source.open(), null);
    }

    private Lines lines(Utf8Stream text, Lines.Cut cut) {
        return new Lines(text, cut, limits.line(), limits.unpacked());
    }

    @Override
    public String name() {
        return "";
    }

    @Override
    public boolean hidden() {
        return false;
    }

    @Override
    public List<String> merged() {
        return List.of();
    }

    @Override
    public char separator() {
        return separator;
    }

    @Override
    public Rows rows() throws IOException {
        var text = text();
        var lines = lines(text, CsvText.cut(separator));
        if (named) {
            lines.first();
        }
        return new Rows() {
            private Chunk chunk;
            private int at;

            @Override
            public Row next() throws IOException {
                while (true) {
                    if (chunk == null || at == chunk.size()) {
                        chunk = lines.next();
                        at = 0;
                        if (chunk == null) {
                            return null;
                        }
                    }
                    var row = row(chunk, at++, separator, limits.line());
                    if (row.width() > 0 || row.broken() != null) {
                        return row;
                    }
                }
            }

            @Override
            public void close() throws IOException {
                text.close();
            }
        };
    }

    /** Reads a line of a chunk as a row. */
    public static Row row(Chunk chunk, int line, char separator, int maxLine) {
        long number = chunk.number(line);
        if (chunk.fault(line) != Chunk.Fault.NONE) {
            return row(
                    number,
                    number,
                    new CsvText.Cells(
                            List.of(),
                            "超过 " + maxLine + " 字节，可能是双引号没有结束 / longer than " + maxLine
                                    + " bytes; perhaps a quote that is never closed"));
        }
        int from = chunk.start(line);
        int to = chunk.end(line);
        var text = new String(chunk.bytes(), from, to - from, StandardCharsets.UTF_8);
        long last = number;
        for (int i = from; i < to; i++) {
            last += chunk.bytes()[i] == '\n' ? 1 : 0;
        }
        return row(number, last, CsvText.row(text, separator));
    }

    private static Row row(long number, long last, CsvText.Cells cells) {
        return new Row(number, last, cells.texts(), Map.of(), Row.Visibility.SHOWN, cells.fault());
    }
}
