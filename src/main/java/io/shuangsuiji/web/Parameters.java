package io.shuangsuiji.web;

import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.sheets.header.Spelling;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;

/** What the resources have in common in reading query parameters. */
public final class Parameters {
    private Parameters() {}

    /** Refuses a parameter that nothing reads: passed over, it would leave a default in the place of what was meant. */
    public static void refuseUnknown(UriInfo uri, List<String> known) {
        for (var name : uri.getQueryParameters().keySet()) {
            if (!known.contains(name)) {
                var meant = Spelling.nearest(name, known);
                throw Problem.parameter(
                                name,
                                "未知的参数"
                                        + meant.map(word -> "，疑为 " + word + " 之误")
                                                .orElse("") + "；允许："
                                        + String.join("、", known) + " / unknown parameter"
                                        + meant.map(word -> ": did you mean " + word + "?")
                                                .orElse("")
                                        + "; allowed: " + String.join(", ", known))
                        .thrown();
            }
        }
    }

    /** A switch: false where it is not given, true also where it is given without a value. */
    public static boolean flag(String name, String text) {
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.isEmpty() || text.equals("true")) {
            return true;
        }
        throw Problem.parameter(name, "应为 true 或 false，收到 \"" + text + "\" / expected true or false")
                .thrown();
    }

    /** A date; null where it is not given. */
    public static LocalDate date(String name, String text) {
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

    /** The problem of parameters that were read as an input. */
    public static Problem problem(InvalidInput invalid) {
        return Problem.parameters(invalid.problems().stream()
                .map(problem -> new Problem.Place(null, problem.pointer().substring(1), problem.detail()))
                .toList());
    }
}
