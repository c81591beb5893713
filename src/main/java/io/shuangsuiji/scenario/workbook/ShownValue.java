package io.shuangsuiji.scenario.workbook;

import io.shuangsuiji.policy.IsoText;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** How values look in a cell. */
public final class ShownValue {
    /** Stands for null, or for a list without elements. */
    public static final String NULL = "∅";

    private ShownValue() {}

    /** A value as a tester would write it; nothing for null. */
    public static String of(Object value) {
        return value == null ? "" : shown(value);
    }

    /** A value as a tester would write it; {@value #NULL} for null and for a list without elements. */
    public static String shown(Object value) {
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
                    : elements.stream().map(ShownValue::shown).collect(Collectors.joining("；"));
        }
        if (value instanceof Map<?, ?> members) {
            return members.entrySet().stream()
                    .map(member -> member.getKey() + "=" + shown(member.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return IsoText.write(value);
    }
}
