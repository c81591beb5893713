package io.shuangsuiji.draw.crew;

import io.shuangsuiji.draw.crew.RecusalFacts.AreaDemand;
import io.shuangsuiji.draw.crew.RecusalFacts.ExpertDemand;
import io.shuangsuiji.draw.crew.RecusalFacts.TeamDemand;
import io.shuangsuiji.draw.lot.Label;
import io.shuangsuiji.draw.lot.Lottery;
import io.shuangsuiji.sheets.Notation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is inspected together (一企一次), before it is known by whom.
 *
 * @param key the credit code, or the id of an object without one
 * @param ticket by which its turn comes
 * @param creditCode or null
 * @param name of the first object that has one, or null
 * @param teams of its objects, the one in charge first
 * @param required how many inspectors
 * @param demands on all of them: a team, areas
 * @param experts what one of them must be an expert in
 * @param needs by what rows of the edition's table
 * @param tasks by stratum and place
 * @param requirements what each of them needs
 */
record VisitDraft(
        String key,
        String ticket,
        String creditCode,
        String name,
        List<String> teams,
        int required,
        List<Record> demands,
        List<ExpertDemand> experts,
        List<Requirement> needs,
        List<DrawnTask> tasks,
        Function<DrawnTask, Requirement> requirements) {
    private static final Comparator<DrawnTask> ORDER =
            Comparator.comparing(DrawnTask::stratum, Label.BY_BYTES).thenComparingInt(DrawnTask::place);

    /** What leaves out whole groups of inspectors, which many visits have in common. */
    record Kind(List<Record> demands, List<ExpertDemand> experts) {}

    Kind kind() {
        return new Kind(demands, experts);
    }

    /** The team in charge, or null where the registry names none. */
    String team() {
        return teams.isEmpty() ? null : teams.get(0);
    }

    /** True where it is for the team's own inspectors, if one knew which team. */
    boolean sameTeam() {
        return needs.stream().anyMatch(Requirement::sameTeam);
    }

    /** The fact of an object that must be an area of its inspectors, or null. */
    String areaFact(DrawnTask task) {
        return requirements.apply(task).areaFact();
    }

    /** Under what ids, codes and names it is known, canonical. */
    Set<String> parties() {
        return tasks.stream()
                .flatMap(task -> Stream.of(
                        task.object().id(), task.object().name(), task.object().creditCode()))
                .filter(Objects::nonNull)
                .map(Notation::identifier)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * The visits of what was drawn, in the order of their tickets.
     *
     * @param listed the teams of the edition, in its order
     */
    static List<VisitDraft> of(
            Collection<DrawnTask> tasks,
            Function<DrawnTask, Requirement> requirements,
            List<String> listed,
            Lottery lottery,
            String commitment) {
        SortedMap<String, List<DrawnTask>> byKey = new TreeMap<>(Label.BY_BYTES);
        tasks.stream()
                .sorted(ORDER)
                .forEach(task -> byKey.computeIfAbsent(keyOf(task), none -> new ArrayList<>())
                        .add(task));
        var visits = new ArrayList<VisitDraft>();
        byKey.forEach((key, together) ->
                visits.add(of(key, lottery.ticket(commitment, "visit", key, ""), together, requirements, listed)));
        visits.sort(Comparator.comparing(VisitDraft::ticket).thenComparing(VisitDraft::key, Label.BY_BYTES));
        return visits;
    }

    /**
     * Those that stand in for others (备选), each on its own: nobody knows which of them will be used.
     *
     * @return in the order of the record of the draw
     */
    static List<VisitDraft> ofSubstitutes(
            Collection<DrawnTask> substitutes,
            Function<DrawnTask, Requirement> requirements,
            List<String> listed,
            Lottery lottery,
            String commitment) {
        return substitutes.stream()
                .sorted(ORDER)
                .map(each -> {
                    // not the credit code, by which another visit of the enterprise may be known
                    var key = each.object().id();
                    return of(key, lottery.ticket(commitment, "visit", key, ""), List.of(each), requirements, listed);
                })
                .toList();
    }

    private static String keyOf(DrawnTask task) {
        return task.object().creditCode() == null
                ? task.object().id()
                : task.object().creditCode();
    }

    private static VisitDraft of(
            String key,
            String ticket,
            List<DrawnTask> tasks,
            Function<DrawnTask, Requirement> requirements,
            List<String> listed) {
        var needs = tasks.stream().map(requirements).toList();
        var teams = teams(tasks, listed);
        var demands = new LinkedHashSet<Record>();
        var experts = new TreeSet<>(Label.BY_BYTES);
        SortedSet<String> areas = new TreeSet<>(Label.BY_BYTES);
        for (int i = 0; i < tasks.size(); i++) {
            var need = needs.get(i);
            if (need.sameTeam() && !teams.isEmpty()) {
                demands.add(new TeamDemand(teams.get(0)));
            }
            if (need.areaFact() != null && tasks.get(i).object().facts().get(need.areaFact()) != null) {
                areas.add(Notation.identifier(
                        tasks.get(i).object().facts().get(need.areaFact()).toString()));
            }
            if (need.expertField() != null) {
                experts.add(Notation.identifier(need.expertField()));
            }
        }
        areas.forEach(area -> demands.add(new AreaDemand(area)));
        return new VisitDraft(
                key,
                ticket,
                tasks.get(0).object().creditCode(),
                tasks.stream()
                        .map(task -> task.object().name())
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                teams,
                needs.stream().mapToInt(Requirement::inspectors).max().orElseThrow(),
                List.copyOf(demands),
                experts.stream().map(ExpertDemand::new).toList(),
                needs.stream().distinct().toList(),
                tasks,
                requirements);
    }

    /** The team of most objects first; of as many, that which the edition lists first. */
    private static List<String> teams(List<DrawnTask> tasks, List<String> listed) {
        Map<String, Long> counts = tasks.stream()
                .map(task -> task.object().team())
                .filter(Objects::nonNull)
                .collect(Collectors.groupingBy(team -> team, Collectors.counting()));
        return counts.keySet().stream()
                .sorted(Comparator.<String, Long>comparing(team -> -counts.get(team))
                        .thenComparing(team -> listed.contains(team) ? listed.indexOf(team) : listed.size())
                        .thenComparing(Label.BY_BYTES))
                .toList();
    }
}
