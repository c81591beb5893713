package io.shuangsuiji.policy.compile;

import io.shuangsuiji.model.Boxed;
import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.TypeResolver;
import io.shuangsuiji.model.work.Recent;
import io.shuangsuiji.model.xml.DmnFile;
import io.shuangsuiji.model.xml.XmlText.Element;
import io.shuangsuiji.policy.Message;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.policy.ValueType.Kind;
import io.shuangsuiji.policy.ValueTypes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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

/**
 * Refuses constants that are none of their declared type: in the cells, defaults and value lists of decision tables, in
 * relations, contexts and literal expressions, however deep; and names that one model gives twice. What is computed is
 * known only when it is: {@link KieEngine} says so then.
 */
final class TypeCheck {
    /** What decisions may require, by the names of the elements: the DRG elements of the standard. */
    private static final Set<String> REQUIRED =
            Set.of("decision", "inputData", "businessKnowledgeModel", "knowledgeSource", "decisionService");

    private static final FEELImpl FEEL = (FEELImpl) FEELBuilder.builder().build();

    /** What texts without names stand for, and the tests of cells: most of an edition's stood in the one before. */
    private static final Recent<String, Optional<Constant>> CONSTANTS = new Recent<>(8_192);

    private static final Recent<String, Optional<ASTNode>> TESTS = new Recent<>(4_096);

    private final DmnFile file;
    private final ValueTypes types;
    private final EditionModel tables;
    private final List<Message> found = new ArrayList<>();

    private String owner;

    /** What a text without names stands for, null included. */
    private record Constant(Object value) {}

    /** What FEEL cannot compute, such as the 30th of February. */
    private record NoValue(String why) {
        @Override
        public String toString() {
            return "null（" + why + "）";
        }
    }

    private TypeCheck(DmnFile file, ValueTypes types, EditionModel tables) {
        this.file = file;
        this.types = types;
        this.tables = tables;
    }

    static List<Message> check(DmnFile file, ValueTypes types, EditionModel tables) {
        var check = new TypeCheck(file, types, tables);
        check.names();
        for (var element : file.xml().root().children()) {
            check.owner = element.attribute("name");
            if (element.name().equals("decision")) {
                var type = check.variable(element, check.type(null));
                Boxed.in(element).forEach(made -> check.expression(made, type, ""));
            } else if (element.name().equals("businessKnowledgeModel")) {
                check.inner(element, "");
            }
        }
        return check.found;
    }

    private ValueType type(String reference) {
        return types.resolve(reference, file);
    }

    private ValueType type(Element of, ValueType otherwise) {
        var reference = of == null ? null : of.attribute("typeRef");
        return reference == null ? otherwise : type(reference);
    }

    private ValueType variable(Element element, ValueType otherwise) {
        return type(element.child("variable"), otherwise);
    }

    private void expression(Element expression, ValueType expected, String place) {
        var type = type(expression, expected);
        switch (expression.name()) {
            case "literalExpression" -> constant(expression, type, place);
            case "decisionTable" -> table(expression, type, place);
            case "relation" -> relation(expression, type, place);
            case "context" -> context(expression, type, place);
            case "list" -> {
                var element = type.list() ? type.element() : type(null);
                int number = 0;
                for (var each : Boxed.in(expression)) {
                    expression(each, element, place + "第 " + ++number + " 项");
                }
            }
            default -> inner(expression, place);
        }
    }

    private void context(Element context, ValueType type, String place) {
        for (var entry : context.children("contextEntry")) {
            var variable = entry.child("variable");
            var name = variable == null ? null : variable.attribute("name");
            var within = variable == null ? type : type(variable, part(type, name));
            for (var expression : Boxed.in(entry)) {
                expression(expression, within, name == null ? place : place + "「" + name + "」");
            }
        }
    }

    /** What is boxed in another way says of its parts themselves what they are. */
    private void inner(Element node, String place) {
        for (var child : node.children()) {
            if (Boxed.is(child)) {
                expression(child, type(null), place);
            } else {
                inner(child, place);
            }
        }
    }

    private static ValueType part(ValueType type, String name) {
        return type.field(name).map(Field::type).orElse(ValueType.any(Kind.OTHER));
    }

    private void table(Element table, ValueType type, String place) {
        var rows = table.children("rule");
        var inputs = table.children("input");
        for (int i = 0; i < inputs.size(); i++) {
            var input = inputs.get(i);
            var expression = input.child("inputExpression");
            var declared = type(expression, type(null));
            var text = expression == null ? null : expression.text("text");
            var label = Stream.of(input.attribute("label"), text)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse("第 " + (i + 1) + " 列");
            tests(input.child("inputValues"), declared, place + "「" + label + "」的输入取值");
            for (int row = 0; row < rows.size(); row++) {
                tests(rows.get(row).child("inputEntry", i + 1), declared, place + row(row, label));
            }
        }
        var policy = Objects.requireNonNullElse(table.attribute("hitPolicy"), "UNIQUE");
        var aggregation = table.attribute("aggregation");
        boolean many = policy.equals("RULE ORDER")
                || policy.equals("OUTPUT ORDER")
                || policy.equals("COLLECT") && aggregation == null;
        var hit = many && type.list() ? type.element() : type;
        var outputs = table.children("output");
        // beside notes that are part of the conclusion, a single output is one part of it
        boolean single = outputs.size() == 1
                && tables.table(file.name(), file.addressOf(table)).stream()
                        .flatMap(read -> read.parts().stream())
                        .noneMatch(Table.Part::isNote);
        for (int i = 0; i < outputs.size(); i++) {
            var output = outputs.get(i);
            // a count is a number whatever it counts
            var whole = "COUNT".equals(aggregation) ? type(null) : hit;
            var declared = type(output, single ? whole : part(hit, output.attribute("name")));
            var label = Objects.requireNonNullElse(output.label(), "结果");
            var values = output.child("outputValues");
            tests(values, declared, place + "「" + label + "」的输出取值");
            var allowed = values == null || values.text("text") == null ? declared : declared.and(values.text("text"));
            constant(output.child("defaultOutputEntry"), allowed, place + "「" + label + "」的默认值");
            for (int row = 0; row < rows.size(); row++) {
                constant(rows.get(row).child("outputEntry", i + 1), allowed, place + row(row, label));
            }
        }
    }

    private void relation(Element relation, ValueType type, String place) {
        var line = type.list() ? type.element() : type(null);
        var columns = relation.children("column");
        var rows = relation.children("row");
        for (int row = 0; row < rows.size(); row++) {
            var cells = Boxed.in(rows.get(row));
            for (int i = 0; i < Math.min(cells.size(), columns.size()); i++) {
                var column = columns.get(i);
                expression(
                        cells.get(i),
                        type(column, part(line, column.attribute("name"))),
                        place + row(row, column.label()));
            }
        }
    }

    private static String row(int index, String column) {
        return "第 " + (index + 1) + " 行「" + column + "」";
    }

    /** Checks a text that may be a constant; one that computes is left alone. */
    private void constant(Element element, ValueType type, String place) {
        var text = element == null ? null : element.text("text");
        // an empty cell is null, and what it leaves unsaid may be asked of the other rows
        if (text == null || text.isBlank() || type.kind() == Kind.OTHER && !type.list()) {
            return;
        }
        // a whole decision that FEEL cannot compute says so itself when it is asked
        CONSTANTS
                .get(text, () -> read(text))
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

    private static Optional<Constant> read(String text) {
        return tree(() -> FEEL.processExpression(text, FEEL.newCompilerContext())
                        .getInterpreted()
                        .getASTNode())
                .flatMap(TypeCheck::constant);
    }

    private static Optional<Constant> constant(ASTNode node) {
        if (computes(node)) {
            return Optional.empty();
        }
        var errors = new ArrayList<String>();
        var context = FEEL.newEvaluationContext(
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
    private void tests(Element tests, ValueType type, String place) {
        var text = tests == null ? null : tests.text("text");
        if (text == null || text.isBlank() || type.kind() == Kind.OTHER || type.kind() == Kind.STRUCTURE) {
            return;
        }
        TESTS.get(
                        text,
                        () -> tree(() -> FEEL.processUnaryTests(text, FEEL.newCompilerContext())
                                .getInterpreted()
                                .getASTNode()))
                .ifPresent(tree -> compared(tree, type, tests, place));
    }

    private void compared(ASTNode node, ValueType type, Element tests, String place) {
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
        var root = file.xml().root();
        once("类型", "type", root.children("itemDefinition").stream());
        once(
                "输入或决策",
                "input or decision",
                root.children().stream().filter(element -> REQUIRED.contains(element.name())));
        root.children("itemDefinition").forEach(this::components);
        columns(root);
        for (var input : root.children("inputData")) {
            owner = input.attribute("name");
            var variable = input.child("variable");
            var reference = variable == null ? null : variable.attribute("typeRef");
            if (reference != null
                    && TypeResolver.itemDefinition(file, reference)
                            .filter(item -> item.child("functionItem") != null)
                            .isPresent()) {
                refuse(
                        input,
                        "输入「" + owner + "」",
                        "是函数，调用者给不出 / the input " + owner + " is a function, which no caller can give");
            }
        }
    }

    private void components(Element item) {
        owner = item.attribute("name");
        once("分量", "component", item.children("itemComponent").stream());
        item.children("itemComponent").forEach(this::components);
    }

    private void columns(Element node) {
        switch (node.name()) {
            case "decision", "businessKnowledgeModel" -> owner = node.attribute("name");
            case "decisionTable" -> once("输出列", "output column", node.children("output").stream());
            case "relation" -> once("列", "column", node.children("column").stream());
            case "context" ->
                once(
                        "条目",
                        "context entry",
                        node.children("contextEntry").stream()
                                .map(entry -> entry.child("variable"))
                                .filter(Objects::nonNull));
            default -> {}
        }
        node.children().forEach(this::columns);
    }

    private void once(String what, String inEnglish, Stream<Element> elements) {
        var seen = new HashSet<String>();
        var told = new HashSet<String>();
        elements.forEach(element -> {
            var name = element.attribute("name");
            if (name != null && !seen.add(name) && told.add(name)) {
                refuse(
                        element,
                        what + "名称「" + name + "」",
                        "重复，同一处的名称不能相同 / the " + inEnglish + " \"" + name + "\" is there twice");
            }
        });
    }

    private void refuse(Element element, String place, String words) {
        var whose = owner == null ? "" : "「" + owner + "」";
        found.add(Message.error(file.name(), file.addressOf(element), whose + place + "：" + words));
    }
}
