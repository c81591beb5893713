package io.shuangsuiji.plan;

import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.PlanInputs;
import io.shuangsuiji.policy.ValueType.Field;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts the objects of a registry by all that the quota distinguishes. Not thread-safe. */
final class Population {
    /**
     * What the quota is asked by.
     *
     * @param team null where samples are not sized team by team, or an object has none
     * @param facts the facts that divide strata, by name
     */
    record Key(String objectType, String category, String team, Map<String, Object> facts) {}

    /** How many objects share a key, how many of them are inspected off site or capped, and whose they are. */
    static final class Count {
        private long objects;
        private long offSite;
        private long capped;
        private final Map<String, Long> byTeam = new HashMap<>();
        private final Map<String, Long> cappedByTeam = new HashMap<>();

        long objects() {
            return objects;
        }

        long offSite() {
            return offSite;
        }

        /** By team; objects without one are left out. */
        Map<String, Long> byTeam() {
            return byTeam;
        }

        /** How many may not be inspected again this year. */
        long capped() {
            return capped;
        }

        /** Those by team; objects without one are left out. */
        Map<String, Long> cappedByTeam() {
            return cappedByTeam;
        }

        /** Takes note that one of the objects may not be inspected again this year. */
        void cap(String team) {
            capped++;
            if (team != null) {
                cappedByTeam.merge(team, 1L, Long::sum);
            }
        }
    }

    private final boolean teamByTeam;
    private final List<Field> divisions;
    private final Map<Key, Count> counts = new LinkedHashMap<>();
    private final Map<String, Long> byTeam = new HashMap<>();
    private long total;

    Population(Edition edition) {
        this.teamByTeam = PlanInputs.byTeam(edition.models());
        this.divisions = PlanInputs.divisions(edition.models());
    }

    /** Adds an object to those that share its key. */
    Count add(Classified decided) {
        var object = decided.object();
        var facts = new LinkedHashMap<String, Object>();
        divisions.forEach(fact -> facts.put(fact.name(), object.facts().get(fact.name())));
        var key = new Key(
                (String) object.facts().get("objectType"),
                decided.category(),
                teamByTeam ? object.team() : null,
                divisions.isEmpty() ? Map.of() : Collections.unmodifiableMap(facts));
        var count = counts.computeIfAbsent(key, none -> new Count());
        count.objects++;
        count.offSite += decided.offSite() ? 1 : 0;
        total++;
        if (object.team() != null) {
            count.byTeam.merge(object.team(), 1L, Long::sum);
            byTeam.merge(object.team(), 1L, Long::sum);
        }
        return count;
    }

    Map<Key, Count> counts() {
        return counts;
    }

    /** All objects that count, of every stratum. */
    long total() {
        return total;
    }

    /** All objects of a team that count. */
    long of(String team) {
        return byTeam.getOrDefault(team, 0L);
    }

    List<Field> divisions() {
        return divisions;
    }
}
