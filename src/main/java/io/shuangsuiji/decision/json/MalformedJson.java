package io.shuangsuiji.decision.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.util.Objects;

/** Input that is not JSON, with the place where it ceases to be. */
public final class MalformedJson extends RuntimeException {
    private static final int LONGEST = 200;

    private final String pointer;
    private final int line;
    private final int column;

    MalformedJson(String message, String pointer, int line, int column) {
        super(message, null, false, false);
        this.pointer = pointer;
        this.line = line;
        this.column = column;
    }

    static MalformedJson of(JsonProcessingException malformed, JsonParser parser) {
        // the parser's own words, less its references to places and to its Java settings
        var words = Objects.toString(malformed.getOriginalMessage(), "not JSON")
                .replaceAll(" *\\(start marker at .*", "")
                .replaceAll("[:,]? (?:enable|from|not allowed as per) `[^`]*`(?: to allow)?", "")
                .strip();
        // they quote what was sent
        return at(parser, kind(malformed), words.length() <= LONGEST ? words : words.substring(0, LONGEST) + "…");
    }

    /** At the place that the parser has come to. */
    static MalformedJson at(JsonParser parser, String chinese, String english) {
        var place = parser.currentLocation();
        var pointer = parser.getParsingContext().pathAsPointer().toString();
        return new MalformedJson(
                chinese + "（第 " + place.getLineNr() + " 行第 " + place.getColumnNr() + " 列） / line " + place.getLineNr()
                        + ", column " + place.getColumnNr() + ": " + english,
                pointer.length() <= LONGEST ? pointer : pointer.substring(0, LONGEST) + "…",
                place.getLineNr(),
                place.getColumnNr());
    }

    /** The same of one line of many. */
    public MalformedJson onLine(int number) {
        return new MalformedJson(
                getMessage()
                        .replace("第 " + line + " 行第", "第 " + number + " 行第")
                        .replace("line " + line + ", column", "line " + number + ", column"),
                pointer,
                number,
                column);
    }

    private static String kind(JsonProcessingException malformed) {
        var words = Objects.toString(malformed.getOriginalMessage(), "");
        if (malformed instanceof JsonEOFException || words.startsWith("Unexpected end-of-input")) {
            return "JSON 不完整";
        }
        if (malformed instanceof StreamConstraintsException) {
            return "JSON 嵌套过深，或文字、数字过长";
        }
        if (words.startsWith("Duplicate field")) {
            return "同一个键出现两次";
        }
        return words.startsWith("Invalid UTF-8") ? "编码应为 UTF-8" : "不是合法的 JSON";
    }

    /** The JSON Pointer of the value at which reading stopped; empty for the whole. */
    public String pointer() {
        return pointer;
    }

    /** The line, counted from 1. */
    public int line() {
        return line;
    }

    /** The column, counted from 1. */
    public int column() {
        return column;
    }
}
