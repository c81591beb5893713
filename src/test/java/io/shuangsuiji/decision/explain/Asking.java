package io.shuangsuiji.decision.explain;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.decision.input.Inputs;
import io.shuangsuiji.decision.json.Json;
import io.shuangsuiji.policy.DecisionModel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Asks the shipped edition; JSON is written with single quotes. */
final class Asking {
    static final int TRIES = 20_000;
    static final Duration TIME = Duration.ofMinutes(1);

    private Asking() {}

    static DecisionModel model(String name) {
        return TestEditions.shipped().model(name).orElseThrow();
    }

    static Map<String, Object> input(String model, String json) {
        return Inputs.read(model(model), Json.read(bytes(json))).valid();
    }

    static List<Explanation> explained(String model, String json) {
        return Explanations.of(TestEditions.shipped(), model(model), input(model, json));
    }

    /** The explanation of one decision; the decision must be among those explained. */
    static Explanation explained(String model, String json, String decision) {
        return explained(model, json).stream()
                .filter(one -> one.decision().equals(decision))
                .findFirst()
                .orElseThrow();
    }

    static WhyNotQuestion question(String model, String json) {
        return WhyNotQuestion.read(model(model), Json.read(bytes(json)));
    }

    static WhyNotAnswer whyNot(String model, String json) {
        return WhyNot.answer(TestEditions.shipped(), model(model), question(model, json), TRIES, TIME);
    }

    static String object(String facts) {
        return "{'object':{'objectType':'排污单位','supervisionLevel':'重点'" + (facts.isEmpty() ? "" : "," + facts)
                + "},'taskType':'日常','evaluationDate':'2024-03-20'}";
    }

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
