package io.shuangsuiji.plan;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * What the rules of {@code rules/} reason over. Equal facts are grouped and counted first: a rule that joined 20,000
 * objects in pairs would be slow.
 */
public final class Facts {
    /** In facts of reading: the file that was read is a registry (名录库). */
    public static final String REGISTRY = "registry";

    private Facts() {}

    /** Objects of which the tables point out the same thing. */
    public record NoticeGroup(String code, String rule, String reason, long count, List<String> examples) {}

    /** Objects that the registry gives to one team; {@code known} where the edition lists the team. */
    public record TeamGroup(String team, boolean known, long count, List<String> examples) {}

    /** Ids that occur more than once: how many rows too many. */
    public record DuplicateIds(long count, List<String> examples) {}

    /** Rows of the registry that could not be read. */
    public record RejectedRows(long count, List<String> examples) {}

    /**
     * A fact for which the registry has no column.
     *
     * @param resembling headers of columns that were not read and may be meant for it, joined; empty where there are none
     */
    public record LackingFact(String file, String label, String resembling) {}

    /** A column that was not read and resembles one that was. */
    public record UnreadColumn(String file, String header, String label) {}

    /** A column that bears a fact's name, and differs from the one that was taken in so many rows. */
    public record DifferingColumn(
            String file, String label, String taken, String other, long count, List<String> examples) {}

    /** A sheet that was not read, though it has rows; {@code likely} where it looks like a registry. */
    public record SheetLeftOut(String file, String name, boolean likely, long rows, String reason) {}

    /** Sheets that were read as one registry. */
    public record SheetsJoined(String file, String names, long rows) {}

    /** Rows that people do not see, and that were counted; {@code how} says why, {@code where} names the sheet, if any. */
    public record UnseenRows(String file, String where, String how, long count) {}

    /** The file says how many objects there are, and holds another number. */
    public record OtherTotal(String file, long announced, long rows) {}

    /** Dates after the day of evaluation, or of another century. */
    public record SuspectDates(String label, long count, List<String> examples) {}

    /** A stratum whose sample cannot be sized because an input is missing. */
    public record MissingInput(String stratum, String rule, String field, String message) {}

    /** Objects that have a cap (频次上限) of which the registry does not say how often they were inspected this year. */
    public record UnknownInspections(long count, List<String> examples) {}

    /** A document on which the edition rests, and which does not hold any more on the day of evaluation. */
    public record ExpiredBasis(String title, LocalDate until) {}

    /** Joint tasks that the planned ones require: {@code required} for {@code nonJointTasks} of them, at that share. */
    public record JointTasks(String rule, String clause, BigDecimal share, long nonJointTasks, long required) {}
}
