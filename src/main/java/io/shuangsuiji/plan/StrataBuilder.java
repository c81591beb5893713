package io.shuangsuiji.plan;

import io.shuangsuiji.decision.Decisions;
import io.shuangsuiji.decision.NoMatchingRule;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.plan.Facts.MissingInput;
import io.shuangsuiji.plan.Population.Count;
import io.shuangsuiji.plan.Population.Key;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.ValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Gathers what the quota distinguishes into the strata that its table names, sizes each stratum's sample on its pooled
 * population, and splits it among teams where the edition says how.
 */
final class StrataBuilder {
    /** What the quota answers of sizes; all else that it answers is the rule. */
    private static final Set<String> SIZES = Set.of("required", "sampleSize", "shortfall");

    /** What of the rule a stratum has a place of its own for. */
    private static final Set<String> KNOWN =
            Set.of("stratum", "rule", "clause", "measure", "rate", "period", "dueThisQuarter", "applicable");

    /** The strata, by which counts they were made of, and those that lack an input. */
    record Result(List<Stratum> strata, Map<Count, Stratum> byCount, List<MissingInput> missing) {}

    /** Keys share a stratum where its name, its team and everything that the rule says are the same. */
    private record PoolKey(String name, String team, Map<?, ?> rule) {}

    /** The keys that share a stratum. */
    private static final class Pool {
        private final List<Key> keys = new ArrayList<>();
        private final List<Count> counts = new ArrayList<>();
        private final Map<String, Long> byTeam = new HashMap<>();
        private final Map<String, Long> cappedByTeam = new HashMap<>();
        private long population;
        private long offSite;
        private long capped;

        void add(Key key, Count count) {
            keys.add(key);
            counts.add(count);
            population += count.objects();
            offSite += count.offSite();
            capped += count.capped();
            count.cappedByTeam().forEach((team, objects) -> cappedByTeam.merge(team, objects, Long::sum));
            count.byTeam().forEach((team, objects) -> byTeam.merge(team, objects, Long::sum));
        }

        Map<String, Stratum.TeamObjects> teams() {
            var teams = new TreeMap<String, Stratum.TeamObjects>();
            byTeam.forEach((team, objects) ->
                    teams.put(team, new Stratum.TeamObjects(objects, cappedByTeam.getOrDefault(team, 0L))));
            return Collections.unmodifiableMap(teams);
        }

        <T> List<T> distinct(Function<Key, T> of) {
            return keys.stream().map(of).distinct().toList();
        }
    }

    private final Edition edition;
    private final DecisionModel quota;
    private final DecisionModel routing;
    private final PlanRequest request;
    private final String taskType;
    private final Population population;

    StrataBuilder(Edition edition, PlanRequest request, String taskType, Population population) {
        this.edition = edition;
        this.quota = edition.model("quota").orElseThrow();
        this.routing = edition.model("routing").orElseThrow();
        this.request = request;
        this.taskType = taskType;
        this.population = population;
    }

    Result build() {
        var pools = new LinkedHashMap<PoolKey, Pool>();
        for (var key : keys()) {
            var count = population.counts().getOrDefault(key, new Count());
            var rule = ruleOf(key);
            var name = rule == null ? null : (String) rule.get("stratum");
            if (name == null && count.objects() == 0) {
                // no stratum of the policy, and nothing in it
                continue;
            }
            pools.computeIfAbsent(new PoolKey(name == null ? nameOf(key) : name, key.team(), rule), none -> new Pool())
                    .add(key, count);
        }
        var strata = new ArrayList<Stratum>();
        var missing = new ArrayList<MissingInput>();
        var byCount = new IdentityHashMap<Count, Stratum>();
        pools.forEach((key, pool) -> {
            var stratum = stratum(name(key, pool, pools.keySet()), key, pool, missing);
            strata.add(stratum);
            pool.counts.forEach(count -> byCount.put(count, stratum));
        });
        return new Result(List.copyOf(strata), byCount, List.copyOf(missing));
    }

    /** Two strata of one name and team, sized by different rules, are told apart by what divides them. */
    private String name(PoolKey key, Pool pool, Collection<PoolKey> all) {
        boolean alone = all.stream()
                        .filter(other -> other.name().equals(key.name()) && Objects.equals(other.team(), key.team()))
                        .count()
                == 1;
        if (alone) {
            return key.name();
        }
        var divisions = population.divisions().isEmpty()
                ? pool.distinct(Key::objectType)
                : pool.distinct(each -> population.divisions().stream()
                        .map(fact -> each.facts().get(fact.name()) == null
                                ? "无" + fact.label()
                                : each.facts().get(fact.name()).toString())
                        .collect(Collectors.joining("，")));
        return key.name() + "（" + String.join("、", divisions) + "）";
    }

    /** Every combination that the edition lists, so that an empty stratum is seen too, and all that occur. */
    private Set<Key> keys() {
        var occurring = population.counts().keySet();
        var combinations = facts();
        var keys = new LinkedHashSet<Key>();
        for (var team : teams(occurring)) {
            for (var type : enumeration("objectType")) {
                for (var category : enumeration("category")) {
                    combinations.forEach(facts -> keys.add(new Key(type, category, team, facts)));
                }
                occurring.stream()
                        .filter(key -> type.equals(key.objectType()) && Objects.equals(team, key.team()))
                        .forEach(keys::add);
            }
        }
        keys.addAll(occurring);
        return keys;
    }

    /** The teams of the edition and those that occur; nobody where samples are not sized team by team. */
    private List<String> teams(Set<Key> occurring) {
        var teams = new LinkedHashSet<>(PlanParameters.teams(edition));
        teams.addAll(new TreeSet<>(
                occurring.stream().map(Key::team).filter(Objects::nonNull).toList()));
        return teams.isEmpty() ? Collections.singletonList(null) : List.copyOf(teams);
    }

    /** Every combination of listed values of the facts that divide strata, and of none where a fact may be missing. */
    private List<Map<String, Object>> facts() {
        var combined = List.<Map<String, Object>>of(Map.of());
        for (var fact : population.divisions()) {
            var next = new ArrayList<Map<String, Object>>();
            for (var before : combined) {
                for (var value : listed(fact.type())) {
                    var with = new LinkedHashMap<>(before);
                    with.put(fact.name(), value);
                    next.add(Collections.unmodifiableMap(with));
                }
            }
            combined = next;
        }
        return combined;
    }

    private static List<Object> listed(ValueType type) {
        var values = new ArrayList<Object>(
                type.kind() == ValueType.Kind.BOOLEAN
                        ? List.of(true, false)
                        : type.constraint().enumeration());
        if (type.optional()) {
            values.add(null);
        }
        return values;
    }

    private List<String> enumeration(String input) {
        return quota.input(input).orElseThrow().type().constraint().enumeration().stream()
                .map(Object::toString)
                .toList();
    }

    /** What the quota says of a key before any population is known; null where it says nothing. */
    private Map<?, ?> ruleOf(Key key) {
        try {
            var rule = new LinkedHashMap<>(decide(key, 0));
            rule.keySet().removeIf(SIZES::contains);
            return rule;
        } catch (NoMatchingRule noRow) {
            return null;
        }
    }

    private Map<?, ?> decide(Key key, long objects) {
        var known = new HashMap<String, Object>(key.facts());
        known.put("objectType", key.objectType());
        known.put("category", key.category());
        known.put("population", objects);
        known.put("team", key.team());
        known.put("teamPopulation", key.team() == null ? null : population.of(key.team()));
        known.put("total", population.total());
        return (Map<?, ?>) Decisions.decide(edition, quota, request.inputs(quota, known, key.team()))
                .get("quota");
    }

    private Stratum stratum(String name, PoolKey pooled, Pool pool, List<MissingInput> missing) {
        var key = pool.keys.get(0);
        Map<?, ?> answer = null;
        if (pooled.rule() != null) {
            try {
                answer = decide(key, pool.population);
            } catch (InvalidInput lacking) {
                lacking.problems()
                        .forEach(problem -> missing.add(new MissingInput(
                                name,
                                (String) pooled.rule().get("rule"),
                                problem.pointer().substring(1),
                                problem.chinese())));
            }
        }
        var rule = pooled.rule() == null ? Map.of() : pooled.rule();
        var sized = number(answer, "sampleSize");
        long open = pool.population - pool.capped;
        // what caps keep from being drawn is lacking beside what the quota itself says is lacking
        long lost = sized == null ? 0 : Math.max(0, sized - open);
        var sampleSize = sized == null ? null : (Long) (sized - lost);
        var shortfall = number(answer, "shortfall");
        return new Stratum(
                name,
                key.team(),
                pool.distinct(Key::objectType),
                pool.distinct(Key::category).size() == 1 ? key.category() : null,
                pool.population,
                pool.offSite,
                pool.capped,
                (String) rule.get("rule"),
                (String) rule.get("clause"),
                (String) rule.get("measure"),
                (BigDecimal) rule.get("rate"),
                rateText((String) rule.get("measure"), (BigDecimal) rule.get("rate")),
                (String) rule.get("period"),
                Boolean.TRUE.equals(rule.get("dueThisQuarter")),
                number(answer, "required"),
                sampleSize,
                shortfall == null ? null : (Long) (shortfall + lost),
                Boolean.TRUE.equals(rule.get("applicable")),
                routed(pooled.rule(), pool, "drawnBy"),
                routed(pooled.rule(), pool, "platform"),
                further(rule),
                shares(sampleSize, pool),
                pool.teams());
    }

    private static Map<String, Object> further(Map<?, ?> rule) {
        var further = new LinkedHashMap<String, Object>();
        rule.forEach((key, value) -> {
            if (!KNOWN.contains((String) key)) {
                further.put((String) key, value);
            }
        });
        return Collections.unmodifiableMap(further);
    }

    /** By the table 分摊: its weights, or the teams' own objects where a row has none. */
    private List<Stratum.TeamShare> shares(Long sampleSize, Pool pool) {
        if (sampleSize == null || !(edition.constant("quota.apportionment") instanceof Collection<?> rows)) {
            return List.of();
        }
        var weights = new LinkedHashMap<String, BigDecimal>();
        var limits = new HashMap<String, Long>();
        for (var each : rows) {
            var row = (Map<?, ?>) each;
            var team = (String) row.get("team");
            long objects = pool.byTeam.getOrDefault(team, 0L);
            weights.put(team, row.get("weight") == null ? BigDecimal.valueOf(objects) : (BigDecimal) row.get("weight"));
            limits.put(team, objects - pool.cappedByTeam.getOrDefault(team, 0L));
        }
        return Apportionment.of(sampleSize, weights, limits).entrySet().stream()
                .map(part -> new Stratum.TeamShare(
                        part.getKey(), pool.byTeam.getOrDefault(part.getKey(), 0L), part.getValue()))
                .toList();
    }

    /** Null where nothing is drawn because the policy has no rule. */
    private String routed(Map<?, ?> rule, Pool pool, String field) {
        if (rule == null || !Boolean.TRUE.equals(rule.get("applicable"))) {
            return null;
        }
        return pool.keys.stream()
                .map(this::route)
                .filter(Objects::nonNull)
                .map(route -> (String) route.get(field))
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.joining("、"));
    }

    private Map<?, ?> route(Key key) {
        var known = new HashMap<String, Object>();
        known.put("objectType", key.objectType());
        known.put("category", key.category());
        known.put("team", key.team());
        known.put("taskType", taskType);
        return (Map<?, ?>) Decisions.decide(edition, routing, request.inputs(routing, known, key.team()))
                .get("routing");
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
