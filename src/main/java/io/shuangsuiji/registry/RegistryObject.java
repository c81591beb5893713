package io.shuangsuiji.registry;

import java.util.Map;

/**
 * An inspection object (检查对象) as the registry has it.
 *
 * @param sheet see {@link RegistryRow#sheet()}
 * @param line see {@link RegistryRow#line()}
 * @param id its identifier in canonical form, never blank; whether it is unique in the registry is not for one row to say
 * @param name its name, or null
 * @param team the enforcement team (执法队) in charge of it, or null
 * @param creditCode the unified social credit code (统一社会信用代码) of the enterprise that it belongs to, or null
 * @param inspections how often it was inspected this year (本年已检查次数), or null where the registry does not say
 * @param facts a value, or null where the registry is blank, for every field that the classification model declares of
 *     an object, in the model's order; other columns are left out
 */
public record RegistryObject(
        String sheet,
        long line,
        String id,
        String name,
        String team,
        String creditCode,
        Integer inspections,
        Map<String, Object> facts)
        implements RegistryRow {

    /** An object of which the registry does not say how often it was inspected. */
    public RegistryObject(
            String sheet,
            long line,
            String id,
            String name,
            String team,
            String creditCode,
            Map<String, Object> facts) {
        this(sheet, line, id, name, team, creditCode, null, facts);
    }
}
