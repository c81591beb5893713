package io.shuangsuiji.scenario;

import io.shuangsuiji.policy.IsoText;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** How values look in a cell. */
final class CellText {
    /** Stands for null, or for a list without elements. */
    static final String NULL = "∅";

    private CellText() {}

    /** A value as a tester would write it; nothing for null. */
    static String of(Object value) {
        return value == null ? "" : shown(value);
    }

    /** A value as a tester would write it; {@value #NULL} for null and for a list without elements. */
    static String shown(Object value) {
        if (value == null) {
            return NULL;
        }
        if (value instanceof Boolean truth) {
            return truth ? "是" : "否";
        }
        if (value instanceof BigDecimal number) {
            var plain = number.stripTrailingZeros();
            return (plain.scale() < 0 ? plain.setScale(0) : plain).toPlainString();
        }
        if (value instanceof Collection<?> elements) {
            return elements.isEmpty()
                    ? NULL
                    : elements.stream().map(CellText::shown).collect(Collectors.joining("；"));
        }
        if (value instanceof Map<?, ?> members) {
            return members.entrySet().stream()
                    .map(member -> member.getKey() + "=" + shown(member.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return IsoText.write(value);
    }
}
