package io.shuangsuiji.decision.explain;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What kept an input from being answered otherwise, and the smallest changes that would bring it about.
 *
 * @param satisfied true where the answer is already as wanted
 * @param outputs what is and what was wanted
 * @param tables the rows that could give what is wanted, and what kept each out
 * @param alternatives the smallest changes of facts, nearest first; empty where none was found
 * @param search how far was searched
 * @param sentence the gist in Chinese
 */
public record WhyNotAnswer(
        boolean satisfied,
        List<Output> outputs,
        List<Explanation> tables,
        List<Alternative> alternatives,
        Search search,
        String sentence) {

    /**
     * An output.
     *
     * @param path as it was asked
     * @param label its Chinese name
     * @param value what it is; a list where the path leads through one
     * @param wanted what it was to be
     */
    public record Output(String path, String label, JsonNode value, JsonNode wanted) {}

    /**
     * Changes that together bring about what is wanted, and none of which can be spared.
     *
     * @param rules the ids of the rows that then hold and give it
     * @param sentence 「把 季度内投诉宗数 从 9 改为 10，即 监管类别 成为「特殊」（R07d）」
     */
    public record Alternative(List<Change> changes, List<String> rules, String sentence) {}

    /**
     * A fact that is made another.
     *
     * @param path from the input down
     * @param label its Chinese name
     */
    public record Change(String path, String label, JsonNode from, JsonNode to) {}

    /**
     * How far was searched.
     *
     * @param facts how many facts were open to change
     * @param tried how many inputs were tried
     * @param complete false where the search ended at a limit
     * @param more how many further alternatives were found than are named
     */
    @JsonInclude
    public record Search(int facts, int tried, boolean complete, int more) {}
}
