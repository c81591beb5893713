package io.shuangsuiji.draw.crew;

import io.shuangsuiji.draw.crew.Tasks.Reason;
import io.shuangsuiji.draw.lot.Label;
import io.shuangsuiji.draw.lot.Lottery;
import io.shuangsuiji.plan.Findings;
import io.shuangsuiji.plan.Schedules;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.registry.History;
import io.shuangsuiji.registry.Inspector;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Chooses the inspectors of what was drawn. */
public final class Crew {
    private final List<VisitDraft> visits;
    private final Exclusions exclusions;
    /** By general ticket, which breaks the ties that loads leave. */
    private final List<Inspector> roster;

    private final Map<String, Integer> indices = new HashMap<>();
    private final BitSet available = new BitSet();
    private final Map<Record, BitSet> kept = new HashMap<>();

    private Crew(List<VisitDraft> visits, Exclusions exclusions, List<Inspector> roster) {
        this.visits = visits;
        this.exclusions = exclusions;
        this.roster = roster;
        for (int i = 0; i < roster.size(); i++) {
            indices.put(roster.get(i).id(), i);
            available.set(i, exclusions.always(roster.get(i).id()).isEmpty());
        }
    }

    /**
     * Makes visits of what was drawn and gives each its inspectors. The order of tasks, inspectors and history does not
     * matter.
     *
     * @param tasks the objects drawn
     * @param substitutes those that stand in for them; each gets the inspectors that it would have, were it used
     * @param inspectors the roster, in which no id occurs twice
     * @param history what was drawn earlier in the year
     * @throws io.shuangsuiji.decision.input.InvalidInput where the edition does not say how inspectors are chosen
     * @throws io.shuangsuiji.decision.NoMatchingRule where its tables give no answer
     */
    public static Tasks assign(
            Edition edition,
            Occasion occasion,
            Lottery lottery,
            List<DrawnTask> tasks,
            List<DrawnTask> substitutes,
            List<Inspector> inspectors,
            History history) {
        var samples = tasks.stream().collect(Collectors.groupingBy(DrawnTask::stratum, Collectors.counting()));
        substitutes.forEach(each -> samples.putIfAbsent(each.stratum(), 0L));
        var requirements = new Requirement.Table(edition, occasion.request(), samples);
        var commitment = occasion.commitment();
        var visits = VisitDraft.of(
                tasks.stream().map(DrawnTask::inOneLine).toList(),
                requirements::of,
                edition.teams(),
                lottery,
                commitment);
        var standing = VisitDraft.ofSubstitutes(
                substitutes.stream().map(DrawnTask::inOneLine).toList(),
                requirements::of,
                edition.teams(),
                lottery,
                commitment);
        var ranks = inspectors.stream()
                .collect(Collectors.toMap(
                        Inspector::id, each -> lottery.ticket(commitment, "inspector", "", each.id())));
        var roster = inspectors.stream()
                .sorted(Comparator.<Inspector, String>comparing(each -> ranks.get(each.id()))
                        .thenComparing(Inspector::id, Label.BY_BYTES))
                .toList();
        var from = occasion.request().evaluationDate();
        var exclusions = Recusals.of(
                edition, from, Stream.concat(visits.stream(), standing.stream()).toList(), roster, history);
        var crew = new Crew(visits, exclusions, roster);
        var seating = Seating.of(
                IntStream.range(0, visits.size()).mapToObj(crew::seats).toList(),
                roster.size(),
                (visit, inspector) -> lottery.ticket(
                        commitment,
                        "inspector",
                        visits.get(visit).key(),
                        roster.get(inspector).id()));
        var byTurn = IntStream.range(0, visits.size())
                .mapToObj(visit -> (BitSet) seating.crew(visit).clone())
                .toList();
        seating.balance();
        var deadlines = Schedules.deadlines(edition, occasion.request().period(), null, null);
        var writer = new TaskWriter(edition, occasion, lottery, crew, seating, byTurn, deadlines, "");
        var facts = new CrewFindings(edition, crew, seating, writer.until(), history).facts();
        facts.addAll(
                deadlines.stream().filter(deadline -> deadline.error() != null).toList());
        return writer.write(
                Findings.of(edition, facts),
                new Substitutes(edition, occasion, lottery, new Crew(standing, exclusions, roster), seating, deadlines)
                        .visits());
    }

    Seating.Seats seats(int index) {
        var visit = visits.get(index);
        var eligible = (BitSet) available.clone();
        visit.demands().forEach(demand -> eligible.andNot(kept(demand)));
        exclusions.visit(visit.key()).keySet().forEach(id -> eligible.clear(indices.get(id)));
        var apart = new HashMap<Integer, BitSet>();
        exclusions.pairs(visit.key()).keySet().forEach(pair -> {
            int one = indices.get(pair.one());
            int other = indices.get(pair.other());
            apart.computeIfAbsent(one, none -> new BitSet()).set(other);
            apart.computeIfAbsent(other, none -> new BitSet()).set(one);
        });
        return new Seating.Seats(
                visit.required(),
                eligible,
                visit.experts().stream().map(this::experts).toList(),
                apart);
    }

    /** Who is kept from visits that make a demand. */
    private BitSet kept(Record demand) {
        return kept.computeIfAbsent(demand, none -> {
            var bits = new BitSet();
            exclusions.group(demand).keySet().forEach(id -> bits.set(indices.get(id)));
            return bits;
        });
    }

    BitSet experts(Record field) {
        var experts = new BitSet();
        experts.set(0, roster.size());
        experts.andNot(kept(field));
        return experts;
    }

    /** What keeps an inspector from a visit, or from a place in its crew. */
    Stream<Reason> why(Seating seating, int index, int inspector) {
        var visit = visits.get(index);
        var id = roster.get(inspector).id();
        var reasons = new ArrayList<Reason>();
        visit.demands().forEach(demand -> reasons.add(exclusions.group(demand).get(id)));
        reasons.add(exclusions.visit(visit.key()).get(id));
        if (reasons.stream().allMatch(each -> each == null)) {
            visit.experts().forEach(field -> reasons.add(exclusions.group(field).get(id)));
            exclusions.pairs(visit.key()).forEach((pair, reason) -> {
                var other = pair.one().equals(id) ? pair.other() : pair.other().equals(id) ? pair.one() : null;
                if (other != null && seating.crew(index).get(indices.get(other))) {
                    reasons.add(reason);
                }
            });
        }
        return reasons.stream().filter(each -> each != null);
    }

    /** Of these visits one of each kind: others of a kind are kept from the same inspectors for the same reasons. */
    BitSet kinds(BitSet among) {
        var kinds = new BitSet();
        var seen = new HashSet<VisitDraft.Kind>();
        among.stream()
                .filter(index -> isOfItsOwn(visits.get(index))
                        || seen.add(visits.get(index).kind()))
                .forEach(kinds::set);
        return kinds;
    }

    private boolean isOfItsOwn(VisitDraft visit) {
        return !exclusions.visit(visit.key()).isEmpty()
                || !exclusions.pairs(visit.key()).isEmpty();
    }

    List<VisitDraft> visits() {
        return visits;
    }

    List<Inspector> roster() {
        return roster;
    }

    Exclusions exclusions() {
        return exclusions;
    }

    /** Who may make visits at all. */
    BitSet available() {
        return available;
    }
}
