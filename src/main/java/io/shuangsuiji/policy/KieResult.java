package io.shuangsuiji.policy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.kie.dmn.api.core.DMNMessage;
import org.kie.kogito.dmn.rest.KogitoDMNMessage;
import org.kie.kogito.dmn.rest.KogitoDMNResult;

/**
 * The reference engine's full account of one evaluation, in the parts of Kogito's {@code dmnresult}.
 *
 * @param namespace the model's
 * @param context the value of each input and decision by name
 * @param messages all that the engine has to say
 * @param decisions its decisions, in the engine's order
 */
public record KieResult(
        String namespace, Map<String, Object> context, List<EngineMessage> messages, List<DecisionResult> decisions) {

    /** What the engine has to say, in its own words. */
    public record EngineMessage(String severity, String type, String text, String sourceId) {}

    /** What became of a decision. */
    public record DecisionResult(String id, String name, Object value, List<EngineMessage> messages, String status) {}

    /** What the reference engine made of the model. */
    public static KieResult of(DecisionModel model, Trace trace) {
        var result = new KogitoDMNResult(model.dmn().getNamespace(), model.name(), trace.result());
        return new KieResult(
                result.getNamespace(),
                result.getDmnContext(),
                messages(result.getMessages()),
                result.getDecisionResults().stream()
                        .map(decision -> new DecisionResult(
                                decision.getDecisionId(),
                                decision.getDecisionName(),
                                decision.getResult(),
                                messages(decision.getMessages()),
                                Objects.toString(decision.getEvaluationStatus(), null)))
                        .toList());
    }

    private static List<EngineMessage> messages(List<DMNMessage> messages) {
        return messages.stream()
                .map(message -> new EngineMessage(
                        Objects.toString(message.getSeverity(), null),
                        Objects.toString(message.getMessageType(), null),
                        // Kogito's messages have no getText
                        ((KogitoDMNMessage) message).getMessage(),
                        message.getSourceId()))
                .toList();
    }
}
