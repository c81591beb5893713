package io.shuangsuiji.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shuangsuiji.decision.json.FeelJson;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.Table.ColumnKind;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.KieResult;
import io.shuangsuiji.policy.KieResult.EngineMessage;
import io.shuangsuiji.policy.TableMatch;
import java.util.List;
import java.util.Map;

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
        var result = KieResult.of(model, trace);
        var json = NODES.objectNode();
        json.put("namespace", result.namespace());
        json.put("modelName", model.name());
        json.set("dmnContext", FeelJson.toJson(result.context()));
        json.set("messages", messages(result.messages()));
        var decisions = json.putArray("decisionResults");
        for (var decision : result.decisions()) {
            var node = decisions.addObject();
            node.put("decisionId", decision.id());
            node.put("decisionName", decision.name());
            node.set("result", FeelJson.toJson(decision.value()));
            node.set("messages", messages(decision.messages()));
            node.put("evaluationStatus", decision.status());
        }
        var tables = json.putArray("matchedRules");
        trace.tables().forEach(match -> tables.add(toJson(edition.decisionTables(model.name()), match)));
        return json;
    }

    private static ArrayNode messages(List<EngineMessage> messages) {
        var array = NODES.arrayNode();
        for (var message : messages) {
            var node = array.addObject();
            node.put("severity", message.severity());
            node.put("messageType", message.type());
            node.put("message", message.text());
            node.put("sourceId", message.sourceId());
        }
        return array;
    }

    private static ObjectNode toJson(List<Table> all, TableMatch match) {
        var node = NODES.objectNode();
        node.put("decision", match.decision());
        node.put("table", match.table());
        var table =
                all.stream().filter(one -> one.address().equals(match.table())).findFirst();
        table.ifPresent(found -> node.put("hitPolicy", found.hitPolicyAlone()));
        var rules = node.putArray("rules");
        for (int number : match.matched()) {
            var rule = rules.addObject();
            rule.put("number", number);
            rule.put("selected", match.selected().contains(number));
            table.ifPresent(found -> {
                var annotations = rule.putObject("annotations");
                found.cells(found.rows().get(number - 1), ColumnKind.ANNOTATION)
                        .forEach(placed -> annotations.put(
                                placed.column().label(), placed.cell().text()));
            });
        }
        return node;
    }
}
