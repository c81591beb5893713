package io.shuangsuiji.draw.lot;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.filter.FilteringGeneratorDelegate;
import com.fasterxml.jackson.core.filter.TokenFilter;
import com.fasterxml.jackson.core.filter.TokenFilter.Inclusion;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Documents of which digests are taken, in the one form that RFC 8785 gives a JSON text: members by name, no white
 * space, nothing escaped that need not be. Documents here hold texts without control characters, whole numbers below
 * 2^53, truths, lists and members, so that a plain JSON library writes that form in any language.
 */
public final class CanonicalJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
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
        return write(document, out -> out);
    }

    /** The same without one of the members of the document itself. */
    static byte[] writeWithout(String member, Object document) {
        var others = new TokenFilter() {
            @Override
            public TokenFilter includeProperty(String name) {
                return name.equals(member) ? null : INCLUDE_ALL;
            }
        };
        return write(
                document, out -> new FilteringGeneratorDelegate(out, others, Inclusion.INCLUDE_ALL_AND_PATH, true));
    }

    private static byte[] write(Object document, UnaryOperator<JsonGenerator> members) {
        var bytes = new ByteArrayOutputStream();
        try (var out = members.apply(new CheckedGenerator(MAPPER.createGenerator(bytes)))) {
            MAPPER.writeValue(out, document);
        } catch (JsonProcessingException notAllowed) {
            throw new IllegalArgumentException(notAllowed.getOriginalMessage(), notAllowed);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
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
}
