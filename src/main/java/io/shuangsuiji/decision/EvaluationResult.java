package io.shuangsuiji.decision;

import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.decision.input.Inputs;
import io.shuangsuiji.decision.json.FeelJson;
import io.shuangsuiji.decision.json.Json;
import io.shuangsuiji.decision.json.MalformedJson;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One input and what became of it. A pure function of edition, model and input, but for the time that it took.
 *
 * @param input as the caller sent it; null where it is not JSON
 * @param values the values of the model's inputs; null where the input is invalid
 * @param outputs the model's outputs as a JSON object; null where there are none
 * @param failure why there are no outputs; null where there are
 * @param nanos how long it took
 */
public record EvaluationResult(
        JsonNode input, Map<String, Object> values, JsonNode outputs, RuntimeException failure, long nanos) {

    /** Reads, checks and decides an input. Whatever goes wrong is told by the result, and nothing is thrown. */
    public static EvaluationResult of(Edition edition, DecisionModel model, JsonNode input) {
        return of(edition, model, input, () -> Inputs.read(model, input));
    }

    /** Reads, checks and decides an input, given as text. */
    public static EvaluationResult of(Edition edition, DecisionModel model, byte[] json) {
        long start = System.nanoTime();
        try {
            return of(edition, model, Json.read(json));
        } catch (MalformedJson malformed) {
            return new EvaluationResult(null, null, null, malformed, System.nanoTime() - start);
        }
    }

    /** Checks and decides an input that is read in another way. */
    public static EvaluationResult of(Edition edition, DecisionModel model, JsonNode input, Supplier<Inputs> reading) {
        long start = System.nanoTime();
        Map<String, Object> values = null;
        JsonNode outputs = null;
        RuntimeException failure = null;
        try {
            values = reading.get().valid();
            outputs = FeelJson.toJson(Decisions.decide(edition, model, values), model.outputs());
        } catch (RuntimeException failed) {
            // an error of the engine concerns this input only
            failure = failed;
        }
        return new EvaluationResult(input, values, outputs, failure, System.nanoTime() - start);
    }

    /** What became of it. */
    public Outcome outcome() {
        return Outcome.of(failure);
    }

    /** The outputs, or the failure thrown. */
    public JsonNode orThrow() {
        if (failure != null) {
            throw failure;
        }
        return outputs;
    }
}
