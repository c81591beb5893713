package io.shuangsuiji.progress;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * What the rules of {@code rules/progress.drl} reason over, grouped and counted: never one fact for a task. A share, rule or
 * clause that a fact brings is the edition's.
 */
public final class Facts {
    /** In facts of reading: the file that was read is a ledger (台账). */
    public static final String LEDGER = "ledger";

    private Facts() {}

    /** Tasks of a team; {@code known} where the edition lists it (R04). */
    public record TeamTasks(String team, boolean known, long count, List<String> examples) {}

    /** Tasks of which the ledger does not say the team. */
    public record TasksWithoutTeam(long count, List<String> examples) {}

    /** Tasks of a stratum that the edition does not have. */
    public record UnknownStratum(String stratum, String nearest, long count, List<String> examples) {}

    /** Ids that occur more than once: how many rows too many. */
    public record DuplicateTasks(long count, List<String> examples) {}

    /** Rows of the ledger that could not be read. */
    public record RejectedTasks(long count, List<String> examples) {}

    /** Tasks that name their period in a way that is not understood. */
    public record UnreadablePeriods(long count, List<String> examples) {}

    /** Tasks without any day. */
    public record UndatedTasks(long count, List<String> examples) {}

    /** How many of the ledger's tasks are the period's; {@code otherPeriods} are not. */
    public record TasksOfPeriod(String period, long count, long otherPeriods) {}

    /** Two days of tasks of which the first has to come first, and comes after the other. */
    public record DatesOutOfOrder(String first, String then, long count, List<String> examples) {}

    /** Days after the day asked about; they are not counted. */
    public record FutureDates(String label, LocalDate on, long count, List<String> examples) {}

    /** Days of another century. */
    public record UnlikelyDates(String label, long count, List<String> examples) {}

    /** Tasks that came to a later state without this one. */
    public record SkippedState(String state, long count, List<String> examples, String rule, String clause) {}

    /** Tasks that stayed in a state for longer than they may. */
    public record StalledState(String state, long count, List<String> examples, String rule, String clause) {}

    /**
     * A milestone of a team, or of all together where {@code team} is empty.
     *
     * @param standing one of {@link Progress.Standing} by name
     */
    public record TeamMilestone(
            String team,
            LocalDate by,
            BigDecimal share,
            long tasks,
            long completed,
            long missing,
            BigDecimal tasksPerWorkingDay,
            String standing,
            String rule,
            String clause) {}

    /** The year's joint tasks. */
    public record JointProgress(
            long joint,
            long total,
            BigDecimal share,
            boolean met,
            long missing,
            LocalDate by,
            long late,
            String rule,
            String clause) {}

    /** Tasks of a channel: published late, overdue or due within so many working days. */
    public record ChannelTasks(
            String channel,
            long late,
            long overdue,
            long dueSoon,
            int dueSoonWorkingDays,
            List<String> lateExamples,
            List<String> overdueExamples,
            List<String> dueSoonExamples,
            String rule,
            String clause) {}

    /** Supervision codes. */
    public record ScanTasks(
            int withinDays,
            long enteredLate,
            long tooLate,
            long missing,
            List<String> examples,
            String rule,
            String clause) {}

    /** Enterprises that were inspected more often than they may be, and inspections without a credit code. */
    public record VisitedEnterprises(long overCap, long unnamed, List<String> examples) {}

    /** Inspections whose cap depends on facts that a ledger does not have; they are not counted. */
    public record UndecidedCaps(long count, List<String> examples) {}

    /** The edition does not say which day of a ledger its states are: {@code count} tasks have no state. */
    public record UnstatedStates(long count) {}

    /** Marks that contradict each other: a case or a rectification where no problem was found. */
    public record ContradictingMarks(String mark, String without, long count, List<String> examples) {}

    /** Inspected tasks of which the ledger does not say whether a problem was found. */
    public record UnmarkedTasks(String label, long count, List<String> examples) {}

    /** Drawn objects without a task. */
    public record DrawnWithoutTask(long count, List<String> examples) {}

    /** Tasks of objects that were not drawn. */
    public record TasksNotDrawn(long count, List<String> examples) {}

    /** Dates that need a year whose holidays are not known. */
    public record YearNotCovered(String errorCode, int year, long count, List<String> examples) {}
}
