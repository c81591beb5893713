package io.shuangsuiji.decision.explain;

import io.shuangsuiji.model.Requirements;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.xml.DmnFile;
import io.shuangsuiji.model.xml.XmlText.Element;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.ValueType.Field;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The decisions and functions by which a model comes to its outputs, each after those on which it rests. */
final class Steps {
    private final DecisionModel model;
    private final DmnFile file;
    private final Map<String, List<Table>> tables;
    private final Map<String, Field> fields;
    private final Map<String, Step> byAddress = new LinkedHashMap<>();

    /**
     * A decision or a function.
     *
     * @param decision its name
     * @param label its Chinese name
     * @param rests the names of all the decisions on which it rests, itself included
     * @param tables the decision tables in it, mostly one or none
     * @param output true where it is an answer of the model
     * @param function true where it is a function, which has no value of its own
     */
    record Step(
            String decision, String label, Set<String> rests, List<Table> tables, boolean output, boolean function) {}

    private Steps(Edition edition, DecisionModel model) {
        this.model = model;
        this.file = edition.file(model);
        this.tables = edition.decisionTables(model.name()).stream().collect(Collectors.groupingBy(Table::decision));
        this.fields = model.steps().stream().collect(Collectors.toMap(Field::name, field -> field));
    }

    /** All of a model. */
    static List<Step> of(Edition edition, DecisionModel model) {
        var steps = new Steps(edition, model);
        var outputs = model.outputs().stream().map(Field::name).toList();
        edition.file(model).xml().root().children("decision").stream()
                .filter(decision -> outputs.contains(decision.attribute("name")))
                .forEach(steps::visit);
        return List.copyOf(steps.byAddress.values());
    }

    /** Those to one output. */
    static List<Step> to(Edition edition, DecisionModel model, String output) {
        var all = of(edition, model);
        var rests = all.stream()
                .filter(step -> step.decision().equals(output))
                .flatMap(step -> step.rests().stream())
                .collect(Collectors.toSet());
        return all.stream().filter(step -> rests.contains(step.decision())).toList();
    }

    private Set<String> visit(Element element) {
        var address = file.addressOf(element);
        var known = byAddress.get(address);
        if (known != null) {
            return known.rests();
        }
        var name = element.attribute("name");
        var rests = new LinkedHashSet<String>();
        // a model whose decisions rest on themselves is not compiled
        Requirements.of(file, element).forEach(required -> rests.addAll(visit(required)));
        rests.add(name);
        var field = fields.get(name);
        byAddress.put(
                address,
                new Step(
                        name,
                        field == null ? name : field.label(),
                        rests,
                        tables.getOrDefault(address, List.of()),
                        field != null && model.outputs().contains(field),
                        element.name().equals("businessKnowledgeModel")));
        return rests;
    }
}
