package io.shuangsuiji.policy;

import io.shuangsuiji.policy.Evaluation.InputError;
import java.util.List;
import org.kie.dmn.api.core.DMNResult;

/**
 * How the reference engine came to its answer.
 *
 * @param result every decision's result, and the engine's messages
 * @param inputErrors inputs that the model itself asks for or refuses, mostly empty
 * @param tables the decision tables in the order of their evaluation
 */
public record Trace(DMNResult result, List<InputError> inputErrors, List<TableMatch> tables) {}
