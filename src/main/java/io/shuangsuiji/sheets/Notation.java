package io.shuangsuiji.sheets;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Numbers, dates, times, durations, yes and no as people write them in cells: full-width, with invisible characters, units, times and
 * remarks. Says nothing of which words a policy knows. What could be read in two ways is not read.
 */
public final class Notation {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cc}&&[^\\n\\r\\t]]+");
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

    /** Nobody writes a number, a day or one of a few words at such length; longer texts are not looked through for one. */
    private static final int LONGEST = 200;

    private static final Pattern NUMBER = Pattern.compile(
            "([-+]?(?:\\d+|\\d{1,3}(?:,\\d{3})+)?(?:\\.\\d+)?(?:[eE][-+]?\\d{1,9})?) ?(?:([%‰])|[宗次件起个家人名项条户座台辆])?");
    private static final Pattern DATE = Pattern.compile(
            "(\\d{4})\\s*[-/.年]\\s*(\\d{1,2})\\s*[-/.月]\\s*(\\d{1,2})\\s*[日号]?(?:[T\\s]*(?<time>\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?)\\s*(?<zone>Z|[-+]\\d{2}:?\\d{2})?)?");
    private static final Pattern TIME =
            Pattern.compile("(\\d{1,2})\\s*[:时]\\s*(\\d{1,2})\\s*(?:[:分]\\s*(?:(\\d{1,2})\\s*秒?)?)?");
    private static final Pattern DURATION = Pattern.compile("(?:(\\d{1,6})\\s*年)?\\s*(?:(\\d{1,6})\\s*(?:个月|月))?\\s*"
            + "(?:(\\d{1,6})\\s*(?:天|日|个自然日))?\\s*"
            + "(?:(\\d{1,6})\\s*(?:个小时|小时|时))?\\s*(?:(\\d{1,6})\\s*(?:分钟|分))?\\s*(?:(\\d{1,6})\\s*秒)?");
    private static final Pattern COMPACT = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
    private static final Pattern REMARK = Pattern.compile("(.*?[^\\s(\\[【])\\s*[(\\[【]([^()\\[\\]【】]*)[)\\]】]");
    private static final Pattern PUNCTUATION = Pattern.compile("[\\s。．.；;，,、！!：:*~]+$");

    private static final Map<String, Boolean> TRUTHS = Map.ofEntries(
            Map.entry("true", true),
            Map.entry("false", false),
            Map.entry("是", true),
            Map.entry("否", false),
            Map.entry("1", true),
            Map.entry("0", false),
            Map.entry("有", true),
            Map.entry("无", false),
            Map.entry("√", true),
            Map.entry("✓", true),
            Map.entry("✔", true),
            Map.entry("☑", true),
            Map.entry("×", false),
            Map.entry("✗", false),
            Map.entry("✘", false),
            Map.entry("yes", true),
            Map.entry("no", false),
            Map.entry("y", true),
            Map.entry("n", false));
    private static final Set<String> NONE = Set.of(
            "无", "没有", "暂无", "空", "/", "\\", "-", "--", "—", "——", "–", "_", "n/a", "#n/a", "na", "null", "none", "nan",
            "nil", "不适用", "(空)", "(空白)", "∅");

    private Notation() {}

    /** A way to read a cell, and the remark in brackets that it leaves aside; empty where it leaves none. */
    public record Reading(String text, String remark) {}

    /** What people see of a text: without invisible characters, with plain spaces, nothing at its edges. */
    public static String tidy(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean edge = i == 0 || i == text.length() - 1;
            if (c <= ' ' && (edge || c < ' ')
                    || c >= 0x7F && c < 0x100
                    || c >= 0x2000 && c < 0x2070
                    || c == 0x3000
                    || c >= 0xFE00) {
                return INVISIBLE
                        .matcher(text)
                        .replaceAll("")
                        .replace('\u00A0', ' ')
                        .replace('\u3000', ' ')
                        .strip();
            }
        }
        return text;
    }

    /** A text as documents hold it: tidy, in one line, and without half characters, of which JSON may have some. */
    public static String line(String text) {
        return new String(tidy(text).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                .replaceAll("[\\n\\r\\t]+", " ");
    }

    /** A text as it is compared with known words: full-width forms made plain, no white space, small letters. */
    public static String plain(String text) {
        if (isPlainAscii(text)) {
            return text.toLowerCase(Locale.ROOT);
        }
        return SPACES.matcher(Normalizer.normalize(tidy(text), Normalizer.Form.NFKC))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }

    /** An identifier as it is compared and shown: full-width forms made plain, nothing invisible, no white space. */
    public static String identifier(String text) {
        if (isPlainAscii(text)) {
            return text;
        }
        return SPACES.matcher(Normalizer.normalize(tidy(text), Normalizer.Form.NFKC))
                .replaceAll("");
    }

    private static boolean isPlainAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 0x7F) {
                return false;
            }
        }
        return true;
    }

    /** The ways to read a tidy text, the most literal first: whole, without punctuation at its end, without remarks. */
    public static List<Reading> readings(String tidy) {
        var readings = new ArrayList<Reading>();
        readings.add(new Reading(tidy, ""));
        if (tidy.length() > LONGEST) {
            return readings;
        }
        var text = PUNCTUATION.matcher(tidy).replaceFirst("");
        if (!text.isEmpty() && !text.equals(tidy)) {
            readings.add(new Reading(text, ""));
        }
        var remarks = new StringBuilder();
        var remark = REMARK.matcher(wideBrackets(text));
        while (remark.matches()) {
            text = PUNCTUATION.matcher(remark.group(1)).replaceFirst("");
            remarks.append(remark.group(2)).append(' ');
            if (!text.isEmpty()) {
                readings.add(new Reading(text, remarks.toString()));
            }
            remark = REMARK.matcher(text);
        }
        return readings;
    }

    private static String wideBrackets(String text) {
        return text.replace('（', '(').replace('）', ')').replace('［', '[').replace('］', ']');
    }

    /** True where people write so for nothing. */
    public static boolean none(String text) {
        return NONE.contains(plain(text));
    }

    /** A text as it is held against a form: full-width forms made plain, one space for several; nothing for a longer one. */
    private static String written(String text) {
        return text.length() > LONGEST
                ? ""
                : SPACES.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
                        .replaceAll(" ")
                        .strip();
    }

    /** A number: {@code 12}, {@code 1,234}, {@code 12.5%}, {@code 12宗}; empty where it is none, or might be another. */
    public static Optional<BigDecimal> number(String text) {
        var written = NUMBER.matcher(written(text));
        if (!written.matches() || written.group(1).chars().noneMatch(Character::isDigit)) {
            return Optional.empty();
        }
        try {
            var number = new BigDecimal(written.group(1).replace(",", ""));
            var part = written.group(2);
            return Optional.of(part == null ? number : number.movePointLeft(part.equals("%") ? 2 : 3));
        } catch (NumberFormatException | ArithmeticException none) {
            return Optional.empty();
        }
    }

    /**
     * A day: {@code 2024-3-5}, {@code 2024年3月5日}, {@code 20240305}, with a time, which is dropped; a time with a zone is
     * taken to the day that it is in China.
     */
    public static Optional<LocalDate> date(String text) {
        var plain = written(text);
        var written = DATE.matcher(plain);
        boolean long_ = written.matches();
        var compact = COMPACT.matcher(plain);
        if (!long_ && !compact.matches()) {
            return Optional.empty();
        }
        var found = long_ ? written : compact;
        try {
            var day = LocalDate.of(
                    Integer.parseInt(found.group(1)),
                    Integer.parseInt(found.group(2)),
                    Integer.parseInt(found.group(3)));
            var time = long_ ? written.group("time") : null;
            if (time == null) {
                return Optional.of(day);
            }
            var hour = hour(time);
            var zone = written.group("zone");
            return Optional.of(
                    zone == null
                            ? day
                            : OffsetDateTime.of(day, hour, ZoneOffset.of(zone))
                                    .atZoneSameInstant(CHINA)
                                    .toLocalDate());
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static LocalTime hour(String time) {
        return LocalTime.parse(time.charAt(1) == ':' ? "0" + time : time);
    }

    /** A day and a time without a zone: {@code 2024-3-5 8:30}, {@code 2024年3月5日 08:30:00}; empty for a day alone. */
    public static Optional<LocalDateTime> dateTime(String text) {
        var written = DATE.matcher(written(text));
        if (!written.matches() || written.group("time") == null || written.group("zone") != null) {
            return Optional.empty();
        }
        try {
            return date(text).map(day -> day.atTime(hour(written.group("time"))));
        } catch (DateTimeException noSuchHour) {
            return Optional.empty();
        }
    }

    /** A time of day: {@code 8:30}, {@code 08:30:00}, {@code 8时30分}. */
    public static Optional<LocalTime> time(String text) {
        var written = TIME.matcher(written(text));
        if (!written.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalTime.of(
                    Integer.parseInt(written.group(1)),
                    Integer.parseInt(written.group(2)),
                    written.group(3) == null ? 0 : Integer.parseInt(written.group(3))));
        } catch (DateTimeException noSuchHour) {
            return Optional.empty();
        }
    }

    /** A duration in ISO 8601: {@code 12个月}, {@code 1年6个月}, {@code 3天}, {@code 8小时30分钟}; never months and days at once. */
    public static Optional<String> duration(String text) {
        var words = DURATION.matcher(written(text));
        if (!words.matches()) {
            return Optional.empty();
        }
        var months = part(words.group(1), "Y") + part(words.group(2), "M");
        var time = part(words.group(4), "H") + part(words.group(5), "M") + part(words.group(6), "S");
        var days = part(words.group(3), "D") + (time.isEmpty() ? "" : "T" + time);
        return months.isEmpty() == days.isEmpty() ? Optional.empty() : Optional.of("P" + months + days);
    }

    private static String part(String amount, String unit) {
        return amount == null ? "" : Long.parseLong(amount) + unit;
    }

    /** Yes or no: {@code 是}, {@code 否}, {@code √}, {@code true}. */
    public static Optional<Boolean> truth(String text) {
        return Optional.ofNullable(TRUTHS.get(plain(text)));
    }
}
