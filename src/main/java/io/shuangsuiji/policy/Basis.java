package io.shuangsuiji.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A document on which an edition rests (依据). In files and answers it is its title alone, or an object with the day until
 * which it holds.
 *
 * @param title what it is called
 * @param until the last day on which it is valid, or null where none is stated
 */
public record Basis(String title, LocalDate until) {
    private static final Pattern LINE = Pattern.compile("(?s)(.*?)\\s*[（(]有效至\\s*(\\d{4}-\\d{2}-\\d{2})[）)]");

    /**
     * Reads a title, or an object of {@code title} and {@code until}.
     *
     * @throws IllegalArgumentException where it is neither
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Basis of(Object given) {
        if (given instanceof String title && !title.isBlank()) {
            return new Basis(title, null);
        }
        if (given instanceof Map<?, ?> object
                && object.get("title") instanceof String title
                && !title.isBlank()
                && object.keySet().stream().allMatch(key -> key.equals("title") || key.equals("until"))) {
            return new Basis(title, object.get("until") == null ? null : day(object.get("until")));
        }
        throw new IllegalArgumentException(
                "依据应为文件名称，或 {title, until} / a basis is a title, or an object of title and until");
    }

    /** Reads a line as {@link #toString} writes it; the expiry may be missing. */
    public static Basis parse(String line) {
        var dated = LINE.matcher(line.strip());
        return dated.matches() ? new Basis(dated.group(1), day(dated.group(2))) : new Basis(line.strip(), null);
    }

    private static LocalDate day(Object iso) {
        try {
            return LocalDate.parse(iso.toString());
        } catch (DateTimeException none) {
            throw new IllegalArgumentException(
                    "有效期应为存在的日期，如 2026-12-31，收到 " + iso + " / until is a date such as 2026-12-31");
        }
    }

    @JsonValue
    Object json() {
        return until == null ? title : Map.of("title", title, "until", until.toString());
    }

    /** True where it does not hold on a day any more. */
    public boolean expiredOn(LocalDate day) {
        return until != null && until.isBefore(day);
    }

    /** True where it still holds on a day, but for no more than so many days. */
    public boolean lapsesWithin(int days, LocalDate day) {
        return until != null && !expiredOn(day) && until.isBefore(day.plusDays(days + 1L));
    }

    /** How long it still holds, in words. */
    public String lapses(LocalDate day) {
        long left = ChronoUnit.DAYS.between(day, until);
        return "依据「" + title + "」有效期至 " + until + "，" + (left == 0 ? "今天是最后一天" : "还有 " + left + " 天");
    }

    /** That it does not, in words. */
    public String expired() {
        return "依据「" + title + "」有效期至 " + until + "，已经届满";
    }

    @Override
    public String toString() {
        return until == null ? title : title + "（有效至 " + until + "）";
    }
}
