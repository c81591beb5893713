package io.shuangsuiji.web;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/** Dates in the query of a request. */
final class Dates {
    private Dates() {}

    /** The date that a parameter gives; null where it is not given. */
    static LocalDate parameter(String name, String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeParseException none) {
            throw Problem.parameter(
                            name,
                            "应为存在的日期，如 2024-03-20，收到 \"" + text
                                    + "\" / expected a date that exists, such as 2024-03-20, got \"" + text + "\"")
                    .thrown();
        }
    }
}
