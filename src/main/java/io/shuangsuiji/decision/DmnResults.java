package io.shuangsuiji.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.TableMatch;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.kie.dmn.api.core.DMNMessage;
import org.kie.dmn.model.api.Decision;
import org.kie.dmn.model.api.DecisionTable;
import org.kie.kogito.dmn.rest.KogitoDMNMessage;
import org.kie.kogito.dmn.rest.KogitoDMNResult;

/** The reference engine's full answer to one input, in the form of Kogito's {@code dmnresult}, with the rules that matched. */
public final class DmnResults {
    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

    private DmnResults() {}

    /**
     * Evaluates every decision of the model by the reference engine. What it has to say of decisions on which no output
     * depends stands in the result.
     *
     * @param inputs for which the model has its outputs
     */
    public static JsonNode of(Edition edition, DecisionModel model, Map<String, Object> inputs) {
        var trace = edition.kie().trace(model, inputs);
        var result = new KogitoDMNResult(model.dmn().getNamespace(), model.name(), trace.result());
        var json = NODES.objectNode();
        json.put("namespace", result.getNamespace());
        json.put("modelName", result.getModelName());
        json.set("dmnContext", FeelJson.toJson(result.getDmnContext()));
        json.set("messages", messages(result.getMessages()));
        var decisions = json.putArray("decisionResults");
        for (var decision : result.getDecisionResults()) {
            var node = decisions.addObject();
            node.put("decisionId", decision.getDecisionId());
            node.put("decisionName", decision.getDecisionName());
            node.set("result", FeelJson.toJson(decision.getResult()));
            node.set("messages", messages(decision.getMessages()));
            node.put("evaluationStatus", Objects.toString(decision.getEvaluationStatus(), null));
        }
        var tables = json.putArray("matchedRules");
        trace.tables().forEach(match -> tables.add(toJson(model, match)));
        return json;
    }

    private static ArrayNode messages(List<DMNMessage> messages) {
        var array = NODES.arrayNode();
        for (var message : messages) {
            var node = array.addObject();
            node.put("severity", Objects.toString(message.getSeverity(), null));
            node.put("messageType", Objects.toString(message.getMessageType(), null));
            // Kogito's messages have no getText
            node.put("message", ((KogitoDMNMessage) message).getMessage());
            node.put("sourceId", message.getSourceId());
        }
        return array;
    }

    private static ObjectNode toJson(DecisionModel model, TableMatch match) {
        var node = NODES.objectNode();
        node.put("decision", match.decision());
        node.put("table", match.table());
        var table = model.decisions().stream()
                .filter(decision -> decision.getName().equals(match.decision()))
                .map(Decision::getExpression)
                .filter(DecisionTable.class::isInstance)
                .map(DecisionTable.class::cast)
                .findFirst();
        table.ifPresent(found -> node.put("hitPolicy", found.getHitPolicy().value()));
        var rules = node.putArray("rules");
        for (int number : match.matched()) {
            var rule = rules.addObject();
            rule.put("number", number);
            rule.put("selected", match.selected().contains(number));
            table.ifPresent(found -> rule.set("annotations", annotations(found, number)));
        }
        return node;
    }

    private static ObjectNode annotations(DecisionTable table, int number) {
        var node = NODES.objectNode();
        var entries = table.getRule().get(number - 1).getAnnotationEntry();
        for (int i = 0; i < Math.min(entries.size(), table.getAnnotation().size()); i++) {
            node.put(table.getAnnotation().get(i).getName(), entries.get(i).getText());
        }
        return node;
    }
}
