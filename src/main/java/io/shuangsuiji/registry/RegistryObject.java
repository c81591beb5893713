package io.shuangsuiji.registry;

import java.util.Map;

public record RegistryObject(long line, String id, String name, String team, Map<String, Object> facts)
        implements RegistryRow {}
