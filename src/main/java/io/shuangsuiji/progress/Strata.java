package io.shuangsuiji.progress;

import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.decision.Decisions;
import io.shuangsuiji.decision.NoMatchingRule;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.plan.PlanParameters;
import io.shuangsuiji.plan.PlanRequest;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.ValueType.Kind;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The strata (抽样层) of an edition, and of which category their objects are.
 *
 * @param categories by the names of strata: the categories whose objects are in it; empty where the edition has no names
 */
record Strata(Map<String, Set<String>> categories) {

    /** Asks the quota for the stratum of every type and category; how many objects there are makes no difference to that. */
    static Strata of(Edition edition, Period period) {
        var quota = edition.model("quota").orElseThrow();
        var categories = new LinkedHashMap<String, Set<String>>();
        for (var type :
                quota.input("objectType").orElseThrow().type().constraint().enumeration()) {
            for (var category :
                    quota.input("category").orElseThrow().type().constraint().enumeration()) {
                var stratum = stratum(edition, quota, period, type, category);
                if (stratum != null) {
                    categories
                            .computeIfAbsent(stratum, none -> new LinkedHashSet<>())
                            .add((String) category);
                }
            }
        }
        return new Strata(categories);
    }

    private static String stratum(Edition edition, DecisionModel quota, Period period, Object type, Object category) {
        // parameters that a plan would ask for: one of each is enough to be told of which stratum an object is
        var values = quota.inputs().stream()
                .filter(input -> input.type().kind() == Kind.NUMBER)
                .collect(Collectors.toMap(input -> input.name(), input -> (Object) BigDecimal.ONE));
        var known = new HashMap<String, Object>(Map.of("objectType", type, "category", category, "population", 0L));
        var request = new PlanRequest(period, new PlanParameters(values, Map.of()), period.firstDay());
        try {
            var answer = (Map<?, ?>) Decisions.decide(edition, quota, request.inputs(quota, known, null))
                    .get("quota");
            return Objects.toString(answer.get("stratum"), null);
        } catch (NoMatchingRule | InvalidInput none) {
            return null;
        }
    }

    /** True where the edition has a stratum of that name; a plan may add in brackets what divides it. */
    boolean knows(String stratum) {
        return categories.isEmpty()
                || categories.containsKey(stratum)
                || categories.keySet().stream().anyMatch(name -> stratum.startsWith(name + "（"));
    }

    /** The category of a stratum's objects; null where they are of several, or it is unknown. */
    String category(String stratum) {
        var of = stratum == null ? null : categories.get(stratum);
        return of == null || of.size() > 1 ? null : of.iterator().next();
    }
}
