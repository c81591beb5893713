package io.shuangsuiji.scenario.mutation;

import io.shuangsuiji.decision.explain.Candidates;
import io.shuangsuiji.decision.explain.Constants;
import io.shuangsuiji.decision.explain.InputPath;
import io.shuangsuiji.jobs.Cancellation;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.ValueType;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Looks for an input of a model with some property: from the inputs at hand it changes one fact after the other, two at
 * once where one does not help, to values at the model's bounds and of its enumerations. It may miss an input that
 * exists; what it finds is one.
 */
final class InputSearch {
    private static final int STARTS = 4;
    private static final int MOST_TRIES = 4_000;
    private final int most;

    private final List<InputPath> facts;
    private final Constants constants;
    private final List<Map<String, Object>> starts;
    private int tries;

    /**
     * A search.
     *
     * @param starts inputs at hand; may be empty
     */
    InputSearch(Edition edition, DecisionModel model, List<Map<String, Object>> starts) {
        this(edition, model, starts, MOST_TRIES);
    }

    /** A search that ends after so many tries. */
    InputSearch(Edition edition, DecisionModel model, List<Map<String, Object>> starts, int most) {
        this.most = most;
        this.facts = InputPath.of(model);
        this.constants = Constants.of(edition, model);
        this.starts =
                Stream.concat(starts.stream(), Stream.of(plain(edition, model))).toList();
    }

    /** An input that says as little as the types allow. */
    static Map<String, Object> plain(Edition edition, DecisionModel model) {
        var nothing = new HashMap<String, Object>();
        model.inputs().forEach(field -> nothing.put(field.name(), null));
        Map<String, Object> input = nothing;
        for (var fact : InputPath.of(model)) {
            input = fact.with(input, plain(edition, fact));
        }
        return input;
    }

    /** As {@link #plain}, and every day that may be missing is the edition's first: no table may name a day to try. */
    static Map<String, Object> dated(Edition edition, DecisionModel model) {
        var input = plain(edition, model);
        var day = edition.name().effectiveOn();
        for (var fact : InputPath.of(model)) {
            if (fact.type().kind() == ValueType.Kind.DATE
                    && fact.type().constraint().allows(day)) {
                input = fact.with(input, day);
            }
        }
        return input;
    }

    private static Object plain(Edition edition, InputPath fact) {
        var constraint = fact.type().constraint();
        if (!constraint.enumeration().isEmpty() && !constraint.allows(null)) {
            return constraint.enumeration().get(0);
        }
        var candidates = switch (fact.type().kind()) {
            case NUMBER ->
                Stream.of(
                        BigDecimal.TEN,
                        BigDecimal.ONE,
                        BigDecimal.ZERO,
                        BigDecimal.valueOf(edition.name().effectiveOn().getYear()));
            case DATE -> Stream.of(edition.name().effectiveOn());
            case BOOLEAN -> Stream.of(false);
            case TEXT -> Stream.of("示例");
            default -> Stream.empty();
        };
        return constraint.allows(null)
                ? null
                : candidates.filter(constraint::allows).findFirst().orElse(null);
    }

    /** An input of at least that score, or nothing where the search ended without one. */
    Optional<Map<String, Object>> find(ToIntFunction<Map<String, Object>> score, int goal) {
        tries = 0;
        return starts.stream()
                .sorted(Comparator.comparingInt(start -> -score.applyAsInt(start)))
                .limit(STARTS)
                .map(start -> climb(start, score, goal))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Map<String, Object>> climb(
            Map<String, Object> start, ToIntFunction<Map<String, Object>> score, int goal) {
        var at = start;
        int reached = score.applyAsInt(at);
        while (reached < goal && tries < most) {
            Cancellation.check();
            var better = better(at, 1, 0, reached, score);
            if (better.isEmpty()) {
                better = better(at, 2, 0, reached, score);
            }
            if (better.isEmpty()) {
                return Optional.empty();
            }
            at = better.get();
            reached = score.applyAsInt(at);
        }
        return reached >= goal ? Optional.of(at) : Optional.empty();
    }

    /** The first input that so many changes of facts, from that one on, make better than what was reached. */
    private Optional<Map<String, Object>> better(
            Map<String, Object> at, int changes, int from, int reached, ToIntFunction<Map<String, Object>> score) {
        var candidates = new Candidates(constants, facts, at);
        return IntStream.rangeClosed(from, facts.size() - changes)
                .boxed()
                .flatMap(index -> candidates.of(facts.get(index)).stream()
                        .map(value -> facts.get(index).with(at, value))
                        .map(changed -> changes > 1
                                ? better(changed, changes - 1, index + 1, reached, score)
                                : tries++ < most && score.applyAsInt(changed) > reached
                                        ? Optional.of(changed)
                                        : Optional.<Map<String, Object>>empty()))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
