package io.shuangsuiji.progress;

import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.plan.Group;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.PlanInputs;
import io.shuangsuiji.sheets.Notation;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * For which period a task was drawn: the one that the ledger names; else the one of the day of the draw, or the next where
 * planned tasks are drawn within the edition's last working days of a period (R36). Not thread-safe.
 */
final class TaskPeriods {
    private final Period asked;
    private final Period.Unit unit;
    private final Integer ahead;
    private final String planTaskType;
    private final TaskStates states;
    private final WorkingDays days;
    private final Map<String, Optional<Period>> named = new HashMap<>();
    private final Map<LocalDate, Period> drawn = new HashMap<>();
    private final Group unreadable = new Group();
    private final Group undated = new Group();

    TaskPeriods(Edition edition, Period asked, Settings settings, TaskStates states, WorkingDays days) {
        this.asked = asked;
        this.unit = PlanInputs.unit(edition.models());
        this.ahead = settings.drawnAheadWorkingDays();
        this.planTaskType = edition.planTaskType();
        this.states = states;
        this.days = days;
    }

    Period of(Task task) {
        if (task.period() != null) {
            var period = named.computeIfAbsent(task.period(), this::read);
            if (period.isPresent()) {
                return period.get();
            }
            unreadable.add(task.taskId() + " " + task.period());
        }
        var day = states.all().stream()
                .map(state -> task.day(state.fact()))
                .filter(Objects::nonNull)
                .filter(each -> likely(each.getYear()))
                .findFirst();
        if (day.isEmpty()) {
            undated.add(task.taskId());
            return asked;
        }
        boolean planned = task.taskType() == null || task.taskType().equals(planTaskType);
        return planned && ahead != null ? drawn.computeIfAbsent(day.get(), this::drawnOn) : Period.of(unit, day.get());
    }

    /** Tasks that name a period in a way that is not understood. */
    Group unreadable() {
        return unreadable;
    }

    /** Tasks without any day, which are taken for the period's. */
    Group undated() {
        return undated;
    }

    /** A day of another century is told, and is no day to go by. */
    private boolean likely(int year) {
        return year / 100 == asked.year() / 100;
    }

    private Period drawnOn(LocalDate day) {
        var period = Period.of(unit, day);
        var first = days.plus(period.lastDay().plusDays(1), -ahead, null);
        return first == null || day.isBefore(first) ? period : period.next();
    }

    /** As systems write it, or as people call it. */
    private Optional<Period> read(String text) {
        var plain = Notation.plain(text);
        return Period.parse(text)
                .filter(period -> period.unit() == unit && likely(period.year()))
                .or(() -> Stream.iterate(
                                Period.of(unit, LocalDate.of(asked.year() - 1, 1, 1)),
                                period -> period.year() <= asked.year() + 1,
                                Period::next)
                        .filter(period -> spoken(period).anyMatch(plain::equals))
                        .findFirst());
    }

    private static Stream<String> spoken(Period period) {
        var words = Notation.plain(period.inWords());
        var digits = words.replace('一', '1').replace('二', '2').replace('三', '3').replace('四', '4');
        return Stream.of(words, digits, digits.replace("第", ""));
    }
}
