package io.shuangsuiji.policy;

import java.util.List;
import java.util.Map;

/**
 * How the reference engine came to its answers to one input.
 *
 * @param values the inputs and the value of every decision of the model, by name
 * @param tables the decision tables that were evaluated, in that order
 */
public record Trace(Map<String, Object> values, List<Table> tables) {
    /**
     * One evaluation of a decision table.
     *
     * @param id the table's id in the model
     * @param matched its rows that hold, numbered from 1
     */
    public record Table(String id, List<Integer> matched) {}
}
