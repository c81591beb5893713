package io.shuangsuiji.registry;

import io.shuangsuiji.decision.FieldProblem;
import java.util.List;

public record RejectedRow(long line, List<FieldProblem> errors) implements RegistryRow {}
