package io.shuangsuiji.draw.result;

import io.shuangsuiji.policy.ConstantRows;
import io.shuangsuiji.policy.Edition;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What an edition makes public of a draw (draw.dmn, 公开范围).
 *
 * @param parts each part that is not public in any case
 */
public record Publication(List<Part> parts) {
    /** The objects drawn, by name. */
    public static final String DRAWN = "drawn";

    /** Those that stand in for them, by name. */
    public static final String SUBSTITUTES = "substitutes";

    /** The inspectors, by name. */
    public static final String INSPECTORS = "inspectors";

    /** The record of the draw, whole, as others need it to repeat the draw. */
    public static final String RECORD = "record";

    /**
     * A part of a draw's result.
     *
     * @param part one of the codes above
     * @param label what it is, in words
     * @param before whether it is public while checks of the period are still to be made
     * @param after whether it is public once all are made
     * @param reason why
     * @param clause of what law, or null
     */
    public record Part(String part, String label, boolean before, boolean after, String reason, String clause) {
        /** Whether it is public. */
        public boolean isPublic(boolean finished) {
            return finished ? after : before;
        }
    }

    /** Of an edition; nothing is public of which its table does not say so. */
    public static Publication of(Edition edition) {
        return new Publication(
                edition.constant("draw.publication") instanceof Collection<?> rows
                        ? rows.stream().map(row -> part((Map<?, ?>) row)).toList()
                        : List.of());
    }

    private static Part part(Map<?, ?> row) {
        return new Part(
                ConstantRows.text(row, "part"),
                ConstantRows.text(row, "label"),
                Boolean.TRUE.equals(row.get("before")),
                Boolean.TRUE.equals(row.get("after")),
                ConstantRows.text(row, "reason"),
                ConstantRows.text(row, "clause"));
    }

    /**
     * Whether a part is public.
     *
     * @param finished whether all checks of the period are made
     */
    public boolean allows(String part, boolean finished) {
        return parts.stream().anyMatch(each -> each.part().equals(part) && each.isPublic(finished));
    }

    /** What is kept back, which an announcement has to say. */
    public List<Part> keptBack(boolean finished) {
        return parts.stream().filter(each -> !each.isPublic(finished)).toList();
    }
}
