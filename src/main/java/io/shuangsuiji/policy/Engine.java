package io.shuangsuiji.policy;

import java.util.Map;

/** Evaluates a model of one edition. Implementations are thread-safe and agree with {@link KieEngine} on every input. */
public interface Engine {
    /**
     * Evaluates the model's {@linkplain DecisionModel#outputs() outputs}.
     *
     * @param model a model of the edition
     * @param inputs a value for every input of the model, checked beforehand; null where the caller gave none
     */
    Evaluation evaluate(DecisionModel model, Map<String, Object> inputs);
}
