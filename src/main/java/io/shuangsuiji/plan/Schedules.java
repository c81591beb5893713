package io.shuangsuiji.plan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.shuangsuiji.calendar.CalendarYearNotCoveredException;
import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.calendar.WorkingCalendar;
import io.shuangsuiji.decision.Decisions;
import io.shuangsuiji.decision.NoMatchingRule;
import io.shuangsuiji.decision.input.Inputs;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.policy.Edition;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Resolves the rows of an edition's schedule table on its working calendar. A row's day is its base (itself not
 * counted), then so many calendar days, then so many working days, then moved off a day off where the row says so.
 */
public final class Schedules {
    private static final String MODEL = "schedule";

    private Schedules() {}

    /**
     * The schedule of a period. Dates that need the days of a year without official holidays are unknown, they alone.
     *
     * @param taskEndedOn when the inspection of the task in question ended, or null
     * @param quarterEndedOn when the period's last task ended, or null where that is not known yet
     * @throws InvalidInput where the edition's model refuses the period or a date
     * @throws NoMatchingRule where the table gives no answer, or rows that cannot be carried out
     */
    public static Schedule of(Edition edition, Period period, LocalDate taskEndedOn, LocalDate quarterEndedOn) {
        var inputs = inputs(edition, period, taskEndedOn, quarterEndedOn);
        var deadlines = resolve(edition, inputs);
        return new Schedule(
                period,
                Plan.Policy.of(edition),
                deadlines,
                Milestone.of(edition, period),
                checklist(edition),
                UncoveredYear.of(deadlines));
    }

    /**
     * The deadlines of a period, in order of their dates, those of one day as the table has them, unknown ones last.
     *
     * @param taskEndedOn when the inspection of the task in question ended, or null
     * @param quarterEndedOn when the period's last task ended, or null where that is not known yet
     * @throws InvalidInput where the edition's model refuses the period or a date
     * @throws NoMatchingRule where the table gives no answer, or rows that cannot be carried out
     */
    public static List<Deadline> deadlines(
            Edition edition, Period period, LocalDate taskEndedOn, LocalDate quarterEndedOn) {
        return resolve(edition, inputs(edition, period, taskEndedOn, quarterEndedOn));
    }

    private static Map<String, Object> inputs(
            Edition edition, Period period, LocalDate taskEndedOn, LocalDate quarterEndedOn) {
        var model = edition.model(MODEL).orElseThrow();
        var known = new HashMap<String, Object>(period.values());
        known.put("taskEndedOn", taskEndedOn);
        known.put("quarterEndedOn", quarterEndedOn);
        var asked = JsonNodeFactory.instance.objectNode();
        model.inputs().forEach(input -> {
            if (known.get(input.name()) instanceof Integer number) {
                asked.put(input.name(), number);
            } else {
                asked.put(input.name(), Objects.toString(known.get(input.name()), null));
            }
        });
        return Inputs.read(model, asked).valid();
    }

    private static List<Deadline> resolve(Edition edition, Map<String, Object> inputs) {
        var decided = Decisions.decide(edition, edition.model(MODEL).orElseThrow(), inputs);
        return resolve(edition, (Collection<?>) decided.get(MODEL)).stream()
                .sorted(Comparator.comparing(Deadline::dueOn, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
    }

    /**
     * The dates of rows of the schedule table, in the order of the rows.
     *
     * @throws NoMatchingRule where a row cannot be carried out
     */
    public static List<Deadline> resolve(Edition edition, Collection<?> decided) {
        var conventions = BusinessDayConvention.of(edition);
        var rows = rows(decided).stream().map(row -> new Row(row, conventions)).toList();
        return rows.stream().map(row -> row.deadline(rows, edition.calendar())).toList();
    }

    /** What to do in a period, in order. */
    public static List<Schedule.Step> checklist(Edition edition) {
        return rows(edition.constant("schedule.checklist")).stream()
                .map(row -> new Schedule.Step(
                        (String) row.get("rule"), (String) row.get("step"), (String) row.get("clause")))
                .toList();
    }

    private static List<Map<?, ?>> rows(Object list) {
        var rows = new ArrayList<Map<?, ?>>();
        ((Collection<?>) list).forEach(row -> rows.add((Map<?, ?>) row));
        return rows;
    }

    /** A row of the table: typed access to its cells, and its dates. */
    private record Row(Map<?, ?> cells, Map<String, BusinessDayConvention> conventions) {

        Deadline deadline(List<Row> all, WorkingCalendar calendar) {
            // one date that cannot be told takes no other with it: a fixed day stands without its reminder
            var untold = new ArrayList<CalendarYearNotCoveredException>();
            var due = told(() -> due(all, calendar), untold);
            var opens = told(() -> opens(calendar), untold);
            var remind = due == null ? null : told(() -> remind(due, calendar), untold);
            var error = untold.isEmpty() ? null : Deadline.DeadlineError.of(untold.get(0));
            return new Deadline(
                    text("rule"),
                    text("event"),
                    text("actor"),
                    opens,
                    due,
                    remind,
                    texts("publishedOn"),
                    text("clause"),
                    Boolean.TRUE.equals(cells.get("completion")),
                    text("notAfter"),
                    error);
        }

        /** A date; null, with the reason added, where it needs days that nobody has told. */
        private LocalDate told(Supplier<LocalDate> date, List<CalendarYearNotCoveredException> untold) {
            try {
                return date.get();
            } catch (CalendarYearNotCoveredException uncovered) {
                untold.add(uncovered);
                return null;
            } catch (DateTimeException beyondAllCalendars) {
                throw broken("日期超出范围 / the date is out of range");
            }
        }

        private LocalDate due(List<Row> all, WorkingCalendar calendar) {
            return rolled(
                    calendar,
                    calendar.plusWorkingDays(base(all, calendar).plusDays(days("calendarDays")), days("workingDays")));
        }

        private LocalDate rolled(WorkingCalendar calendar, LocalDate date) {
            var convention = conventions.get(text("roll"));
            if (convention == null) {
                throw broken("遇非工作日「" + cells.get("roll") + "」无法理解，可用：" + String.join("、", conventions.keySet())
                        + " / unknown way to roll");
            }
            return convention.apply(calendar, date);
        }

        /** Null where the table says nothing of when it may begin. */
        private LocalDate opens(WorkingCalendar calendar) {
            return cells.get("opens") instanceof LocalDate opens ? rolled(calendar, opens) : null;
        }

        private LocalDate base(List<Row> all, WorkingCalendar calendar) {
            if (texts("earliestOf").isEmpty()) {
                if (cells.get("base") instanceof LocalDate base) {
                    return base;
                }
                throw broken("没有起算日期 / there is no date to count from");
            }
            return texts("earliestOf").stream()
                    .map(rule -> all.stream()
                            // a row that itself takes the earliest of others is no date to choose from
                            .filter(row -> row.texts("earliestOf").isEmpty())
                            .filter(row -> rule.equals(row.text("rule")))
                            .map(row -> row.due(all, calendar))
                            .min(Comparator.naturalOrder())
                            .orElseThrow(() -> broken("取较早者所列的「" + rule + "」没有适用的行 / no row of rule " + rule)))
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
        }

        private LocalDate remind(LocalDate due, WorkingCalendar calendar) {
            return cells.get("remindWorkingDays") == null
                    ? null
                    : calendar.plusWorkingDays(calendar.lastWorkingDayOnOrBefore(due), -days("remindWorkingDays"));
        }

        private int days(String cell) {
            try {
                return cells.get(cell) == null ? 0 : ((BigDecimal) cells.get(cell)).intValueExact();
            } catch (ArithmeticException notWhole) {
                throw broken(cell + "「" + cells.get(cell) + "」不是整数 / is not a whole number");
            }
        }

        private String text(String cell) {
            return Objects.toString(cells.get(cell), null);
        }

        private List<String> texts(String cell) {
            return cells.get(cell) instanceof Collection<?> values
                    ? values.stream().map(Objects::toString).toList()
                    : List.of();
        }

        private NoMatchingRule broken(String what) {
            return new NoMatchingRule(MODEL, List.of("规则 " + text("rule") + "：" + what));
        }
    }
}
