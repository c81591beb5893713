package io.shuangsuiji.plan;

import java.math.BigDecimal;
import java.util.List;

/**
 * What the rules of {@code rules/} reason over. Equal facts are grouped and counted first: a rule that joined 20,000
 * objects in pairs would be slow.
 */
public final class Facts {
    private Facts() {}

    /** Objects of which the tables point out the same thing. */
    public record NoticeGroup(String code, String rule, String reason, long count, List<String> examples) {}

    /** Objects that the registry gives to one team; {@code known} where the edition lists the team. */
    public record TeamGroup(String team, boolean known, long count, List<String> examples) {}

    /** Ids that occur more than once: how many rows too many. */
    public record DuplicateIds(long count, List<String> examples) {}

    /** Rows of the registry that could not be read. */
    public record RejectedRows(long count, List<String> examples) {}

    /** A stratum whose sample cannot be sized because an input is missing. */
    public record MissingInput(String stratum, String rule, String field, String message) {}

    /** Joint tasks that the planned ones require: {@code required} for {@code nonJointTasks} of them, at that share. */
    public record JointTasks(String rule, BigDecimal share, long nonJointTasks, long required) {}
}
