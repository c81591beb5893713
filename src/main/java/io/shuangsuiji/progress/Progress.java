package io.shuangsuiji.progress;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.plan.Deadline;
import io.shuangsuiji.plan.Finding;
import io.shuangsuiji.plan.Plan;
import io.shuangsuiji.plan.Schedule;
import io.shuangsuiji.registry.ReadReport;
import io.shuangsuiji.registry.RejectedRow;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * Where the tasks of a ledger stand on a day.
 *
 * @param on the day asked about
 * @param period whose tasks are held against its milestones
 * @param asOf the day by which the edition was chosen, or null where it was named
 * @param policy the edition that every number comes from
 * @param tasks how many tasks were read
 * @param tasksOfPeriod how many of them are the period's
 * @param completion how many of the period's tasks are done, overall (the first, whose team is null) and by team
 * @param joint the share of joint tasks of the period's year; null where the edition asks for none
 * @param publication by channel: what is published, late and due
 * @param overdue tasks that are not published though their last day has passed, the longest overdue first; at most
 *     {@link #MOST_LISTED}, {@code publication} counts all
 * @param dueSoon tasks that have to be published within the edition's number of working days, the most urgent first
 * @param states the states of tasks in their order, and where the tasks are
 * @param stalls tasks that have been in a state for longer than it may last; at most {@link #MOST_LISTED}
 * @param scanning supervision codes that were entered late or not at all; null where the edition does not ask for them
 * @param visits how often enterprises were inspected in the year; null where the edition has no caps
 * @param deadlines the period's dates with who owes what
 * @param yearDeadlines those of the whole year
 * @param checklist what to do in the period, in order
 * @param handovers who hands what to whom, in order (R08 to R10)
 * @param rates by team, and overall first: problems found, cases filed, problems rectified
 * @param drawn the ledger held against what was drawn; null where that was not given
 * @param notCovered dates that cannot be told because a year's holidays are not known; one for each year
 * @param findings what the rules found
 * @param ledger what was read of the ledger and what was not
 * @param rejected the rows that could not be read, at most {@link #MOST_LISTED} of them; a finding counts all
 * @param taskList every task with its dates, in the order of their ids; in JSON only where it was asked for
 */
public record Progress(
        LocalDate on,
        @JsonIgnore Period period,
        LocalDate asOf,
        Plan.Policy policy,
        long tasks,
        long tasksOfPeriod,
        List<Completion> completion,
        Joint joint,
        List<ChannelCount> publication,
        List<Due> overdue,
        List<Due> dueSoon,
        List<StateCount> states,
        List<Stall> stalls,
        Scanning scanning,
        Visits visits,
        List<Deadline> deadlines,
        List<Deadline> yearDeadlines,
        List<Schedule.Step> checklist,
        List<Handover> handovers,
        List<Rates> rates,
        Drawn drawn,
        List<NotCovered> notCovered,
        List<Finding> findings,
        ReadReport ledger,
        List<RejectedRow> rejected,
        @JsonIgnore List<TaskProgress> taskList) {

    /** How many tasks a list of the answer names; all are counted. */
    public static final int MOST_LISTED = 1_000;

    /** The period as people write it. */
    @JsonProperty("period")
    public String periodText() {
        return period.toString();
    }

    /** The columns of the ledger: those that were taken for facts, and those that were not. */
    @JsonProperty
    public List<ReadReport.ColumnRead> columns() {
        return ledger.columns();
    }

    /** What one body hands to another (报送). */
    public record Handover(String rule, String from, String to, String action, String clause) {}

    /**
     * How many of the period's tasks are done.
     *
     * @param team null for all teams together
     * @param tasks how many there are
     * @param completed how many are done by the day asked about
     * @param rate {@code completed / tasks}, four digits, for reading only: comparisons are exact; null where there are none
     * @param milestones in order of their days
     */
    public record Completion(
            String team, long tasks, long completed, BigDecimal rate, List<MilestoneCount> milestones) {}

    /**
     * A milestone (月度完成率) held against the tasks.
     *
     * @param by the last day of the month
     * @param share of all tasks, from 0 to 1
     * @param required the least whole number of tasks that is no less than that share
     * @param completed how many were done by that day, or by the day asked about where that is earlier
     * @param standing what comes of it
     * @param missing how many tasks are missing to reach it; 0 where it is reached
     * @param workingDaysLeft working days after the day asked about, up to and with {@code by}; null where the day has
     *     passed or they cannot be told
     * @param tasksPerWorkingDay the pace that reaching it takes from now on, rounded up to hundredths; null where nothing is
     *     missing or no working day is left
     * @param rule the rule's id
     * @param clause the clause of the plan
     */
    public record MilestoneCount(
            LocalDate by,
            BigDecimal share,
            long required,
            long completed,
            Standing standing,
            long missing,
            Long workingDaysLeft,
            BigDecimal tasksPerWorkingDay,
            String rule,
            String clause) {}

    /** What comes of a milestone. */
    public enum Standing {
        /** So many were done by its day. */
        REACHED,
        /** Its day has passed, and too few were done by then. */
        MISSED,
        /** Its day is yet to come, and too few are done so far. */
        OPEN,
        /** There are no tasks. */
        NOT_APPLICABLE
    }

    /**
     * The share of joint tasks (跨部门联合) of a year.
     *
     * @param year the year
     * @param share the least share of all tasks, joint ones included
     * @param joint how many of the year's tasks are joint
     * @param total how many there are, joint ones included
     * @param shareSoFar {@code joint / total}, four digits, for reading only; null where there are none
     * @param met true where {@code joint ≥ share · total}, exactly
     * @param required how many joint tasks the year's other tasks ask for
     * @param missing how many joint tasks are missing to that
     * @param completed how many joint tasks are done
     * @param by the last day for the joint tasks; null where the schedule has none
     * @param projectedCompleted how many joint tasks will be done by then at the year's pace so far; null where that cannot
     *     be told
     * @param projectedMet true where those are as many as are required; null likewise
     * @param late how many joint tasks were not done by that day, where it has passed
     * @param rule the rule's id
     * @param clause the clause of the plan
     */
    public record Joint(
            int year,
            BigDecimal share,
            long joint,
            long total,
            BigDecimal shareSoFar,
            boolean met,
            long required,
            long missing,
            long completed,
            LocalDate by,
            Long projectedCompleted,
            Boolean projectedMet,
            long late,
            String rule,
            String clause) {}

    /**
     * A place of publication (公示场所).
     *
     * @param channel its name
     * @param published how many tasks are published there
     * @param late how many of them later than they had to be
     * @param overdue how many are not, though their last day has passed
     * @param dueSoon how many have to be within the edition's number of working days
     * @param open how many of the others are inspected and wait, or are not inspected yet
     * @param unknown how many have a last day that cannot be told
     */
    public record ChannelCount(
            String channel, long published, long late, long overdue, long dueSoon, long open, long unknown) {}

    /**
     * A task that has to be published.
     *
     * @param taskId the task
     * @param objectId its object
     * @param name the object's name
     * @param team the team
     * @param channel where it has to be published
     * @param dueOn the last day, itself included
     * @param days calendar days between that day and the day asked about: overdue by so many, or left
     * @param rule the rule whose day binds
     * @param clause its clause
     */
    public record Due(
            String taskId,
            String objectId,
            String name,
            String team,
            String channel,
            LocalDate dueOn,
            long days,
            String rule,
            String clause) {}

    /**
     * A state of tasks (任务状态).
     *
     * @param state its name
     * @param tasks how many tasks are in it now: they have come to it and to none after it
     * @param longest for how many days a task may stay in it; null where the plan does not say (无规定)
     * @param stalled how many have stayed longer, those that have gone on included
     * @param skipped how many have come to a later state without this one
     * @param rule the rule's id
     * @param clause the clause of the plan
     */
    public record StateCount(
            String state, long tasks, Longest longest, long stalled, long skipped, String rule, String clause) {}

    /** For how long something may last: so many working days, or calendar days; the other is null. */
    public record Longest(Integer workingDays, Integer calendarDays) {}

    /**
     * A task that has been in a state for too long.
     *
     * @param state the state
     * @param since when it came to it
     * @param until the last day on which it should have gone on
     * @param leftOn when it did go on; null where it is still there
     */
    public record Stall(
            String taskId,
            String objectId,
            String name,
            String team,
            String state,
            LocalDate since,
            LocalDate until,
            LocalDate leftOn) {}

    /**
     * Supervision codes (监督码).
     *
     * @param withinDays within how many calendar days after the inspection a code may be entered late
     * @param scanned how many inspected tasks have one that was scanned no later than the inspection
     * @param enteredLate how many have one that was entered afterwards, within those days
     * @param tooLate how many have one that was entered after those days
     * @param missing how many have none though those days have passed
     * @param examples ids of tasks that are too late or have none
     */
    public record Scanning(
            int withinDays,
            long scanned,
            long enteredLate,
            long tooLate,
            long missing,
            List<String> examples,
            String rule,
            String clause) {}

    /**
     * How often enterprises were inspected in the year.
     *
     * @param enterprises how many enterprises were inspected
     * @param atCap those that were inspected as often as they may be or more often, most often first; at most
     *     {@link #MOST_LISTED}
     * @param overCap how many were inspected more often than they may be
     * @param unnamed how many inspections have no credit code
     */
    public record Visits(long enterprises, List<EnterpriseVisits> atCap, long overCap, long unnamed) {}

    /**
     * An enterprise.
     *
     * @param visits on how many days of the year it was inspected by tasks that count; tasks of one day are one visit
     * @param limit how often it may be
     */
    public record EnterpriseVisits(
            String creditCode, String name, long visits, BigDecimal limit, boolean over, String rule, String clause) {}

    /**
     * Rates of a team (R43), of the period's tasks inspected by the day asked about; each is null where what it divides by is 0.
     *
     * @param team null for all teams together
     * @param discoveryRate {@code problems / inspected} (问题发现率), four digits
     * @param filingRate {@code filed / problems} (立案率)
     * @param rectificationRate {@code rectified / problems} (整改率)
     */
    public record Rates(
            String team,
            long inspected,
            long problems,
            long filed,
            long rectified,
            BigDecimal discoveryRate,
            BigDecimal filingRate,
            BigDecimal rectificationRate) {}

    /**
     * The ledger held against what was drawn.
     *
     * @param drawn how many objects were drawn
     * @param matched how many of them have a task
     * @param withoutTask drawn objects that have none
     * @param notDrawn tasks of objects that were not drawn, nor stand in for one in their turn
     * @param substitutes those that have a task, by stratum and turn
     */
    public record Drawn(
            long drawn,
            long matched,
            long withoutTaskCount,
            List<Unmatched> withoutTask,
            long notDrawnCount,
            List<Unmatched> notDrawn,
            List<Substitute> substitutes) {}

    /**
     * A substitute (备选) that has a task.
     *
     * @param place its turn in its stratum, from 1
     * @param inTurn false where one before it has no task
     */
    public record Substitute(String objectId, String stratum, int place, String taskId, boolean inTurn) {}

    /**
     * An object on one side alone.
     *
     * @param nearest an id of the other side that is all but the same: a slip of the pen, or null
     */
    public record Unmatched(String objectId, String stratum, String taskId, String nearest) {}

    /**
     * Dates that need the holidays of a year which no official notice has told.
     *
     * @param code {@value io.shuangsuiji.calendar.CalendarYearNotCoveredException#CODE}
     * @param year the year
     * @param count how many tasks it concerns
     * @param examples ids of some of them
     * @param detail how to supply the year, in Chinese and English
     */
    public record NotCovered(String code, int year, long count, List<String> examples, String detail) {}

    /**
     * A task with what is due of it.
     *
     * @param task as the ledger has it
     * @param ofPeriod true where it is one of the period's
     * @param state where it is; null where it has no state yet
     * @param endedOn when its inspection ended, by the day asked about; null where it has not
     * @param completedOn when it was done, likewise
     * @param due by channel, when it has to be published; empty where it is not inspected yet
     */
    public record TaskProgress(
            Task task,
            boolean ofPeriod,
            String state,
            LocalDate endedOn,
            LocalDate completedOn,
            Map<String, ChannelDue> due) {}

    /**
     * When a task has to be published on a channel.
     *
     * @param dueOn the last day; null where it cannot be told
     * @param rule the rule whose day binds
     * @param clause its clause
     * @param publishedOn when it was published; null where it is not
     * @param standing whether that is well
     * @param error why the day cannot be told; null where it can
     */
    public record ChannelDue(
            LocalDate dueOn,
            String rule,
            String clause,
            LocalDate publishedOn,
            Publication standing,
            Deadline.DeadlineError error) {}

    /** How the publication of a task stands. */
    public enum Publication {
        IN_TIME,
        LATE,
        OVERDUE,
        DUE_SOON,
        OPEN,
        UNKNOWN
    }
}
