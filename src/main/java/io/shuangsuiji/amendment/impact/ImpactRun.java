package io.shuangsuiji.amendment.impact;

import io.shuangsuiji.amendment.impact.Impact.DeadlineChange;
import io.shuangsuiji.amendment.impact.Impact.Inspections;
import io.shuangsuiji.amendment.impact.Impact.Move;
import io.shuangsuiji.amendment.impact.Impact.Pair;
import io.shuangsuiji.amendment.impact.Impact.StratumChange;
import io.shuangsuiji.amendment.impact.Impact.TeamChange;
import io.shuangsuiji.plan.Classified;
import io.shuangsuiji.plan.Deadline;
import io.shuangsuiji.plan.Plan;
import io.shuangsuiji.plan.PlanRequest;
import io.shuangsuiji.plan.Planner;
import io.shuangsuiji.plan.Stratum;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.registry.RegistryFile;
import io.shuangsuiji.registry.RegistryReader;
import io.shuangsuiji.registry.RegistryRow;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** Works out an {@link Impact}: the registry is read once for each edition, row by row side by side. */
public final class ImpactRun {
    private static final int EXAMPLES = 5;
    private static final int TELL_EVERY = 200;

    private final Edition before;
    private final Edition after;
    private final PlanRequest requestBefore;
    private final PlanRequest request;
    private final Consumer<Changed> changes;
    private final Map<Move, Group> moves = new LinkedHashMap<>();
    private final UnusedRows unused;
    private Classified lastBefore;
    private Classified lastAfter;
    private long objects;
    private long changed;
    private long rejectedBefore;
    private long rejectedAfter;

    private static final class Group {
        private final List<String> examples = new ArrayList<>();
        private long count;
    }

    /** An object that changes, for a list of all of them. */
    public record Changed(Classified before, Classified after) {}

    private ImpactRun(
            Edition before, Edition after, PlanRequest requestBefore, PlanRequest request, Consumer<Changed> changes) {
        this.before = before;
        this.after = after;
        this.requestBefore = requestBefore;
        this.request = request;
        this.changes = changes;
        this.unused = new UnusedRows(after, request);
    }

    /**
     * Compares.
     *
     * @param before the edition in force
     * @param after the draft, compiled
     * @param requestBefore what is asked of the plan of the edition in force
     * @param request what is asked of the draft's plan
     * @param registry the registry's file
     * @param registryName what it is called
     * @param registryDigest SHA-256 of the file
     * @param changes is given each object that changes
     * @param progress is told every now and then how many rows are done
     * @throws io.shuangsuiji.sheets.UnreadableFile where the file is no registry
     */
    public static Impact of(
            Edition before,
            Edition after,
            PlanRequest requestBefore,
            PlanRequest request,
            RegistryFile registry,
            String registryName,
            String registryDigest,
            Consumer<Changed> changes,
            LongConsumer progress)
            throws IOException {
        return new ImpactRun(before, after, requestBefore, request, changes)
                .run(registry, registryName, registryDigest, progress);
    }

    private Impact run(RegistryFile registry, String name, String digest, LongConsumer progress) throws IOException {
        var old = planner(before, requestBefore, decided -> lastBefore = decided);
        var now = planner(after, request, decided -> lastAfter = decided);
        Plan planBefore;
        Plan planAfter;
        try (var oldRows = registry.open(before);
                var newRows = registry.open(after)) {
            var oldRow = next(oldRows);
            var newRow = next(newRows);
            for (long rows = 1; oldRow != null || newRow != null; rows++) {
                lastBefore = null;
                lastAfter = null;
                // one edition may read a row that the other knows to be none
                int order = order(oldRow, newRow);
                if (order <= 0) {
                    old.add(oldRow);
                    oldRow = next(oldRows);
                }
                if (order >= 0) {
                    now.add(newRow);
                    newRow = next(newRows);
                }
                compare();
                if (rows % TELL_EVERY == 0) {
                    progress.accept(rows);
                }
            }
            newRows.refuseUnlessRead();
            planBefore = old.finish(oldRows.report());
            planAfter = now.finish(newRows.report());
        }
        return new Impact(
                before.name().toString(),
                before.digest(),
                after.digest(),
                name,
                digest,
                request.period().toString(),
                request.evaluationDate(),
                objects,
                new Pair(rejectedBefore, rejectedAfter),
                changed,
                moves(),
                strata(planBefore, planAfter),
                teams(planBefore, planAfter),
                inspections(planBefore, planAfter),
                deadlines(planBefore.deadlines(), planAfter.deadlines()),
                unused.rows(),
                unused.notTold());
    }

    private static RegistryRow next(RegistryReader rows) {
        return rows.hasNext() ? rows.next() : null;
    }

    /** Which of two rows comes first; 0 where they are one. */
    private static int order(RegistryRow one, RegistryRow other) {
        if (one == null || other == null) {
            return one == null ? 1 : -1;
        }
        return Objects.equals(one.sheet(), other.sheet()) ? Long.compare(one.line(), other.line()) : -1;
    }

    private static Planner planner(Edition edition, PlanRequest asked, Consumer<Classified> details) {
        return new Planner(edition, asked, null, details);
    }

    private void compare() {
        rejectedBefore += lastBefore == null ? 1 : 0;
        rejectedAfter += lastAfter == null ? 1 : 0;
        if (lastAfter == null) {
            return;
        }
        unused.add(lastAfter.object());
        if (lastBefore == null) {
            return;
        }
        objects++;
        if (Objects.equals(lastBefore.category(), lastAfter.category())
                && Objects.equals(lastBefore.inspectionMode(), lastAfter.inspectionMode())
                && lastBefore.inPopulation() == lastAfter.inPopulation()) {
            return;
        }
        changed++;
        changes.accept(new Changed(lastBefore, lastAfter));
        var move = new Move(
                lastBefore.category(),
                lastAfter.category(),
                lastBefore.inspectionMode(),
                lastAfter.inspectionMode(),
                because(lastBefore, lastAfter),
                0,
                List.of());
        var group = moves.computeIfAbsent(move, any -> new Group());
        group.count++;
        if (group.examples.size() < EXAMPLES) {
            group.examples.add(lastAfter.object().id());
        }
    }

    private static List<String> because(Classified before, Classified after) {
        var because = new ArrayList<String>();
        after.triggers().stream()
                .filter(trigger -> !before.triggers().contains(trigger))
                .forEach(trigger -> because.add("成立 " + trigger.rule() + " " + trigger.reason()));
        before.triggers().stream()
                .filter(trigger -> !after.triggers().contains(trigger))
                .forEach(trigger -> because.add("不再成立 " + trigger.rule() + " " + trigger.reason()));
        return List.copyOf(because);
    }

    private List<Move> moves() {
        return moves.entrySet().stream()
                .map(entry -> new Move(
                        entry.getKey().fromCategory(),
                        entry.getKey().toCategory(),
                        entry.getKey().fromMode(),
                        entry.getKey().toMode(),
                        entry.getKey().because(),
                        entry.getValue().count,
                        List.copyOf(entry.getValue().examples)))
                .sorted(Comparator.comparingLong(Move::count).reversed())
                .toList();
    }

    private static List<StratumChange> strata(Plan before, Plan after) {
        var names = new LinkedHashSet<String>();
        after.strata().forEach(stratum -> names.add(stratum.stratum()));
        before.strata().forEach(stratum -> names.add(stratum.stratum()));
        return names.stream()
                .map(name -> {
                    var old = named(before, name);
                    var now = named(after, name);
                    return new StratumChange(
                            name,
                            new Pair(old == null ? null : old.population(), now == null ? null : now.population()),
                            new Pair(old == null ? null : old.required(), now == null ? null : now.required()),
                            new Pair(old == null ? null : old.sampleSize(), now == null ? null : now.sampleSize()),
                            old == null ? null : old.rateText(),
                            now == null ? null : now.rateText());
                })
                .toList();
    }

    private static Stratum named(Plan plan, String name) {
        return plan.strata().stream()
                .filter(stratum -> stratum.stratum().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static List<TeamChange> teams(Plan before, Plan after) {
        return Stream.of(before, after)
                .flatMap(plan -> plan.strata().stream())
                .flatMap(stratum -> stratum.objectsByTeam().keySet().stream())
                .distinct()
                .sorted()
                .map(team -> new TeamChange(
                        team,
                        new Pair(population(before, team), population(after, team)),
                        expected(before, team),
                        expected(after, team)))
                .toList();
    }

    private static long population(Plan plan, String team) {
        return plan.strata().stream()
                .map(stratum -> stratum.objectsByTeam().get(team))
                .filter(Objects::nonNull)
                .mapToLong(Stratum.TeamObjects::population)
                .sum();
    }

    /**
     * How many inspections the draw gives a team on average: of each stratum what the plan gives it, or else the team's part
     * of what may be drawn.
     */
    private static BigDecimal expected(Plan plan, String team) {
        var expected = BigDecimal.ZERO;
        for (var stratum : plan.strata()) {
            var objects = stratum.objectsByTeam().get(team);
            long open = stratum.population() - stratum.capped();
            if (objects == null || stratum.sampleSize() == null || open == 0) {
                continue;
            }
            var share = stratum.teams().stream()
                    .filter(each -> each.team().equals(team))
                    .findFirst();
            expected = expected.add(
                    stratum.teams().isEmpty()
                            ? BigDecimal.valueOf(stratum.sampleSize())
                                    .multiply(BigDecimal.valueOf(objects.population() - objects.capped()))
                                    .divide(BigDecimal.valueOf(open), 6, RoundingMode.HALF_UP)
                            : BigDecimal.valueOf(
                                    share.map(Stratum.TeamShare::sampleSize).orElse(0L)));
        }
        return expected.setScale(1, RoundingMode.HALF_UP);
    }

    private Inspections inspections(Plan planBefore, Plan planAfter) {
        long old = total(planBefore);
        long now = total(planAfter);
        return new Inspections(new Pair(old, now), perOfficer(old), perOfficer(now));
    }

    private static long total(Plan plan) {
        return plan.strata().stream()
                .map(Stratum::sampleSize)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .sum();
    }

    private BigDecimal perOfficer(long inspections) {
        return request.parameters().values().get("officers") instanceof BigDecimal officers && officers.signum() > 0
                ? BigDecimal.valueOf(inspections).divide(officers, 2, RoundingMode.HALF_UP)
                : null;
    }

    private static List<DeadlineChange> deadlines(List<Deadline> before, List<Deadline> after) {
        var changes = new ArrayList<DeadlineChange>();
        var keys = new TreeSet<List<String>>(
                Comparator.comparing((List<String> key) -> key.get(0)).thenComparing(key -> key.get(1)));
        before.forEach(deadline -> keys.add(List.of(deadline.rule(), deadline.event())));
        after.forEach(deadline -> keys.add(List.of(deadline.rule(), deadline.event())));
        for (var key : keys) {
            var old = at(before, key);
            var now = at(after, key);
            if (old == null || now == null || !Objects.equals(old.dueOn(), now.dueOn())) {
                changes.add(new DeadlineChange(
                        key.get(0), key.get(1), old == null ? null : old.dueOn(), now == null ? null : now.dueOn()));
            }
        }
        return List.copyOf(changes);
    }

    private static Deadline at(List<Deadline> deadlines, List<String> key) {
        return deadlines.stream()
                .filter(deadline ->
                        deadline.rule().equals(key.get(0)) && deadline.event().equals(key.get(1)))
                .findFirst()
                .orElse(null);
    }
}
