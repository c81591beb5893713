package io.shuangsuiji.plan;

import io.shuangsuiji.decision.Decisions;
import io.shuangsuiji.decision.NoMatchingRule;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.plan.Facts.MissingInput;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.registry.Staffing;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Gathers object types and categories into the strata that the quota table names, and sizes each stratum's sample on
 * its pooled population.
 */
final class StrataBuilder {
    /** What the quota table is asked by. */
    record Key(String objectType, String category) {}

    /** How many objects share a key, and how many of them are inspected off site. */
    static final class Count {
        private long population;
        private long offSite;

        void add(boolean isOffSite) {
            population++;
            offSite += isOffSite ? 1 : 0;
        }
    }

    /** The strata, and those that lack an input. */
    record Result(List<Stratum> strata, List<MissingInput> missing) {}

    /** The keys that share a stratum, with its rule as it reads before any population. */
    private static final class Pool {
        private final Map<?, ?> rule;
        private final List<Key> keys = new ArrayList<>();
        private long population;
        private long offSite;

        Pool(Map<?, ?> rule) {
            this.rule = rule;
        }
    }

    private final Edition edition;
    private final DecisionModel quota;
    private final DecisionModel routing;
    private final Quarter quarter;
    private final Staffing staffing;
    private final String taskType;

    StrataBuilder(Edition edition, Quarter quarter, Staffing staffing, String taskType) {
        this.edition = edition;
        this.quota = edition.model("quota").orElseThrow();
        this.routing = edition.model("routing").orElseThrow();
        this.quarter = quarter;
        this.staffing = staffing;
        this.taskType = taskType;
    }

    Result build(Map<Key, Count> populations) {
        var pools = new LinkedHashMap<String, Pool>();
        for (var key : keys(populations.keySet())) {
            var count = populations.getOrDefault(key, new Count());
            var rule = ruleOf(key);
            var name = rule == null ? null : (String) rule.get("stratum");
            if (name == null && count.population == 0) {
                // no stratum of the policy, and nothing in it
                continue;
            }
            var pool = pools.computeIfAbsent(name == null ? nameOf(key) : name, n -> new Pool(rule));
            pool.keys.add(key);
            pool.population += count.population;
            pool.offSite += count.offSite;
        }
        var strata = new ArrayList<Stratum>();
        var missing = new ArrayList<MissingInput>();
        pools.forEach((name, pool) -> strata.add(stratum(name, pool, missing)));
        return new Result(List.copyOf(strata), List.copyOf(missing));
    }

    /** Every type and category that the edition lists, so that an empty stratum is seen too, and all that occur. */
    private Set<Key> keys(Set<Key> occurring) {
        var keys = new LinkedHashSet<Key>();
        for (var type : enumeration("objectType")) {
            for (var category : enumeration("category")) {
                keys.add(new Key(type, category));
            }
            occurring.stream().filter(key -> type.equals(key.objectType())).forEach(keys::add);
        }
        keys.addAll(occurring);
        return keys;
    }

    private List<String> enumeration(String input) {
        return quota.input(input).orElseThrow().type().constraint().enumeration().stream()
                .map(Object::toString)
                .toList();
    }

    private Map<?, ?> ruleOf(Key key) {
        try {
            return decide(key, 0);
        } catch (NoMatchingRule noRow) {
            return null;
        }
    }

    private Map<?, ?> decide(Key key, long population) {
        var inputs = new HashMap<String, Object>();
        quota.inputs().forEach(input -> inputs.put(input.name(), null));
        inputs.put("objectType", key.objectType());
        inputs.put("category", key.category());
        inputs.put("population", BigDecimal.valueOf(population));
        inputs.put("officers", BigDecimal.valueOf(staffing.officers()));
        inputs.put(
                "participatingOfficers",
                staffing.participatingOfficers() == null ? null : BigDecimal.valueOf(staffing.participatingOfficers()));
        inputs.put("quarter", BigDecimal.valueOf(quarter.number()));
        return (Map<?, ?>) Decisions.decide(edition, quota, inputs).get("quota");
    }

    private Stratum stratum(String name, Pool pool, List<MissingInput> missing) {
        var key = pool.keys.get(0);
        Map<?, ?> sized = null;
        if (pool.rule != null) {
            try {
                sized = decide(key, pool.population);
            } catch (InvalidInput lacking) {
                lacking.problems()
                        .forEach(problem -> missing.add(new MissingInput(
                                name,
                                (String) pool.rule.get("rule"),
                                problem.pointer().substring(1),
                                problem.chinese())));
            }
        }
        var rule = pool.rule == null ? Map.of() : pool.rule;
        return new Stratum(
                name,
                pool.keys.stream().map(Key::objectType).distinct().toList(),
                pool.keys.stream().map(Key::category).distinct().count() == 1 ? key.category() : null,
                pool.population,
                pool.offSite,
                (String) rule.get("rule"),
                (String) rule.get("clause"),
                (String) rule.get("measure"),
                (BigDecimal) rule.get("rate"),
                rateText((String) rule.get("measure"), (BigDecimal) rule.get("rate")),
                (String) rule.get("period"),
                Boolean.TRUE.equals(rule.get("dueThisQuarter")),
                number(sized, "required"),
                number(sized, "sampleSize"),
                number(sized, "shortfall"),
                Boolean.TRUE.equals(rule.get("applicable")),
                routed(pool, "drawnBy"),
                routed(pool, "platform"));
    }

    /** Null where nothing is drawn because the policy has no rule. */
    private String routed(Pool pool, String field) {
        if (pool.rule == null || !Boolean.TRUE.equals(pool.rule.get("applicable"))) {
            return null;
        }
        return pool.keys.stream()
                .map(Key::objectType)
                .distinct()
                .map(type ->
                        (Map<?, ?>) Decisions.decide(edition, routing, Map.of("objectType", type, "taskType", taskType))
                                .get("routing"))
                .map(route -> route == null ? null : (String) route.get(field))
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.joining("、"));
    }

    /** By the edition's own notation of the measure; the bare number where it has none. */
    private String rateText(String measure, BigDecimal rate) {
        if (rate == null) {
            return "";
        }
        var notation = edition.constant("quota.measureNotation") instanceof Collection<?> rows
                ? rows.stream()
                        .map(row -> (Map<?, ?>) row)
                        .filter(row -> Objects.equals(row.get("measure"), measure))
                        .findFirst()
                : Optional.<Map<?, ?>>empty();
        return notation.map(row -> plain(rate.multiply((BigDecimal) row.get("factor"))) + row.get("suffix"))
                .orElseGet(() -> plain(rate));
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    private static String nameOf(Key key) {
        return (key.category() == null ? "" : key.category()) + key.objectType();
    }

    private static Long number(Map<?, ?> of, String field) {
        return of == null || of.get(field) == null ? null : ((BigDecimal) of.get(field)).longValueExact();
    }
}
