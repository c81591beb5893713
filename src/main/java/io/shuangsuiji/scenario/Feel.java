package io.shuangsuiji.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.kie.dmn.api.core.DMNVersion;
import org.kie.dmn.feel.FEEL;
import org.kie.dmn.feel.lang.FEELDialect;
import org.kie.dmn.feel.lang.ast.ASTNode;
import org.kie.dmn.feel.lang.ast.NameRefNode;
import org.kie.dmn.feel.lang.impl.EvaluationContextImpl;
import org.kie.dmn.feel.lang.impl.FEELBuilder;
import org.kie.dmn.feel.lang.impl.FEELEventListenersManager;
import org.kie.dmn.feel.parser.feel11.ASTBuilderVisitor;
import org.kie.dmn.feel.parser.feel11.FEELParser;
import org.kie.dmn.feel.parser.feel11.FEEL_1_1Parser;

/** KIE's own FEEL: reads cells and expressions into their parts, and evaluates them. */
final class Feel {
    private static final FEEL ENGINE = FEELBuilder.builder().build();

    private Feel() {}

    /** The parts of an expression. */
    static ASTNode expression(String text) {
        return new ASTBuilderVisitor(Map.of(), null).visit(parser(text).compilation_unit());
    }

    /** The parts of the tests in an input cell. */
    static ASTNode tests(String text) {
        return new ASTBuilderVisitor(Map.of(), null).visit(parser(text).unaryTestsRoot());
    }

    private static FEEL_1_1Parser parser(String text) {
        return FEELParser.parse(new FEELEventListenersManager(), text, Map.of(), Map.of(), List.of(), List.of(), null);
    }

    private static void walk(ASTNode node, Consumer<ASTNode> visitor) {
        visitor.accept(node);
        for (var child : node.getChildrenNode()) {
            if (child != null) {
                walk(child, visitor);
            }
        }
    }

    /** The value of an expression, null where it has none. */
    static Object evaluate(String text, Map<String, Object> variables) {
        // most are plain names, for which no parser is needed
        Object value = variables;
        for (var name : text.split("[.]")) {
            if (!(value instanceof Map<?, ?> members) || !members.containsKey(name)) {
                return ENGINE.evaluate(text, variables);
            }
            value = members.get(name);
        }
        return value;
    }

    /** True where a value passes the tests in an input cell. */
    static boolean holds(String cell, Object value, Map<String, Object> variables) {
        if (cell.strip().equals("-")) {
            return true;
        }
        var context = new EvaluationContextImpl(
                Feel.class.getClassLoader(), new FEELEventListenersManager(), FEELDialect.FEEL, DMNVersion.getLatest());
        context.enterFrame();
        variables.forEach(context::setValue);
        context.setValue("?", value);
        return ENGINE.evaluateUnaryTests(cell).stream()
                .anyMatch(test -> Boolean.TRUE.equals(test.apply(context, value)));
    }

    /** True where an input cell refers to no other value. */
    static boolean isConstant(String cell) {
        return parts(tests(cell)).stream().noneMatch(NameRefNode.class::isInstance);
    }

    /** A part and all that it is made of. */
    static List<ASTNode> parts(ASTNode root) {
        var parts = new ArrayList<ASTNode>();
        walk(root, parts::add);
        return parts;
    }
}
