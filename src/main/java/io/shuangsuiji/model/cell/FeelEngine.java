package io.shuangsuiji.model.cell;

import io.shuangsuiji.model.cell.CellText.Role;
import io.shuangsuiji.model.cell.FeelTree.Kind;
import io.shuangsuiji.model.work.BoundedParser;
import io.shuangsuiji.model.work.Guard;
import io.shuangsuiji.model.work.Recent;
import io.shuangsuiji.model.work.Work;
import java.time.Period;
import java.time.chrono.ChronoPeriod;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kie.dmn.api.core.DMNVersion;
import org.kie.dmn.feel.FEEL;
import org.kie.dmn.feel.lang.EvaluationContext;
import org.kie.dmn.feel.lang.FEELDialect;
import org.kie.dmn.feel.lang.Type;
import org.kie.dmn.feel.lang.ast.ASTNode;
import org.kie.dmn.feel.lang.ast.AtLiteralNode;
import org.kie.dmn.feel.lang.ast.BooleanNode;
import org.kie.dmn.feel.lang.ast.FunctionInvocationNode;
import org.kie.dmn.feel.lang.ast.InfixOpNode;
import org.kie.dmn.feel.lang.ast.ListNode;
import org.kie.dmn.feel.lang.ast.NameRefNode;
import org.kie.dmn.feel.lang.ast.NullNode;
import org.kie.dmn.feel.lang.ast.NumberNode;
import org.kie.dmn.feel.lang.ast.RangeNode;
import org.kie.dmn.feel.lang.ast.SignedUnaryNode;
import org.kie.dmn.feel.lang.ast.StringNode;
import org.kie.dmn.feel.lang.ast.UnaryTestNode;
import org.kie.dmn.feel.lang.impl.EvaluationContextImpl;
import org.kie.dmn.feel.lang.impl.FEELBuilder;
import org.kie.dmn.feel.lang.impl.FEELEventListenersManager;
import org.kie.dmn.feel.lang.types.BuiltInType;
import org.kie.dmn.feel.runtime.UnaryTest;

/** KIE's FEEL: the judge of what a cell or an expression says of given values, and what it is made of. Thread-safe. */
public final class FeelEngine {
    private static final FEEL ENGINE = FEELBuilder.builder().build();
    private static final Map<Class<?>, Kind> KINDS = Map.ofEntries(
            Map.entry(NumberNode.class, Kind.NUMBER),
            Map.entry(StringNode.class, Kind.TEXT),
            Map.entry(BooleanNode.class, Kind.TRUTH),
            Map.entry(NullNode.class, Kind.NULL),
            Map.entry(NameRefNode.class, Kind.NAME),
            Map.entry(SignedUnaryNode.class, Kind.NEGATIVE),
            Map.entry(ListNode.class, Kind.LIST),
            Map.entry(RangeNode.class, Kind.RANGE),
            Map.entry(FunctionInvocationNode.class, Kind.CALL),
            Map.entry(InfixOpNode.class, Kind.OPERATION),
            Map.entry(UnaryTestNode.class, Kind.COMPARISON));
    private static final Set<Class<?>> CONSTANTS = Set.of(
            NumberNode.class,
            StringNode.class,
            SignedUnaryNode.class,
            AtLiteralNode.class,
            FunctionInvocationNode.class);

    /** Cells that were read. */
    private static final Recent<Cell, List<UnaryTest>> READ = new Recent<>(4_096);

    private record Cell(String tests, Set<String> names) {}

    private FeelEngine() {}

    /** The value of an expression, null where it has none. */
    public static Object evaluate(String expression, Map<String, Object> values) {
        // most are plain names, for which no parser is needed
        Object value = values;
        for (var name : expression.strip().split("[.]")) {
            if (!(value instanceof Map<?, ?> members) || !members.containsKey(name)) {
                return computed(expression, values);
            }
            value = members.get(name);
        }
        return value;
    }

    private static Object computed(String expression, Map<String, Object> values) {
        BoundedParser.check(false, expression, values.keySet());
        var compiler = ENGINE.newCompilerContext();
        values.forEach(compiler::addInputVariable);
        var compiled = new Guard(null, null, expression).expression(ENGINE.compile(expression, compiler));
        return Work.within(() -> ENGINE.evaluate(compiled, values));
    }

    /**
     * True where a value passes the tests of an input cell.
     *
     * @param values those that the cell may refer to
     */
    public static boolean holds(String cell, Object value, Map<String, Object> values) {
        if (SimpleFeel.demandsNothing(cell)) {
            return true;
        }
        var context = context(values);
        context.setValue("?", value);
        var tests = tests(new Cell(cell, Set.copyOf(values.keySet())));
        return Work.within(() -> tests.stream().anyMatch(test -> Boolean.TRUE.equals(test.apply(context, value))));
    }

    private static List<UnaryTest> tests(Cell cell) {
        return READ.get(cell, () -> {
            BoundedParser.check(true, cell.tests(), cell.names());
            var guard = new Guard(null, null, cell.tests());
            return ENGINE.evaluateUnaryTests(cell.tests(), types(cell.names())).stream()
                    .map(guard::test)
                    .toList();
        });
    }

    /**
     * An expression or the tests of an input cell, taken apart.
     *
     * @param names those that may stand in it: without them one such as 近期 受处罚 is not read as one
     */
    public static FeelTree read(Role role, String text, Collection<String> names) {
        return taken(tree(role, text, names), text);
    }

    /** The values of all constants that stand in a text, of months and years as {@link Period}. */
    public static Stream<Object> constants(Role role, String text, Collection<String> names) {
        return parts(tree(role, text, names))
                .filter(node -> CONSTANTS.contains(node.getClass()))
                .map(FeelEngine::value)
                .map(value -> value instanceof ChronoPeriod period ? Period.from(period) : value);
    }

    /** A call is a constant where its arguments are; of others FEEL has no value. */
    private static Object value(ASTNode node) {
        try {
            return Work.within(() -> node.evaluate(context(Map.of())));
        } catch (RuntimeException namesUnknownHere) {
            return null;
        }
    }

    private static Map<String, Type> types(Collection<String> names) {
        return names.stream().distinct().collect(Collectors.toMap(Function.identity(), name -> BuiltInType.UNKNOWN));
    }

    private static ASTNode tree(Role role, String text, Collection<String> names) {
        return BoundedParser.parse(role == Role.TESTS, text, names);
    }

    private static Stream<ASTNode> parts(ASTNode node) {
        return node == null
                ? Stream.empty()
                : Stream.concat(
                        Stream.of(node), Stream.of(node.getChildrenNode()).flatMap(FeelEngine::parts));
    }

    private static FeelTree taken(ASTNode node, String whole) {
        var children = node instanceof FunctionInvocationNode call
                ? call.getParams().getChildrenNode()
                : node.getChildrenNode();
        return new FeelTree(
                KINDS.getOrDefault(node.getClass(), Kind.OTHER),
                operator(node),
                node.getText(),
                node.getStartChar(),
                Stream.of(children)
                        // a part that stands nowhere in the text was made up by the parser
                        .filter(child -> child != null
                                && child.getText() != null
                                && whole.startsWith(child.getText(), child.getStartChar()))
                        .map(child -> taken(child, whole))
                        .toList());
    }

    private static String operator(ASTNode node) {
        if (node instanceof InfixOpNode infix) {
            return infix.getOperator().symbol;
        }
        if (node instanceof UnaryTestNode test) {
            return test.getOperator().symbol;
        }
        return node instanceof FunctionInvocationNode call ? call.getName().getText() : null;
    }

    private static EvaluationContext context(Map<String, Object> values) {
        var context = new EvaluationContextImpl(
                FeelEngine.class.getClassLoader(),
                new FEELEventListenersManager(),
                FEELDialect.FEEL,
                DMNVersion.getLatest());
        context.enterFrame();
        values.forEach(context::setValue);
        return Guard.context(context);
    }
}
