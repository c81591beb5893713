package io.shuangsuiji.kernel.symbolic;

import java.util.List;

/**
 * The rows of a decision's table that match an input.
 *
 * @param decision the decision's name
 * @param rows their numbers, from 1, as the table shows them
 */
public record MatchedRows(String decision, List<Integer> rows) {}
