package io.shuangsuiji.policy;

import java.util.List;

/**
 * The rules of a decision table that held for an input.
 *
 * @param decision the decision whose table it is
 * @param table the table's address in the file
 * @param matched the numbers of the rules whose every cell held, counted from 1
 * @param selected those of them that the hit policy let through to the result
 */
public record TableMatch(String decision, String table, List<Integer> matched, List<Integer> selected) {}
