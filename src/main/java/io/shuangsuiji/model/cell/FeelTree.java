package io.shuangsuiji.model.cell;

import java.util.List;
import java.util.stream.Stream;

/**
 * A FEEL text taken apart.
 *
 * @param kind what it is
 * @param operator of an {@link Kind#OPERATION} or a {@link Kind#COMPARISON} its sign, of a {@link Kind#CALL} the
 *     function's name, else null
 * @param text its characters
 * @param start where they begin in the whole text
 * @param parts what it is made of, from left to right; of a call the arguments
 */
public record FeelTree(Kind kind, String operator, String text, int start, List<FeelTree> parts) {
    /** What a part of a FEEL text is. */
    public enum Kind {
        NUMBER,
        TEXT,
        TRUTH,
        NULL,
        NAME,
        /** A minus in front. */
        NEGATIVE,
        LIST,
        RANGE,
        CALL,
        /** Two parts and a sign between them. */
        OPERATION,
        /** A test of an input cell that begins with its sign. */
        COMPARISON,
        OTHER
    }

    /** Where it ends: the place after its last character. */
    public int end() {
        return start + text.length();
    }

    /** True where it is of one of the kinds. */
    public boolean is(Kind... kinds) {
        return List.of(kinds).contains(kind);
    }

    /** It and all that it is made of. */
    public Stream<FeelTree> all() {
        return Stream.concat(Stream.of(this), parts.stream().flatMap(FeelTree::all));
    }
}
