package io.shuangsuiji.sheets.header;

import java.util.List;
import java.util.Map;

/**
 * A column that a table may have, or a key that an object may have.
 *
 * @param key the JSON key, by which it is known
 * @param label the Chinese label, by which messages name it
 * @param names how else a header may call it, ranked best first
 * @param marks headers of columns that hold 是 or 否, and the value that 是 in them gives to this one
 * @param required true where a table must have it
 */
public record Column(String key, String label, List<String> names, Map<String, String> marks, boolean required) {
    /** A column without marks. */
    public static Column of(String key, String label, boolean required, List<String> names) {
        return new Column(key, label, names, Map.of(), required);
    }

    @Override
    public String toString() {
        return label.equals(key) ? key : label + "（" + key + "）";
    }
}
