package io.shuangsuiji.sheets.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.Listed;
import io.shuangsuiji.sheets.UnreadableFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads one JSON value into a tree, exactly, and says of a key that stands twice that it does: which of the two is meant
 * nobody can tell. (Jackson's own check gives up on the whole file.)
 */
public final class JsonTree {
    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

    /** No object of people has so many values; more would let one fill the memory. */
    private static final int MAX_VALUES = 10_000;

    /** Jackson's own limits allow more, of which one line could make far more than its size. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxNameLength(20_000)
                    .build())
            .build();

    private final JsonParser parser;
    private final List<FieldProblem> problems;
    private int values;

    private JsonTree(JsonParser parser, List<FieldProblem> problems) {
        this.parser = parser;
        this.problems = problems;
    }

    /** The tokens of a text of UTF-8, whose places are told in characters. It is closed with them. */
    public static JsonParser parser(InputStream utf8) throws IOException {
        return FACTORY.createParser(new InputStreamReader(utf8, StandardCharsets.UTF_8));
    }

    /** The tokens of a text. */
    static JsonParser parser(String text) throws IOException {
        return FACTORY.createParser(text);
    }

    /** The value whose first token is the parser's current one. */
    public static JsonNode read(JsonParser parser, List<FieldProblem> problems) throws IOException {
        return new JsonTree(parser, problems).value("");
    }

    /** Why a text is no JSON, without what the parser says of a source that nobody sees. */
    public static String reason(JsonProcessingException malformed) {
        return malformed.getOriginalMessage().replaceFirst("(?s)\\s*\\(start marker at .*", "");
    }

    private JsonNode value(String pointer) throws IOException {
        if (++values == MAX_VALUES) {
            problems.add(
                    0,
                    UnreadableFile.whole(
                            "一个对象的值超过 " + MAX_VALUES + " 个", "more than " + MAX_VALUES + " values in one object"));
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(pointer);
            case START_ARRAY -> array(pointer);
            case VALUE_STRING -> text(pointer);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(pointer);
            case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(parser.getBooleanValue());
            default -> NODES.nullNode();
        };
    }

    private JsonNode text(String pointer) throws IOException {
        var text = parser.getText();
        if (text.indexOf('\uFFFD') >= 0) {
            problem(new FieldProblem(
                    pointer, "有字节不是有效的字符，请存为 UTF-8 / there are bytes that are no characters; save the file as UTF-8"));
        }
        return NODES.textNode(text);
    }

    private JsonNode object(String pointer) throws IOException {
        var object = NODES.objectNode();
        while (next() != JsonToken.END_OBJECT) {
            var key = parser.currentName();
            var member = FieldProblem.pointer(pointer, key);
            next();
            var value = value(member);
            if (object.has(key)) {
                var shown = Listed.shortened(key);
                problem(new FieldProblem(member, "键「" + shown + "」重复出现 / duplicate key \"" + shown + "\""));
            } else if (values < MAX_VALUES) {
                object.set(key, value);
            }
        }
        return object;
    }

    private JsonNode array(String pointer) throws IOException {
        var array = NODES.arrayNode();
        while (next() != JsonToken.END_ARRAY) {
            var value = value(pointer + "/" + array.size());
            if (values < MAX_VALUES) {
                array.add(value);
            }
        }
        return array;
    }

    private JsonNode number(String pointer) throws IOException {
        try {
            return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                    ? NODES.numberNode(parser.getBigIntegerValue())
                    : NODES.numberNode(parser.getDecimalValue());
        } catch (JsonProcessingException | NumberFormatException tooLarge) {
            problem(new FieldProblem(pointer, "数字过大，无法读取 / the number is too large to be read"));
            return NODES.nullNode();
        }
    }

    private void problem(FieldProblem found) {
        if (problems.size() < Listed.MOST) {
            problems.add(found);
        } else if (problems.size() == Listed.MOST) {
            problems.add(UnreadableFile.whole("……还有其他问题，未一一列出", "… and more, not listed"));
        }
    }

    private JsonToken next() throws IOException {
        var token = parser.nextToken();
        if (token == null) {
            throw new JsonEOFException(parser, null, "unexpected end of input");
        }
        return token;
    }
}
