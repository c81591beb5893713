package io.shuangsuiji.decision.explain;

import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.ValueType.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Searches the smallest change of facts that brings the wanted outputs: every single fact first, every pair of facts if
 * no single one does. What it finds was answered by the edition's own engine.
 */
final class CounterfactualSearch {
    private static final int MOST_FACTS = 2;

    private final Edition edition;
    private final DecisionModel model;
    private final List<TargetOutput> wanted;
    private final Map<String, Object> inputs;
    private final List<InputPath> facts;
    private final List<List<Object>> candidates;
    private final List<LocalDate> dates;
    private final int mostTries;
    private final long deadline;
    private int tries;

    /**
     * A fact that is made another.
     *
     * @param from what it is
     * @param to what it would be
     */
    record Change(InputPath fact, Object from, Object to) {}

    /**
     * What was found.
     *
     * @param changes the minimal sets of changes, nearest first
     * @param tries how many inputs were tried
     * @param complete false where the search ended at a limit: a smaller or a further change may have been missed
     */
    record Found(List<List<Change>> changes, int tries, boolean complete) {}

    CounterfactualSearch(
            Edition edition,
            DecisionModel model,
            List<TargetOutput> wanted,
            Map<String, Object> inputs,
            List<InputPath> changeable,
            Limits limits) {
        this.edition = edition;
        this.model = model;
        this.wanted = wanted;
        this.inputs = inputs;
        this.facts = changeable;
        var all = InputPath.of(model);
        var values = new Candidates(Constants.of(edition, model), all, inputs);
        this.dates = all.stream()
                .map(fact -> fact.in(inputs))
                .filter(LocalDate.class::isInstance)
                .map(LocalDate.class::cast)
                .toList();
        this.mostTries = limits.tries();
        this.deadline = System.nanoTime() + limits.time().toNanos();
        this.candidates = changeable.stream()
                .map(fact -> Stream.concat(values.of(fact).stream(), sought(fact))
                        .distinct()
                        .toList())
                .toList();
    }

    /**
     * How long a search may go on.
     *
     * @param tries at most so many inputs are tried
     * @param time at most so long
     */
    record Limits(int tries, Duration time) {}

    /** Numbers found by calculation rather than named by the model: those at which a wanted number is first reached. */
    private Stream<Object> sought(InputPath fact) {
        return wanted.stream()
                .filter(one -> one.value() instanceof BigDecimal)
                .flatMap(one -> new GoalSeek(fact, inputs, changed -> number(one, changed), (BigDecimal) one.value())
                        .values().stream());
    }

    private BigDecimal number(TargetOutput one, Map<String, Object> changed) {
        tries++;
        return System.nanoTime() - deadline > 0
                ? null
                : one.in(edition.engine().evaluate(model, changed).outputs()) instanceof BigDecimal number
                        ? number
                        : null;
    }

    Found find() {
        var found = new ArrayList<List<Change>>();
        boolean complete = true;
        for (int size = 1; size <= MOST_FACTS && found.isEmpty() && complete; size++) {
            complete = change(inputs, 0, size, List.of(), found);
        }
        return new Found(nearest(found), tries, complete);
    }

    /** Tries every change of so many facts from the given one on; false where a limit ended it. */
    private boolean change(Map<String, Object> base, int from, int size, List<Change> made, List<List<Change>> found) {
        for (int i = from; i <= facts.size() - size; i++) {
            var fact = facts.get(i);
            for (var value : candidates.get(i)) {
                var changed = new ArrayList<>(made);
                changed.add(new Change(fact, fact.in(inputs), value));
                var with = fact.with(base, value);
                if (size > 1) {
                    if (!change(with, i + 1, size - 1, changed, found)) {
                        return false;
                    }
                } else if (++tries > mostTries || System.nanoTime() - deadline > 0) {
                    return false;
                } else if (holds(with)) {
                    found.add(List.copyOf(changed));
                }
            }
        }
        return true;
    }

    private boolean holds(Map<String, Object> changed) {
        var evaluation = edition.engine().evaluate(model, changed);
        return evaluation.failures().isEmpty()
                && evaluation.inputErrors().isEmpty()
                && wanted.stream().allMatch(one -> one.holds(evaluation.outputs()));
    }

    /** Without those that another of the same facts outdoes; the fewest required inputs first, then the nearest. */
    private List<List<Change>> nearest(List<List<Change>> found) {
        return found.stream()
                .collect(Collectors.groupingBy(
                        changes -> changes.stream().map(Change::fact).toList(),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values()
                .stream()
                .flatMap(sameFacts ->
                        sameFacts.stream().filter(one -> sameFacts.stream().noneMatch(other -> outdoes(other, one))))
                .sorted(Comparator.<List<Change>>comparingLong(changes -> changes.stream()
                                .filter(change -> !change.fact().type().optional())
                                .count())
                        .thenComparing(changes ->
                                changes.stream().map(this::distance).reduce(BigDecimal.ZERO, BigDecimal::add)))
                .toList();
    }

    /** True where the other changes no fact further and one less far. */
    private boolean outdoes(List<Change> other, List<Change> one) {
        boolean nearer = false;
        for (int i = 0; i < one.size(); i++) {
            if (!Candidates.same(other.get(i).to(), one.get(i).to())) {
                if (!nearer(other.get(i), one.get(i))) {
                    return false;
                }
                nearer = true;
            }
        }
        return nearer;
    }

    /** True where a goes less far than b; of words none does. */
    private boolean nearer(Change a, Change b) {
        boolean comparable = a.fact().ordered() || a.fact().type().kind() == Kind.BOOLEAN;
        if (!comparable || a.to() == null) {
            return false;
        }
        // to have no value is further than any value: it says less
        return b.to() == null || a.fact().ordered() && distance(a).compareTo(distance(b)) < 0;
    }

    /**
     * Units or days between the values, 1 between words. From no value, a number is as far as it is great; a date, as it
     * is from the nearest other date of the input.
     */
    private BigDecimal distance(Change change) {
        if (change.to() instanceof BigDecimal to) {
            return change.from() instanceof BigDecimal from
                    ? to.subtract(from).abs()
                    : to.abs().add(BigDecimal.ONE);
        }
        if (change.to() instanceof LocalDate to) {
            return BigDecimal.valueOf(
                    change.from() instanceof LocalDate from
                            ? days(from, to)
                            : 1
                                    + dates.stream()
                                            .mapToLong(date -> days(date, to))
                                            .min()
                                            .orElse(0));
        }
        return BigDecimal.ONE;
    }

    private static long days(LocalDate a, LocalDate b) {
        return Math.abs(ChronoUnit.DAYS.between(a, b));
    }
}
