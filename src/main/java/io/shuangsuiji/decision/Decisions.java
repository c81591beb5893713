package io.shuangsuiji.decision;

import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.Evaluation.InputError;
import io.shuangsuiji.sheets.FieldProblem;
import java.util.List;
import java.util.Map;

/** Asks a model of an edition. */
public final class Decisions {
    private Decisions() {}

    /**
     * The values of the model's outputs, by name.
     *
     * @param inputs a value for each input of the model, already checked
     * @throws InvalidInput where the model itself asks for an input that is missing, or refuses one
     * @throws Undecided where the tables give no answer
     */
    public static Map<String, Object> decide(Edition edition, DecisionModel model, Map<String, Object> inputs) {
        var evaluation = edition.engine().evaluate(model, inputs);
        refuse(evaluation.inputErrors());
        if (!evaluation.failures().isEmpty()) {
            throw new NoMatchingRule(model.name(), evaluation.failures());
        }
        return evaluation.outputs();
    }

    static void refuse(List<InputError> inputErrors) {
        if (!inputErrors.isEmpty()) {
            throw new InvalidInput(inputErrors.stream()
                    .map(error -> new FieldProblem(FieldProblem.pointer("", error.field()), error.message()))
                    .toList());
        }
    }
}
