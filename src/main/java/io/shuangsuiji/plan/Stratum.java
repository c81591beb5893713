package io.shuangsuiji.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * A stratum (抽样层) of the plan: a group of objects that is sampled by one sentence of the policy.
 *
 * @param stratum its name in the quota table
 * @param team whose objects it holds, where samples are sized team by team; else null
 * @param objectTypes the object types that it pools
 * @param category the supervision category, or null where the stratum holds several
 * @param population how many objects it holds, off-site ones included where the edition counts them
 * @param offSite how many of them are inspected off site
 * @param capped how many of them may not be inspected again this year (频次上限)
 * @param rule the rule's id, or null where the policy has none
 * @param clause the clause that says so
 * @param measure how the sample is measured (抽样方式)
 * @param rate the sampling fraction or the multiple, by measure; null without a rule
 * @param rateText the rate as the plan writes it ({@code 12.5%}, {@code 2.5 倍}); empty without a rule
 * @param period the period that the rule names
 * @param dueThisQuarter false where the stratum is drawn in another period
 * @param required how many the policy asks for; null without a rule, or where an input is missing
 * @param sampleSize how many can be drawn: at most the population less those capped
 * @param shortfall required less sampleSize
 * @param applicable false where the policy has no rule for the stratum
 * @param drawnBy who draws; null where nothing is drawn
 * @param platform on which platform; null where nothing is drawn
 * @param further what else the edition's quota says of it, by key: a least or greatest number, how it is rounded
 * @param teams how the sample is split among teams; empty where the edition does not say
 * @param objectsByTeam whose its objects are; those of no team are left out
 */
public record Stratum(
        String stratum,
        String team,
        List<String> objectTypes,
        String category,
        long population,
        long offSite,
        long capped,
        String rule,
        String clause,
        String measure,
        BigDecimal rate,
        String rateText,
        String period,
        boolean dueThisQuarter,
        Long required,
        Long sampleSize,
        Long shortfall,
        boolean applicable,
        String drawnBy,
        String platform,
        Map<String, Object> further,
        List<TeamShare> teams,
        @JsonIgnore Map<String, TeamObjects> objectsByTeam) {

    /** A team's objects in a stratum, and how many of them may not be inspected again this year. */
    public record TeamObjects(long population, long capped) {}

    /** A team's objects in a stratum, and how many of the sample it inspects. */
    public record TeamShare(String team, long population, long sampleSize) {}
}
