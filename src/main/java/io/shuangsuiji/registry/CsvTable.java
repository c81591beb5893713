package io.shuangsuiji.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.UnreadableFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A table of text whose cells are separated by one character and may be quoted. */
final class CsvTable implements Table {
    /** The separators that are tried, the likeliest first. */
    static final List<Character> SEPARATORS = List.of(',', '\t', ';');

    private static final int MAX_CELL = 1_000_000;
    /** As many as a sheet can have. */
    private static final int MAX_CELLS = 16_384;

    private static final CsvFactory FACTORY = CsvFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxStringLength(MAX_CELL).build())
            .build();

    private final CsvParser parser;

    CsvTable(TextFile file, char separator) throws IOException {
        parser = FACTORY.createParser(file.open());
        parser.setSchema(CsvSchema.emptySchema().withColumnSeparator(separator));
    }

    @Override
    public Row next() throws IOException {
        while (parser.nextToken() != null) {
            var row = row();
            if (row.broken() != null || !Row.isBlank(row.cells())) {
                return row;
            }
        }
        return null;
    }

    private Row row() throws IOException {
        var cells = new ArrayList<String>();
        long line = parser.currentLocation().getLineNr();
        long reached = line;
        FieldProblem broken = null;
        while (true) {
            try {
                if (parser.nextToken() == JsonToken.END_ARRAY) {
                    return new Row(line, reached, cells, Map.of(), broken);
                }
                cells.add(parser.getText());
                reached = parser.currentLocation().getLineNr();
            } catch (JsonProcessingException malformed) {
                // the parser goes on behind the fault; where that is on another line, it has swallowed rows
                if (malformed instanceof StreamConstraintsException
                        || malformed.getLocation().getLineNr() != reached) {
                    throw swallowed(reached, malformed);
                }
                broken = misquoted(line, malformed);
            }
            if (cells.size() > MAX_CELLS) {
                throw UnreadableFile.because(
                        "第 " + line + " 行超过 " + MAX_CELLS + " 个单元格",
                        "line " + line + " has more than " + MAX_CELLS + " cells");
            }
        }
    }

    private static FieldProblem misquoted(long line, JsonProcessingException malformed) {
        return UnreadableFile.whole(
                "第 " + line + " 行的双引号不成对：以双引号开头的单元格要以双引号结尾，其中的双引号写两个（\"\"）",
                "line " + line + " is not quoted properly (" + malformed.getOriginalMessage()
                        + "): a cell that begins with a quote ends with one, and quotes within are doubled");
    }

    private static UnreadableFile swallowed(long from, JsonProcessingException malformed) {
        long to = malformed.getLocation().getLineNr();
        return malformed instanceof StreamConstraintsException
                ? UnreadableFile.because(
                        "第 " + from + " 行有单元格超过 " + MAX_CELL + " 个字符，可能是双引号没有结束",
                        "line " + from + " has a cell of more than " + MAX_CELL
                                + " characters; perhaps a quote that is never closed")
                : UnreadableFile.because(
                        "第 " + from + " 行开始的双引号直到第 " + to + " 行都没有正确结束，其间的各行无法分辨",
                        "a quote opened on line " + from + " is not properly closed up to line " + to
                                + "; the rows between cannot be told apart (" + malformed.getOriginalMessage() + ")");
    }

    @Override
    public Optional<Character> separator() {
        return Optional.of(parser.getSchema().getColumnSeparator());
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
