package io.shuangsuiji.draw.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.draw.lot.CanonicalJson;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads published documents, which have one form alone. */
final class Documents {
    /** The members that may have no value. */
    private static final Set<String> NULLABLE =
            Set.of("void", "tasks", "lastDrawn", "firstNotDrawn", "predecessor", "replaces");

    private Documents() {}

    /** What a document of any kind says its kind is; empty where it says nothing. */
    static String format(byte[] bytes) {
        try {
            return CanonicalJson.tree(bytes).path("format").asText();
        } catch (IOException malformed) {
            return "";
        }
    }

    /** A document, as it is said to be called. */
    static <T> T read(byte[] bytes, String file, String format, Class<T> type) {
        checkValues(tree(bytes, file), "", file);
        try {
            var document = CanonicalJson.read(bytes, type);
            Difference.unless(
                    document.isPresent(),
                    file + " 不是规定的写法（RFC 8785）：成员的次序、空白、转义或文字与规定不同",
                    file + " is not in the canonical form (RFC 8785): order of members, white space, escapes or texts");
            Difference.unless(
                    format.equals(format(bytes)),
                    file + " 的 format 应为 " + format,
                    "the format of " + file + " should be " + format);
            return document.get();
        } catch (JsonProcessingException other) {
            throw malformed(file, other);
        }
    }

    /** A document of a kind that is not read any further. */
    static JsonNode readTree(byte[] bytes, String file) {
        var tree = tree(bytes, file);
        try {
            Difference.unless(
                    Arrays.equals(CanonicalJson.write(tree), bytes),
                    file + " 不是规定的写法（RFC 8785）",
                    file + " is not in the canonical form (RFC 8785)");
        } catch (IllegalArgumentException notAllowed) {
            throw new Difference(file + " 含有不允许的字符或数", file + " holds a character or number that is not allowed");
        }
        return tree;
    }

    private static JsonNode tree(byte[] bytes, String file) {
        try {
            var tree = CanonicalJson.tree(bytes);
            Difference.unless(tree != null && tree.isObject(), file + " 不是 JSON 文档", file + " is no JSON document");
            return tree;
        } catch (IOException malformed) {
            throw malformed(file, malformed);
        }
    }

    private static void checkValues(JsonNode node, String name, String file) {
        Difference.unless(
                !node.isNull() || NULLABLE.contains(name),
                file + " 的「" + name + "」没有值",
                "\"" + name + "\" of " + file + " has no value");
        if (node.isArray()) {
            // an entry of a list always has a value
            node.forEach(entry -> checkValues(entry, "", file));
        } else {
            node.fields().forEachRemaining(member -> checkValues(member.getValue(), member.getKey(), file));
        }
    }

    private static Difference malformed(String file, IOException why) {
        if (why instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            var place = mapping.getPath().stream()
                    .map(step -> Objects.requireNonNullElseGet(
                            step.getFieldName(), () -> Integer.toString(step.getIndex() + 1)))
                    .collect(Collectors.joining("/"));
            return new Difference(
                    file + " 的「" + place + "」缺少、多余，或不是规定的类型",
                    "\"" + place + "\" of " + file + " is missing, unknown, or not of its type");
        }
        return new Difference(file + " 不是规定写法的 JSON", file + " is no JSON of the canonical form");
    }
}
