package io.shuangsuiji.policy.tables;

import io.shuangsuiji.policy.tables.Feel.Constant;
import io.shuangsuiji.sheets.Notation;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Numbers, truth values, dates and durations as people write them. */
final class Scalars {
    private static final Set<String> TRUE = Set.of("对");
    private static final Set<String> FALSE = Set.of("错");
    private static final Pattern TIMES = Pattern.compile("(.*\\d)\\s*倍");
    /** FEEL's own digits; a number that a cell shows has no more. */
    private static final int LONGEST = 64;

    private static final Pattern ISO_DURATION = Pattern.compile("P(?:(\\d{1,6})Y)?(?:(\\d{1,6})M)?(?:(\\d{1,6})D)?");

    private Scalars() {}

    static Optional<Constant.Number> number(String plain) {
        var times = TIMES.matcher(plain);
        // an exponent is FEEL's to read, not a clerk's to write
        return plain.length() > LONGEST || plain.indexOf('e') >= 0 || plain.indexOf('E') >= 0
                ? Optional.empty()
                : Notation.number(times.matches() ? times.group(1) : plain).map(Constant.Number::new);
    }

    static Optional<Constant.Truth> truth(String plain) {
        return TRUE.contains(plain)
                ? Optional.of(new Constant.Truth(true))
                : FALSE.contains(plain)
                        ? Optional.of(new Constant.Truth(false))
                        : Notation.truth(plain).map(Constant.Truth::new);
    }

    static Optional<Constant.Date> date(String plain) {
        return Notation.date(plain).map(Constant.Date::new);
    }

    static Optional<Constant.Duration> duration(String plain) {
        return Notation.duration(plain).map(Constant.Duration::new);
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
