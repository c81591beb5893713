package io.shuangsuiji.draw.lot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Documents of which digests are taken, in the one form that RFC 8785 gives a JSON text: members by name, no white
 * space, nothing escaped that need not be. Documents here hold texts without control characters, whole numbers below
 * 2^53, truths, lists and members, so that a plain JSON library writes that form in any language.
 */
public final class CanonicalJson {
    private static final long MOST = 1L << 53;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .withCoercionConfig(
                    LogicalType.Textual,
                    config -> Arrays.stream(CoercionInputShape.values())
                            .forEach(shape -> config.setCoercion(shape, CoercionAction.Fail)))
            .build();

    private CanonicalJson() {}

    /**
     * A document's bytes.
     *
     * @param document a record of such values, or a tree
     * @throws IllegalArgumentException where it holds what a document may not
     */
    public static byte[] write(Object document) {
        JsonNode tree = MAPPER.valueToTree(document);
        check(tree);
        try {
            // a tree keeps the order of its members: maps are sorted
            return MAPPER.writeValueAsString(MAPPER.treeToValue(tree, Object.class))
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * Reads a document.
     *
     * @return empty where the bytes are not the one form of such a document
     * @throws JsonProcessingException where they are no JSON, or of other members than such a document has
     */
    public static <T> Optional<T> read(byte[] bytes, Class<T> type) throws JsonProcessingException {
        try {
            var document = MAPPER.readValue(bytes, type);
            return document != null && Arrays.equals(write(document), bytes) ? Optional.of(document) : Optional.empty();
        } catch (JsonProcessingException malformed) {
            throw malformed;
        } catch (IllegalArgumentException notAllowed) {
            return Optional.empty();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** As a tree, which is read the same way: no member twice, nothing after it. */
    public static JsonNode tree(byte[] bytes) throws IOException {
        return MAPPER.readTree(bytes);
    }

    /** A document from a tree; its form is not looked at. */
    public static <T> T of(JsonNode tree, Class<T> type) throws JsonProcessingException {
        return MAPPER.treeToValue(tree, type);
    }

    private static void check(JsonNode node) {
        if (node.isTextual()) {
            checkText(node.textValue());
        } else if (node.isNumber()) {
            if (!node.isIntegralNumber() || !node.canConvertToLong() || Math.abs(node.longValue()) > MOST) {
                throw new IllegalArgumentException("a document holds whole numbers below 2^53 alone: " + node);
            }
        } else {
            node.fieldNames().forEachRemaining(CanonicalJson::checkText);
            node.forEach(CanonicalJson::check);
        }
    }

    private static void checkText(String text) {
        if (text.chars().anyMatch(c -> c < ' ' || c == '\u007F')
                || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("a text of a document holds a control character or half a character");
        }
    }
}
