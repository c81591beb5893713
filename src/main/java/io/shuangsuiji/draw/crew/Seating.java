package io.shuangsuiji.draw.crew;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * Gives visits their inspectors: first by turn, each visit those of the least load, of equal load by ticket; then, as long as
 * one has two visits more than another, visits are handed on along a chain of inspectors each of whom may make the visit that
 * he or she is given (optimal semi-matching: Harvey, Ladner, Lovász, Tamir, Semi-matchings for bipartite graphs and load
 * balancing, 2006). Where no chain is left, no other choice has the loads nearer to each other; where pairs and experts cross
 * within one visit, no single chain is left. Visits and inspectors are known by their indices. Not thread-safe.
 */
final class Seating {
    /**
     * What a visit needs.
     *
     * @param required how many inspectors
     * @param eligible who may make it
     * @param experts for each field of which one must be an expert, who is one
     * @param apart by inspector, with whom he or she may not make it
     */
    record Seats(int required, BitSet eligible, List<BitSet> experts, Map<Integer, BitSet> apart) {}

    private final List<Seats> visits;
    private final BiFunction<Integer, Integer, String> tickets;
    private final int[] loads;
    private final List<BitSet> crews = new ArrayList<>();
    /** Of each visit, the fields of which somebody in the crew is an expert. */
    private final List<List<BitSet>> covered = new ArrayList<>();

    private final List<BitSet> made = new ArrayList<>();

    private Seating(List<Seats> visits, int inspectors, BiFunction<Integer, Integer, String> tickets) {
        this.visits = visits;
        this.tickets = tickets;
        this.loads = new int[inspectors];
        for (int i = 0; i < inspectors; i++) {
            made.add(new BitSet());
        }
    }

    /**
     * Seats all.
     *
     * @param visits in the order of their turns
     * @param inspectors how many there are; of equal ones the lower index comes first when loads are balanced
     * @param tickets of a visit and an inspector
     */
    static Seating of(List<Seats> visits, int inspectors, BiFunction<Integer, Integer, String> tickets) {
        var seating = new Seating(visits, inspectors, tickets);
        for (int visit = 0; visit < visits.size(); visit++) {
            seating.seat(visit);
        }
        return seating;
    }

    /**
     * Seats each on its own, as if it came after others that are seated already and no other of these did.
     *
     * @param loads how many visits each inspector makes already; that is what {@link #load} tells afterwards too
     */
    static Seating eachAlone(List<Seats> visits, int[] loads, BiFunction<Integer, Integer, String> tickets) {
        var seating = new Seating(visits, loads.length, tickets);
        for (int visit = 0; visit < visits.size(); visit++) {
            System.arraycopy(loads, 0, seating.loads, 0, loads.length);
            seating.seat(visit);
        }
        System.arraycopy(loads, 0, seating.loads, 0, loads.length);
        return seating;
    }

    /** Who makes a visit. */
    BitSet crew(int visit) {
        return crews.get(visit);
    }

    /** True where the crew has an expert of a field. */
    boolean has(int visit, BitSet experts) {
        return crews.get(visit).intersects(experts);
    }

    /** How many visits an inspector makes. */
    int load(int inspector) {
        return loads[inspector];
    }

    private void seat(int visit) {
        var seats = visits.get(visit);
        var coverable = seats.experts().stream()
                .filter(experts -> experts.intersects(seats.eligible()))
                .toList();
        var known = new HashMap<Integer, String>();
        int most = Math.min(seats.required(), seats.eligible().cardinality());
        for (int size = most; size >= 0; size--) {
            for (int fields = coverable.size(); fields >= 0; fields--) {
                var wanted = coverable.subList(0, fields);
                var crew = choose(visit, size, (BitSet) seats.eligible().clone(), wanted, known);
                if (crew != null) {
                    crews.add(crew);
                    covered.add(List.copyOf(wanted));
                    crew.stream().forEach(inspector -> {
                        loads[inspector]++;
                        made.get(inspector).set(visit);
                    });
                    return;
                }
            }
        }
        throw new IllegalStateException("nobody at all is a crew of nobody");
    }

    /** The first crew by load and ticket, experts first; null where there is none. */
    private BitSet choose(int visit, int size, BitSet free, List<BitSet> wanted, Map<Integer, String> known) {
        if (size == 0) {
            return wanted.isEmpty() ? new BitSet() : null;
        }
        if (free.cardinality() < size) {
            return null;
        }
        var candidates = (BitSet) free.clone();
        if (!wanted.isEmpty()) {
            candidates.and(wanted.get(0));
        }
        var byLoad = new TreeMap<Integer, List<Integer>>();
        candidates.stream()
                .forEach(each -> byLoad.computeIfAbsent(loads[each], none -> new ArrayList<>())
                        .add(each));
        for (var equal : byLoad.values()) {
            // a ticket costs more than all else here: only where loads are equal
            equal.sort(Comparator.<Integer, String>comparing(
                            each -> known.computeIfAbsent(each, none -> tickets.apply(visit, each)))
                    .thenComparing(Comparator.naturalOrder()));
            for (var each : equal) {
                var rest = (BitSet) free.clone();
                rest.clear(each);
                var apart = visits.get(visit).apart().get(each);
                if (apart != null) {
                    rest.andNot(apart);
                }
                var open = wanted.stream().filter(experts -> !experts.get(each)).toList();
                var crew = choose(visit, size - 1, rest, open, known);
                if (crew != null) {
                    crew.set(each);
                    return crew;
                }
            }
        }
        return null;
    }

    private record Step(int from, int visit, int to) {}

    /** Hands visits on until no chain brings loads nearer. */
    void balance() {
        boolean moved;
        do {
            moved = false;
            var done = new BitSet();
            for (int source : byLoad()) {
                // whoever stands in a chain that led nowhere leads nowhere either
                if (!done.get(source)) {
                    var reached = new BitSet();
                    if (improve(source, reached)) {
                        moved = true;
                        break;
                    }
                    done.or(reached);
                }
            }
        } while (moved);
    }

    /** Inspectors by load, the greatest first. */
    int[] byLoad() {
        return IntStream.range(0, loads.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(each -> -loads[each]).thenComparing(Comparator.naturalOrder()))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Hands a visit of the source on along the shortest chain to somebody who has two less; false where there is none. */
    private boolean improve(int source, BitSet reached) {
        var steps = new HashMap<Integer, Step>();
        for (int to : chain(source, reached, steps)) {
            if (loads[to] <= loads[source] - 2 && hand(source, to, steps)) {
                return true;
            }
        }
        return false;
    }

    /** All to whom a visit of the source could be handed on, the nearest first; the source is among the reached. */
    private List<Integer> chain(int source, BitSet reached, Map<Integer, Step> steps) {
        var order = new ArrayList<Integer>();
        var queue = new ArrayDeque<Integer>();
        reached.set(source);
        queue.add(source);
        while (!queue.isEmpty()) {
            int from = queue.poll();
            var visitsOf = made.get(from);
            for (int visit = visitsOf.nextSetBit(0); visit >= 0; visit = visitsOf.nextSetBit(visit + 1)) {
                var others = (BitSet) visits.get(visit).eligible().clone();
                others.andNot(reached);
                others.andNot(crews.get(visit));
                for (int to = others.nextSetBit(0); to >= 0; to = others.nextSetBit(to + 1)) {
                    if (fits(visit, crews.get(visit), from, to)) {
                        reached.set(to);
                        steps.put(to, new Step(from, visit, to));
                        order.add(to);
                        queue.add(to);
                    }
                }
            }
        }
        return order;
    }

    /** Whom a chain from the source reaches, itself included. */
    BitSet reached(int source) {
        var reached = new BitSet();
        chain(source, reached, new HashMap<>());
        return reached;
    }

    /** The visits that any of these make. */
    BitSet madeBy(BitSet inspectors) {
        var all = new BitSet();
        inspectors.stream().forEach(each -> all.or(made.get(each)));
        return all;
    }

    private boolean hand(int source, int target, Map<Integer, Step> steps) {
        var after = new HashMap<Integer, BitSet>();
        var taken = new ArrayList<Step>();
        for (int at = target; at != source; at = steps.get(at).from()) {
            var step = steps.get(at);
            var crew = after.computeIfAbsent(
                    step.visit(), visit -> (BitSet) crews.get(visit).clone());
            // the steps of one visit may spoil each other
            if (!fits(step.visit(), crew, step.from(), step.to())) {
                return false;
            }
            crew.clear(step.from());
            crew.set(step.to());
            taken.add(step);
        }
        after.forEach(crews::set);
        taken.forEach(step -> {
            made.get(step.from()).clear(step.visit());
            made.get(step.to()).set(step.visit());
        });
        loads[source]--;
        loads[target]++;
        return true;
    }

    private boolean fits(int visit, BitSet crew, int from, int to) {
        var seats = visits.get(visit);
        if (crew.get(to) || !crew.get(from)) {
            return false;
        }
        var apart = seats.apart().get(to);
        if (apart != null) {
            boolean was = apart.get(from);
            var together = (BitSet) apart.clone();
            together.and(crew);
            if (together.cardinality() - (was ? 1 : 0) > 0) {
                return false;
            }
        }
        for (var experts : covered.get(visit)) {
            if (experts.get(from) && !experts.get(to)) {
                var left = (BitSet) experts.clone();
                left.and(crew);
                if (left.cardinality() == 1) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The loads, for those who look at them. */
    int[] loads() {
        return Arrays.copyOf(loads, loads.length);
    }
}
