package io.shuangsuiji.registry;

public record Staffing(int officers, Integer participatingOfficers) {}
