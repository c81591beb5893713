package io.shuangsuiji.registry;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was drawn earlier in the year (本年已抽取).
 *
 * @param entries in the order of the file
 */
public record History(List<Entry> entries) {
    /** Nothing was. */
    public static final History NONE = new History(List.of());

    /**
     * That an object was drawn.
     *
     * @param id in canonical form
     * @param period when, or null where the file does not say
     * @param inspectors ids of those who inspected it, canonical, sorted; empty where the file does not say
     */
    public record Entry(String id, String period, List<String> inspectors) {}

    /** The ids of the objects. */
    public Set<String> ids() {
        var ids = new LinkedHashSet<String>();
        entries.forEach(entry -> ids.add(entry.id()));
        return ids;
    }

    /** What the digest of a history is taken of. */
    public List<Map<String, Object>> rows() {
        return entries.stream()
                .map(entry -> {
                    var row = new LinkedHashMap<String, Object>();
                    row.put("id", entry.id());
                    row.put("period", entry.period());
                    row.put("inspectors", entry.inspectors());
                    return (Map<String, Object>) row;
                })
                .toList();
    }
}
