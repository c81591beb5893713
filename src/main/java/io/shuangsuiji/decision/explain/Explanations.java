package io.shuangsuiji.decision.explain;

import io.shuangsuiji.decision.explain.Steps.Step;
import io.shuangsuiji.decision.json.FeelJson;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.TableMatch;
import io.shuangsuiji.policy.Trace;
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
        return of(edition, model, edition.kie().trace(model, inputs));
    }

    /** The same for what any engine tells. */
    static List<Explanation> of(Edition edition, DecisionModel model, Trace trace) {
        var explanations = new ArrayList<Explanation>();
        for (var step : Steps.of(edition, model)) {
            for (var table : step.tables()) {
                trace.tables().stream()
                        .filter(match -> table.address().equals(match.table()))
                        .findFirst()
                        .ifPresent(match -> explanations.add(table(table, match, trace.scope(table.address()))));
            }
            if (step.tables().isEmpty() && !step.output() && !step.function()) {
                explanations.add(value(step, trace.values().get(step.decision())));
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

    private static Explanation table(Table table, TableMatch match, Map<String, Object> values) {
        var rows = match.matched().stream()
                .map(number -> row(table, match, table.rows().get(number - 1), values))
                .toList();
        return table(
                table,
                rows,
                rows.isEmpty()
                        ? "没有一行成立"
                        : rows.stream().map(Explanation.Row::sentence).collect(Collectors.joining("；")));
    }

    /** What there is to say of a table. */
    static Explanation table(Table table, List<Explanation.Row> rows, String sentence) {
        return new Explanation(
                table.name(),
                table.label(),
                table.address(),
                table.hitPolicyAlone(),
                rows,
                null,
                table.label() + "：" + sentence);
    }

    private static Explanation.Row row(Table table, TableMatch match, Table.Row row, Map<String, Object> values) {
        var cells = Rows.cells(table, row, values);
        boolean selected = match.selected().contains(row.number());
        var because = cells.isEmpty()
                ? "第 " + row.number() + " 行成立"
                : cells.stream().map(Explanation.Cell::sentence).collect(Collectors.joining("；")) + "，因此第 "
                        + row.number() + " 行成立";
        return Rows.row(
                table,
                row,
                selected,
                cells,
                values,
                because + Rows.reference(table, row) + (selected ? "" : overruled(match)));
    }

    /** Why a row that held does not count. */
    static String overruled(TableMatch match) {
        return match.selected().isEmpty()
                ? "，但不计入结果"
                : "，但以第 " + match.selected().stream().map(String::valueOf).collect(Collectors.joining("、")) + " 行为准";
    }
}
