package io.shuangsuiji.draw.evidence;

import io.shuangsuiji.policy.ConstantRows;
import io.shuangsuiji.policy.Edition;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What evidence of its time makes a commitment worth (draw.dmn, table 证据等级).
 *
 * @param grade what it is called
 * @param authorities from how many different trusted authorities time-stamps are needed
 * @param timestamps from how many authorities in all, trusted or not
 * @param publication whether the address of a publication is needed
 * @param meaning what it means, in words
 * @param clause where it comes from, or null
 */
public record Grade(String grade, int authorities, int timestamps, boolean publication, String meaning, String clause) {

    /** Those of an edition, the best first; none where it states none. */
    public static List<Grade> of(Edition edition) {
        return edition.constant("draw.evidenceGrades") instanceof Collection<?> rows
                ? rows.stream()
                        .filter(Map.class::isInstance)
                        .map(row -> of((Map<?, ?>) row))
                        .toList()
                : List.of();
    }

    private static Grade of(Map<?, ?> row) {
        return new Grade(
                ConstantRows.text(row, "grade"),
                number(row, "authorities"),
                number(row, "timestamps"),
                Boolean.TRUE.equals(row.get("publication")),
                ConstantRows.text(row, "meaning"),
                ConstantRows.text(row, "clause"));
    }

    private static int number(Map<?, ?> row, String column) {
        return row.get(column) instanceof BigDecimal number ? number.intValue() : 0;
    }

    /** True where what is attached is enough. */
    boolean holds(long trusted, long sound, boolean published) {
        return trusted >= authorities && sound >= timestamps && (published || !publication);
    }
}
