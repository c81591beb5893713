package io.shuangsuiji.draw.crew;

import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.draw.crew.RecusalFacts.AreaDemand;
import io.shuangsuiji.draw.crew.RecusalFacts.Expertise;
import io.shuangsuiji.draw.crew.RecusalFacts.InspectionDay;
import io.shuangsuiji.draw.crew.RecusalFacts.Interest;
import io.shuangsuiji.draw.crew.RecusalFacts.LastTime;
import io.shuangsuiji.draw.crew.RecusalFacts.LicencesKnown;
import io.shuangsuiji.draw.crew.RecusalFacts.Party;
import io.shuangsuiji.draw.crew.RecusalFacts.Visited;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.registry.History;
import io.shuangsuiji.registry.Inspector;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Asks the edition's rules who must keep away from what. */
final class Recusals {
    private static final String GLOBAL = "exclusions";

    private Recusals() {}

    /**
     * Who must keep away.
     *
     * @param from the first day on which visits may be made
     * @throws io.shuangsuiji.decision.input.InvalidInput where the edition has no rules of recusal, so that nobody would
     */
    static Exclusions of(
            Edition edition, LocalDate from, List<VisitDraft> visits, List<Inspector> roster, History history) {
        boolean asks = edition.rules().getKiePackages().stream()
                .flatMap(rules -> rules.getGlobalVariables().stream())
                .anyMatch(global -> global.getName().equals(GLOBAL));
        if (!asks) {
            throw Requirement.refused(
                    edition,
                    "没有回避规则（recusal.drl），不能选派检查人员",
                    "has no rules of recusal (recusal.drl): nobody can be chosen by them");
        }
        var exclusions = new Exclusions(edition.findings());
        var session = edition.rules().newStatelessKieSession();
        session.setGlobal(GLOBAL, exclusions);
        session.execute(facts(from, visits, roster, history));
        return exclusions;
    }

    private static Collection<Object> facts(
            LocalDate from, List<VisitDraft> visits, List<Inspector> roster, History history) {
        var facts = new LinkedHashSet<Object>();
        facts.add(new InspectionDay(from));
        long licences = roster.stream().filter(each -> each.licence() != null).count();
        if (licences > 0) {
            facts.add(new LicencesKnown(licences));
        }
        for (var visit : visits) {
            facts.addAll(visit.demands());
            facts.addAll(visit.experts());
            visit.parties().forEach(party -> facts.add(new Party(visit.key(), party)));
            visit.tasks()
                    .forEach(task ->
                            facts.add(new Visited(visit.key(), task.object().id())));
        }
        boolean byArea =
                visits.stream().flatMap(visit -> visit.demands().stream()).anyMatch(AreaDemand.class::isInstance);
        for (var inspector : roster) {
            facts.add(inspector);
            inspector.recusals().forEach(party -> facts.add(new Interest(inspector.id(), party)));
            inspector.expertise().forEach(field -> facts.add(new Expertise(inspector.id(), field)));
            if (byArea) {
                inspector.areas().forEach(area -> facts.add(new RecusalFacts.Area(inspector.id(), area)));
            }
        }
        var ids = roster.stream().map(Inspector::id).collect(Collectors.toSet());
        lastTime(history)
                .forEach((object, inspectors) -> inspectors.stream()
                        .filter(ids::contains)
                        .forEach(inspector -> facts.add(new LastTime(object, inspector))));
        return new ArrayList<>(facts);
    }

    /**
     * Who inspected each object when that was last done: in the latest period of those that name inspectors, and whenever the
     * history does not say when.
     */
    static Map<String, Set<String>> lastTime(History history) {
        var latest = new HashMap<String, Period>();
        for (var entry : history.entries()) {
            if (!entry.inspectors().isEmpty() && entry.period() != null) {
                latest.merge(entry.id(), period(entry), (a, b) -> LATER.compare(a, b) >= 0 ? a : b);
            }
        }
        var last = new HashMap<String, Set<String>>();
        for (var entry : history.entries()) {
            if (entry.period() == null || period(entry).equals(latest.get(entry.id()))) {
                last.computeIfAbsent(entry.id(), none -> new TreeSet<>()).addAll(entry.inspectors());
            }
        }
        return last;
    }

    private static final Comparator<Period> LATER =
            Comparator.comparing(Period::lastDay).thenComparing(Period::firstDay);

    private static Period period(History.Entry entry) {
        return Period.parse(entry.period()).orElseThrow();
    }
}
