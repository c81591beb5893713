package io.shuangsuiji.sheets.text;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.Limits;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.UnreadableFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The objects of a JSON array, of an array within an object as interfaces answer it ({@code {"code":200,"data":[…]}}), or
 * one a line, read one at a time. An object that is wrong concerns no other; what cannot be read further is refused whole.
 */
public final class JsonObjects implements Closeable {
    /** What interfaces call the array within their answers, and the object around it. */
    private static final Set<String> ARRAYS = Set.of("data", "rows", "list", "records", "result", "results", "items");
    /** What they call the number of objects there are in all. */
    private static final Set<String> TOTALS = Set.of("total", "totalCount", "totalElements");

    /**
     * An object, or what stands in its place.
     *
     * @param position its line, or its position in the array, counted from 1
     * @param node null where it could not be read at all
     * @param problems what is wrong with it before anybody looks at its values
     */
    public record Item(long position, JsonNode node, List<FieldProblem> problems) {}

    private final InputStream text;
    private final Lines lines;
    private final int maxLine;
    private final JsonParser parser;
    private final List<String> path;
    private Chunk chunk;
    private int at;
    private long position;
    private Long total;

    private JsonObjects(Source source, boolean byLine, Limits limits) throws IOException {
        path = wrapper(source);
        maxLine = limits.line();
        text = new Utf8Stream(source.open(), null);
        if (byLine && path.isEmpty()) {
            lines = new Lines(text, Lines::plain, limits.line(), limits.unpacked());
            parser = null;
            return;
        }
        lines = null;
        parser = JsonTree.parser(text);
        try {
            enter();
        } catch (IOException | RuntimeException failed) {
            parser.close();
            throw failed;
        }
    }

    /**
     * Opens a file.
     *
     * @param byLine true for one object a line, unless the first line turns out to be an object around an array
     */
    public static JsonObjects open(Source source, boolean byLine, Limits limits) throws IOException {
        return new JsonObjects(source, byLine, limits);
    }

    /** The keys that lead to the array; empty where there are none to pass. */
    public List<String> path() {
        return path;
    }

    /** How many objects there are according to the object around the array, once all are read; null where it does not say. */
    public Long total() {
        return total;
    }

    /**
     * The next object, or null after the last.
     *
     * @throws UnreadableFile where the file cannot be read further
     */
    public Item next() throws IOException {
        if (lines != null) {
            return line();
        }
        try {
            var token = parser.nextToken();
            if (token == JsonToken.END_ARRAY) {
                leave();
                return null;
            }
            if (token == null) {
                throw new JsonEOFException(parser, null, "unexpected end of input");
            }
            position++;
            var problems = new ArrayList<FieldProblem>();
            return new Item(position, JsonTree.read(parser, problems), problems);
        } catch (JsonProcessingException malformed) {
            throw malformed(malformed);
        }
    }

    /** Where an object that is the whole, or the first line, holds the array: at most two keys. */
    private static List<String> wrapper(Source source) throws IOException {
        try (var parser = JsonTree.parser(new Utf8Stream(source.open(), null))) {
            var keys = new ArrayList<String>();
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return keys;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME || !keys.isEmpty()) {
                if (parser.currentToken() != JsonToken.FIELD_NAME) {
                    keys.remove(keys.size() - 1);
                    continue;
                }
                var key = parser.currentName();
                var value = parser.nextToken();
                if (ARRAYS.contains(key) && value == JsonToken.START_ARRAY) {
                    keys.add(key);
                    return keys;
                }
                if (ARRAYS.contains(key) && value == JsonToken.START_OBJECT && keys.isEmpty()) {
                    keys.add(key);
                } else {
                    parser.skipChildren();
                }
            }
            return keys;
        } catch (JsonProcessingException malformed) {
            // told where it is read
            return List.of();
        }
    }

    private void enter() throws IOException {
        try {
            var first = parser.nextToken();
            if (path.isEmpty() && first != JsonToken.START_ARRAY) {
                throw notAnArray(first);
            }
            for (int depth = 0; depth < path.size(); ) {
                parser.nextToken();
                var key = parser.currentName();
                parser.nextToken();
                if (key.equals(path.get(depth))
                        && (depth < path.size() - 1
                                ? parser.currentToken() == JsonToken.START_OBJECT
                                : parser.currentToken() == JsonToken.START_ARRAY)) {
                    depth++;
                } else {
                    aside(key);
                }
            }
        } catch (JsonProcessingException malformed) {
            throw malformed(malformed);
        }
    }

    /** Reads what stands behind the array; a second array would be passed over, so it is refused. */
    private void leave() throws IOException {
        for (int depth = path.size(); depth > 0; depth--) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var key = parser.currentName();
                if (parser.nextToken() == JsonToken.START_ARRAY && ARRAYS.contains(key)) {
                    throw UnreadableFile.because(
                            at(parser.currentTokenLocation()) + "：除「" + String.join(".", path) + "」外还有数组「" + key
                                    + "」，不知道哪一个是名录；请只留一个",
                            "beside " + String.join(".", path) + " there is another array, " + key + "; keep one");
                }
                aside(key);
            }
        }
        if (parser.nextToken() != null) {
            throw UnreadableFile.because(
                    at(parser.currentTokenLocation()) + "：数组结束之后还有内容", "there is more after the array's end");
        }
    }

    private void aside(String key) throws IOException {
        if (TOTALS.contains(key) && parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            total = parser.getValueAsLong();
        }
        parser.skipChildren();
    }

    private Item line() throws IOException {
        if (chunk == null || at == chunk.size()) {
            chunk = lines.next();
            at = 0;
            if (chunk == null) {
                return null;
            }
        }
        int line = at++;
        position = chunk.number(line);
        if (chunk.fault(line) != Chunk.Fault.NONE) {
            return bad("超过 " + maxLine + " 字节", "longer than " + maxLine + " bytes");
        }
        var problems = new ArrayList<FieldProblem>();
        try (var object = JsonTree.parser(new String(chunk.line(line), StandardCharsets.UTF_8))) {
            if (object.nextToken() == JsonToken.START_ARRAY) {
                return bad(
                        "以 [ 开头：NDJSON 一行一个对象；整个文件是一个数组时请用 JSON（application/json）",
                        "begins with [: NDJSON has one object a line; an array is JSON (application/json)");
            }
            var node = JsonTree.read(object, problems);
            if (object.nextToken() != null) {
                return malformedLine(object.currentTokenLocation(), "more than one value on the line");
            }
            return new Item(position, node, problems);
        } catch (JsonProcessingException malformed) {
            return malformedLine(malformed.getLocation(), JsonTree.reason(malformed));
        }
    }

    private Item malformedLine(JsonLocation location, String reason) {
        int column = location == null ? 1 : location.getColumnNr();
        return bad(
                "第 " + column + " 列：不是一个完整的 JSON 对象",
                "column " + column + ": not one whole JSON object (" + reason + ")");
    }

    private Item bad(String chinese, String english) {
        return new Item(
                position,
                null,
                List.of(UnreadableFile.whole("第 " + position + " 行" + chinese, "line " + position + ", " + english)));
    }

    private UnreadableFile malformed(JsonProcessingException malformed) {
        var location = malformed.getLocation() == null ? parser.currentLocation() : malformed.getLocation();
        if (malformed instanceof JsonEOFException) {
            return UnreadableFile.because(
                    at(location) + "：文件在数组结束之前中断，可能没有传完",
                    "the file ends at line " + location.getLineNr() + ", column " + location.getColumnNr()
                            + ", before the array does; perhaps it is cut short");
        }
        return UnreadableFile.because(
                at(location) + "：JSON 格式有误，其后无法读取（此前已读 " + Math.max(0, position - 1) + " 个对象）",
                "malformed JSON at line " + location.getLineNr() + ", column " + location.getColumnNr() + ", after "
                        + Math.max(0, position - 1) + " objects; the rest cannot be read ("
                        + JsonTree.reason(malformed) + ")");
    }

    private UnreadableFile notAnArray(JsonToken first) {
        var found = first == null ? "没有内容" : first == JsonToken.START_OBJECT ? "一个对象" : first.name();
        return UnreadableFile.because(
                at(parser.currentTokenLocation()) + "：应为对象的数组 [{…}, …]（外面可以有一层 data、rows、list 或 records），收到" + found
                        + "；一行一个对象的文件请用 NDJSON（application/x-ndjson）",
                "expected an array of objects, got " + (first == null ? "nothing" : first.name())
                        + "; for one object a line use NDJSON (application/x-ndjson)");
    }

    private static String at(JsonLocation location) {
        return "第 " + location.getLineNr() + " 行第 " + location.getColumnNr() + " 列";
    }

    @Override
    public void close() throws IOException {
        if (parser != null) {
            parser.close();
        } else {
            lines.close();
            text.close();
        }
    }
}
