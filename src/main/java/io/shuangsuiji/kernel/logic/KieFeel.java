package io.shuangsuiji.kernel.logic;

import io.shuangsuiji.kernel.symbolic.FallbackToInterpreter;
import io.shuangsuiji.model.work.Guard;
import io.shuangsuiji.model.work.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.kie.dmn.api.feel.runtime.events.FEELEvent;
import org.kie.dmn.feel.lang.EvaluationContext;
import org.kie.dmn.feel.lang.Type;
import org.kie.dmn.feel.lang.ast.BaseNode;
import org.kie.dmn.feel.lang.ast.InfixOperator;
import org.kie.dmn.feel.lang.ast.UnaryTestListNode;
import org.kie.dmn.feel.lang.impl.FEELBuilder;
import org.kie.dmn.feel.lang.impl.FEELImpl;
import org.kie.dmn.feel.runtime.FEELFunction;
import org.kie.dmn.feel.runtime.UnaryTest;

/**
 * KIE's own FEEL, by which cells and expressions are read and whatever is constant is computed. An error that KIE would
 * report is thrown as {@link FallbackToInterpreter}. One instance serves one thread.
 */
public final class KieFeel {
    private final FEELImpl feel = (FEELImpl) FEELBuilder.builder().build();
    private final List<String> errors = new ArrayList<>();
    private final EvaluationContext bare = context(Map.of());

    /** A unary test cell, parsed: its syntax tree, and the tests of which one must hold. */
    public record Cell(UnaryTestListNode tree, List<UnaryTest> tests) {}

    private EvaluationContext context(Map<String, Object> names) {
        return Guard.context(feel.newEvaluationContext(
                List.of(event -> {
                    if (event.getSeverity() == FEELEvent.Severity.ERROR) {
                        errors.add(event.getMessage());
                    }
                }),
                names));
    }

    /** A context without names, for tests and hit policies; its errors are heard by {@link #heard}. */
    EvaluationContext bare() {
        return bare;
    }

    Cell cell(String text, Map<String, Type> names) {
        var compiler = feel.newCompilerContext();
        names.forEach(compiler::addInputVariableType);
        var parsed = feel.processUnaryTests(text, compiler).getInterpreted();
        var tests = checked(() -> parsed.apply(context(Map.of())));
        if (tests.isEmpty()) {
            throw new FallbackToInterpreter("cannot be read: " + text);
        }
        return new Cell((UnaryTestListNode) parsed.getASTNode(), tests);
    }

    BaseNode expression(String text, Map<String, Type> names) {
        var compiler = feel.newCompilerContext();
        names.forEach(compiler::addInputVariableType);
        var tree = (BaseNode)
                feel.processExpression(text, compiler).getInterpreted().getASTNode();
        if (tree == null) {
            throw new FallbackToInterpreter("cannot be read: " + text);
        }
        return tree;
    }

    /** The value of an expression whose names are all given; an iteration of the engine's leaves its names behind, hence a copy. */
    Object evaluate(BaseNode expression, Map<String, Object> names) {
        return checked(() -> expression.evaluate(names.isEmpty() ? bare.current() : context(names)));
    }

    Object infix(InfixOperator operator, Object left, Object right) {
        return checked(() -> operator.evaluate(left, right, bare));
    }

    /** Calls a built-in function. */
    Object invoke(String function, Object... arguments) {
        if (bare.getValue(function) instanceof FEELFunction builtIn) {
            return checked(() -> builtIn.invokeReflectively(bare, arguments));
        }
        throw new FallbackToInterpreter("not a built-in function: " + function);
    }

    /** What is computed, unless KIE reports an error on the way. */
    <T> T checked(java.util.function.Supplier<T> computed) {
        errors.clear();
        T value;
        try {
            value = Work.within(() -> Guard.value(computed.get()));
        } catch (FallbackToInterpreter | CancellationException leave) {
            throw leave;
        } catch (RuntimeException failed) {
            throw new FallbackToInterpreter(String.valueOf(failed.getMessage()));
        }
        if (!errors.isEmpty()) {
            throw new FallbackToInterpreter(errors.get(0));
        }
        return value;
    }
}
