package io.shuangsuiji.web.plan;

import io.shuangsuiji.plan.Deadline;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * A deadline as a page shows it on a day.
 *
 * @param deadline the deadline
 * @param today the day on which somebody looks
 */
public record Due(Deadline deadline, LocalDate today) {
    /** In how many days something is soon. */
    private static final int SOON = 7;

    /** True where its last day is over. */
    public boolean past() {
        return deadline.dueOn() != null && deadline.dueOn().isBefore(today);
    }

    /** True where its last day is near. */
    public boolean soon() {
        return !past() && deadline.dueOn() != null && days() <= SOON;
    }

    /** How far off its last day is: 已过, 今天, 还有 5 天; empty where it cannot be known. */
    public String left() {
        if (deadline.dueOn() == null) {
            return "";
        }
        return past() ? "已过" : days() == 0 ? "今天" : "还有 " + days() + " 天";
    }

    /** Its last day; why that cannot be known is said once for all. */
    public String day() {
        return deadline.dueOn() == null ? "推算不出" : deadline.dueOn().toString();
    }

    private long days() {
        return ChronoUnit.DAYS.between(today, deadline.dueOn());
    }
}
