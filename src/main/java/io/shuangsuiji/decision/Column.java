package io.shuangsuiji.decision;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A column that a table may have, or a key that a JSON object may have.
 *
 * @param key the JSON key, by which it is known
 * @param label the Chinese label, by which messages name it
 * @param names how else a header may call it
 * @param substitutes columns that serve where none of those is there, and are extra columns where one is
 * @param required true where a table must have it
 */
public record Column(String key, String label, Set<String> names, Set<String> substitutes, boolean required) {
    /** A column. */
    public static Column of(String key, String label, boolean required, List<String> names, List<String> substitutes) {
        return new Column(key, label, new LinkedHashSet<>(names), new LinkedHashSet<>(substitutes), required);
    }

    /** Key, label and names. */
    public Set<String> allNames() {
        return Stream.concat(Stream.of(key, label), names.stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The same without names that another column has a better claim to. */
    public Column without(Collection<String> taken) {
        var mine = new LinkedHashSet<>(names);
        mine.removeAll(taken);
        var others = new LinkedHashSet<>(substitutes);
        others.removeAll(taken);
        return new Column(key, label, mine, others, required);
    }

    @Override
    public String toString() {
        return label.equals(key) ? key : label + "（" + key + "）";
    }
}
