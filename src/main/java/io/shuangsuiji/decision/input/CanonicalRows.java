package io.shuangsuiji.decision.input;

import io.shuangsuiji.decision.json.Bytes;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes rows of a table in the {@linkplain DecisionId#canonical canonical form} that the same input would have as JSON, so
 * that both have the same id. The order of the keys is the same for all rows and is worked out once. Thread-safe.
 */
public final class CanonicalRows {
    private static final byte[] NOTHING = {'{', '}'};

    /**
     * A value that a row may give.
     *
     * @param key its JSON key
     * @param input which of the inputs it is; negative for a further column
     * @param position of the further column
     */
    record Member(String key, int input, int position) {}

    /** A key, and the value behind it or the members of the structure behind it. */
    private record Part(byte[] key, Member member, Part[] parts) {}

    private final Part[] parts;

    private CanonicalRows(Part[] parts) {
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
                    .map(member -> new Part(DecisionId.key(member.key()), member, null))
                    .toArray(Part[]::new);
            if (structure.getKey().isEmpty()) {
                for (var part : parts) {
                    sorted.put(part.member().key(), part);
                }
            } else {
                sorted.put(structure.getKey(), new Part(DecisionId.key(structure.getKey()), null, parts));
            }
        }
        return Optional.of(new CanonicalRows(sorted.values().toArray(Part[]::new)));
    }

    /**
     * Writes a row.
     *
     * @param inputs what the cells of the inputs were read as
     */
    public void write(CellRanges row, CellMemory.Cell[] inputs, Bytes text) {
        if (!members(parts, row, inputs, text)) {
            text.add(NOTHING);
        }
    }

    /** Writes the members that have a value, in braces; if no member has one, returns false and writes nothing. */
    private static boolean members(Part[] parts, CellRanges row, CellMemory.Cell[] inputs, Bytes text) {
        byte before = '{';
        for (var part : parts) {
            int from = text.size();
            text.add(before);
            text.add(part.key);
            if (part.member == null ? members(part.parts, row, inputs, text) : value(part.member, row, inputs, text)) {
                before = ',';
            } else {
                text.cut(from);
            }
        }
        if (before == '{') {
            return false;
        }
        text.add((byte) '}');
        return true;
    }

    private static boolean value(Member member, CellRanges row, CellMemory.Cell[] inputs, Bytes text) {
        if (member.input >= 0) {
            var canonical = inputs[member.input].canonical();
            if (canonical != null) {
                text.add(canonical);
            }
            return canonical != null;
        }
        int start = row.start(member.position);
        int end = row.end(member.position);
        if (start < end) {
            text.add((byte) '"');
            text.add(row.bytes(), start, end);
            text.add((byte) '"');
        }
        return start < end;
    }
}
