package io.shuangsuiji.progress;

import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.jobs.Cancellation;
import io.shuangsuiji.plan.Deadline;
import io.shuangsuiji.plan.Findings;
import io.shuangsuiji.plan.Group;
import io.shuangsuiji.plan.Plan;
import io.shuangsuiji.plan.ReadFacts;
import io.shuangsuiji.plan.Schedules;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.Vocabulary;
import io.shuangsuiji.progress.Progress.TaskProgress;
import io.shuangsuiji.registry.RejectedRow;
import io.shuangsuiji.sheets.header.Spelling;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Works out where the tasks of a ledger stand. The order of its rows makes no difference. */
public final class Assessment {
    /** One order for all rows, so that what is listed first does not depend on that of the file. */
    private static final Comparator<Task> ORDER = Comparator.comparing(Task::taskId)
            .thenComparing(task -> task.objectId() == null ? "" : task.objectId())
            .thenComparing(Assessment::rest);

    private final Edition edition;
    private final ProgressRequest request;
    private final LocalDate on;
    private final WorkingDays days;
    private final Settings settings;
    private final TaskStates states;
    private final TaskPeriods periods;
    private final Strata strata;
    private final StateCheck stateCheck;
    private final ScanCheck scanCheck;
    private final VisitCheck visitCheck;
    private final Completions completions;
    private final TeamRates rates;
    private final List<Deadline> yearDeadlines;
    private final JointCheck jointCheck;
    private final Map<String, Group> byTeam = new TreeMap<>();
    private final Map<String, Group> unknownStrata = new TreeMap<>();
    private final Group withoutTeam = new Group();
    private final Group duplicates = new Group();

    private Assessment(Edition edition, ProgressRequest request) {
        this.edition = edition;
        this.request = request;
        this.on = request.on();
        this.days = new WorkingDays(edition.calendar());
        this.settings = Settings.of(edition);
        this.states = TaskStates.of(edition);
        this.periods = new TaskPeriods(edition, request.period(), settings, states, days);
        this.strata = Strata.of(edition, request.period());
        this.stateCheck = new StateCheck(states, on, labels(edition), days);
        this.scanCheck = new ScanCheck(edition);
        this.visitCheck = new VisitCheck(edition, request, strata);
        this.completions = new Completions(edition, request.period(), on, days);
        this.rates = new TeamRates(edition, labels(edition));
        this.yearDeadlines = yearDeadlines(edition, request.period().year());
        this.jointCheck = new JointCheck(edition, request, yearDeadlines, days);
    }

    /**
     * Where the tasks stand.
     *
     * @param asOf the day by which the edition was chosen, or null; only repeated in the answer
     * @param drawn what was drawn for the period; null where it is not to be
     *     compared
     */
    public static Progress of(
            Edition edition, ProgressRequest request, LocalDate asOf, Ledger ledger, DrawnList drawn) {
        return new Assessment(edition, request).assess(asOf, ledger, drawn);
    }

    private Progress assess(LocalDate asOf, Ledger ledger, DrawnList drawn) {
        var tasks = new ArrayList<>(ledger.tasks());
        tasks.sort(ORDER);
        var of = new ArrayList<Period>(tasks.size());
        tasks.forEach(task -> of.add(periods.of(task)));
        var lastEnds = lastEnds(tasks, of);
        var publication = new PublicationCheck(edition, on, settings, lastEnds, days);
        var list = new ArrayList<TaskProgress>(tasks.size());
        var compared = new ArrayList<Task>();
        long ofPeriod = 0;
        for (int i = 0; i < tasks.size(); i++) {
            Cancellation.check();
            var task = tasks.get(i);
            boolean own = of.get(i).equals(request.period());
            ofPeriod += own ? 1 : 0;
            if (drawn != null
                    && own
                    && (task.taskType() == null || task.taskType().equals(edition.planTaskType()))) {
                compared.add(task);
            }
            look(task, i == 0 ? null : tasks.get(i - 1));
            list.add(progress(task, of.get(i), own, publication));
        }
        var deadlines = Schedules.deadlines(edition, request.period(), null, lastEnds.get(request.period()));
        noteNotCovered(deadlines);
        var completion = completions.all();
        var joint = jointCheck.result();
        var visits = visitCheck.result();
        var compare = drawn == null ? null : DrawnCheck.of(drawn, compared);
        var facts = new ArrayList<Object>(ReadFacts.of(ledger.read(), Facts.LEDGER, this::asked));
        facts.addAll(stateCheck.facts());
        facts.addAll(rates.facts());
        facts.addAll(lookFacts(ledger, ofPeriod, tasks.size()));
        facts.addAll(AnswerFacts.of(
                completion, joint, publication, settings, scanCheck.result(), visits, compare, days.notCovered()));
        return new Progress(
                on,
                request.period(),
                asOf,
                Plan.Policy.of(edition),
                tasks.size(),
                ofPeriod,
                completion,
                joint,
                publication.channels(),
                publication.overdue(),
                publication.dueSoon(),
                stateCheck.counts(),
                stateCheck.stalls(),
                scanCheck.result(),
                visits,
                deadlines,
                yearDeadlines,
                Schedules.checklist(edition),
                handovers(edition),
                rates.all(),
                compare,
                days.notCovered(),
                Findings.of(edition, facts),
                ledger.read(),
                ledger.rejected(),
                Collections.unmodifiableList(list));
    }

    private TaskProgress progress(Task task, Period period, boolean own, PublicationCheck publication) {
        var ended = states.ended(task, on);
        var done = states.completed(task, on);
        var state = stateCheck.add(task);
        stateCheck.published(task, ended, states.endedFact());
        jointCheck.add(task, period, done);
        if (own) {
            completions.add(task, done);
        }
        if (ended != null) {
            scanCheck.add(task, ended, on);
            visitCheck.add(task, ended);
            if (own) {
                rates.add(task);
            }
        }
        return new TaskProgress(task, own, state, ended, done, publication.add(task, period, ended));
    }

    /** By period, when the last of its tasks ended; none for a period of which some have not. */
    private Map<Period, LocalDate> lastEnds(List<Task> tasks, List<Period> of) {
        var last = new HashMap<Period, LocalDate>();
        var unfinished = new HashSet<Period>();
        for (int i = 0; i < tasks.size(); i++) {
            var ended = states.ended(tasks.get(i), on);
            if (ended == null) {
                unfinished.add(of.get(i));
            } else {
                last.merge(of.get(i), ended, (one, two) -> one.isAfter(two) ? one : two);
            }
        }
        last.keySet().removeAll(unfinished);
        return last;
    }

    private void look(Task task, Task before) {
        if (before != null && before.taskId().equals(task.taskId())) {
            duplicates.add(task.taskId());
        }
        if (task.team() == null) {
            withoutTeam.add(task.taskId());
        } else {
            byTeam.computeIfAbsent(task.team(), none -> new Group()).add(task.taskId());
        }
        if (task.stratum() != null && !strata.knows(task.stratum())) {
            unknownStrata.computeIfAbsent(task.stratum(), none -> new Group()).add(task.taskId());
        }
    }

    private List<Object> lookFacts(Ledger ledger, long ofPeriod, long all) {
        var facts = new ArrayList<Object>();
        var known = edition.teams();
        byTeam.forEach((team, group) ->
                facts.add(new Facts.TeamTasks(team, known.contains(team), group.count(), group.examples())));
        facts.add(new Facts.TasksWithoutTeam(withoutTeam.count(), withoutTeam.examples()));
        unknownStrata.forEach((stratum, group) -> facts.add(new Facts.UnknownStratum(
                stratum,
                Spelling.nearest(stratum, strata.categories().keySet()).orElse(null),
                group.count(),
                group.examples())));
        facts.add(new Facts.DuplicateTasks(duplicates.count(), duplicates.examples()));
        facts.add(new Facts.RejectedTasks(
                ledger.rejectedRows(),
                ledger.rejected().stream().limit(5).map(RejectedRow::place).toList()));
        facts.add(new Facts.UnreadablePeriods(
                periods.unreadable().count(), periods.unreadable().examples()));
        facts.add(new Facts.UndatedTasks(
                periods.undated().count(), periods.undated().examples()));
        facts.add(new Facts.UndecidedCaps(
                visitCheck.undecided().count(), visitCheck.undecided().examples()));
        if (states.all().isEmpty()) {
            facts.add(new Facts.UnstatedStates(all));
        }
        facts.add(new Facts.TasksOfPeriod(request.period().inWords(), ofPeriod, all - ofPeriod));
        return facts;
    }

    /** A ledger need not have columns that nothing here depends on. */
    private boolean asked(String fact) {
        return switch (fact) {
            case "period", "officers" -> false;
            case "scannedAt" -> scanCheck.asked();
            default -> true;
        };
    }

    private void noteNotCovered(List<Deadline> deadlines) {
        deadlines.stream()
                .filter(deadline -> deadline.error() != null)
                .forEach(deadline ->
                        days.note(deadline.error().year(), deadline.error().detail(), null));
    }

    /** Those of all periods of a year, each once. */
    private static List<Deadline> yearDeadlines(Edition edition, int year) {
        return Channels.periods(edition, year).stream()
                .flatMap(period -> Schedules.deadlines(edition, period, null, null).stream())
                .distinct()
                .sorted(Comparator.comparing(Deadline::dueOn, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
    }

    private static List<Progress.Handover> handovers(Edition edition) {
        if (!(edition.constant("routing.specialListReporting") instanceof Collection<?> rows)) {
            return List.of();
        }
        return rows.stream()
                .map(row -> (Map<?, ?>) row)
                .map(row -> new Progress.Handover(
                        (String) row.get("rule"),
                        (String) row.get("from"),
                        (String) row.get("to"),
                        (String) row.get("action"),
                        (String) row.get("clause")))
                .toList();
    }

    private static UnaryOperator<String> labels(Edition edition) {
        var labels = new HashMap<String, String>();
        Ledger.shape(edition).fields().forEach(field -> labels.put(field.name(), field.label()));
        return fact -> labels.getOrDefault(fact, edition.vocabulary().label(Vocabulary.TASK + fact));
    }

    /** Two rows of one task and object, told apart by all that they say. */
    private static String rest(Task task) {
        return new Task(
                        null,
                        0,
                        task.taskId(),
                        task.objectId(),
                        task.name(),
                        task.creditCode(),
                        task.period(),
                        task.stratum(),
                        task.objectType(),
                        task.taskType(),
                        task.team(),
                        task.officers(),
                        task.drawnOn(),
                        task.fedBackOn(),
                        task.dispatchedOn(),
                        task.scannedAt(),
                        task.inspectedOn(),
                        task.closedOn(),
                        new TreeMap<>(task.published()),
                        task.problemFound(),
                        task.caseFiled(),
                        task.rectified())
                .toString();
    }
}
