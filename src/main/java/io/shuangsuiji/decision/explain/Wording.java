package io.shuangsuiji.decision.explain;

import java.math.BigDecimal;
import java.time.Period;
import java.time.chrono.ChronoPeriod;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Values in Chinese, as they stand in a sentence. */
final class Wording {
    private Wording() {}

    /** A value: 「环保警示企业」, 12, 是, 空. */
    static String value(Object value) {
        if (value == null) {
            return "空";
        }
        if (value instanceof Boolean truth) {
            return truth ? "是" : "否";
        }
        if (value instanceof String text) {
            return "「" + text + "」";
        }
        if (value instanceof BigDecimal number) {
            return number.stripTrailingZeros().toPlainString();
        }
        if (value instanceof Collection<?> elements) {
            return elements.isEmpty()
                    ? "（无）"
                    : elements.stream().map(Wording::value).collect(Collectors.joining("、"));
        }
        if (value instanceof Map<?, ?> members) {
            return members.values().stream().map(Wording::value).collect(Collectors.joining("，", "（", "）"));
        }
        return value instanceof ChronoPeriod period ? period(Period.from(period)) : value.toString();
    }

    private static String period(Period period) {
        long months = period.toTotalMonths();
        return months % 12 == 0 ? months / 12 + " 年" : months + " 个月";
    }

    /** What something is: 「为「C」」 or 「为 12」; text in brackets takes no space. */
    static String is(Object value) {
        var shown = value(value);
        return value instanceof String || value == null ? "为" + shown : "为 " + shown;
    }
}
