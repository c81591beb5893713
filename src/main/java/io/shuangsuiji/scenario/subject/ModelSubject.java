package io.shuangsuiji.scenario.subject;

import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.decision.Decisions;
import io.shuangsuiji.decision.NoMatchingRule;
import io.shuangsuiji.decision.input.Inputs;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.Once;
import io.shuangsuiji.policy.ValueType.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A decision model.
 *
 * @param name the model's name
 * @param inputs its inputs
 * @param outputs its outputs
 * @param steps every decision of it
 */
record ModelSubject(String name, List<Field> inputs, List<Field> outputs, List<Field> steps) implements Subject {
    static ModelSubject of(DecisionModel model) {
        return new ModelSubject(model.name(), model.inputs(), model.outputs(), model.steps());
    }

    @Override
    public Answer ask(Edition edition, JsonNode input) {
        var model = edition.model(name).orElseThrow();
        var inputs = Inputs.read(model, input);
        if (!inputs.problems().isEmpty()) {
            return Answer.refused(inputs.problems(), Optional::empty);
        }
        var trace = new Once<>(() -> Optional.of(edition.kie().trace(model, inputs.values())));
        try {
            return new Answer(Decisions.decide(edition, model, inputs.values()), List.of(), List.of(), trace);
        } catch (InvalidInput refused) {
            return Answer.refused(refused.problems(), trace);
        } catch (NoMatchingRule undecided) {
            return new Answer(Map.of(), List.of(), undecided.reasons(), trace);
        }
    }
}
