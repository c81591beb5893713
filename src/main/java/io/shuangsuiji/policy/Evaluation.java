package io.shuangsuiji.policy;

import java.util.List;
import java.util.Map;

/**
 * What a model answers to one input.
 *
 * @param outputs the value of each output decision, by name
 * @param inputErrors inputs that the model itself asks for or refuses (its decision {@code inputErrors}), mostly empty
 * @param failures the engine's own words where it could not decide; then the outputs are incomplete
 */
public record Evaluation(Map<String, Object> outputs, List<InputError> inputErrors, List<String> failures) {
    /**
     * An input that the model refuses.
     *
     * @param field the name of the input
     * @param message what is wrong with it
     */
    public record InputError(String field, String message) {}
}
