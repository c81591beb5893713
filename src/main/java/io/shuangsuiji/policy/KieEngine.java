package io.shuangsuiji.policy;

import io.shuangsuiji.policy.Evaluation.InputError;
import io.shuangsuiji.policy.ValueType.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.kie.dmn.api.core.DMNContext;
import org.kie.dmn.api.core.DMNDecisionResult.DecisionEvaluationStatus;
import org.kie.dmn.api.core.DMNMessage;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.DMNResult;
import org.kie.dmn.api.core.DMNRuntime;
import org.kie.dmn.api.core.event.AfterEvaluateDecisionTableEvent;
import org.kie.dmn.api.core.event.DMNRuntimeEventListener;

/** KIE's own DMN runtime: the reference by which every other engine is judged. */
public final class KieEngine implements Engine {
    private final DMNRuntime runtime;

    /** The tables that the trace under way on this thread has come to; unset while none is under way. */
    private final ThreadLocal<List<TableMatch>> tracing = new ThreadLocal<>();

    KieEngine(DMNRuntime runtime) {
        this.runtime = runtime;
        // a runtime is shared and has its listeners for good, so this one sorts events by the thread they arise on
        runtime.addListener(new DMNRuntimeEventListener() {
            @Override
            public void afterEvaluateDecisionTable(AfterEvaluateDecisionTableEvent event) {
                var matches = tracing.get();
                if (matches != null) {
                    matches.add(new TableMatch(
                            event.getNodeName(),
                            event.getDecisionTableId(),
                            List.copyOf(event.getMatches()),
                            List.copyOf(event.getSelected())));
                }
            }
        });
    }

    @Override
    public Evaluation evaluate(DecisionModel model, Map<String, Object> inputs) {
        var wanted = Stream.concat(
                        model.outputs().stream().map(Field::name),
                        model.checksInputs() ? Stream.of(DecisionModel.INPUT_ERRORS) : Stream.empty())
                .toArray(String[]::new);
        var result = runtime.evaluateByName(model.dmn(), context(inputs), wanted);
        var outputs = new LinkedHashMap<String, Object>();
        var failures = new ArrayList<String>();
        for (var output : model.outputs()) {
            var decision = result.getDecisionResultByName(output.name());
            outputs.put(output.name(), decision.getResult());
            if (decision.getEvaluationStatus() != DecisionEvaluationStatus.SUCCEEDED) {
                failures.add("「" + output.label() + "」没有结果 / " + output.name() + ": " + decision.getEvaluationStatus());
            }
        }
        boolean undecided = !failures.isEmpty() || result.hasErrors();
        result.getMessages().stream()
                .filter(message ->
                        undecided && (message.getSeverity() == DMNMessage.Severity.ERROR || KieMessages.noRow(message)))
                .map(KieMessages::failure)
                .distinct()
                .forEach(failures::add);
        return new Evaluation(outputs, inputErrors(model, result), List.copyOf(failures));
    }

    /** Everything that KIE has to say of every decision of the model, and the rules that matched in each table. */
    public Trace trace(DecisionModel model, Map<String, Object> inputs) {
        var matches = new ArrayList<TableMatch>();
        tracing.set(matches);
        try {
            var result = runtime.evaluateAll(model.dmn(), context(inputs));
            return new Trace(result, inputErrors(model, result), List.copyOf(matches));
        } finally {
            tracing.remove();
        }
    }

    @Override
    public Optional<List<TableMatch>> matches(DecisionModel model, Map<String, Object> inputs) {
        return Optional.of(trace(model, inputs).tables());
    }

    /** The compiled models, those that only declare types included. */
    Collection<DMNModel> models() {
        return runtime.getModels();
    }

    /** The value of a decision that depends on no input, or null where it cannot be decided. */
    Object constant(DMNModel model, String decision) {
        return runtime.evaluateByName(model, runtime.newContext(), decision)
                .getDecisionResultByName(decision)
                .getResult();
    }

    private DMNContext context(Map<String, Object> inputs) {
        var context = runtime.newContext();
        inputs.forEach(context::set);
        return context;
    }

    private static List<InputError> inputErrors(DecisionModel model, DMNResult result) {
        return model.checksInputs()
                ? InputError.list(result.getDecisionResultByName(DecisionModel.INPUT_ERRORS)
                        .getResult())
                : List.of();
    }
}
