package io.shuangsuiji.plan;

import java.math.BigDecimal;

/**
 * An object that is not drawn, because its enterprise was inspected as often this year as it may be (频次上限).
 *
 * @param id the object
 * @param creditCode its enterprise; null where the registry does not name it
 * @param inspections how often the enterprise, or else the object, was inspected this year
 * @param limit how often a year it may be
 * @param rule the rule's id
 * @param clause the clause that says so
 */
public record Capped(String id, String creditCode, Long inspections, BigDecimal limit, String rule, String clause) {
    /** How many of them a plan lists; all are counted in their strata. */
    public static final int MOST_LISTED = 1_000;
}
