package io.shuangsuiji.plan;

import io.shuangsuiji.registry.RegistryObject;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * An object of the registry and what the edition decides of it.
 *
 * @param object as the registry has it
 * @param category its supervision category (监管类别), or null where the registry names no level and no trigger holds
 * @param inspectionMode how it is inspected (检查方式)
 * @param inPopulation true where it counts in its stratum's population
 * @param offSite true where it is inspected off site
 * @param conflict true where triggers that exclude each other hold
 * @param review true where a person should look at it
 * @param triggers every trigger that holds
 * @param notices what a person should know of it
 */
public record Classified(
        RegistryObject object,
        String category,
        String inspectionMode,
        boolean inPopulation,
        boolean offSite,
        boolean conflict,
        boolean review,
        List<Trigger> triggers,
        List<Notice> notices) {

    /** A reason for the category or the mode, with its clause. */
    public record Trigger(String rule, String category, String clause, String reason) {}

    /** Something that the tables point out of an object; rules of {@code rules/} gather notices by their code. */
    public record Notice(String code, String rule, boolean review, String reason) {}

    /** The same said of another object. */
    Classified of(RegistryObject other) {
        return new Classified(
                other, category, inspectionMode, inPopulation, offSite, conflict, review, triggers, notices);
    }

    /** Reads the model's outputs. */
    static Classified of(RegistryObject object, Map<String, Object> outputs) {
        var decided = (Map<?, ?>) outputs.get("classification");
        return new Classified(
                object,
                (String) decided.get("category"),
                (String) decided.get("inspectionMode"),
                truth(decided, "inPopulation"),
                truth(decided, "offSite"),
                truth(decided, "conflict"),
                truth(decided, "review"),
                rows(decided.get("triggers")).stream()
                        .map(row -> new Trigger(
                                (String) row.get("rule"),
                                (String) row.get("category"),
                                (String) row.get("clause"),
                                (String) row.get("reason")))
                        .toList(),
                rows(decided.get("notices")).stream()
                        .map(row -> new Notice(
                                (String) row.get("code"), (String) row.get("rule"), truth(row, "review"), (String)
                                        row.get("reason")))
                        .toList());
    }

    private static boolean truth(Map<?, ?> of, String key) {
        return Boolean.TRUE.equals(of.get(key));
    }

    private static List<Map<?, ?>> rows(Object list) {
        return list instanceof Collection<?> rows
                ? rows.stream().<Map<?, ?>>map(row -> (Map<?, ?>) row).toList()
                : List.of();
    }
}
