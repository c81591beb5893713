package io.shuangsuiji.decision.input;

import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.decision.json.Bytes;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;

/**
 * Names a decision by what it is a function of: the same edition, model and input have the same id whenever and by whomever
 * they are asked. The id is the first half of SHA-256 over the edition's digest, the model's name and the input in
 * {@linkplain #canonical canonical form}, in hexadecimal.
 */
public final class DecisionId {
    private static final int BYTES = 16;
    private static final int LONGEST = 1_000;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    // finding an implementation takes longer than digesting an input
    private static final ThreadLocal<MessageDigest> SHA = ThreadLocal.withInitial(DecisionId::sha);

    private DecisionId() {}

    /** The id of a decision. */
    public static String of(Edition edition, DecisionModel model, JsonNode input) {
        return of(edition.digest(), model.name(), input);
    }

    /** The id of a decision. */
    public static String of(String digest, String model, JsonNode input) {
        var text = new StringBuilder(512).append(begun(digest, model));
        canonical(input, text);
        var hash = SHA.get().digest(text.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, BYTES);
    }

    /** What is digested before the canonical form of the input. */
    public static String begun(String digest, String model) {
        return digest + '\n' + model + '\n';
    }

    /**
     * The id of a decision.
     *
     * @param text all that is digested, in UTF-8
     */
    public static String of(Bytes text) {
        return HexFormat.of().formatHex(hash(text), 0, BYTES);
    }

    private static byte[] hash(Bytes text) {
        var sha = SHA.get();
        sha.update(text.array(), 0, text.size());
        return sha.digest();
    }

    /**
     * Adds the id of a decision in ASCII.
     *
     * @param text all that is digested, in UTF-8
     */
    public static void write(Bytes text, Bytes to) {
        var hash = hash(text);
        for (int i = 0; i < BYTES; i++) {
            to.add(HEX[hash[i] >> 4 & 0xF]);
            to.add(HEX[hash[i] & 0xF]);
        }
    }

    /**
     * The input as it is digested: keys sorted, no white space, decimals without trailing zeros or exponent, and no key whose
     * value is null, since to a model that is the same as no key.
     */
    public static String canonical(JsonNode input) {
        var text = new StringBuilder(256);
        canonical(input, text);
        return text.toString();
    }

    private static void canonical(JsonNode node, StringBuilder text) {
        if (node.isObject()) {
            var keys = new ArrayList<String>(node.size());
            node.fieldNames().forEachRemaining(keys::add);
            Collections.sort(keys);
            char before = '{';
            for (var key : keys) {
                var value = node.get(key);
                if (!value.isNull()) {
                    text.append(before);
                    quote(key, text);
                    text.append(':');
                    canonical(value, text);
                    before = ',';
                }
            }
            text.append(before == '{' ? "{}" : "}");
        } else if (node.isArray()) {
            text.append('[');
            for (int i = 0; i < node.size(); i++) {
                text.append(i == 0 ? "" : ",");
                canonical(node.get(i), text);
            }
            text.append(']');
        } else if (node.isTextual()) {
            quote(node.textValue(), text);
        } else if (node.isNumber()) {
            text.append(number(node));
        } else {
            text.append(node.asText());
        }
    }

    private static String number(JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return Long.toString(node.longValue());
        }
        var number = node.decimalValue();
        if (number.signum() == 0) {
            return "0";
        }
        var plain = number.stripTrailingZeros();
        // no valid number is longer: what would unfold to more keeps its exponent
        return Math.abs((long) plain.scale()) > LONGEST ? plain.toString() : plain.toPlainString();
    }

    /** A text in canonical form. */
    static String quoted(String value) {
        var text = new StringBuilder(value.length() + 2);
        quote(value, text);
        return text.toString();
    }

    /** A key and its colon in canonical form, in UTF-8. */
    static byte[] key(String name) {
        return (quoted(name) + ':').getBytes(StandardCharsets.UTF_8);
    }

    private static void quote(String value, StringBuilder text) {
        text.append('"');
        if (plain(value)) {
            text.append(value).append('"');
            return;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }

    private static boolean plain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\' || c < ' ') {
                return false;
            }
        }
        return true;
    }

    private static MessageDigest sha() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
