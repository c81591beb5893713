package io.shuangsuiji.kernel.logic;

import io.shuangsuiji.kernel.logic.Logic.Entry;
import io.shuangsuiji.kernel.logic.Logic.Step;
import io.shuangsuiji.kernel.symbolic.FallbackToInterpreter;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.kie.dmn.core.api.DMNExpressionEvaluator;
import org.kie.dmn.core.ast.DMNBaseNode;
import org.kie.dmn.core.ast.DMNContextEvaluator;
import org.kie.dmn.core.ast.DMNDTExpressionEvaluator;
import org.kie.dmn.core.ast.DMNLiteralExpressionEvaluator;
import org.kie.dmn.core.ast.DMNRelationEvaluator;
import org.kie.dmn.core.ast.DecisionNodeImpl;
import org.kie.dmn.core.ast.InputDataNodeImpl;
import org.kie.dmn.core.impl.BaseDMNTypeImpl;
import org.kie.dmn.core.impl.DMNModelImpl;
import org.kie.dmn.feel.codegen.feel11.ProcessedExpression;
import org.kie.dmn.feel.lang.Type;
import org.kie.dmn.feel.lang.ast.BaseNode;
import org.kie.dmn.model.api.DecisionTable;
import org.kie.dmn.model.api.Expression;

/** Reads the decisions that a model's answers need, those that others require first. */
public final class ModelReader {
    private final DecisionModel model;
    private final DMNModelImpl dmn;
    private final KieFeel feel;
    private final Map<String, Step> steps = new LinkedHashMap<>();

    public ModelReader(DecisionModel model, KieFeel feel) {
        this.model = model;
        this.dmn = (DMNModelImpl) model.dmn();
        this.feel = feel;
    }

    public List<Step> read() {
        model.outputs().stream().map(ValueType.Field::name).forEach(this::add);
        if (model.checksInputs()) {
            add(DecisionModel.INPUT_ERRORS);
        }
        return List.copyOf(steps.values());
    }

    private void add(String name) {
        if (!steps.containsKey(name)) {
            var node = (DecisionNodeImpl) dmn.getDecisionByName(name);
            var step = step(node);
            steps.put(name, step);
        }
    }

    private Step step(DecisionNodeImpl node) {
        var names = new LinkedHashMap<String, Type>();
        var requires = new LinkedHashSet<String>();
        for (var required : node.getDependencies().values()) {
            if (!required.getModelNamespace().equals(dmn.getNamespace())) {
                throw new FallbackToInterpreter("requires a decision of another model: " + required.getName());
            }
            if (required instanceof DecisionNodeImpl decision) {
                add(decision.getName());
                requires.add(decision.getName());
                names.put(decision.getName(), type(decision));
            } else if (required instanceof InputDataNodeImpl input) {
                names.put(input.getName(), type(input));
            } else {
                throw new FallbackToInterpreter("requires a function: " + required.getName());
            }
        }
        return new Step(
                node.getName(),
                node.getResultType(),
                requires,
                logic(node.getName(), node.getEvaluator(), node.getDecision().getExpression(), names));
    }

    private static Type type(DMNBaseNode node) {
        return ((BaseDMNTypeImpl) node.getType()).getFeelType();
    }

    private Logic logic(
            String decision, DMNExpressionEvaluator evaluator, Expression expression, Map<String, Type> names) {
        if (evaluator instanceof DMNLiteralExpressionEvaluator literal
                && literal.getExpression() instanceof ProcessedExpression processed
                && !literal.isFunctionDefinition()) {
            return new Logic.Literal((BaseNode) processed.getInterpreted().getASTNode());
        }
        if (evaluator instanceof DMNDTExpressionEvaluator && expression instanceof DecisionTable table) {
            return new Logic.ByTable(new CompiledTableReader(dmn, feel, table, names).read(decision));
        }
        if (evaluator instanceof DMNContextEvaluator context) {
            var inner = new LinkedHashMap<>(names);
            var entries = new ArrayList<Entry>();
            for (var entry : context.getEntries()) {
                entries.add(new Entry(
                        entry.getName(),
                        entry.getType(),
                        logic(
                                decision,
                                entry.getEvaluator(),
                                entry.getContextEntry().getExpression(),
                                inner)));
                if (entry.getType() instanceof BaseDMNTypeImpl type) {
                    inner.put(entry.getName(), type.getFeelType());
                }
            }
            return new Logic.Context(List.copyOf(entries), DMNContextEvaluator.RESULT_ENTRY);
        }
        if (evaluator instanceof DMNRelationEvaluator relation
                && expression instanceof org.kie.dmn.model.api.Relation declared) {
            var rows = new ArrayList<List<Logic>>();
            for (int row = 0; row < relation.getRows().size(); row++) {
                var cells = new ArrayList<Logic>();
                for (int column = 0; column < relation.getColumns().size(); column++) {
                    cells.add(logic(
                            decision,
                            relation.getRows().get(row).get(column),
                            declared.getRow().get(row).getExpression().get(column),
                            names));
                }
                rows.add(List.copyOf(cells));
            }
            return new Logic.Relation(List.copyOf(relation.getColumns()), List.copyOf(rows));
        }
        var what = expression == null
                ? "no expression"
                : expression.getClass().getSimpleName().replaceFirst("^T", "");
        throw new FallbackToInterpreter("outside the subset: " + what + " in the decision " + decision);
    }

    /** The words with which texts are compared anywhere in the decisions. */
    public static List<String> words(List<Step> steps) {
        return steps.stream()
                .flatMap(step -> Words.in(step.logic()))
                .distinct()
                .sorted()
                .collect(Collectors.toList());
    }
}
