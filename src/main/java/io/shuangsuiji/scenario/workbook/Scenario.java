package io.shuangsuiji.scenario.workbook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * One row of a scenario sheet.
 *
 * @param sheet the sheet's name
 * @param row the row's index from 0
 * @param id its number, as the tester gave it; the row's place where none was given
 * @param sentence what it is about
 * @param basis the rules that it shows, as written
 * @param input what is asked, as a caller would send it
 * @param cells the cell of each input given, by JSON Pointer
 * @param select the key of the list's element that the expectations are about, or null
 * @param expectations what is expected of the answer
 * @param refusal how the input is expected to be refused; null where an answer is expected
 */
public record Scenario(
        String sheet,
        int row,
        String id,
        String sentence,
        String basis,
        ObjectNode input,
        Map<String, Integer> cells,
        String select,
        List<Expectation> expectations,
        Refusal refusal) {

    /**
     * A cell that says what a value should be.
     *
     * @param column the column
     * @param value what is written
     */
    public record Expectation(Column column, String value) {}

    /**
     * An expected error.
     *
     * @param pointers of the inputs that should be refused, these and no others; empty where any refusal will do
     * @param detail what should be said of the only one, or null where it is not checked
     */
    public record Refusal(List<String> pointers, String detail) {}

    /** True where nothing is expected. */
    public boolean unchecked() {
        return expectations.isEmpty() && refusal == null;
    }

    /** The row's place, as testers say it: {@code 分类 第 5 行}. */
    public String place() {
        return sheet + " 第 " + (row + 1) + " 行";
    }

    /** What the scenario is called in reports and tests. */
    public String title() {
        return id + (sentence.isEmpty() ? "" : " " + sentence);
    }
}
