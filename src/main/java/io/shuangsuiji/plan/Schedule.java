package io.shuangsuiji.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.calendar.Period.Unit;
import java.util.List;

/**
 * What a period asks for, and when.
 *
 * @param period the period
 * @param policy the edition that says so
 * @param deadlines in order of their dates
 * @param milestones how much has to be finished by the end of each month
 * @param checklist what to do in the period, in order
 * @param uncovered the years whose holidays would be needed for the dates that are missing
 */
public record Schedule(
        @JsonIgnore Period period,
        Plan.Policy policy,
        List<Deadline> deadlines,
        List<Milestone> milestones,
        List<Step> checklist,
        List<UncoveredYear> uncovered) {
    /** The period as people write it. */
    @JsonProperty("period")
    public String periodText() {
        return period.toString();
    }

    /** The year. */
    @JsonProperty
    public int year() {
        return period.year();
    }

    /** The quarter in which the period lies, 1 to 4; null where it is longer. */
    @JsonProperty
    public Integer quarter() {
        return period.in(Unit.QUARTER).orElse(null);
    }

    /**
     * A step of the checklist.
     *
     * @param rule the id of the rule
     * @param step what to do
     * @param clause the clause of the plan
     */
    public record Step(String rule, String step, String clause) {}
}
