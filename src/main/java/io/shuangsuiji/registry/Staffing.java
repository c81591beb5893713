package io.shuangsuiji.registry;

/**
 * How many officers a bureau has; two separate numbers of the plan, of which neither stands in for the other.
 *
 * @param officers 执法人员数量
 * @param participatingOfficers 参与执法检查人员总数, or null where it is not known
 */
public record Staffing(int officers, Integer participatingOfficers) {}
