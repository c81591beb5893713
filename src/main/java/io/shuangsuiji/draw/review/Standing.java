package io.shuangsuiji.draw.review;

import io.shuangsuiji.draw.Pool;
import io.shuangsuiji.draw.PoolEntry;
import io.shuangsuiji.plan.Capped;
import io.shuangsuiji.plan.Classified.Trigger;
import io.shuangsuiji.registry.RegistryObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where an object of a registry stands.
 *
 * @param category its supervision category, or null
 * @param triggers why it has that category
 * @param stratum in which it is drawn, or null
 * @param tier as a {@link PoolEntry} has it
 * @param capped why it is passed over, or null
 * @param nowhere true where no rule of the policy would ever draw it
 * @param why it is not drawn, in words; empty where it is
 */
record Standing(
        RegistryObject object,
        String category,
        List<Trigger> triggers,
        String stratum,
        int tier,
        Capped capped,
        boolean nowhere,
        List<String> why) {

    boolean drawn() {
        return stratum != null;
    }

    /** All objects of a registry; of one that is there twice the last, whichever that is by its facts. */
    static Map<String, Standing> byId(Pool pool, Reasons reasons) {
        var all = new HashMap<String, Standing>();
        for (var each : pool.read().outside()) {
            put(
                    all,
                    new Standing(
                            each.object(),
                            each.category(),
                            each.triggers(),
                            null,
                            PoolEntry.FRESH,
                            null,
                            true,
                            reasons.outside(each)));
        }
        for (var each : pool.read().members()) {
            if (!Pool.isDrawn(each.stratum())) {
                put(
                        all,
                        new Standing(
                                each.object(),
                                each.category(),
                                each.triggers(),
                                null,
                                PoolEntry.FRESH,
                                null,
                                !each.stratum().applicable(),
                                List.of(Reasons.notDrawn(each.stratum()))));
            }
        }
        for (int i = 0; i < pool.entries().size(); i++) {
            var entry = pool.entries().get(i);
            var member = pool.members().get(i);
            put(
                    all,
                    new Standing(
                            member.object(),
                            member.category(),
                            member.triggers(),
                            entry.stratum(),
                            entry.tier(),
                            member.capped(),
                            false,
                            List.of()));
        }
        return all;
    }

    private static void put(Map<String, Standing> all, Standing standing) {
        all.merge(standing.object().id(), standing, (one, other) -> one.key().compareTo(other.key()) > 0 ? one : other);
    }

    /** The same whatever order the rows are in. */
    private String key() {
        return (stratum == null ? "" : stratum) + '\n' + object.team() + '\n' + object.name() + '\n' + object.facts();
    }
}
