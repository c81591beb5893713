package io.shuangsuiji.decision.explain;

import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.decision.input.Inputs;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.header.Columns;
import io.shuangsuiji.sheets.header.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Why is the answer not another, and what would have to be otherwise?
 *
 * @param inputs a value for each input of the model
 * @param wanted the outputs that are to have other values, all at once
 * @param keep the paths of facts that may not be changed
 * @param limit how many alternatives to name at most
 */
public record WhyNotQuestion(Map<String, Object> inputs, List<TargetOutput> wanted, Set<String> keep, int limit) {
    static final int DEFAULT_LIMIT = 10;
    static final int GREATEST_LIMIT = 100;
    private static final List<String> KEYS = List.of("input", "output", "keep", "limit");

    /**
     * Reads {@code {"input": {…}, "output": {"classification.category": "特殊"}, "keep": ["object.objectType"], "limit": 10}}.
     *
     * @throws InvalidInput with every problem, each pointing into the body
     */
    public static WhyNotQuestion read(DecisionModel model, JsonNode body) {
        var problems = new ArrayList<FieldProblem>();
        if (body == null || !body.isObject()) {
            throw new InvalidInput(List.of(new FieldProblem(
                    "", "应为 JSON 对象 {\"input\": {…}, \"output\": {…}} / expected an object with input and output")));
        }
        body.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                problems.add(new FieldProblem(
                        FieldProblem.pointer("", key),
                        Spelling.nearest(key, KEYS)
                                .map(meant -> Columns.misspelt(key, meant))
                                .orElse("未知的键，允许：" + String.join("、", KEYS) + " / unknown key; allowed: "
                                        + String.join(", ", KEYS))));
            }
        });
        var inputs = Inputs.read(model, body.get("input"));
        inputs.problems()
                .forEach(problem -> problems.add(new FieldProblem("/input" + problem.pointer(), problem.detail())));
        var wanted = wanted(model, body.get("output"), problems);
        var keep = keep(model, body.get("keep"), problems);
        int limit = limit(body.get("limit"), problems);
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
        return new WhyNotQuestion(inputs.values(), wanted, keep, limit);
    }

    private static List<TargetOutput> wanted(DecisionModel model, JsonNode output, List<FieldProblem> problems) {
        var wanted = new ArrayList<TargetOutput>();
        if (output == null || !output.isObject() || output.isEmpty()) {
            problems.add(new FieldProblem(
                    "/output",
                    "应为对象，键是输出的路径，值是想要的取值，如 {\"" + example(model)
                            + "\": …} / expected an object of output paths and wanted values"));
            return wanted;
        }
        for (var member : output.properties()) {
            var one = TargetOutput.read(model, member.getKey(), member.getValue(), problems);
            if (one != null) {
                wanted.add(one);
            }
        }
        return wanted;
    }

    private static String example(DecisionModel model) {
        var output = model.outputs().get(0);
        return output.type().fields().isEmpty()
                ? output.name()
                : output.name() + "." + output.type().fields().get(0).name();
    }

    private static Set<String> keep(DecisionModel model, JsonNode keep, List<FieldProblem> problems) {
        var kept = new LinkedHashSet<String>();
        if (keep == null || keep.isNull()) {
            return kept;
        }
        var known = InputPath.of(model).stream().map(InputPath::name).toList();
        if (!keep.isArray()) {
            problems.add(new FieldProblem("/keep", "应为数组，如 [\"" + known.get(0) + "\"] / expected an array of paths"));
            return kept;
        }
        for (int i = 0; i < keep.size(); i++) {
            var path = keep.get(i).asText();
            if (known.contains(path)) {
                kept.add(path);
            } else {
                problems.add(new FieldProblem(
                        "/keep/" + i,
                        "没有输入「" + path + "」，有：" + String.join("、", known) + " / there is no input \"" + path
                                + "\"; there are: " + String.join(", ", known)));
            }
        }
        return kept;
    }

    private static int limit(JsonNode limit, List<FieldProblem> problems) {
        if (limit == null || limit.isNull()) {
            return DEFAULT_LIMIT;
        }
        if (!limit.canConvertToExactIntegral()
                || !limit.canConvertToInt()
                || limit.intValue() < 1
                || limit.intValue() > GREATEST_LIMIT) {
            problems.add(new FieldProblem(
                    "/limit",
                    "应为 1 至 " + GREATEST_LIMIT + " 的整数，收到 " + limit + " / expected an integer from 1 to "
                            + GREATEST_LIMIT));
            return DEFAULT_LIMIT;
        }
        return limit.intValue();
    }
}
