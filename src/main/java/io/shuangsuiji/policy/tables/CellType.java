package io.shuangsuiji.policy.tables;

import java.util.List;

/**
 * What the cells of a column may hold.
 *
 * @param name the type's name in the model ({@code 环境信用等级}), or FEEL's own
 * @param kind what a value is made of
 * @param list true where a value is a list of it
 * @param values the allowed words, where they can be listed; else empty
 * @param nullable false only where values are listed and null is not among them
 * @param percent true where staff write the numbers as percentages: the column is called 比例, 占比 or 百分比
 * @param limits the FEEL tests that every value passes, where they bound rather than list it; else empty
 * @param whole true where numbers are integers
 */
public record CellType(
        String name,
        Kind kind,
        boolean list,
        List<String> values,
        boolean nullable,
        boolean percent,
        String limits,
        boolean whole) {
    /** What a value is made of. */
    public enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN,
        DATE,
        DURATION,
        OTHER
    }

    /** A plain text that is no FEEL at all: an annotation, a description. */
    public static final CellType PLAIN = of("text", Kind.TEXT);

    static CellType of(String name, Kind kind) {
        return new CellType(name, kind, false, List.of(), true, false, "", false);
    }

    CellType listOf() {
        return new CellType(name, kind, true, values, nullable, percent, limits, whole);
    }

    CellType allowing(List<String> words, boolean orNull) {
        return new CellType(name, kind, list, words, orNull, percent, limits, whole);
    }

    CellType labelled(String label) {
        boolean asPercent = kind == Kind.NUMBER
                && label != null
                && (label.contains("比例") || label.contains("占比") || label.contains("百分比"));
        return new CellType(name, kind, list, values, nullable, asPercent, limits, whole);
    }
}
