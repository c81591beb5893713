package io.shuangsuiji.registry;

import java.util.Map;

/**
 * An inspection object (检查对象) as the registry has it.
 *
 * @param line see {@link RegistryRow#line()}
 * @param id its identifier, never blank; whether it is unique in the registry is not for one row to say
 * @param name its name, or null
 * @param team the enforcement team (执法队) in charge of it, or null
 * @param facts a value, or null where the registry is blank, for every field that the classification model declares of
 *     an object, in the model's order; other columns are left out
 */
public record RegistryObject(long line, String id, String name, String team, Map<String, Object> facts)
        implements RegistryRow {}
