package io.shuangsuiji.plan;

import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.policy.Edition;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * How much of a period's tasks has to be finished by the end of one of its months (月度完成率).
 *
 * @param by the last day of the month
 * @param share of all tasks, those of the months before included, from 0 to 1
 * @param rule the rule's id
 * @param clause the clause of the plan
 */
public record Milestone(LocalDate by, BigDecimal share, String rule, String clause) {
    /** Those of a period, by the edition's table; none where it has no such table. */
    public static List<Milestone> of(Edition edition, Period period) {
        if (!(edition.constant("progress.milestones") instanceof Collection<?> rows)) {
            return List.of();
        }
        return rows.stream()
                .map(row -> (Map<?, ?>) row)
                .map(row -> new Milestone(
                        period.firstDay()
                                .plusMonths(((BigDecimal) row.get("month")).longValueExact())
                                .minusDays(1),
                        (BigDecimal) row.get("share"),
                        (String) row.get("rule"),
                        (String) row.get("clause")))
                .filter(milestone -> !milestone.by().isAfter(period.lastDay()))
                .toList();
    }
}
