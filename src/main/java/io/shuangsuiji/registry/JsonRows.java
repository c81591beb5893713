package io.shuangsuiji.registry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.UnreadableFile;
import java.io.IOException;
import java.util.ArrayList;

/** The objects of a JSON array, one at a time. */
final class JsonRows implements RowSource {
    private final JsonParser parser;
    private final ObjectColumns columns;
    private long position;

    JsonRows(TextFile file, ObjectColumns columns) throws IOException {
        this.parser = new JsonFactory().createParser(file.open());
        this.columns = columns;
        try {
            var first = next(parser);
            if (first != JsonToken.START_ARRAY) {
                throw notAnArray(first);
            }
        } catch (UnreadableFile told) {
            parser.close();
            throw told;
        }
    }

    @Override
    public RegistryRow next() throws IOException {
        var token = next(parser);
        if (token == JsonToken.END_ARRAY) {
            if (next(parser) != null) {
                throw UnreadableFile.because(
                        at(parser.currentTokenLocation()) + "：数组结束之后还有内容", "there is more after the array's end");
            }
            return null;
        }
        position++;
        var problems = new ArrayList<FieldProblem>();
        try {
            return columns.read(position, JsonTree.read(parser, problems), problems);
        } catch (JsonProcessingException malformed) {
            throw malformed(malformed);
        }
    }

    private JsonToken next(JsonParser parser) throws IOException {
        try {
            return parser.nextToken();
        } catch (JsonProcessingException malformed) {
            throw malformed(malformed);
        }
    }

    private UnreadableFile malformed(JsonProcessingException malformed) {
        var location = malformed.getLocation() == null ? parser.currentLocation() : malformed.getLocation();
        if (malformed instanceof JsonEOFException) {
            return endedEarly(location);
        }
        return UnreadableFile.because(
                at(location) + "：JSON 格式有误，其后无法读取（此前已读 " + Math.max(0, position - 1) + " 个对象）",
                "malformed JSON at line " + location.getLineNr() + ", column " + location.getColumnNr() + ", after "
                        + Math.max(0, position - 1) + " objects; the rest cannot be read ("
                        + JsonTree.reason(malformed) + ")");
    }

    private static UnreadableFile endedEarly(JsonLocation location) {
        return UnreadableFile.because(
                at(location) + "：文件在数组结束之前中断，可能没有传完",
                "the file ends at line " + location.getLineNr() + ", column " + location.getColumnNr()
                        + ", before the array does; perhaps it is cut short");
    }

    private UnreadableFile notAnArray(JsonToken first) {
        var found = first == null ? "没有内容" : first == JsonToken.START_OBJECT ? "一个对象" : first.name();
        return UnreadableFile.because(
                at(parser.currentTokenLocation()) + "：应为对象的数组 [{…}, …]，收到" + found
                        + "；一行一个对象的文件请用 NDJSON（application/x-ndjson）",
                "expected an array of objects, got " + (first == null ? "nothing" : first.name())
                        + "; for one object a line use NDJSON (application/x-ndjson)");
    }

    private static String at(JsonLocation location) {
        return "第 " + location.getLineNr() + " 行第 " + location.getColumnNr() + " 列";
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
