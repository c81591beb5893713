package io.shuangsuiji.bench;

import io.shuangsuiji.policy.Engine;
import java.util.Map;

/** Asks an engine through its map interface. */
final class Answers {
    private Answers() {}

    static Map<?, ?> classify(Engine engine, Cases cases, int index) {
        return (Map<?, ?>) engine.evaluate(cases.classification, cases.maps.get(index))
                .outputs()
                .get("classification");
    }

    static Map<?, ?> size(Engine engine, Cases cases, int index, Object category) {
        return (Map<?, ?>) engine.evaluate(cases.quota, cases.quotaInputs(index, category))
                .outputs()
                .get("quota");
    }
}
