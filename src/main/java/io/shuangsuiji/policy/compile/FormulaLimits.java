package io.shuangsuiji.policy.compile;

import io.shuangsuiji.model.cell.CellText.Role;
import io.shuangsuiji.model.cell.SimpleFeel;
import io.shuangsuiji.model.work.BoundedParser;
import io.shuangsuiji.model.work.Guard;
import io.shuangsuiji.model.work.Recent;
import io.shuangsuiji.model.work.TooMuchWork;
import io.shuangsuiji.model.work.Work;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;
import org.kie.dmn.api.core.DMNVersion;
import org.kie.dmn.feel.codegen.feel11.ASTUnaryTestTransform;
import org.kie.dmn.feel.lang.EvaluationContext;
import org.kie.dmn.feel.lang.FEELDialect;
import org.kie.dmn.feel.lang.ast.ASTNode;
import org.kie.dmn.feel.lang.ast.BaseNode;
import org.kie.dmn.feel.lang.ast.ForExpressionNode;
import org.kie.dmn.feel.lang.ast.FunctionDefNode;
import org.kie.dmn.feel.lang.ast.FunctionInvocationNode;
import org.kie.dmn.feel.lang.ast.InfixOpNode;
import org.kie.dmn.feel.lang.ast.InfixOperator;
import org.kie.dmn.feel.lang.ast.IterationContextNode;
import org.kie.dmn.feel.lang.ast.ListNode;
import org.kie.dmn.feel.lang.ast.NumberNode;
import org.kie.dmn.feel.lang.ast.QuantifiedExpressionNode;
import org.kie.dmn.feel.lang.ast.RangeNode;
import org.kie.dmn.feel.lang.ast.SignedUnaryNode;
import org.kie.dmn.feel.lang.ast.StringNode;
import org.kie.dmn.feel.lang.ast.UnaryTestListNode;
import org.kie.dmn.feel.lang.impl.EvaluationContextImpl;
import org.kie.dmn.feel.lang.impl.FEELEventListenersManager;

/**
 * What a formula may not do, by its tokens and its syntax tree as the engine itself reads them; at last it is worked out once with
 * nothing known, within the bounds of any question ({@link Work}).
 */
final class FormulaLimits {
    static final int MAX_FEEL = 8000;
    static final int MAX_NESTING = 40;
    /** How often an expression may go round, iterations within one another multiplied; a list of unknown length counts as a hundred. */
    static final long MAX_ITERATIONS = 10_000;

    private static final BigInteger UNKNOWN_LENGTH = BigInteger.valueOf(100);
    /** Whose value is no greater than what there is: an iteration may go that far. */
    private static final Set<String> COUNTS = Set.of("count", "string length");

    private static final Set<String> MATCHING = Set.of("matches", "replace", "split");
    private static final Pattern BACKTRACKING = Pattern.compile("\\([^()]*[+*}][^()]*\\)\\s*[+*{]");

    /** Formulas that may stand: nearly all of an edition's were in the one before, and to try them out takes long. */
    private static final Recent<Allowed, Boolean> ALLOWED = new Recent<>(4_096);

    private record Allowed(boolean tests, String feel, Set<String> names) {}

    private FormulaLimits() {}

    /** Says why a formula is refused, in Chinese and English. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused(String chinese, String english) {
            super(chinese + " / " + english, null, false, false);
        }
    }

    /**
     * Why a formula may not stand in an edition, or null where it may.
     *
     * @param names those that may stand in it
     */
    static String refusal(Role role, String feel, Collection<String> names) {
        if (feel.length() > MAX_FEEL) {
            return "表达式过长：" + feel.length() + " 字，最多 " + MAX_FEEL + " 字 / the expression is too long";
        }
        boolean tests = role == Role.TESTS;
        try {
            if (tests
                    ? SimpleFeel.tests(feel).isPresent()
                    : SimpleFeel.constant(feel).isPresent()) {
                return null;
            }
            ALLOWED.get(new Allowed(tests, feel, BoundedParser.standing(feel, names)), () -> {
                int functions = functions(feel);
                var tree = BoundedParser.parse(tests, feel, names);
                if (tree != null) {
                    tree(tree, functions);
                    tryOut(tests, tree);
                }
                return true;
            });
            return null;
        } catch (Refused refused) {
            return refused.getMessage();
        } catch (TooMuchWork stopped) {
            return stopped.reason();
        } catch (StackOverflowError tooDeep) {
            return "表达式嵌套过深 / the expression is nested too deep";
        }
    }

    /** How many functions the text defines, its nesting checked on the way. */
    private static int functions(String feel) {
        int depth = 0;
        int deepest = 0;
        int branches = 0;
        int functions = 0;
        String before = "";
        for (var token : BoundedParser.tokens(feel)) {
            var text = token.getText();
            switch (text) {
                case "(", "[", "{" -> deepest = Math.max(deepest, ++depth);
                case ")", "]", "}" -> depth--;
                case "if" -> branches++;
                default -> {
                    // nests nothing
                }
            }
            functions += before.equals("function") && text.equals("(") ? 1 : 0;
            before = text;
        }
        if (deepest > MAX_NESTING || branches > MAX_NESTING) {
            throw new Refused("表达式嵌套超过 " + MAX_NESTING + " 层", "the expression is nested deeper than " + MAX_NESTING);
        }
        return functions;
    }

    private static void tree(BaseNode root, int functions) {
        int comparisons = 0;
        var next = new ArrayDeque<ASTNode>(List.of(root));
        while (!next.isEmpty()) {
            var node = next.pop();
            if (node instanceof FunctionInvocationNode call) {
                comparisons += comparison(call);
                pattern(call);
            }
            for (var child : node.getChildrenNode()) {
                if (child != null) {
                    next.push(child);
                }
            }
        }
        // one that the tree does not show as the comparison of a sort is any other
        if (functions > comparisons) {
            throw new Refused(
                    "不允许在表达式里定义函数（sort 的比较除外）", "a function may be defined in FEEL as the comparison of sort only");
        }
        if (times(root).compareTo(BigInteger.valueOf(MAX_ITERATIONS)) > 0) {
            throw new Refused("循环次数太多：最多 " + MAX_ITERATIONS + " 次", "too many iterations: at most " + MAX_ITERATIONS);
        }
    }

    private static int comparison(FunctionInvocationNode call) {
        var arguments = call.getParams().getElements();
        return "sort".equals(call.getName().getText())
                        && arguments.size() == 2
                        && arguments.get(1) instanceof FunctionDefNode function
                        && !function.isExternal()
                ? 1
                : 0;
    }

    private static void pattern(FunctionInvocationNode call) {
        if (MATCHING.contains(call.getName().getText())
                && call.getParams().getElements().stream()
                        .anyMatch(argument -> argument instanceof StringNode text
                                && BACKTRACKING.matcher(text.getText()).find())) {
            throw new Refused("不允许重复之中再有重复的匹配模式", "a pattern with nested repetition is not allowed");
        }
    }

    /** How often the innermost part goes round. */
    private static BigInteger times(ASTNode node) {
        var most = BigInteger.ONE;
        for (var child : node.getChildrenNode()) {
            if (child != null) {
                most = most.max(times(child));
            }
        }
        var domains = node instanceof ForExpressionNode iteration
                ? iteration.getIterationContexts()
                : node instanceof QuantifiedExpressionNode quantified
                        ? quantified.getIterationContexts()
                        : List.<IterationContextNode>of();
        for (var domain : domains) {
            most = most.multiply(length(domain));
        }
        return most;
    }

    private static BigInteger length(IterationContextNode domain) {
        if (raises(domain)) {
            throw new Refused(
                    "循环的范围必须是两个整数或 count(…)，不能用乘方，收到「" + TooMuchWork.shown(domain.getText()) + "」",
                    "the range of an iteration may not use **; it must be two integers, such as 1..12");
        }
        if (domain.getRangeEndExpr() != null) {
            return width(domain, domain.getExpression(), domain.getRangeEndExpr());
        }
        return domain.getExpression() instanceof RangeNode range
                ? width(domain, range.getStart(), range.getEnd())
                : domain.getExpression() instanceof ListNode list
                        ? BigInteger.valueOf(list.getElements().size())
                        : UNKNOWN_LENGTH;
    }

    private static boolean raises(ASTNode node) {
        if (node instanceof InfixOpNode operation && operation.getOperator() == InfixOperator.POW) {
            return true;
        }
        for (var child : node.getChildrenNode()) {
            if (child != null && raises(child)) {
                return true;
            }
        }
        return false;
    }

    private static BigInteger width(IterationContextNode domain, BaseNode start, BaseNode end) {
        var from = integer(start);
        var to = integer(end);
        if (from != null && to != null) {
            return to.subtract(from).abs().add(BigInteger.ONE);
        }
        if ((from != null || counts(start)) && (to != null || counts(end))) {
            return UNKNOWN_LENGTH;
        }
        throw new Refused(
                "循环的范围必须是两个整数或 count(…)，收到「" + TooMuchWork.shown(domain.getText()) + "」",
                "the range of an iteration must be two integers, such as 1..12, or go as far as count(…)");
    }

    private static BigInteger integer(BaseNode node) {
        if (node instanceof SignedUnaryNode signed) {
            var value = integer(signed.getExpression());
            return value == null || signed.getSign() == SignedUnaryNode.Sign.POSITIVE ? value : value.negate();
        }
        try {
            return node instanceof NumberNode number ? number.getValue().toBigIntegerExact() : null;
        } catch (ArithmeticException noInteger) {
            return null;
        }
    }

    private static boolean counts(BaseNode node) {
        return node instanceof FunctionInvocationNode call
                        && COUNTS.contains(call.getName().getText())
                || node instanceof InfixOpNode operation
                        && Set.of(InfixOperator.ADD, InfixOperator.SUB).contains(operation.getOperator())
                        && (counts(operation.getLeft()) && integer(operation.getRight()) != null
                                || counts(operation.getRight()) && integer(operation.getLeft()) != null);
    }

    /** Works a formula out while none of its names has a value. */
    private static void tryOut(boolean tests, BaseNode tree) {
        var context = Guard.context(context());
        try {
            Work.within(() -> {
                if (tests) {
                    var transformed = (UnaryTestListNode)
                            tree.accept(new ASTUnaryTestTransform()).node();
                    transformed.getCompiledUnaryTests().forEach(test -> test.apply(context, null));
                    return null;
                }
                return Guard.value(tree.evaluate(context));
            });
        } catch (TooMuchWork | CancellationException stopped) {
            throw stopped;
        } catch (RuntimeException nothingKnown) {
            // what comes of it is no matter here
        }
    }

    private static EvaluationContext context() {
        var listeners = new FEELEventListenersManager();
        // what nobody listens to is not told at all
        listeners.addListener(event -> {});
        var context = new EvaluationContextImpl(
                FormulaLimits.class.getClassLoader(), listeners, FEELDialect.FEEL, DMNVersion.getLatest());
        context.enterFrame();
        return context;
    }
}
