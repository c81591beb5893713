package io.shuangsuiji.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Evaluates a model of one edition. Implementations are thread-safe and agree with {@link KieEngine} on every input. */
public interface Engine {
    /**
     * Evaluates the model's {@linkplain DecisionModel#outputs() outputs}.
     *
     * @param model a model of the edition
     * @param inputs a value for every input of the model, checked beforehand; null where the caller gave none
     */
    Evaluation evaluate(DecisionModel model, Map<String, Object> inputs);

    /** A shorter way for batches of JSON lines, where the engine has one for that model. */
    default Optional<ByteEvaluator> lines(DecisionModel model) {
        return Optional.empty();
    }

    /**
     * The rules that hold for an input, table by table; empty where the engine cannot tell.
     *
     * @param inputs as {@link #evaluate} takes them
     */
    default Optional<List<TableMatch>> matches(DecisionModel model, Map<String, Object> inputs) {
        return Optional.empty();
    }
}
