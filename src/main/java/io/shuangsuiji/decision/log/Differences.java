package io.shuangsuiji.decision.log;

import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.sheets.FieldProblem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;

/** Tells where two JSON values differ. Numbers are compared by value. */
final class Differences {
    private Differences() {}

    /**
     * One place.
     *
     * @param recorded what the log has; null where it has nothing
     * @param derived what is answered now; null where there is nothing
     */
    record Difference(String pointer, JsonNode recorded, JsonNode derived) {}

    static List<Difference> between(JsonNode recorded, JsonNode derived, String pointer) {
        var found = new ArrayList<Difference>();
        compare(recorded, derived, pointer, found);
        return found;
    }

    private static void compare(JsonNode recorded, JsonNode derived, String pointer, List<Difference> found) {
        if (recorded != null && derived != null && recorded.isObject() && derived.isObject()) {
            var keys = new LinkedHashSet<String>();
            recorded.fieldNames().forEachRemaining(keys::add);
            derived.fieldNames().forEachRemaining(keys::add);
            keys.forEach(
                    key -> compare(recorded.get(key), derived.get(key), FieldProblem.pointer(pointer, key), found));
        } else if (recorded != null && derived != null && recorded.isArray() && derived.isArray()) {
            for (int i = 0; i < Math.max(recorded.size(), derived.size()); i++) {
                compare(recorded.get(i), derived.get(i), pointer + "/" + i, found);
            }
        } else if (!same(recorded, derived)) {
            found.add(new Difference(pointer, recorded, derived));
        }
    }

    private static boolean same(JsonNode a, JsonNode b) {
        return a != null && b != null && a.isNumber() && b.isNumber()
                ? a.decimalValue().compareTo(b.decimalValue()) == 0
                : Objects.equals(a, b);
    }
}
