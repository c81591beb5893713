package io.shuangsuiji.policy.compile;

import io.shuangsuiji.policy.Message;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.policy.ValueType.Kind;
import io.shuangsuiji.policy.ValueTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.kie.dmn.api.feel.runtime.events.FEELEvent;
import org.kie.dmn.feel.lang.ast.ASTNode;
import org.kie.dmn.feel.lang.ast.BaseNode;
import org.kie.dmn.feel.lang.ast.DashNode;
import org.kie.dmn.feel.lang.ast.FunctionDefNode;
import org.kie.dmn.feel.lang.ast.FunctionInvocationNode;
import org.kie.dmn.feel.lang.ast.IterationContextNode;
import org.kie.dmn.feel.lang.ast.ListNode;
import org.kie.dmn.feel.lang.ast.NameRefNode;
import org.kie.dmn.feel.lang.ast.QualifiedNameNode;
import org.kie.dmn.feel.lang.ast.RangeNode;
import org.kie.dmn.feel.lang.ast.UnaryTestListNode;
import org.kie.dmn.feel.lang.ast.UnaryTestNode;
import org.kie.dmn.feel.lang.ast.UndefinedValueNode;
import org.kie.dmn.feel.lang.impl.FEELBuilder;
import org.kie.dmn.feel.lang.impl.FEELImpl;
import org.kie.dmn.model.api.BuiltinAggregator;
import org.kie.dmn.model.api.BusinessKnowledgeModel;
import org.kie.dmn.model.api.Context;
import org.kie.dmn.model.api.DMNElement;
import org.kie.dmn.model.api.DMNModelInstrumentedBase;
import org.kie.dmn.model.api.Decision;
import org.kie.dmn.model.api.DecisionTable;
import org.kie.dmn.model.api.Definitions;
import org.kie.dmn.model.api.Expression;
import org.kie.dmn.model.api.HitPolicy;
import org.kie.dmn.model.api.InputData;
import org.kie.dmn.model.api.ItemDefinition;
import org.kie.dmn.model.api.LiteralExpression;
import org.kie.dmn.model.api.NamedElement;
import org.kie.dmn.model.api.Relation;
import org.kie.dmn.model.api.UnaryTests;

/**
 * Refuses constants that are none of their declared type: in the cells, defaults and value lists of decision tables, in
 * relations, contexts and literal expressions, however deep; and names that one model gives twice. What is computed is
 * known only when it is: {@link KieEngine} says so then.
 */
final class TypeCheck {
    private final FEELImpl feel = (FEELImpl) FEELBuilder.builder().build();
    private final String file;
    private final Definitions model;
    private final ValueTypes types;
    private final List<Message> found = new ArrayList<>();
    /** The same few words stand in many cells. */
    private final Map<String, Optional<Constant>> known = new HashMap<>();

    private String decision;

    /** What a text without names stands for, null included. */
    private record Constant(Object value) {}

    /** What FEEL cannot compute, such as the 30th of February. */
    private record NoValue(String why) {
        @Override
        public String toString() {
            return "null（" + why + "）";
        }
    }

    private TypeCheck(String file, Definitions model, ValueTypes types) {
        this.file = file;
        this.model = model;
        this.types = types;
    }

    static List<Message> check(String file, Definitions model, ValueTypes types) {
        var check = new TypeCheck(file, model, types);
        check.names();
        for (var element : model.getDrgElement()) {
            check.decision = element.getName();
            if (element instanceof Decision made && made.getExpression() != null) {
                var variable = made.getVariable();
                check.expression(made.getExpression(), check.type(variable == null ? null : variable.getTypeRef()), "");
            } else if (element instanceof BusinessKnowledgeModel function && function.getEncapsulatedLogic() != null) {
                check.expression(function.getEncapsulatedLogic(), check.type(null), "");
            }
        }
        return check.found;
    }

    private ValueType type(QName reference) {
        return types.resolve(reference, model);
    }

    private ValueType type(QName reference, ValueType otherwise) {
        return reference == null ? otherwise : type(reference);
    }

    private void expression(Expression expression, ValueType expected, String place) {
        var type = type(expression.getTypeRef(), expected);
        if (expression instanceof LiteralExpression literal) {
            constant(literal.getText(), type, literal, place);
        } else if (expression instanceof DecisionTable table) {
            table(table, type, place);
        } else if (expression instanceof Relation relation) {
            relation(relation, type, place);
        } else if (expression instanceof Context context) {
            for (var entry : context.getContextEntry()) {
                var variable = entry.getVariable();
                if (entry.getExpression() != null) {
                    expression(
                            entry.getExpression(),
                            variable == null ? type : type(variable.getTypeRef(), part(type, variable.getName())),
                            variable == null ? place : place + "「" + variable.getName() + "」");
                }
            }
        } else if (expression instanceof org.kie.dmn.model.api.List list) {
            var element = type.list() ? type.element() : type(null);
            int number = 0;
            for (var each : list.getExpression()) {
                expression(each, element, place + "第 " + ++number + " 项");
            }
        } else {
            inner(expression, place);
        }
    }

    /** What is boxed in another way says of its parts themselves what they are. */
    private void inner(DMNModelInstrumentedBase node, String place) {
        for (var child : node.getChildren()) {
            if (child instanceof Expression expression) {
                expression(expression, type(null), place);
            } else {
                inner(child, place);
            }
        }
    }

    private static ValueType part(ValueType type, String name) {
        return type.field(name).map(Field::type).orElse(ValueType.any(Kind.OTHER));
    }

    private void table(DecisionTable table, ValueType type, String place) {
        var inputs = table.getInput();
        for (int i = 0; i < inputs.size(); i++) {
            var input = inputs.get(i);
            var expression = input.getInputExpression();
            var declared = type(expression == null ? null : expression.getTypeRef());
            var label = Objects.requireNonNullElse(
                    input.getLabel(), expression == null ? "第 " + (i + 1) + " 列" : expression.getText());
            tests(input.getInputValues(), declared, place + "「" + label + "」的输入取值");
            for (int row = 0; row < table.getRule().size(); row++) {
                var entries = table.getRule().get(row).getInputEntry();
                if (i < entries.size()) {
                    tests(entries.get(i), declared, place + row(row, label));
                }
            }
        }
        boolean many = table.getHitPolicy() == HitPolicy.RULE_ORDER
                || table.getHitPolicy() == HitPolicy.OUTPUT_ORDER
                || table.getHitPolicy() == HitPolicy.COLLECT && table.getAggregation() == null;
        var hit = many && type.list() ? type.element() : type;
        var outputs = table.getOutput();
        for (int i = 0; i < outputs.size(); i++) {
            var output = outputs.get(i);
            // a count is a number whatever it counts
            var whole = table.getAggregation() == BuiltinAggregator.COUNT ? type(null) : hit;
            var declared = type(output.getTypeRef(), outputs.size() == 1 ? whole : part(hit, output.getName()));
            var label = Stream.of(output.getLabel(), output.getName())
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse("结果");
            tests(output.getOutputValues(), declared, place + "「" + label + "」的输出取值");
            var allowed =
                    output.getOutputValues() == null || output.getOutputValues().getText() == null
                            ? declared
                            : declared.and(output.getOutputValues().getText());
            if (output.getDefaultOutputEntry() != null) {
                constant(
                        output.getDefaultOutputEntry().getText(),
                        allowed,
                        output.getDefaultOutputEntry(),
                        place + "「" + label + "」的默认值");
            }
            for (int row = 0; row < table.getRule().size(); row++) {
                var entries = table.getRule().get(row).getOutputEntry();
                if (i < entries.size()) {
                    constant(entries.get(i).getText(), allowed, entries.get(i), place + row(row, label));
                }
            }
        }
    }

    private void relation(Relation relation, ValueType type, String place) {
        var row = type.list() ? type.element() : type(null);
        var columns = relation.getColumn();
        for (int i = 0; i < relation.getRow().size(); i++) {
            var cells = relation.getRow().get(i).getExpression();
            for (int j = 0; j < Math.min(cells.size(), columns.size()); j++) {
                var column = columns.get(j);
                expression(
                        cells.get(j),
                        type(column.getTypeRef(), part(row, column.getName())),
                        place + row(i, Objects.requireNonNullElse(column.getLabel(), column.getName())));
            }
        }
    }

    private static String row(int index, String column) {
        return "第 " + (index + 1) + " 行「" + column + "」";
    }

    /** Checks a text that may be a constant; one that computes is left alone. */
    private void constant(String text, ValueType type, DMNElement element, String place) {
        // an empty cell is null, and what it leaves unsaid may be asked of the other rows
        if (text == null || text.isBlank() || type.kind() == Kind.OTHER && !type.list()) {
            return;
        }
        // a whole decision that FEEL cannot compute says so itself when it is asked
        known.computeIfAbsent(text, this::read)
                .filter(constant -> !place.isEmpty() || !(constant.value() instanceof NoValue))
                .flatMap(constant -> type.misfit(place, coerced(type, constant.value())))
                .ifPresent(misfit -> refuse(element, misfit.path(), misfit.inWords()));
    }

    /** FEEL takes a single value for a list of it, a list of one for its element, and a date for its midnight. */
    private static Object coerced(ValueType type, Object value) {
        if (type.list()) {
            return value instanceof List<?> || value == null ? value : List.of(value);
        }
        if (value instanceof List<?> list && list.size() == 1) {
            return list.get(0);
        }
        return type.kind() == Kind.DATE_TIME && value instanceof java.time.LocalDate day ? day.atStartOfDay() : value;
    }

    private Optional<Constant> read(String text) {
        return tree(() -> feel.processExpression(text, feel.newCompilerContext())
                        .getInterpreted()
                        .getASTNode())
                .flatMap(this::constant);
    }

    private Optional<Constant> constant(ASTNode node) {
        if (computes(node)) {
            return Optional.empty();
        }
        var errors = new ArrayList<String>();
        var context = feel.newEvaluationContext(
                List.of(event -> {
                    if (event.getSeverity() == FEELEvent.Severity.ERROR) {
                        errors.add(event.getMessage());
                    }
                }),
                Map.of());
        try {
            var value = ((BaseNode) node).evaluate(context);
            return Optional.of(new Constant(errors.isEmpty() ? value : new NoValue(errors.get(0))));
        } catch (RuntimeException failed) {
            return Optional.of(new Constant(new NoValue(failed.toString())));
        }
    }

    /** Checks what the values of a column are compared with. */
    private void tests(UnaryTests tests, ValueType type, String place) {
        var text = tests == null ? null : tests.getText();
        if (text == null || text.isBlank() || type.kind() == Kind.OTHER || type.kind() == Kind.STRUCTURE) {
            return;
        }
        tree(() -> feel.processUnaryTests(text, feel.newCompilerContext())
                        .getInterpreted()
                        .getASTNode())
                .ifPresent(tree -> compared(tree, type, tests, place));
    }

    private void compared(ASTNode node, ValueType type, UnaryTests tests, String place) {
        if (node instanceof UnaryTestListNode || node instanceof ListNode || node instanceof RangeNode) {
            for (var child : node.getChildrenNode()) {
                compared(child, type, tests, place);
            }
        } else if (node instanceof UnaryTestNode test && test.getOperator() != UnaryTestNode.UnaryOperator.TEST) {
            compared(test.getValue(), type, tests, place);
        } else if (!(node instanceof DashNode || node instanceof UndefinedValueNode)) {
            constant(node)
                    .map(Constant::value)
                    .filter(value -> value != null && !type.kind().holds(value))
                    .ifPresent(value -> refuse(
                            tests, place, new ValueType.Misfit(place, ValueType.any(type.kind()), value).inWords()));
        }
    }

    /** True where anything but built-in functions is named. */
    private static boolean computes(ASTNode node) {
        if (node instanceof FunctionInvocationNode call) {
            return computes(call.getParams());
        }
        if (node instanceof NameRefNode
                || node instanceof QualifiedNameNode
                || node instanceof FunctionDefNode
                || node instanceof IterationContextNode
                || !(node instanceof BaseNode)) {
            return true;
        }
        return Stream.of(node.getChildrenNode()).filter(Objects::nonNull).anyMatch(TypeCheck::computes);
    }

    private static Optional<ASTNode> tree(java.util.function.Supplier<ASTNode> parsed) {
        try {
            return Optional.ofNullable(parsed.get());
        } catch (RuntimeException notUnderstood) {
            // the validator says what is wrong with it
            return Optional.empty();
        }
    }

    private void names() {
        once("类型", "type", model.getItemDefinition());
        once("输入或决策", "input or decision", model.getDrgElement());
        model.getItemDefinition().forEach(this::components);
        columns(model);
        for (var element : model.getDrgElement()) {
            if (element instanceof InputData input
                    && input.getVariable() != null
                    && model.getItemDefinition().stream()
                            .anyMatch(item -> item.getFunctionItem() != null
                                    && input.getVariable().getTypeRef() != null
                                    && item.getName()
                                            .equals(input.getVariable()
                                                    .getTypeRef()
                                                    .getLocalPart()))) {
                refuse(
                        input,
                        "输入「" + input.getName() + "」",
                        "是函数，调用者给不出 / the input " + input.getName() + " is a function, which no caller can give");
            }
        }
    }

    private void components(ItemDefinition item) {
        decision = item.getName();
        once("分量", "component", item.getItemComponent());
        item.getItemComponent().forEach(this::components);
    }

    private void columns(DMNModelInstrumentedBase node) {
        if (node instanceof Decision || node instanceof BusinessKnowledgeModel) {
            decision = ((NamedElement) node).getName();
        }
        if (node instanceof DecisionTable table) {
            unique("输出列", "output column", table, table.getOutput().stream().map(output -> output.getName()));
        } else if (node instanceof Relation relation) {
            once("列", "column", relation.getColumn());
        } else if (node instanceof Context context) {
            unique(
                    "条目",
                    "context entry",
                    context,
                    context.getContextEntry().stream()
                            .filter(entry -> entry.getVariable() != null)
                            .map(entry -> entry.getVariable().getName()));
        }
        node.getChildren().forEach(this::columns);
    }

    private void once(String what, String inEnglish, List<? extends NamedElement> elements) {
        if (!elements.isEmpty()) {
            unique(what, inEnglish, elements.get(0), elements.stream().map(NamedElement::getName));
        }
    }

    private void unique(String what, String inEnglish, DMNElement where, Stream<String> names) {
        var seen = new HashSet<String>();
        names.filter(Objects::nonNull)
                .filter(name -> !seen.add(name))
                .distinct()
                .forEach(name -> refuse(
                        where,
                        what + "名称「" + name + "」",
                        "重复，同一处的名称不能相同 / the " + inEnglish + " \"" + name + "\" is there twice"));
    }

    private void refuse(DMNElement element, String place, String words) {
        var owner = decision == null ? "" : "「" + decision + "」";
        found.add(Message.error(file, element.getId(), owner + place + "：" + words));
    }
}
