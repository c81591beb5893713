package io.shuangsuiji.plan;

import java.util.List;

/**
 * What a quarter asks for, and when.
 *
 * @param year the year
 * @param quarter 1 to 4
 * @param policy the edition that says so
 * @param deadlines in order of their dates
 * @param checklist what to do in the quarter, in order
 */
public record Schedule(int year, int quarter, Plan.Policy policy, List<Deadline> deadlines, List<Step> checklist) {

    /**
     * A step of the checklist.
     *
     * @param rule the id of the rule
     * @param step what to do
     * @param clause the clause of the plan
     */
    public record Step(String rule, String step, String clause) {}
}
