package io.shuangsuiji.decision.explain;

import io.shuangsuiji.decision.FeelJson;
import io.shuangsuiji.decision.explain.Steps.Step;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.TableMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Explains answers by the rows that held. */
public final class Explanations {
    private Explanations() {}

    /**
     * Why the model answers an input as it does: each decision that contributed, after those on which it rests. An output
     * that has no table of its own is left out: it is the answer, put together from the others.
     *
     * @param inputs a value for each input of the model, already checked and answered
     */
    public static List<Explanation> of(Edition edition, DecisionModel model, Map<String, Object> inputs) {
        return of(model, Derivation.of(edition, model, inputs));
    }

    /** The same for a derivation of any engine. */
    public static List<Explanation> of(DecisionModel model, Derivation derivation) {
        var explanations = new ArrayList<Explanation>();
        for (var step : Steps.of(model).all()) {
            for (var table : step.tables()) {
                derivation.tables().stream()
                        .filter(match -> match.table().equals(table.id()))
                        .findFirst()
                        .ifPresent(match -> explanations.add(table(step, table, match, derivation.values())));
            }
            if (step.tables().isEmpty() && !step.output()) {
                explanations.add(value(step, derivation.values().get(step.decision())));
            }
        }
        return List.copyOf(explanations);
    }

    private static Explanation value(Step step, Object value) {
        return new Explanation(
                step.decision(),
                step.label(),
                null,
                null,
                null,
                FeelJson.toJson(value),
                step.label() + " " + Wording.is(value));
    }

    private static Explanation table(Step step, TableText table, TableMatch match, Map<String, Object> values) {
        var rows = match.matched().stream()
                .map(number -> row(step, table, match, table.rows().get(number - 1), values))
                .toList();
        var sentence = rows.isEmpty()
                ? step.label() + "：没有一行成立"
                : step.label() + "："
                        + rows.stream().map(Explanation.Row::sentence).collect(Collectors.joining("；"));
        return new Explanation(
                step.decision(), step.label(), table.id(), table.hitPolicy().value(), rows, null, sentence);
    }

    private static Explanation.Row row(
            Step step, TableText table, TableMatch match, TableText.Row row, Map<String, Object> values) {
        // a table inside a larger expression speaks of names that only that expression knows
        var cells = table.own() ? Rows.cells(table, row, values) : List.<Explanation.Cell>of();
        var outputs = table.own() ? Rows.outputs(step.decision(), table, row, values) : Map.<String, Object>of();
        boolean selected = match.selected().contains(row.number());
        var because = cells.isEmpty()
                ? "第 " + row.number() + " 行成立"
                : cells.stream().map(Explanation.Cell::sentence).collect(Collectors.joining("；")) + "，因此第 "
                        + row.number() + " 行成立";
        return new Explanation.Row(
                row.number(),
                row.rule(),
                row.clause(),
                selected,
                cells,
                Rows.json(outputs),
                because + row.reference() + (selected ? "" : overruled(match)));
    }

    /** Why a row that held does not count. */
    static String overruled(TableMatch match) {
        return match.selected().isEmpty()
                ? "，但不计入结果"
                : "，但以第 " + match.selected().stream().map(String::valueOf).collect(Collectors.joining("、")) + " 行为准";
    }
}
