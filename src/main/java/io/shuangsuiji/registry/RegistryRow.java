package io.shuangsuiji.registry;

public sealed interface RegistryRow permits RegistryObject, RejectedRow {}
