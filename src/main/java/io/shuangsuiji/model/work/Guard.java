package io.shuangsuiji.model.work;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.kie.dmn.feel.codegen.feel11.ProcessedExpression;
import org.kie.dmn.feel.codegen.feel11.ProcessedFEELUnit;
import org.kie.dmn.feel.lang.CompiledExpression;
import org.kie.dmn.feel.lang.EvaluationContext;
import org.kie.dmn.feel.lang.FEELProfile;
import org.kie.dmn.feel.lang.impl.FEELBuilder;
import org.kie.dmn.feel.lang.impl.FEELImpl;
import org.kie.dmn.feel.lang.impl.InterpretedExecutableExpression;
import org.kie.dmn.feel.runtime.FEELFunction;
import org.kie.dmn.feel.runtime.UnaryTest;
import org.kie.dmn.feel.runtime.UnaryTestImpl;

/**
 * A formula as it stands in a file: what is compiled of it counts its work and weighs its value.
 *
 * @param file the file's name, or null
 * @param element the id of the DMN element that it belongs to, or null
 * @param formula its text
 */
public record Guard(String file, String element, String formula) {
    /** FEEL's own functions, guarded. */
    public static final FEELProfile FUNCTIONS = new FEELProfile() {
        @Override
        public List<FEELFunction> getFEELFunctions() {
            return GuardedFunction.all();
        }

        @Override
        public Map<String, Object> getValues() {
            return Map.of();
        }
    };

    /** Names as they are known while work is counted. */
    public static EvaluationContext context(EvaluationContext context) {
        return GuardedContext.of(context);
    }

    /** What the engine does between formulas: one item of an iteration, say. */
    public <T> T step(Supplier<T> step) {
        return told(() -> {
            Work.spend(Work.ITEM);
            return step.get();
        });
    }

    /** A value of the engine's, weighed: no larger than any may be. */
    public static <T> T value(T value) {
        Work.weigh(value);
        return value;
    }

    /** An expression of the engine's, guarded. */
    public CompiledExpression expression(CompiledExpression compiled) {
        return new GuardedExpression((ProcessedExpression) compiled, this);
    }

    private <T> T told(Supplier<T> value) {
        try {
            Work.spend(1);
            return value.get();
        } catch (StackOverflowError tooDeep) {
            throw Work.tooDeep();
        } finally {
            // the engine may have caught what stopped it
            Work.place(this);
        }
    }

    /** The engine asks for its own class; what that one parses by itself is as little as can be. */
    private static final class GuardedExpression extends ProcessedExpression {
        private static final FEELImpl ENGINE = (FEELImpl) FEELBuilder.builder().build();

        private final ProcessedExpression inner;
        private final Guard guard;

        GuardedExpression(ProcessedExpression inner, Guard guard) {
            super("null", ENGINE.newCompilerContext(), ProcessedFEELUnit.DefaultMode.Interpreted, List.of());
            this.inner = inner;
            this.guard = guard;
        }

        @Override
        public InterpretedExecutableExpression getInterpreted() {
            return inner.getInterpreted();
        }

        @Override
        public Object apply(EvaluationContext context) {
            return guard.told(() -> {
                var value = inner.apply(GuardedContext.of(context));
                Work.weigh(value);
                return value;
            });
        }
    }

    /** A test of the engine's, guarded. */
    public UnaryTest test(UnaryTest inner) {
        return new UnaryTestImpl(
                (context, value) -> told(() -> inner.apply(GuardedContext.of(context), value)), String.valueOf(inner));
    }
}
