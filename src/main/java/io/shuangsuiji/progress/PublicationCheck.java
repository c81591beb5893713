package io.shuangsuiji.progress;

import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.decision.Decisions;
import io.shuangsuiji.decision.NoMatchingRule;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.plan.Deadline;
import io.shuangsuiji.plan.Group;
import io.shuangsuiji.plan.PlanParameters;
import io.shuangsuiji.plan.PlanRequest;
import io.shuangsuiji.plan.Schedules;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.progress.Progress.ChannelCount;
import io.shuangsuiji.progress.Progress.ChannelDue;
import io.shuangsuiji.progress.Progress.Due;
import io.shuangsuiji.progress.Progress.Publication;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * When each task has to be published and whether it is (R38, R39), by the rows of the edition's schedule that name places
 * of publication: where several name the same place, the earliest day binds. Tasks of one period that ended on one day have
 * the same dates, which are told once. Not thread-safe.
 */
final class PublicationCheck {
    /** The day by which a task must be on a channel, or why that cannot be told. */
    private record Binding(LocalDate dueOn, String rule, String clause, Deadline.DeadlineError error) {}

    private record Ended(Period period, LocalDate endedOn) {}

    private record Kind(String objectType, String taskType) {}

    private static final class Count {
        private long published;
        private long late;
        private long overdue;
        private long dueSoon;
        private long open;
        private long unknown;
        private final Group lateTasks = new Group();
        private final Set<String> rules = new TreeSet<>();
        private final Set<String> clauses = new TreeSet<>();
    }

    private final Edition edition;
    private final LocalDate on;
    private final WorkingDays days;
    private final LocalDate soon;
    private final Map<Period, LocalDate> lastEnds;
    private final Map<Ended, Map<String, Binding>> bindings = new HashMap<>();
    private final Map<Kind, Set<String>> channelsOf = new HashMap<>();
    private final Map<String, Count> counts = new LinkedHashMap<>();
    private final List<Due> overdue = new ArrayList<>();
    private final List<Due> dueSoon = new ArrayList<>();

    /**
     * For a day.
     *
     * @param lastEnds by period, when the last of its tasks ended; none for a period of which some have not
     */
    PublicationCheck(
            Edition edition, LocalDate on, Settings settings, Map<Period, LocalDate> lastEnds, WorkingDays days) {
        this.edition = edition;
        this.on = on;
        this.days = days;
        this.lastEnds = lastEnds;
        this.soon = days.plus(on, settings.dueSoonWorkingDays(), null);
        Channels.of(edition).forEach(channel -> counts.put(channel, new Count()));
    }

    /** What is due of a task; nothing where its inspection has not ended ({@code endedOn} null). */
    Map<String, ChannelDue> add(Task task, Period period, LocalDate endedOn) {
        var channels = channelsOf.computeIfAbsent(new Kind(task.objectType(), task.taskType()), this::channels);
        if (endedOn == null) {
            for (var channel : channels) {
                var publishedOn = publishedOn(task, channel);
                counts.get(channel).published += publishedOn == null ? 0 : 1;
                counts.get(channel).open += publishedOn == null ? 1 : 0;
            }
            return Map.of();
        }
        var due = new LinkedHashMap<String, ChannelDue>();
        var bound = bindings.computeIfAbsent(new Ended(period, endedOn), this::bind);
        for (var channel : channels) {
            var binding = bound.get(channel);
            if (binding != null) {
                due.put(channel, due(task, channel, binding));
            }
        }
        return Collections.unmodifiableMap(due);
    }

    private LocalDate publishedOn(Task task, String channel) {
        var day = task.published().get(channel);
        return day == null || day.isAfter(on) ? null : day;
    }

    private ChannelDue due(Task task, String channel, Binding binding) {
        var publishedOn = publishedOn(task, channel);
        var standing = standing(publishedOn, binding.dueOn());
        var count = counts.get(channel);
        count.published += publishedOn == null ? 0 : 1;
        if (binding.rule() != null) {
            count.rules.add(binding.rule());
            count.clauses.add(binding.clause());
        }
        switch (standing) {
            case IN_TIME -> {}
            case LATE -> {
                count.late++;
                count.lateTasks.add(task.taskId());
            }
            case OVERDUE -> {
                count.overdue++;
                overdue.add(listed(task, channel, binding));
            }
            case DUE_SOON -> {
                count.dueSoon++;
                dueSoon.add(listed(task, channel, binding));
            }
            case OPEN -> count.open++;
            case UNKNOWN -> count.unknown++;
        }
        if (binding.error() != null) {
            days.note(binding.error().year(), binding.error().detail(), task.taskId());
        }
        return new ChannelDue(
                binding.dueOn(), binding.rule(), binding.clause(), publishedOn, standing, binding.error());
    }

    private Publication standing(LocalDate publishedOn, LocalDate dueOn) {
        if (dueOn == null) {
            return Publication.UNKNOWN;
        }
        if (publishedOn != null) {
            return publishedOn.isAfter(dueOn) ? Publication.LATE : Publication.IN_TIME;
        }
        if (dueOn.isBefore(on)) {
            return Publication.OVERDUE;
        }
        return soon != null && !dueOn.isAfter(soon) ? Publication.DUE_SOON : Publication.OPEN;
    }

    private Due listed(Task task, String channel, Binding binding) {
        return new Due(
                task.taskId(),
                task.objectId(),
                task.name(),
                task.team(),
                channel,
                binding.dueOn(),
                Math.abs(ChronoUnit.DAYS.between(on, binding.dueOn())),
                binding.rule(),
                binding.clause());
    }

    private Map<String, Binding> bind(Ended ended) {
        var bound = new HashMap<String, Binding>();
        var deadlines =
                Schedules.deadlines(edition, ended.period(), ended.endedOn(), lastEnds.get(ended.period())).stream()
                        .filter(deadline -> !deadline.publishedOn().isEmpty())
                        .toList();
        for (var channel : counts.keySet()) {
            var of = deadlines.stream()
                    .filter(deadline -> deadline.publishedOn().contains(channel))
                    .toList();
            if (!of.isEmpty()) {
                bound.put(channel, earliest(of));
            }
        }
        return bound;
    }

    /** The earliest; a date that cannot be told lies in the year that is not covered or after it. */
    private static Binding earliest(List<Deadline> deadlines) {
        var known =
                deadlines.stream().filter(deadline -> deadline.dueOn() != null).findFirst();
        var unknown =
                deadlines.stream().filter(deadline -> deadline.dueOn() == null).findFirst();
        if (known.isPresent()
                && unknown.map(deadline ->
                                known.get().dueOn().getYear() < deadline.error().year())
                        .orElse(true)) {
            return new Binding(
                    known.get().dueOn(), known.get().rule(), known.get().clause(), null);
        }
        var lacking = unknown.orElseThrow();
        return new Binding(null, lacking.rule(), lacking.clause(), lacking.error());
    }

    /** Where tasks of a kind are published, by the edition's routing; everywhere where that does not know the kind. */
    private Set<String> channels(Kind kind) {
        if (kind.objectType() == null || kind.taskType() == null) {
            return counts.keySet();
        }
        var model = edition.model("routing").orElseThrow();
        var request = new PlanRequest(Period.of(Period.Unit.YEAR, on), new PlanParameters(Map.of(), Map.of()), on);
        var known = new HashMap<String, Object>();
        known.put("objectType", kind.objectType());
        known.put("taskType", kind.taskType());
        try {
            var answer = (Map<?, ?>) Decisions.decide(edition, model, request.inputs(model, known, null))
                    .get("routing");
            if (answer.get("publishedOn") instanceof Collection<?> places) {
                var channels = new HashSet<>(counts.keySet());
                channels.retainAll(places);
                return counts.keySet().stream()
                        .filter(channels::contains)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
            }
        } catch (NoMatchingRule | InvalidInput notForThem) {
            // such tasks have no route of their own
        }
        return counts.keySet();
    }

    /** By channel, in the order of the schedule. */
    List<ChannelCount> channels() {
        return counts.entrySet().stream()
                .map(each -> new ChannelCount(
                        each.getKey(),
                        each.getValue().published,
                        each.getValue().late,
                        each.getValue().overdue,
                        each.getValue().dueSoon,
                        each.getValue().open,
                        each.getValue().unknown))
                .toList();
    }

    /** Tasks that were published late on a channel. */
    Group late(String channel) {
        return counts.get(channel).lateTasks;
    }

    /** The ids of the rules whose days bind on a channel, or else their clauses. */
    String rules(String channel, boolean ids) {
        return String.join("、", ids ? counts.get(channel).rules : counts.get(channel).clauses);
    }

    List<Due> overdue() {
        return listed(overdue);
    }

    List<Due> dueSoon() {
        return listed(dueSoon);
    }

    private static List<Due> listed(List<Due> due) {
        return due.stream()
                .sorted(Comparator.comparing(Due::dueOn)
                        .thenComparing(Due::taskId)
                        .thenComparing(Due::channel))
                .limit(Progress.MOST_LISTED)
                .toList();
    }
}
