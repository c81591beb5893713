package io.shuangsuiji.decision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Writes rows of a table in the {@linkplain DecisionId#canonical canonical form} of what a JSON caller would have sent,
 * without making that first: which column stands where is the same for all rows. Thread-safe.
 */
final class CanonicalRows {
    /**
     * A value that a row may give.
     *
     * @param key its JSON key
     * @param cell its text in a row
     * @param json the text as canonical JSON; null where it stands for no value
     */
    record Member(String key, Function<CsvText.Row, String> cell, Function<String, String> json) {}

    /** A key, and the value behind it or the members of the structure behind it. */
    private record Part(String quoted, Member member, List<Part> parts) {}

    private final List<Part> parts;

    private CanonicalRows(List<Part> parts) {
        this.parts = parts;
    }

    /**
     * For a table.
     *
     * @param structures the members of each structure, and by the name {@code ""} the inputs that are values
     * @return empty where two members have one key
     */
    static Optional<CanonicalRows> of(Map<String, List<Member>> structures) {
        var sorted = new TreeMap<String, Part>();
        for (var structure : structures.entrySet()) {
            var keys = new HashSet<String>();
            if (!structure.getValue().stream().allMatch(member -> keys.add(member.key()))) {
                return Optional.empty();
            }
            var parts = structure.getValue().stream()
                    .sorted(Comparator.comparing(Member::key))
                    .map(member -> new Part(quoted(member.key()), member, List.of()))
                    .toList();
            if (structure.getKey().isEmpty()) {
                parts.forEach(part -> sorted.put(part.member().key(), part));
            } else {
                sorted.put(structure.getKey(), new Part(quoted(structure.getKey()), null, parts));
            }
        }
        return Optional.of(new CanonicalRows(new ArrayList<>(sorted.values())));
    }

    /** Writes a row; false, and what was written is of no use, where a cell stands for no value. */
    boolean write(CsvText.Row row, StringBuilder text) {
        return write(parts, row, text, "{}");
    }

    private static boolean write(List<Part> parts, CsvText.Row row, StringBuilder text, String none) {
        char before = '{';
        for (var part : parts) {
            int from = text.length();
            text.append(before).append(part.quoted());
            int value = text.length();
            if (part.member() == null) {
                if (!write(part.parts(), row, text, "")) {
                    return false;
                }
            } else {
                var cell = part.member().cell().apply(row);
                if (!cell.isBlank()) {
                    var json = part.member().json().apply(cell);
                    if (json == null) {
                        return false;
                    }
                    text.append(json);
                }
            }
            if (text.length() == value) {
                text.setLength(from);
            } else {
                before = ',';
            }
        }
        text.append(before == '{' ? none : "}");
        return true;
    }

    private static String quoted(String key) {
        var text = new StringBuilder();
        DecisionId.quote(key, text);
        return text.append(':').toString();
    }
}
