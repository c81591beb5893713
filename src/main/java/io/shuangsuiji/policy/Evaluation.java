package io.shuangsuiji.policy;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a model answers to one input.
 *
 * @param outputs the value of each output decision, by name
 * @param inputErrors inputs that the model itself asks for or refuses (its decision {@code inputErrors}), mostly empty
 * @param failures why it could not decide, in Chinese and in the engine's own words; then the outputs are incomplete
 */
public record Evaluation(Map<String, Object> outputs, List<InputError> inputErrors, List<String> failures) {
    /**
     * An input that the model refuses.
     *
     * @param field the name of the input
     * @param message what is wrong with it
     */
    public record InputError(String field, String message) {
        /** Those that the value of the decision {@code inputErrors} lists. */
        public static List<InputError> list(Object value) {
            return value instanceof List<?> errors
                    ? errors.stream()
                            .map(error -> (Map<?, ?>) error)
                            .map(error -> new InputError(
                                    Objects.toString(error.get("field")), Objects.toString(error.get("message"))))
                            .toList()
                    : List.of();
        }
    }
}
