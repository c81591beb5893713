package io.shuangsuiji.plan;

import io.shuangsuiji.registry.RegistryObject;
import java.util.List;

/**
 * A plan together with the objects of its strata: what is drawn from.
 *
 * @param plan the plan
 * @param members every object that counts in a stratum, in the order of the registry
 * @param outside every other object, in the order of the registry
 */
public record Members(Plan plan, List<Member> members, List<Classified> outside) {
    /**
     * An object of a stratum.
     *
     * @param object as the registry has it
     * @param category its supervision category
     * @param triggers why it has that category
     * @param stratum the stratum that it counts in
     * @param capped why it may not be inspected again this year, or null
     */
    public record Member(
            RegistryObject object,
            String category,
            List<Classified.Trigger> triggers,
            Stratum stratum,
            Capped capped) {}
}
