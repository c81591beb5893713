package io.shuangsuiji.calendar;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The stretch of a year for which a plan is made: the year, a half, a quarter or a month of it.
 *
 * @param unit how long it is
 * @param year four digits
 * @param number which one of the year, from 1
 */
public record Period(Unit unit, int year, int number) {
    private static final Pattern FORM = Pattern.compile("([2-9]\\d{3})(?:-?([A-Za-z])(\\d{1,2}))?");

    /** How long a period is; each is so many months of a year. */
    public enum Unit {
        YEAR("", 12, "年", "2024"),
        HALF("H", 6, "半年", "2024H1"),
        QUARTER("Q", 3, "季度", "2024Q1"),
        MONTH("M", 1, "月", "2024M03");

        private final String letter;
        private final int months;
        private final String word;
        private final String example;

        Unit(String letter, int months, String word, String example) {
            this.letter = letter;
            this.months = months;
            this.word = word;
            this.example = example;
        }

        /** What people call it. */
        public String word() {
            return word;
        }

        /** A period of this unit as people write it. */
        public String example() {
            return example;
        }

        /** The name under which models ask for its number: {@code quarter}. */
        public String key() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /** True where a period of this unit lies in one of the other. */
        public boolean isWithin(Unit other) {
            return months <= other.months;
        }
    }

    /** Reads {@code 2024Q1}, {@code 2024M03}, {@code 2024H1} or {@code 2024}; empty where the text is none. */
    public static Optional<Period> parse(String text) {
        var form = FORM.matcher(text == null ? "" : text.strip());
        if (!form.matches()) {
            return Optional.empty();
        }
        var letter = form.group(2) == null ? "" : form.group(2);
        int number = form.group(3) == null ? 1 : Integer.parseInt(form.group(3));
        return Stream.of(Unit.values())
                .filter(unit -> unit.letter.equalsIgnoreCase(letter) && number >= 1 && number <= 12 / unit.months)
                .map(unit -> new Period(unit, Integer.parseInt(form.group(1)), number))
                .findFirst();
    }

    /** The period in which a day lies. */
    public static Period of(Unit unit, LocalDate day) {
        return new Period(unit, day.getYear(), (day.getMonthValue() - 1) / unit.months + 1);
    }

    /** A quarter. */
    public static Period quarter(int year, int number) {
        return new Period(Unit.QUARTER, year, number);
    }

    /** What people call it: 2024年第四季度, 2024年3月, 2024年上半年, 2024年. */
    public String inWords() {
        return year
                + "年"
                + switch (unit) {
                    case YEAR -> "";
                    case HALF -> number == 1 ? "上半年" : "下半年";
                    case QUARTER -> "第" + "一二三四".charAt(number - 1) + "季度";
                    case MONTH -> number + "月";
                };
    }

    /** The one after it. */
    public Period next() {
        return of(unit, lastDay().plusDays(1));
    }

    /** Its first day. */
    public LocalDate firstDay() {
        return LocalDate.of(year, (number - 1) * unit.months + 1, 1);
    }

    /** Its last day. */
    public LocalDate lastDay() {
        return firstDay().plusMonths(unit.months).minusDays(1);
    }

    /** The number of the longer period in which it lies ({@code 1} for the quarter of March); empty where it is longer itself. */
    public Optional<Integer> in(Unit longer) {
        return unit.isWithin(longer) ? Optional.of(of(longer, firstDay()).number) : Optional.empty();
    }

    /**
     * What models may ask of it, by name: {@code period}, {@code periodStart}, {@code periodEnd}, {@code year}, and
     * {@code half}, {@code quarter}, {@code month} as far as it lies in one.
     */
    public Map<String, Object> values() {
        var values = new LinkedHashMap<String, Object>();
        values.put("period", toString());
        values.put("periodStart", firstDay());
        values.put("periodEnd", lastDay());
        for (var each : Unit.values()) {
            values.put(each.key(), each == Unit.YEAR ? (Integer) year : in(each).orElse(null));
        }
        return values;
    }

    @Override
    public String toString() {
        return switch (unit) {
            case YEAR -> Integer.toString(year);
            case MONTH -> "%d%s%02d".formatted(year, unit.letter, number);
            default -> year + unit.letter + number;
        };
    }
}
