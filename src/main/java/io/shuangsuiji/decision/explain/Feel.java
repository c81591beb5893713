package io.shuangsuiji.decision.explain;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.kie.dmn.api.core.DMNVersion;
import org.kie.dmn.feel.lang.EvaluationContext;
import org.kie.dmn.feel.lang.FEELDialect;
import org.kie.dmn.feel.lang.Type;
import org.kie.dmn.feel.lang.ast.ASTNode;
import org.kie.dmn.feel.lang.impl.EvaluationContextImpl;
import org.kie.dmn.feel.lang.impl.FEELBuilder;
import org.kie.dmn.feel.lang.impl.FEELEventListenersManager;
import org.kie.dmn.feel.lang.impl.FEELImpl;
import org.kie.dmn.feel.lang.types.BuiltInType;
import org.kie.dmn.feel.runtime.UnaryTest;

/** KIE's own FEEL, by which the cells and expressions of a model are read. Thread-safe. */
final class Feel {
    private static final FEELImpl ENGINE = (FEELImpl) FEELBuilder.builder().build();

    private Feel() {}

    /** The types of names that may stand in a text: without them a name such as 近期 受处罚 is not read as one. */
    static Map<String, Type> names(Collection<String> names) {
        return names.stream().collect(Collectors.toMap(name -> name, name -> BuiltInType.UNKNOWN));
    }

    /** The syntax tree of an input cell; null where it cannot be read. */
    static ASTNode cell(String text, Map<String, Type> names) {
        var compiler = ENGINE.newCompilerContext();
        names.forEach(compiler::addInputVariableType);
        return ENGINE.processUnaryTests(text, compiler).getInterpreted().getASTNode();
    }

    /** The syntax tree of an expression; null where it cannot be read. */
    static ASTNode expression(String text, Map<String, Type> names) {
        var compiler = ENGINE.newCompilerContext();
        names.forEach(compiler::addInputVariableType);
        return ENGINE.processExpression(text, compiler).getInterpreted().getASTNode();
    }

    /** The tests of a cell, of which one must hold. */
    static List<UnaryTest> tests(String text, Map<String, Type> names) {
        return ENGINE.evaluateUnaryTests(text, names);
    }

    /** The value of an expression, null where it has none. */
    static Object evaluate(String text, Map<String, Object> values) {
        // most are plain names, for which no parser is needed
        Object value = values;
        for (var name : text.strip().split("[.]")) {
            if (!(value instanceof Map<?, ?> members) || !members.containsKey(name)) {
                return ENGINE.evaluate(text, values);
            }
            value = members.get(name);
        }
        return value;
    }

    /** The value of a syntax tree in which no name stands, null where it has none. */
    static Object constant(ASTNode tree) {
        return tree.evaluate(context(Map.of()));
    }

    /** True where a value passes one of the tests. */
    static boolean holds(List<UnaryTest> tests, Object value, Map<String, Object> values) {
        var context = context(values);
        context.setValue("?", value);
        return tests.stream().anyMatch(test -> Boolean.TRUE.equals(test.apply(context, value)));
    }

    /** Shows a tree and all its parts. */
    static void walk(ASTNode tree, Consumer<ASTNode> visitor) {
        visitor.accept(tree);
        for (var child : tree.getChildrenNode()) {
            if (child != null) {
                walk(child, visitor);
            }
        }
    }

    private static EvaluationContext context(Map<String, Object> values) {
        var context = new EvaluationContextImpl(
                Feel.class.getClassLoader(), new FEELEventListenersManager(), FEELDialect.FEEL, DMNVersion.getLatest());
        context.enterFrame();
        values.forEach(context::setValue);
        return context;
    }
}
