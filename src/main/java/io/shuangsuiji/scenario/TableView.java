package io.shuangsuiji.scenario;

import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.kie.dmn.model.api.DMNModelInstrumentedBase;
import org.kie.dmn.model.api.Decision;
import org.kie.dmn.model.api.DecisionRule;
import org.kie.dmn.model.api.DecisionTable;
import org.kie.dmn.model.api.InputClause;

/**
 * A decision table of a model as a tester sees it.
 *
 * @param model the model's name
 * @param decision the decision's name
 * @param label the decision's Chinese name
 * @param table the table itself
 */
record TableView(String model, String decision, String label, DecisionTable table) {

    /** The tables of every model, in the order of the files. */
    static List<TableView> all(Edition edition) {
        return edition.models().values().stream()
                .flatMap(model -> of(model).stream())
                .toList();
    }

    /** The tables of a model. */
    static List<TableView> of(DecisionModel model) {
        var found = new ArrayList<TableView>();
        for (var decision : model.decisions()) {
            within(decision.getExpression(), DecisionTable.class)
                    .forEach(table ->
                            found.add(new TableView(model.name(), decision.getName(), label(decision), table)));
        }
        return found;
    }

    /** The elements of a kind in an expression, itself included. */
    static <T> List<T> within(DMNModelInstrumentedBase root, Class<T> kind) {
        var found = new ArrayList<T>();
        collect(root, kind, found);
        return found;
    }

    private static <T> void collect(DMNModelInstrumentedBase node, Class<T> kind, Collection<T> found) {
        if (node == null) {
            return;
        }
        if (kind.isInstance(node)) {
            found.add(kind.cast(node));
        }
        node.getChildren().forEach(child -> collect(child, kind, found));
    }

    static String label(Decision decision) {
        return decision.getLabel() == null ? decision.getName() : decision.getLabel();
    }

    String id() {
        return table.getId();
    }

    List<DecisionRule> rules() {
        return table.getRule();
    }

    /** The text of an input cell. */
    String cell(DecisionRule rule, int column) {
        return rule.getInputEntry().get(column).getText();
    }

    /** What a column is about, as an expression. */
    String expression(int column) {
        return table.getInput().get(column).getInputExpression().getText().strip();
    }

    /** What a column is called. */
    String columnLabel(int column) {
        InputClause input = table.getInput().get(column);
        return input.getLabel() == null ? expression(column) : input.getLabel();
    }

    /** A row's conditions in words, those that say nothing left out. */
    String conditions(DecisionRule rule) {
        var conditions = IntStream.range(0, table.getInput().size())
                .filter(column -> !cell(rule, column).strip().equals("-"))
                .mapToObj(
                        column -> columnLabel(column) + " " + cell(rule, column).strip())
                .collect(Collectors.joining("；"));
        return conditions.isEmpty() ? "（任何情况）" : conditions;
    }

    /** A row's answer in words. */
    String answers(DecisionRule rule) {
        return rule.getOutputEntry().stream()
                .map(entry -> entry.getText().strip())
                .collect(Collectors.joining(" | "));
    }

    /** What stands in the row's annotation columns: its rule and the clause's words. */
    String clause(DecisionRule rule) {
        return rule.getAnnotationEntry().stream()
                .map(annotation -> Objects.toString(annotation.getText(), "").strip())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
    }

    /** Why no input can reach a row: a column is about a constant of the edition that its cell excludes. */
    Optional<String> unreachable(Edition edition, DecisionRule rule) {
        return IntStream.range(0, table.getInput().size())
                .filter(column -> edition.constants().containsKey(model + "." + expression(column)))
                .filter(column ->
                        !Feel.holds(cell(rule, column), edition.constant(model + "." + expression(column)), Map.of()))
                .mapToObj(column -> columnLabel(column) + " 恒为 "
                        + CellText.shown(edition.constant(model + "." + expression(column))))
                .findFirst();
    }
}
