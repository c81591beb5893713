package io.shuangsuiji.model.cell;

import io.shuangsuiji.model.cell.SimpleFeel.Constant;
import io.shuangsuiji.sheets.Notation;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Numbers, truth values, dates and durations as people write them. */
final class Scalars {
    private static final Set<String> TRUE = Set.of("对");
    private static final Set<String> FALSE = Set.of("错");
    /** A number with a unit: Chinese words that are no numeral, no scale, no bound, and no time, which would be another number. */
    private static final Pattern UNIT =
            Pattern.compile("(.*\\d)\\s*[\\p{IsHan}&&[^零〇一二三四五六七八九十百千万亿两几半数多余成分约左右以上下内外之至到超过满足不含及年月日天周时秒]]{1,6}");
    /** FEEL's own digits; a number that a cell shows has no more. */
    private static final int LONGEST = 64;

    private static final Pattern ISO_DURATION = Pattern.compile("P(?:(\\d{1,6})Y)?(?:(\\d{1,6})M)?(?:(\\d{1,6})D)?");

    private Scalars() {}

    static Optional<Constant.Number> number(String plain) {
        var unit = UNIT.matcher(plain);
        // an exponent is FEEL's to read, not a clerk's to write
        return plain.length() > LONGEST || plain.indexOf('e') >= 0 || plain.indexOf('E') >= 0
                ? Optional.empty()
                : Notation.number(unit.matches() ? unit.group(1) : plain).map(Constant.Number::new);
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
        return Notation.duration(plain).map(Constant.Duration::new).or(() -> SimpleFeel.duration(plain));
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
