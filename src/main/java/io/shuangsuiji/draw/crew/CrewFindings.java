package io.shuangsuiji.draw.crew;

import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.registry.History;
import io.shuangsuiji.registry.Inspector;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Gathers what a person should see of how inspectors were chosen, for the rules to tell. */
final class CrewFindings {
    private final Edition edition;
    private final Crew crew;
    private final Seating seating;
    private final LocalDate until;
    private final History history;
    private final List<Object> facts = new ArrayList<>();

    CrewFindings(Edition edition, Crew crew, Seating seating, LocalDate until, History history) {
        this.edition = edition;
        this.crew = crew;
        this.seating = seating;
        this.until = until;
        this.history = history;
    }

    Collection<Object> facts() {
        for (int i = 0; i < crew.visits().size(); i++) {
            visit(i);
        }
        withoutTeam();
        areas();
        roster();
        facts.addAll(Uneven.of(
                seating,
                crew.available(),
                crew::kinds,
                (visit, inspector) -> crew.why(seating, visit, inspector),
                crew.roster().stream().map(Inspector::id).toList()));
        return facts;
    }

    private void visit(int index) {
        var visit = crew.visits().get(index);
        int assigned = seating.crew(index).cardinality();
        if (assigned < visit.required()) {
            facts.add(new CrewFacts.TooFew(
                    visit.key(), visit.name(), visit.required(), assigned, visit.required() - assigned));
        }
        visit.experts().stream()
                .filter(field -> !seating.has(index, crew.experts(field)))
                .forEach(field -> facts.add(new CrewFacts.ExpertLacking(visit.key(), visit.name(), field.field())));
        if (visit.teams().size() > 1) {
            facts.add(new CrewFacts.SeveralTeams(visit.key(), visit.name(), visit.teams(), visit.team()));
        }
    }

    private void withoutTeam() {
        var keys = crew.visits().stream()
                .filter(visit -> visit.sameTeam() && visit.team() == null)
                .map(VisitDraft::key)
                .sorted()
                .toList();
        facts.add(new CrewFacts.WithoutTeam(keys.size(), keys));
    }

    private void areas() {
        var lacking = new TreeMap<String, TreeSet<String>>();
        for (var visit : crew.visits()) {
            for (var task : visit.tasks()) {
                var fact = visit.areaFact(task);
                if (fact != null && task.object().facts().get(fact) == null) {
                    lacking.computeIfAbsent(label(fact), none -> new TreeSet<>())
                            .add(task.object().id());
                }
            }
        }
        lacking.forEach((fact, ids) -> facts.add(new CrewFacts.AreaNotKnown(fact, ids.size(), List.copyOf(ids))));
    }

    private String label(String fact) {
        return edition.model("classification")
                .flatMap(model -> model.input("object"))
                .flatMap(object -> object.type().field(fact))
                .map(field -> field.label())
                .orElse(fact);
    }

    private void roster() {
        var unproved = ids(each -> each.licenceUntil() == null
                && crew.exclusions().always(each.id()).isEmpty());
        facts.add(new CrewFacts.LicenceUnproved(unproved.size(), unproved));
        if (until != null) {
            var ending = ids(each -> each.licenceUntil() != null
                    && each.licenceUntil().isBefore(until)
                    && seating.load(crew.roster().indexOf(each)) > 0);
            facts.add(new CrewFacts.LicenceEnds(until, ending.size(), ending));
        }
        var listed = edition.teams();
        crew.roster().stream()
                .filter(each -> each.team() != null && !listed.contains(each.team()))
                .collect(Collectors.groupingBy(
                        Inspector::team,
                        TreeMap::new,
                        Collectors.mapping(Inspector::id, Collectors.toCollection(TreeSet::new))))
                .forEach((team, ids) -> facts.add(new CrewFacts.RosterTeam(team, ids.size(), List.copyOf(ids))));
        var known = crew.roster().stream().map(Inspector::id).collect(Collectors.toSet());
        var unknown = history.entries().stream()
                .flatMap(entry -> entry.inspectors().stream())
                .filter(Predicate.not(known::contains))
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
        facts.add(new CrewFacts.NotOnRoster(unknown.size(), List.copyOf(unknown)));
    }

    private List<String> ids(Predicate<Inspector> which) {
        return crew.roster().stream().filter(which).map(Inspector::id).sorted().toList();
    }
}
