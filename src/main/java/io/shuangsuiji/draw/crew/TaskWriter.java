package io.shuangsuiji.draw.crew;

import io.shuangsuiji.decision.Decisions;
import io.shuangsuiji.draw.crew.Tasks.Assigned;
import io.shuangsuiji.draw.crew.Tasks.Counted;
import io.shuangsuiji.draw.crew.Tasks.Due;
import io.shuangsuiji.draw.crew.Tasks.LateEntry;
import io.shuangsuiji.draw.crew.Tasks.OnRoster;
import io.shuangsuiji.draw.crew.Tasks.Reason;
import io.shuangsuiji.draw.crew.Tasks.Skip;
import io.shuangsuiji.draw.crew.Tasks.Task;
import io.shuangsuiji.draw.crew.Tasks.Visit;
import io.shuangsuiji.draw.lot.Label;
import io.shuangsuiji.draw.lot.Lottery;
import io.shuangsuiji.plan.Deadline;
import io.shuangsuiji.plan.Finding;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.registry.Inspector;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Writes down who inspects what: routing, dates and states by the edition's tables. */
final class TaskWriter {
    private final Edition edition;
    private final Occasion occasion;
    private final Lottery lottery;
    private final Crew crew;
    private final Seating seating;
    private final List<BitSet> byTurn;
    private final List<Deadline> deadlines;
    private final String mark;
    private final Map<List<String>, Map<?, ?>> routings = new HashMap<>();
    private final Map<VisitDraft.Kind, List<Counted>> counted = new HashMap<>();
    private final String state;

    /**
     * Of a draw.
     *
     * @param byTurn the crews before loads were balanced
     * @param mark stands before the place in the numbers of the tasks; empty for those of what was drawn
     */
    TaskWriter(
            Edition edition,
            Occasion occasion,
            Lottery lottery,
            Crew crew,
            Seating seating,
            List<BitSet> byTurn,
            List<Deadline> deadlines,
            String mark) {
        this.edition = edition;
        this.occasion = occasion;
        this.lottery = lottery;
        this.crew = crew;
        this.seating = seating;
        this.byTurn = byTurn;
        this.deadlines = deadlines;
        this.mark = mark;
        this.state = rows("routing.taskStates").stream()
                .map(row -> (String) row.get("state"))
                .findFirst()
                .orElse(null);
    }

    /** The last day for visits: by it the period's tasks are to be finished; null where it cannot be known. */
    LocalDate until() {
        return deadlines.stream()
                .filter(Deadline::completion)
                .map(Deadline::dueOn)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    Tasks write(List<Finding> findings, List<Visit> substitutes) {
        return new Tasks(
                        Tasks.FORMAT,
                        occasion.hash(),
                        occasion.commitment(),
                        occasion.request().period().toString(),
                        lateEntry(),
                        deadlines.stream()
                                .map(each -> new Due(
                                        each.rule(),
                                        each.event(),
                                        each.actor(),
                                        Objects.toString(each.dueOn(), null),
                                        each.publishedOn(),
                                        each.clause()))
                                .toList(),
                        onRoster(),
                        visits(),
                        substitutes,
                        Stream.concat(occasion.found().stream(), findings.stream())
                                .toList(),
                        null)
                .sealed();
    }

    List<Visit> visits() {
        var visits = new ArrayList<Visit>();
        for (int i = 0; i < crew.visits().size(); i++) {
            visits.add(visit(i));
        }
        return visits;
    }

    /** The shortest term that the edition states for scans that are entered late. */
    private LateEntry lateEntry() {
        return rows("progress.scanning").stream()
                .filter(row -> row.get("withinDays") instanceof BigDecimal)
                .map(row -> new LateEntry(
                        ((BigDecimal) row.get("withinDays")).intValueExact(), (String) row.get("rule"), (String)
                                row.get("clause")))
                .min(Comparator.comparingInt(LateEntry::days))
                .orElse(null);
    }

    private List<Map<?, ?>> rows(String constant) {
        return edition.constant(constant) instanceof Collection<?> rows
                ? rows.stream().<Map<?, ?>>map(row -> (Map<?, ?>) row).toList()
                : List.of();
    }

    private List<OnRoster> onRoster() {
        var roster = new ArrayList<OnRoster>();
        for (int i = 0; i < crew.roster().size(); i++) {
            var each = crew.roster().get(i);
            roster.add(new OnRoster(
                    each.id(),
                    each.name(),
                    each.team(),
                    seating.load(i),
                    crew.exclusions().always(each.id())));
        }
        roster.sort(Comparator.comparing(OnRoster::id, Label.BY_BYTES));
        return roster;
    }

    private Visit visit(int index) {
        var visit = crew.visits().get(index);
        var inspectors = seating.crew(index).stream()
                .mapToObj(each -> assigned(index, visit, crew.roster().get(each), each))
                .sorted(Comparator.comparing(Assigned::ticket).thenComparing(Assigned::id, Label.BY_BYTES))
                .toList();
        var skipped = skipped(visit);
        return new Visit(
                index + 1,
                visit.key(),
                visit.ticket(),
                visit.creditCode(),
                visit.name(),
                visit.team(),
                occasion.request().evaluationDate().toString(),
                Objects.toString(until(), null),
                visit.required(),
                visit.experts().stream().map(RecusalFacts.ExpertDemand::field).toList(),
                visit.needs().stream()
                        .map(Requirement::clause)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList(),
                inspectors,
                visit.required() - inspectors.size(),
                visit.experts().stream()
                        .filter(field -> !seating.has(index, crew.experts(field)))
                        .map(RecusalFacts.ExpertDemand::field)
                        .toList(),
                skipped.stream().limit(Visit.MOST_SKIPPED).toList(),
                skipped.size(),
                counted.computeIfAbsent(visit.kind(), this::notEligible),
                visit.tasks().stream().map(this::task).toList());
    }

    private Assigned assigned(int index, VisitDraft visit, Inspector inspector, int each) {
        return new Assigned(
                inspector.id(),
                inspector.name(),
                lottery.ticket(occasion.commitment(), "inspector", visit.key(), inspector.id()),
                !byTurn.get(index).get(each));
    }

    private List<Skip> skipped(VisitDraft visit) {
        var skipped = new ArrayList<Skip>();
        crew.exclusions().visit(visit.key()).forEach((id, reason) -> skipped.add(new Skip(id, null, reason)));
        crew.exclusions()
                .pairs(visit.key())
                .forEach((pair, reason) -> skipped.add(new Skip(pair.one(), pair.other(), reason)));
        return skipped;
    }

    /** Those whom something of such visits leaves out by the group, each counted under the first that does. */
    private List<Counted> notEligible(VisitDraft.Kind visit) {
        var counts =
                new TreeMap<Reason, Integer>(Comparator.comparing(Reason::code).thenComparing(Reason::text));
        for (var demand : visit.demands()) {
            crew.exclusions().group(demand).values().forEach(reason -> counts.merge(reason, 1, Integer::sum));
        }
        for (var field : visit.experts()) {
            crew.exclusions().group(field).values().forEach(reason -> counts.merge(reason, 1, Integer::sum));
        }
        return counts.entrySet().stream()
                .map(entry -> new Counted(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Task task(DrawnTask task) {
        var object = task.object();
        var type = (String) object.facts().get("objectType");
        var routing = routings.computeIfAbsent(
                Arrays.asList(type, task.category(), object.team()),
                none -> routing(type, task.category(), object.team()));
        return new Task(
                taskId(task),
                object.id(),
                object.name(),
                object.creditCode(),
                task.stratum(),
                task.place(),
                type,
                task.category(),
                edition.planTaskType(),
                (String) routing.get("platform"),
                (String) routing.get("drawnBy"),
                (String) routing.get("inspectedBy"),
                (String) routing.get("dispatchedBy"),
                routing.get("publishedOn") instanceof Collection<?> places
                        ? places.stream().map(Objects::toString).toList()
                        : List.of(),
                state,
                (String) routing.get("rule"),
                (String) routing.get("clause"));
    }

    private Map<?, ?> routing(String objectType, String category, String team) {
        var model = edition.model("routing").orElseThrow();
        var known = new HashMap<String, Object>();
        known.put("objectType", objectType);
        known.put("category", category);
        known.put("team", team);
        known.put("taskType", edition.planTaskType());
        return (Map<?, ?>) Decisions.decide(edition, model, occasion.request().inputs(model, known, team))
                .get("routing");
    }

    /** Of a period's first draw without the draw's number. */
    private String taskId(DrawnTask task) {
        var draw = occasion.sequence() == 1 ? "" : "-" + occasion.sequence();
        return "%s%s-%s-%s%03d".formatted(occasion.request().period(), draw, task.stratum(), mark, task.place());
    }
}
