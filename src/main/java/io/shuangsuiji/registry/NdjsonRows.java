package io.shuangsuiji.registry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.UnreadableFile;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/** One JSON object a line. A line that is none is a rejected row; the next line is not concerned. */
final class NdjsonRows implements RowSource {
    /** No object is so long; a file without line ends would otherwise be read whole. */
    private static final int MAX_LINE = 1_000_000;

    private final JsonFactory factory = new JsonFactory();
    private final Reader in;
    private final ObjectColumns columns;
    private final StringBuilder text = new StringBuilder();
    private long line;
    private boolean tooLong;

    NdjsonRows(TextFile file, ObjectColumns columns) throws IOException {
        this.in = file.open();
        this.columns = columns;
    }

    @Override
    public RegistryRow next() throws IOException {
        while (readLine()) {
            line++;
            if (tooLong) {
                return rejected(
                        "第 " + line + " 行超过 " + MAX_LINE + " 个字符",
                        "line " + line + " is longer than " + MAX_LINE + " characters");
            }
            if (!text.toString().isBlank()) {
                return row(text.toString());
            }
        }
        return null;
    }

    private RegistryRow row(String json) throws IOException {
        var problems = new ArrayList<FieldProblem>();
        try (var parser = factory.createParser(json)) {
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                return rejected(
                        "第 " + line + " 行以 [ 开头：NDJSON 一行一个对象；整个文件是一个数组时请用 JSON（application/json）",
                        "line " + line
                                + " begins with [: NDJSON has one object a line; an array is JSON (application/json)");
            }
            var node = JsonTree.read(parser, problems);
            if (parser.nextToken() != null) {
                return malformed(parser.currentTokenLocation().getColumnNr(), "more than one value on the line");
            }
            return columns.read(line, node, problems);
        } catch (JsonProcessingException malformed) {
            var location = malformed.getLocation();
            return malformed(location == null ? 1 : location.getColumnNr(), JsonTree.reason(malformed));
        }
    }

    private RejectedRow malformed(int column, String reason) {
        return rejected(
                "第 " + line + " 行第 " + column + " 列：不是一个完整的 JSON 对象",
                "line " + line + ", column " + column + ": not one whole JSON object (" + reason + ")");
    }

    private RejectedRow rejected(String chinese, String english) {
        return new RejectedRow(line, List.of(UnreadableFile.whole(chinese, english)));
    }

    /** Reads to the next line end, keeping no more than a line may have; false at the end of the file. */
    private boolean readLine() throws IOException {
        text.setLength(0);
        tooLong = false;
        int c = in.read();
        if (c < 0) {
            return false;
        }
        for (; c >= 0 && c != '\n'; c = in.read()) {
            if (text.length() < MAX_LINE) {
                text.append((char) c);
            } else {
                tooLong = true;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
