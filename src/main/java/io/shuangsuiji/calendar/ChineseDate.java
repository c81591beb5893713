package io.shuangsuiji.calendar;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/** Days as documents write them. */
public final class ChineseDate {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu年M月d日");

    private ChineseDate() {}

    /** A day in words: {@code 2027年1月1日}. */
    public static String of(LocalDate day) {
        return DAY.format(day);
    }
}
