package io.shuangsuiji.draw.crew;

import io.shuangsuiji.draw.crew.Tasks.Reason;
import io.shuangsuiji.plan.FindingReport;
import io.shuangsuiji.policy.findings.FindingCatalog;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * To what {@code rules/recusal.drl} reports who must keep away. The edition's table 提示 says by code in what words, and by what
 * clause. Where several reasons hold for the same, the first by code is kept.
 */
public final class Exclusions {
    private static final Comparator<Reason> ORDER =
            Comparator.comparing(Reason::code).thenComparing(Reason::text);

    private final FindingCatalog catalog;
    private final Map<String, SortedSet<Reason>> always = new HashMap<>();
    private final Map<Record, Map<String, Reason>> groups = new HashMap<>();
    private final Map<Record, Map<String, Reason>> reasonsOfGroups = new HashMap<>();
    private final Map<String, SortedMap<String, Reason>> visits = new HashMap<>();
    private final Map<String, SortedMap<Pair, Reason>> pairs = new HashMap<>();

    /** Two inspectors, the lower id first. */
    record Pair(String one, String other) implements Comparable<Pair> {
        @Override
        public int compareTo(Pair than) {
            int first = one.compareTo(than.one);
            return first != 0 ? first : other.compareTo(than.other);
        }
    }

    Exclusions(FindingCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Keeps an inspector from everything.
     *
     * @param code of the table 提示
     * @param fact a record whose components the text may name
     * @param others by the name under which the text may name their components
     */
    public void always(String code, Record fact, Map<String, ? extends Record> others, String inspector) {
        always.computeIfAbsent(inspector, none -> new TreeSet<>(ORDER)).add(reason(code, fact, others));
    }

    /** Keeps an inspector from all visits that make a demand: a team, an area; of a field, from the expert's place. */
    public void group(String code, Record demand, String inspector) {
        var reason = reasonsOfGroups
                .computeIfAbsent(demand, none -> new HashMap<>())
                .computeIfAbsent(code, none -> reason(code, demand, Map.of()));
        groups.computeIfAbsent(demand, none -> new HashMap<>()).merge(inspector, reason, Exclusions::first);
    }

    /** Keeps an inspector from a visit. */
    public void visit(String code, Record fact, String visit, String inspector) {
        visits.computeIfAbsent(visit, none -> new TreeMap<>())
                .merge(inspector, reason(code, fact, Map.of()), Exclusions::first);
    }

    /** Keeps two inspectors from a visit together; each may make it without the other. */
    public void pair(
            String code,
            Record fact,
            Map<String, ? extends Record> others,
            String visit,
            String inspector,
            String other) {
        var pair = inspector.compareTo(other) < 0 ? new Pair(inspector, other) : new Pair(other, inspector);
        pairs.computeIfAbsent(visit, none -> new TreeMap<>())
                .merge(pair, reason(code, fact, others), Exclusions::first);
    }

    private static Reason first(Reason one, Reason other) {
        return ORDER.compare(one, other) <= 0 ? one : other;
    }

    private Reason reason(String code, Record fact, Map<String, ? extends Record> others) {
        var entry = catalog.entry(code);
        return new Reason(
                code,
                entry.map(known -> known.text().fill(FindingReport.values(fact, others)))
                        .orElse(code),
                entry.map(FindingCatalog.Entry::clause).orElse(null));
    }

    /** Why an inspector is kept from everything; empty where nothing keeps him or her. */
    List<Reason> always(String inspector) {
        return List.copyOf(always.getOrDefault(inspector, new TreeSet<>(ORDER)));
    }

    /** Who is kept from the visits that make a demand, and why. */
    Map<String, Reason> group(Record demand) {
        return groups.getOrDefault(demand, Map.of());
    }

    /** Who is kept from a visit, and why. */
    SortedMap<String, Reason> visit(String visit) {
        return visits.getOrDefault(visit, new TreeMap<>());
    }

    /** Who is kept from a visit together, and why. */
    SortedMap<Pair, Reason> pairs(String visit) {
        return pairs.getOrDefault(visit, new TreeMap<>());
    }
}
