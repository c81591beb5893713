package io.shuangsuiji.plan;

import java.time.LocalDate;
import java.util.List;

public record Deadline(
        String rule,
        String event,
        String actor,
        LocalDate dueOn,
        LocalDate remindOn,
        List<String> publishedOn,
        String clause,
        boolean completion,
        String notAfter,
        DeadlineError error) {
    public record DeadlineError(String code, int year, String detail) {}
}
