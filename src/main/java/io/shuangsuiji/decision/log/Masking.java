package io.shuangsuiji.decision.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.shuangsuiji.decision.input.DecisionId;
import io.shuangsuiji.sheets.FieldProblem;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the log may not show. A field is named by its path ({@code object.name}), or by its key alone wherever that stands
 * ({@code name}).
 */
public final class Masking {
    /** Shows everything. */
    public static final Masking NONE = new Masking(Set.of(), Set.of(), null);

    private static final String HIDDEN = "***";
    private static final String ALGORITHM = "HmacSHA256";

    private final Set<String> masked;
    private final Set<String> hashed;
    private final SecretKeySpec key;

    /**
     * Of fields.
     *
     * @param masked fields whose values are left out
     * @param hashed fields whose values are replaced by HMAC-SHA-256, so that equal ones can be told to be equal
     * @param key the secret of the hash
     * @throws IllegalArgumentException where fields are to be hashed and there is no key
     */
    public Masking(Set<String> masked, Set<String> hashed, String key) {
        this.masked = Set.copyOf(masked);
        this.hashed = Set.copyOf(hashed);
        if (!hashed.isEmpty() && (key == null || key.isEmpty())) {
            throw new IllegalArgumentException(
                    "决策日志要对字段取散列值，须给出密钥（double-random.log.hash-key） / fields of the decision log are to be hashed:"
                            + " a key (double-random.log.hash-key) is needed");
        }
        this.key = hashed.isEmpty() ? null : new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /**
     * A value as it may be shown.
     *
     * @param pointers where something is hidden
     */
    record Shown(JsonNode value, List<String> pointers) {}

    /**
     * Hides what may not be shown.
     *
     * @param keys the declared key that a key of the value stands for: a masked fact stays masked under its label
     */
    Shown apply(JsonNode value, UnaryOperator<String> keys) {
        var pointers = new ArrayList<String>();
        return masked.isEmpty() && hashed.isEmpty()
                ? new Shown(value, pointers)
                : new Shown(apply(value, keys, "", "", pointers), pointers);
    }

    /**
     * True where the words about a problem may not be shown: they quote what is hidden. A column that is only compared is
     * pointed at by its header alone.
     */
    boolean hides(FieldProblem problem, List<String> hidden, UnaryOperator<String> keys) {
        var pointer = problem.pointer();
        if (hidden.stream()
                .anyMatch(at -> at.endsWith(pointer) || at.startsWith(pointer + "/") || pointer.startsWith(at + "/"))) {
            return true;
        }
        var name = FieldProblem.key(pointer);
        var key = keys.apply(name);
        return Stream.of(masked, hashed)
                .flatMap(Set::stream)
                .anyMatch(field -> field.equals(name) || field.equals(key) || field.endsWith("." + key));
    }

    private JsonNode apply(
            JsonNode node, UnaryOperator<String> keys, String path, String pointer, List<String> pointers) {
        if (node instanceof ObjectNode object) {
            var shown = object.objectNode();
            for (var member : object.properties()) {
                var name = member.getKey();
                var key = keys.apply(name);
                var full = path.isEmpty() ? key : path + "." + key;
                var at = FieldProblem.pointer(pointer, name);
                boolean absent = member.getValue().isNull();
                if (!absent && (masked.contains(name) || masked.contains(key) || masked.contains(full))) {
                    shown.put(name, HIDDEN);
                    pointers.add(at);
                } else if (!absent && (hashed.contains(name) || hashed.contains(key) || hashed.contains(full))) {
                    shown.set(name, TextNode.valueOf(hash(member.getValue())));
                    pointers.add(at);
                } else {
                    shown.set(name, apply(member.getValue(), keys, full, at, pointers));
                }
            }
            return shown;
        }
        if (node instanceof ArrayNode array) {
            var shown = array.arrayNode();
            for (int i = 0; i < array.size(); i++) {
                shown.add(apply(array.get(i), keys, path, pointer + "/" + i, pointers));
            }
            return shown;
        }
        return node;
    }

    private String hash(JsonNode value) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            var hash = mac.doFinal(DecisionId.canonical(value).getBytes(StandardCharsets.UTF_8));
            return "hmac-sha256:" + HexFormat.of().formatHex(hash);
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
