package io.shuangsuiji.decision.input;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.shuangsuiji.decision.input.InputKeys.Key;
import io.shuangsuiji.decision.json.Bytes;
import io.shuangsuiji.decision.json.Json;
import io.shuangsuiji.kernel.Kernel;
import io.shuangsuiji.kernel.symbolic.InputVector;
import io.shuangsuiji.kernel.symbolic.SlotReader;
import io.shuangsuiji.sheets.FieldProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

/**
 * Reads a JSON input in one pass over its tokens and produces three things: the row that a kernel decides, the JSON that
 * repeats the input in the answer, and the canonical form from which the decision's id is computed. It accepts only input
 * that is plainly right. If anything is unusual (an unknown key, a value of another type, a number such as 1e3), it returns false and
 * the caller reads the input again by {@link Inputs}, which is slower and says what is wrong. One instance is reused for
 * all inputs of a thread; not thread-safe.
 */
public final class JsonInputBinder {
    /** In bytes; a longer line may exceed limits that only {@link Inputs} checks, such as the number of values. */
    private static final int LONGEST = 10_000;
    /** In characters; a longer number may exceed the limits that {@link Inputs} checks. */
    private static final int MOST_DIGITS = 64;

    private static final byte[] NULL = ascii("null");
    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");

    private final InputKeys root;
    private final InputVector empty;
    private final InputVector row;
    private final Bytes json = new Bytes();
    private final CanonicalInput canonical;
    private JsonParser parser;

    /** @param begun the bytes that are digested before the canonical form to make the decision's id */
    public JsonInputBinder(InputKeys root, Kernel kernel, byte[] begun) {
        this.root = root;
        this.empty = kernel.newRow();
        this.row = kernel.newRow();
        this.canonical = new CanonicalInput(begun);
    }

    /** Reads the bytes from {@code from} to before {@code to}; false if the input must be read by {@link Inputs} instead. */
    public boolean read(byte[] line, int from, int to) {
        if (to - from > LONGEST) {
            return false;
        }
        row.copyFrom(empty);
        json.clear();
        canonical.begin();
        try (var tokens = Json.tokens(line, from, to)) {
            parser = tokens;
            return tokens.nextToken() == JsonToken.START_OBJECT && object(root) && tokens.nextToken() == null;
        } catch (IOException | NumberFormatException malformed) {
            return false;
        } finally {
            // it refers to the bytes, which would not be freed
            parser = null;
        }
    }

    /** The values that were read. */
    public InputVector row() {
        return row;
    }

    /** What was read, as {@link Json} writes it. */
    public Bytes json() {
        return json;
    }

    /** The bytes to digest for the decision's id: those given to the constructor, then the canonical form. */
    public Bytes canonical() {
        return canonical.text();
    }

    /** An object whose opening brace is read. */
    private boolean object(InputKeys keys) throws IOException {
        int structures = 0;
        int first = canonical.open();
        byte before = '{';
        for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            var key = keys.get(name);
            if (key == null) {
                return false;
            }
            json.add(before);
            json.add(key.json());
            canonical.key(key);
            if (!member(key, parser.nextToken())) {
                return false;
            }
            structures += key.within() == null ? 0 : 1;
            before = ',';
        }
        if (before == '{') {
            json.add((byte) '{');
        }
        json.add((byte) '}');
        return canonical.close(first) && keys.complete(structures, row);
    }

    private boolean member(Key key, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NULL && key.within() == null) {
            json.add(NULL);
            canonical.absent();
            return true;
        }
        boolean read = key.within() != null
                ? token == JsonToken.START_OBJECT && object(key.within())
                : key.reader() != null ? value(key.reader(), token) : any(token);
        canonical.ended();
        return read;
    }

    private boolean value(SlotReader reader, JsonToken token) throws IOException {
        if (!fits(reader, token) || !scalar(token)) {
            return false;
        }
        var text = parser.getText();
        return reader.read(row, text) || learn(reader, text);
    }

    private static boolean fits(SlotReader reader, JsonToken token) {
        return switch (reader.slot().kind()) {
            case TEXT, DATE -> token == JsonToken.VALUE_STRING;
            case NUMBER -> token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
            case BOOLEAN -> token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE;
            default -> false;
        };
    }

    private boolean learn(SlotReader reader, String text) throws IOException {
        var problems = new ArrayList<FieldProblem>();
        var value = Values.fromJson(
                reader.slot().type(),
                Json.mapper().readTree(parser),
                reader.slot().path(),
                problems);
        return problems.isEmpty() && reader.learn(row, text, value);
    }

    /** A value behind a key that the model does not have. */
    private boolean any(JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> object(InputKeys.ANY);
            case START_ARRAY -> array();
            default -> scalar(token);
        };
    }

    private boolean array() throws IOException {
        byte before = '[';
        for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            both(before);
            if (!any(token)) {
                return false;
            }
            before = ',';
        }
        if (before == '[') {
            both((byte) '[');
        }
        both((byte) ']');
        return true;
    }

    private boolean scalar(JsonToken token) throws IOException {
        switch (token) {
            case VALUE_STRING -> string(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                return number(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
            }
            case VALUE_TRUE -> both(TRUE);
            case VALUE_FALSE -> both(FALSE);
            case VALUE_NULL -> both(NULL);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void string(char[] text, int start, int count) {
        int from = json.size();
        if (json.quote(text, start, count)) {
            canonical.text().add(json.array(), from, json.size());
        } else {
            var value = new String(text, start, count);
            json.add(Json.bytes(value));
            canonical.text().add(DecisionId.quoted(value).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A number; false unless it is written as the service itself writes numbers. Its canonical form has no trailing zeros of a fraction. */
    private boolean number(char[] text, int start, int count) {
        int end = 0;
        boolean fraction = false;
        boolean zero = true;
        for (int i = 0; i < count; i++) {
            char c = text[start + i];
            if (c == '.') {
                fraction = true;
            } else if (c >= '1' && c <= '9') {
                zero = false;
                end = i + 1;
            } else if (c == '0') {
                end = fraction ? end : i + 1;
            } else if (c != '-') {
                return false;
            }
        }
        if (count > MOST_DIGITS || zero && text[start] == '-') {
            return false;
        }
        json.ascii(text, start, count);
        canonical.text().ascii(text, start, end);
        return true;
    }

    private void both(byte ascii) {
        json.add(ascii);
        canonical.text().add(ascii);
    }

    private void both(byte[] bytes) {
        json.add(bytes);
        canonical.text().add(bytes);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
