package io.shuangsuiji.decision.explain;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * Why one decision came out as it did.
 *
 * @param decision its name in the model
 * @param label its Chinese name
 * @param table the id of its table; null where it has none
 * @param hitPolicy which of the rows that hold go into the result; null where there is no table
 * @param rows the rows that held; null where there is no table
 * @param value what was decided; null (absent) for a table, whose rows tell their outputs
 * @param sentence the same in one Chinese sentence
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Explanation(
        String decision,
        String label,
        String table,
        String hitPolicy,
        List<Row> rows,
        JsonNode value,
        String sentence) {

    /**
     * A row of a table.
     *
     * @param row its number, counted from 1
     * @param rule the rule's id; null where the row has none
     * @param clause the clause's words; null where the row has none
     * @param selected false where the row held, but the hit policy took another
     * @param cells the cells that demand something
     * @param outputs what the row gives, by the name of the column
     * @param sentence why it held, or why not
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Row(
            int row,
            String rule,
            String clause,
            boolean selected,
            List<Cell> cells,
            Map<String, JsonNode> outputs,
            String sentence) {}

    /**
     * A cell that demands something.
     *
     * @param column the Chinese name of the column
     * @param value what the input was
     * @param test what the cell demands, in Chinese
     * @param held true where it was so
     * @param sentence both in one
     */
    public record Cell(String column, JsonNode value, String test, boolean held, String sentence) {}
}
