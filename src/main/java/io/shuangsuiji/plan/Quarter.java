package io.shuangsuiji.plan;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A calendar quarter.
 *
 * @param year four digits
 * @param number 1 to 4
 */
public record Quarter(int year, int number) {
    private static final Pattern FORM = Pattern.compile("([2-9]\\d{3})-?[Qq]([1-4])");

    /** Reads {@code 2024Q1}; empty where the text is none. */
    public static Optional<Quarter> parse(String text) {
        var form = FORM.matcher(text == null ? "" : text.strip());
        return form.matches()
                ? Optional.of(new Quarter(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2))))
                : Optional.empty();
    }

    /** The quarter in which a day lies. */
    public static Quarter of(LocalDate day) {
        return new Quarter(day.getYear(), (day.getMonthValue() + 2) / 3);
    }

    /** Its first day. */
    public LocalDate firstDay() {
        return LocalDate.of(year, 3 * number - 2, 1);
    }

    @Override
    public String toString() {
        return year + "Q" + number;
    }
}
