package io.shuangsuiji.decision.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * JSON as this service reads and writes it: decimals exact and never in exponent form, dates in ISO form; a key given
 * twice, anything after the value, and input that is too deep or too long are refused.
 */
public final class Json {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_TEXT = 20_000;
    private static final int MAX_DIGITS = 1_000;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_TEXT)
                            .maxNameLength(MAX_TEXT)
                            .maxNumberLength(MAX_DIGITS)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    // a caller may send any number under a key that nobody reads, and it is given back
                    .addDecorator((factory, json) -> new Numbers(json))
                    .build())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private static final JsonFactory TOKENS = JsonFactory.builder()
            .streamReadConstraints(MAPPER.getFactory().streamReadConstraints())
            .build();

    static {
        exactDecimals(MAPPER);
    }

    /** Writes a number that would unfold to more digits than are read with its exponent. */
    private static final class Numbers extends JsonGeneratorDelegate {
        Numbers(JsonGenerator json) {
            super(json, false);
        }

        @Override
        public void writeNumber(BigDecimal number) throws IOException {
            if (Math.abs((long) number.scale()) > MAX_DIGITS) {
                delegate.writeNumber(number.toString());
            } else {
                delegate.writeNumber(number);
            }
        }
    }

    private Json() {}

    /** The mapper, for writing, and for reading further formats by the same rules. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /** A value of our own as JSON. */
    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException ourOwnValue) {
            throw new IllegalStateException(ourOwnValue);
        }
    }

    /** Makes a mapper keep and write decimals as they are: 0.10 stays 0.10, and no exponent is written. */
    public static ObjectMapper exactDecimals(ObjectMapper mapper) {
        mapper.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
        mapper.setNodeFactory(JsonNodeFactory.withExactBigDecimals(true));
        mapper.setConfig(mapper.getDeserializationConfig().without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES));
        mapper.configure(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN, true);
        return mapper;
    }

    /**
     * Reads one JSON value that is the whole of the input.
     *
     * @throws MalformedJson where it is none, with the place
     */
    public static JsonNode read(byte[] utf8) {
        try (var parser = MAPPER.createParser(utf8)) {
            return read(parser);
        } catch (IOException notText) {
            throw new MalformedJson("编码应为 UTF-8 / the encoding must be UTF-8", "", 1, 1);
        }
    }

    /** The tokens of a part of an array, by the same rules with one exception: the caller itself must look for keys given twice. */
    public static JsonParser tokens(byte[] utf8, int from, int to) throws IOException {
        return TOKENS.createParser(utf8, from, to - from);
    }

    private static JsonNode read(JsonParser parser) throws IOException {
        try {
            JsonNode value = MAPPER.readTree(parser);
            if (value == null || value.isMissingNode()) {
                throw new MalformedJson("没有内容，应为 JSON 对象 / empty; expected a JSON object", "", 1, 1);
            }
            if (parser.nextToken() != null) {
                throw MalformedJson.at(parser, "JSON 之后还有多余内容", "there is something after the JSON value");
            }
            return value;
        } catch (JsonProcessingException malformed) {
            throw MalformedJson.of(malformed, parser);
        } catch (NumberFormatException beyondAllDecimals) {
            throw MalformedJson.at(parser, "数字超出范围", "number out of range");
        }
    }
}
