package io.shuangsuiji.draw.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.draw.Commitments.Named;
import io.shuangsuiji.draw.lot.CanonicalJson;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.Listed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** Public randomness as people give it: a text each, or all of it as one list of JSON. */
final class Randomness {
    private static final String AT = "/" + Handed.RANDOMNESS;
    private static final String SOURCE = "source";
    private static final String DAY = "day";

    private Randomness() {}

    /** What is to come: {@code source@day}, or a list of {@code {"source", "day"}}. */
    static List<Named> named(List<String> texts, List<FieldProblem> problems) {
        var named = new ArrayList<Named>();
        if (isList(texts)) {
            var list = list(texts.get(0));
            for (int i = 0; i < list.size(); i++) {
                var source = list.get(i).path(SOURCE);
                var day = list.get(i).path(DAY);
                if (!source.isTextual() || !day.isTextual() || list.get(i).size() != 2) {
                    problems.add(new FieldProblem(
                            AT + "/" + i,
                            "应为 {\"source\": \"名称\", \"day\": \"2024-01-02\"} / expected {\"source\": …, \"day\": …}, both of"
                                    + " them texts"));
                } else {
                    named.add(new Named(
                            source.textValue().strip(), day.textValue().strip()));
                }
            }
            return named;
        }
        for (int i = 0; i < texts.size(); i++) {
            var text = texts.get(i).strip().replace('＠', '@');
            int at = text.lastIndexOf('@');
            if (at <= 0 || at == text.length() - 1) {
                var shown = Listed.shortened(text);
                problems.add(new FieldProblem(
                        AT + "/" + i,
                        "应写成「名称@公布日期」，如「…@2024-01-02」，收到「" + shown
                                + "」 / expected source@day, such as …@2024-01-02, got \"" + shown + "\""));
            } else {
                named.add(new Named(
                        text.substring(0, at).strip(), text.substring(at + 1).strip()));
            }
        }
        return named;
    }

    /** What came: a text a source, never a number, which would lose its zeros. */
    static List<String> results(List<String> texts) {
        if (!isList(texts)) {
            return texts.stream().map(String::strip).toList();
        }
        var list = list(texts.get(0));
        var problems = new ArrayList<FieldProblem>();
        for (int i = 0; i < list.size(); i++) {
            if (!list.get(i).isTextual()) {
                var shown = Listed.shortened(list.get(i).toString());
                problems.add(new FieldProblem(
                        AT + "/" + i,
                        "应为加引号的文字（写成数会丢掉前面的 0），收到 " + shown + " / expected a text in quotes: a number loses its leading"
                                + " zeros; got " + shown));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
    }

    private static boolean isList(List<String> texts) {
        return texts.size() == 1 && texts.get(0).strip().startsWith("[");
    }

    private static JsonNode list(String text) {
        try {
            return CanonicalJson.tree(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException malformed) {
            throw new InvalidInput(List.of(new FieldProblem(
                    AT, "不是 JSON 数组：" + Listed.shortened(text) + " / malformed: expected a JSON array")));
        }
    }
}
