package io.shuangsuiji.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;

/**
 * The two largest tables in Camunda 7's DMN engine, as far as it can load the models: it knows neither contexts nor the
 * hit policy PRIORITY, so that the rest of the classification and of the quota are not asked of it.
 */
final class Camunda {
    private final DmnEngine engine = DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    private final DmnDecision triggers = decision(
            "classification",
            "classification-decision-triggers",
            "classification-decision-triggers",
            "classification-decision-recent-penalty",
            "classification-decision-penalty-window");
    private final DmnDecision rule = decision("quota", "quota-decision-rules", "quota-decision-rules");

    private DmnDecision decision(String model, String id, String... with) {
        try {
            var source = Sources.only(model, with).getBytes(StandardCharsets.UTF_8);
            return engine.parseDecision(id, new ByteArrayInputStream(source));
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    List<Map<String, Object>> triggers(Cases cases, int index) {
        return engine.evaluateDecisionTable(triggers, cases.maps.get(index)).getResultList();
    }

    Map<String, Object> rule(Cases cases, int index, Object category) {
        return engine.evaluateDecisionTable(rule, cases.quotaInputs(index, category))
                .getSingleResult()
                .getEntryMap();
    }
}
