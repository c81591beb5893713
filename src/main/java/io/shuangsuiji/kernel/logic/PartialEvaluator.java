package io.shuangsuiji.kernel.logic;

import io.shuangsuiji.kernel.symbolic.FallbackToInterpreter;
import io.shuangsuiji.kernel.symbolic.SymbolicValue;
import io.shuangsuiji.kernel.symbolic.SymbolicValues.Given;
import io.shuangsuiji.kernel.symbolic.Symbols;
import io.shuangsuiji.kernel.symbolic.Symbols.Structure;
import io.shuangsuiji.policy.ValueType.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.kie.dmn.feel.lang.EvaluationContext;
import org.kie.dmn.feel.lang.ast.ASTNode;
import org.kie.dmn.feel.lang.ast.BaseNode;
import org.kie.dmn.feel.lang.ast.BetweenNode;
import org.kie.dmn.feel.lang.ast.FunctionInvocationNode;
import org.kie.dmn.feel.lang.ast.IfExpressionNode;
import org.kie.dmn.feel.lang.ast.InNode;
import org.kie.dmn.feel.lang.ast.InfixOpNode;
import org.kie.dmn.feel.lang.ast.InfixOperator;
import org.kie.dmn.feel.lang.ast.ListNode;
import org.kie.dmn.feel.lang.ast.NameRefNode;
import org.kie.dmn.feel.lang.ast.PathExpressionNode;
import org.kie.dmn.feel.lang.ast.QualifiedNameNode;
import org.kie.dmn.feel.lang.ast.SignedUnaryNode;
import org.kie.dmn.feel.util.EvalHelper;

/**
 * Evaluates expressions for one combination of classes. KIE computes what is constant in that combination; the
 * {@link Grid} gives the results of tests; arithmetic over inputs becomes a {@link SymbolicValue}. Anything else throws
 * {@link FallbackToInterpreter}.
 */
public final class PartialEvaluator {
    final KieFeel feel;
    public final Grid grid;
    /** The values that each column of each table was tested with since this was cleared. */
    public final List<CompiledTable.Matches> met = new ArrayList<>();

    /** Residues made since this was cleared that give no value for some rows. */
    public final List<SymbolicValue> fallible = new ArrayList<>();

    private final Operators operators;
    private final Functions functions;
    private final Map<BaseNode, Set<String>> names = new IdentityHashMap<>();
    private final Map<BaseNode, Object> fixed = new IdentityHashMap<>();

    public PartialEvaluator(KieFeel feel, Grid grid) {
        this.feel = feel;
        this.grid = grid;
        this.operators = new Operators(this);
        this.functions = new Functions(this);
    }

    Object evaluate(BaseNode node, Map<String, Object> scope) {
        if (node instanceof NameRefNode || node instanceof QualifiedNameNode) {
            return name(node, scope);
        }
        if (node instanceof PathExpressionNode path) {
            return path(path, scope);
        }
        if (node instanceof ListNode list) {
            // an ArrayList, since elements may be null
            return new ArrayList<>(list.getElements().stream()
                    .map(each -> evaluate(each, scope))
                    .toList());
        }
        if (isFixed(node)) {
            // not computeIfAbsent: the value may be null
            if (!fixed.containsKey(node)) {
                fixed.put(node, feel.evaluate(node, Map.of()));
            }
            return fixed.get(node);
        }
        var known = new HashMap<String, Object>();
        if (known(node, scope, known)) {
            return feel.evaluate(node, known);
        }
        if (node instanceof IfExpressionNode condition) {
            return evaluate(
                    truth(evaluate(condition.getCondition(), scope))
                            ? condition.getThenExpression()
                            : condition.getElseExpression(),
                    scope);
        }
        if (node instanceof InfixOpNode infix) {
            return infix.getOperator() == InfixOperator.AND || infix.getOperator() == InfixOperator.OR
                    ? operators.joined(infix, scope)
                    : operators.infix(
                            infix.getOperator(), evaluate(infix.getLeft(), scope), evaluate(infix.getRight(), scope));
        }
        if (node instanceof SignedUnaryNode signed) {
            return functions.signed(signed, evaluate(signed.getExpression(), scope));
        }
        if (node instanceof FunctionInvocationNode call) {
            return functions.call(call, scope);
        }
        if (node instanceof BetweenNode between) {
            return within(
                    evaluate(between.getValue(), scope),
                    Arrays.asList(evaluate(between.getStart(), scope), evaluate(between.getEnd(), scope)),
                    (value, limits) -> new BetweenNode(
                            new Constant(value),
                            new Constant(limits.get(0)),
                            new Constant(limits.get(1)),
                            node.getText()));
        }
        if (node instanceof InNode in && known(in.getExprs(), scope, known)) {
            var tests = feel.evaluate(in.getExprs(), known);
            if (Functions.plain(tests)) {
                return within(
                        evaluate(in.getValue(), scope),
                        List.of(tests),
                        (value, same) -> new InNode(new Constant(value), new Constant(tests), node.getText()));
            }
        }
        throw new FallbackToInterpreter("outside the subset: " + node.getText());
    }

    /** A node with a value, to have KIE evaluate a node around it. */
    static final class Constant extends BaseNode {
        private final Object value;

        Constant(Object value) {
            this.value = value;
            setText(String.valueOf(value));
        }

        @Override
        public Object evaluate(EvaluationContext context) {
            return value;
        }
    }

    private Object within(Object value, List<Object> limits, BiFunction<Object, List<Object>, BaseNode> test) {
        if (!Symbols.constant(limits)) {
            throw new FallbackToInterpreter("limits that depend on the input");
        }
        if (Symbols.constant(value)) {
            return feel.evaluate(test.apply(value, limits), Map.of());
        }
        return asked(value, Symbols.bounds(limits), each -> feel.evaluate(test.apply(each, limits), Map.of()));
    }

    /** Asks about a value that is a residue. */
    Object asked(Object value, Collection<?> bounds, Function<Object, Object> test) {
        if (value instanceof SymbolicValue residue) {
            return grid.ask(residue, bounds, test);
        }
        throw new FallbackToInterpreter("a structure or list that depends on the input");
    }

    /** True where the condition is true, as {@code if} takes it. */
    private boolean truth(Object condition) {
        return Boolean.TRUE.equals(Symbols.constant(condition) ? condition : exact(condition));
    }

    /** The value of a residue that can have only a few values: each of them becomes a class of its own. */
    Object exact(Object value) {
        if (!(value instanceof SymbolicValue residue)) {
            return value;
        }
        boolean few = residue.kind() == Kind.BOOLEAN
                || residue instanceof Given given && given.slot().closed();
        if (!few) {
            throw new FallbackToInterpreter("needs the value of an input that has too many: "
                    + (value instanceof Given given ? given.slot().path() : "computed"));
        }
        return grid.ask(residue, List.of(), each -> each);
    }

    /** The value; null if the residue is null in this class, so that a residue that is returned is never null. */
    Object solid(Object value) {
        return value instanceof Given given
                        && given.slot().nullable()
                        && Boolean.TRUE.equals(grid.ask(given, List.of(), each -> each == null))
                ? null
                : value;
    }

    private Object name(BaseNode node, Map<String, Object> scope) {
        if (node instanceof NameRefNode) {
            if (!scope.containsKey(node.getText())) {
                throw new FallbackToInterpreter("unknown name: " + node.getText());
            }
            return scope.get(node.getText());
        }
        var parts = ((QualifiedNameNode) node).getParts();
        var value = name(parts.get(0), scope);
        for (var part : parts.subList(1, parts.size())) {
            value = value == null ? null : member(value, part.getText());
        }
        return value;
    }

    private Object path(PathExpressionNode node, Map<String, Object> scope) {
        var value = evaluate(node.getExpression(), scope);
        var parts = node.getName() instanceof QualifiedNameNode qualified
                ? qualified.getParts().stream().map(BaseNode::getText).toList()
                : List.of(node.getName().getText());
        for (var part : parts) {
            value = member(value, part);
        }
        return value;
    }

    private static Object member(Object value, String name) {
        if (value instanceof Structure structure) {
            if (!structure.fields().containsKey(name)) {
                throw new FallbackToInterpreter("not a declared field: " + name);
            }
            return structure.fields().get(name);
        }
        if (value instanceof SymbolicValue) {
            throw new FallbackToInterpreter("a property of a value that depends on the input: " + name);
        }
        if (value instanceof Collection<?> elements) {
            var members = new ArrayList<>();
            elements.forEach(element -> members.add(member(element, name)));
            return members;
        }
        return EvalHelper.getDefinedValue(value, name).getValueResult().getOrElse(null);
    }

    /** True where the expression names nothing: its value is the same whatever the scope. */
    boolean isFixed(BaseNode node) {
        return names.computeIfAbsent(node, PartialEvaluator::namesIn).isEmpty();
    }

    /** True where every name in the expression has a constant value; these are put into the map. */
    boolean known(BaseNode node, Map<String, Object> scope, Map<String, Object> into) {
        for (var name : names.computeIfAbsent(node, PartialEvaluator::namesIn)) {
            if (scope.containsKey(name)) {
                var value = scope.get(name);
                if (!Symbols.constant(value)) {
                    return false;
                }
                into.put(name, value);
            }
        }
        return true;
    }

    private static Set<String> namesIn(BaseNode node) {
        var found = new HashSet<String>();
        collect(node, found);
        return found;
    }

    private static void collect(ASTNode node, Set<String> into) {
        if (node instanceof QualifiedNameNode qualified) {
            into.add(qualified.getParts().get(0).getText());
        } else if (node instanceof NameRefNode) {
            into.add(node.getText());
        } else if (node instanceof PathExpressionNode path) {
            collect(path.getExpression(), into);
        } else if (node instanceof FunctionInvocationNode call && call.getName() instanceof NameRefNode) {
            // a function defined in the model is a name with a value, and then outside the subset
            collect(call.getParams(), into);
        } else if (node != null) {
            for (var child : node.getChildrenNode()) {
                collect(child, into);
            }
        }
    }
}
