package io.shuangsuiji.policy.tables;

import io.shuangsuiji.policy.tables.Feel.Constant;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Numbers, truth values, dates and durations as people write them. */
final class Scalars {
    private static final Set<String> TRUE = Set.of("是", "true", "对", "有");
    private static final Set<String> FALSE = Set.of("否", "false", "错", "无");
    private static final Pattern NUMBER =
            Pattern.compile("([+-]?(?:\\d{1,30}(?:\\.\\d{0,30})?|\\.\\d{1,30}))\\s*(%|‰|倍)?");
    private static final Pattern DATE =
            Pattern.compile("(\\d{4})\\s*[-/.年]\\s*(\\d{1,2})\\s*[-/.月]\\s*(\\d{1,2})\\s*日?");
    private static final Pattern DURATION =
            Pattern.compile("(?:(\\d{1,6})\\s*年)?\\s*(?:(\\d{1,6})\\s*(?:个月|月))?\\s*(?:(\\d{1,6})\\s*(?:天|日|个自然日))?");
    private static final Pattern ISO_DURATION = Pattern.compile("P(?:(\\d{1,6})Y)?(?:(\\d{1,6})M)?(?:(\\d{1,6})D)?");

    private Scalars() {}

    static Optional<Constant.Number> number(String plain) {
        var number = NUMBER.matcher(plain);
        if (!number.matches()) {
            return Optional.empty();
        }
        var value = new BigDecimal(number.group(1));
        return Optional.of(new Constant.Number(
                "%".equals(number.group(2))
                        ? value.movePointLeft(2)
                        : "‰".equals(number.group(2)) ? value.movePointLeft(3) : value));
    }

    static Optional<Constant.Truth> truth(String plain) {
        return TRUE.contains(plain)
                ? Optional.of(new Constant.Truth(true))
                : FALSE.contains(plain) ? Optional.of(new Constant.Truth(false)) : Optional.empty();
    }

    static Optional<Constant.Date> date(String plain) {
        var date = DATE.matcher(plain);
        try {
            return date.matches()
                    ? Optional.of(new Constant.Date(LocalDate.of(
                            Integer.parseInt(date.group(1)),
                            Integer.parseInt(date.group(2)),
                            Integer.parseInt(date.group(3)))))
                    : Optional.empty();
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    static Optional<Constant.Duration> duration(String plain) {
        var words = DURATION.matcher(plain);
        if (plain.isEmpty() || !words.matches()) {
            return Optional.empty();
        }
        boolean months = words.group(1) != null || words.group(2) != null;
        if (months && words.group(3) != null) {
            // FEEL keeps months and days apart
            return Optional.empty();
        }
        return Optional.of(new Constant.Duration(
                "P" + part(words.group(1), "Y") + part(words.group(2), "M") + part(words.group(3), "D")));
    }

    private static String part(String amount, String unit) {
        return amount == null ? "" : Long.parseLong(amount) + unit;
    }

    /** 「12个月」 for {@code P12M}; other durations stay ISO. */
    static String durationInWords(String iso) {
        var parts = ISO_DURATION.matcher(iso);
        return parts.matches() && iso.length() > 1
                ? part(parts.group(1), "年") + part(parts.group(2), "个月") + part(parts.group(3), "天")
                : iso;
    }
}
