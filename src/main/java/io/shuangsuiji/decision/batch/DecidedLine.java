package io.shuangsuiji.decision.batch;

import io.shuangsuiji.decision.EvaluationResult;

/**
 * A line of a batch and what became of it.
 *
 * @param line where in the batch it begins, counted from 1
 * @param id the decision's id; null where the input is not one that can be named
 * @param decided the decision
 */
public record DecidedLine(long line, String id, EvaluationResult decided) {}
