package io.shuangsuiji.decision.explain;

import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.ValueType.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.feel.lang.Type;
import org.kie.dmn.model.api.DMNModelInstrumentedBase;
import org.kie.dmn.model.api.Decision;
import org.kie.dmn.model.api.DecisionTable;
import org.kie.dmn.model.api.LiteralExpression;

/**
 * The decisions of a model by which it comes to its outputs, each after those on which it rests. Read once a model.
 *
 * @param all by decision
 */
record Steps(List<Step> all) {
    // the values hold nothing of their key, so a model that no longer serves is let go
    private static final Map<DMNModel, Steps> READ = Collections.synchronizedMap(new WeakHashMap<>());

    /**
     * One decision.
     *
     * @param decision its name
     * @param label its Chinese name
     * @param rests the names of all the decisions on which it rests, itself included
     * @param expression the text of a literal expression; null of another
     * @param tables the decision tables in it, mostly one or none
     * @param output true where it is an answer of the model
     */
    record Step(
            String decision,
            String label,
            Set<String> rests,
            String expression,
            List<TableText> tables,
            boolean output) {}

    static Steps of(DecisionModel model) {
        return READ.computeIfAbsent(model.dmn(), unread -> read(model));
    }

    /** The steps to one output. */
    List<Step> to(String output) {
        var rests = all.stream()
                .filter(step -> step.decision().equals(output))
                .flatMap(step -> step.rests().stream())
                .collect(Collectors.toSet());
        return all.stream().filter(step -> rests.contains(step.decision())).toList();
    }

    private static Steps read(DecisionModel model) {
        var byId = new HashMap<String, Decision>();
        model.decisions().forEach(decision -> byId.put(decision.getId(), decision));
        var names = Feel.names(Stream.concat(
                        model.inputs().stream().map(Field::name),
                        model.decisions().stream().map(Decision::getName))
                .toList());
        var outputs = model.outputs().stream().map(Field::name).collect(Collectors.toSet());
        var found = new ArrayList<Step>();
        var seen = new LinkedHashSet<String>();
        model.decisions().stream()
                .filter(decision -> outputs.contains(decision.getName()))
                .forEach(output -> visit(output, byId, names, outputs, seen, found));
        return new Steps(List.copyOf(found));
    }

    private static Set<String> visit(
            Decision decision,
            Map<String, Decision> byId,
            Map<String, Type> names,
            Set<String> outputs,
            Set<String> seen,
            List<Step> found) {
        if (!seen.add(decision.getName())) {
            return found.stream()
                    .filter(step -> step.decision().equals(decision.getName()))
                    .findFirst()
                    .map(Step::rests)
                    .orElse(Set.of());
        }
        var rests = new LinkedHashSet<String>();
        for (var requirement : decision.getInformationRequirement()) {
            if (requirement.getRequiredDecision() != null) {
                var required =
                        byId.get(requirement.getRequiredDecision().getHref().replaceFirst("^.*#", ""));
                if (required != null) {
                    rests.addAll(visit(required, byId, names, outputs, seen, found));
                }
            }
        }
        rests.add(decision.getName());
        var expression = decision.getExpression();
        found.add(new Step(
                decision.getName(),
                decision.getLabel() == null ? decision.getName() : decision.getLabel(),
                Set.copyOf(rests),
                expression instanceof LiteralExpression literal ? literal.getText() : null,
                within(expression, DecisionTable.class).stream()
                        .map(table -> TableText.of(table, table == expression, names))
                        .toList(),
                outputs.contains(decision.getName())));
        return rests;
    }

    /** The elements of a kind in a part of a model, itself included. */
    static <T> List<T> within(DMNModelInstrumentedBase part, Class<T> kind) {
        var found = new ArrayList<T>();
        collect(part, kind, found);
        return found;
    }

    private static <T> void collect(DMNModelInstrumentedBase part, Class<T> kind, Collection<T> found) {
        if (part == null) {
            return;
        }
        if (kind.isInstance(part)) {
            found.add(kind.cast(part));
        }
        part.getChildren().forEach(child -> collect(child, kind, found));
    }
}
