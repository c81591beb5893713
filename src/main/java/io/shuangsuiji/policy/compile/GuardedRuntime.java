package io.shuangsuiji.policy.compile;

import io.shuangsuiji.model.cell.SimpleFeel;
import io.shuangsuiji.model.work.Guard;
import io.shuangsuiji.model.work.Recent;
import io.shuangsuiji.policy.DecisionModel;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.kie.dmn.api.core.DMNRuntime;
import org.kie.dmn.api.core.DMNType;
import org.kie.dmn.api.core.DMNVersion;
import org.kie.dmn.core.api.DMNExpressionEvaluator;
import org.kie.dmn.core.ast.DMNBaseNode;
import org.kie.dmn.core.compiler.DMNCompilerConfigurationImpl;
import org.kie.dmn.core.compiler.DMNCompilerContext;
import org.kie.dmn.core.compiler.DMNCompilerImpl;
import org.kie.dmn.core.compiler.DMNDecisionLogicCompiler;
import org.kie.dmn.core.compiler.DMNDecisionLogicCompilerFactory;
import org.kie.dmn.core.compiler.DMNEvaluatorCompiler;
import org.kie.dmn.core.compiler.DMNFEELHelper;
import org.kie.dmn.core.impl.BaseDMNTypeImpl;
import org.kie.dmn.core.impl.DMNModelImpl;
import org.kie.dmn.core.internal.utils.DMNRuntimeBuilder;
import org.kie.dmn.core.util.Msg;
import org.kie.dmn.feel.FEEL;
import org.kie.dmn.feel.lang.CompiledExpression;
import org.kie.dmn.feel.lang.CompilerContext;
import org.kie.dmn.feel.lang.FEELDialect;
import org.kie.dmn.feel.lang.FEELProfile;
import org.kie.dmn.feel.lang.impl.FEELBuilder;
import org.kie.dmn.feel.runtime.UnaryTest;
import org.kie.dmn.model.api.ChildExpression;
import org.kie.dmn.model.api.DMNElement;
import org.kie.dmn.model.api.DMNModelInstrumentedBase;
import org.kie.dmn.model.api.Expression;
import org.kie.dmn.model.api.Invocation;

/** Has KIE compile models so that every formula in them is guarded ({@link Guard}): it counts its work, and stops. */
final class GuardedRuntime {
    /** What no name can change the sense of, as it was compiled for whichever model: nearly all cells are such. */
    private static final Recent<Plain, CompiledExpression> CONSTANTS = new Recent<>(8_192);

    private static final Recent<Plain, List<UnaryTest>> TESTS = new Recent<>(4_096);

    private record Plain(String feel, FEELDialect dialect, DMNVersion version) {
        static Plain of(String feel, DMNModelImpl model) {
            return new Plain(feel, model.getFeelDialect(), model.getDMNVersion());
        }
    }

    private GuardedRuntime() {}

    /** The runtime of the models in those files, by the files' names. */
    static DMNRuntime of(Map<String, byte[]> sources) {
        return DMNRuntimeBuilder.fromDefaults()
                .setDecisionLogicCompilerFactory(new Compilers())
                .buildConfiguration()
                .fromResources(EditionCompiler.resources(sources))
                .getOrElseThrow(IllegalStateException::new);
    }

    private static Guard guard(DMNModelImpl model, DMNElement element, String formula) {
        DMNModelInstrumentedBase named = element;
        while (named != null && !(named instanceof DMNElement identified && identified.getId() != null)) {
            named = named.getParent();
        }
        return new Guard(
                DecisionModel.fileOf(model),
                named instanceof DMNElement identified ? identified.getId() : null,
                formula);
    }

    private static final class Compilers implements DMNDecisionLogicCompilerFactory {
        @Override
        public DMNDecisionLogicCompiler newDMNDecisionLogicCompiler(
                DMNCompilerImpl compiler, DMNCompilerConfigurationImpl configuration) {
            return new Compiler(compiler, configuration);
        }
    }

    /** The engine's own compiler, which is handed guarded formulas. */
    private static final class Compiler extends DMNEvaluatorCompiler {
        private final DMNCompilerConfigurationImpl configuration;
        private final Set<DMNModelImpl> seen = new HashSet<>();

        Compiler(DMNCompilerImpl compiler, DMNCompilerConfigurationImpl configuration) {
            super(compiler);
            this.configuration = configuration;
        }

        @Override
        public DMNExpressionEvaluator compileExpression(
                DMNCompilerContext context, DMNModelImpl model, DMNBaseNode node, String name, Expression expression) {
            if (seen.add(model)) {
                guardTypes(model);
            }
            var guarded = context instanceof Context ? context : new Context(context, helper(model));
            var compiled = super.compileExpression(guarded, model, node, name, expression);
            // a part of an iteration is gone through for every item, even where no formula is in it
            var guard = guard(model, expression, null);
            return compiled != null
                            && (expression instanceof Invocation || expression.getParent() instanceof ChildExpression)
                    ? (events, result) -> guard.step(() -> compiled.evaluate(events, result))
                    : compiled;
        }

        private Helper helper(DMNModelImpl model) {
            return new Helper(configuration, model);
        }

        /** What a type demands was compiled before any decision. */
        private static void guardTypes(DMNModelImpl model) {
            var types = Collections.newSetFromMap(new IdentityHashMap<DMNType, Boolean>());
            model.getTypeRegistry()
                    .getTypes()
                    .values()
                    .forEach(named -> named.values().forEach(type -> collect(type, types)));
            for (var type : types) {
                if (type instanceof BaseDMNTypeImpl known) {
                    known.setAllowedValues(guarded(model, known, known.getAllowedValuesFEEL()));
                    known.setTypeConstraint(guarded(model, known, known.getTypeConstraintFEEL()));
                }
            }
        }

        private static void collect(DMNType type, Set<DMNType> into) {
            if (type != null && into.add(type)) {
                type.getFields().values().forEach(field -> collect(field, into));
                collect(type.getBaseType(), into);
            }
        }

        private static List<UnaryTest> guarded(DMNModelImpl model, DMNType type, List<UnaryTest> tests) {
            return tests == null
                    ? null
                    : tests.stream()
                            .map(test -> new Guard(DecisionModel.fileOf(model), type.getId(), String.valueOf(test))
                                    .test(test))
                            .toList();
        }
    }

    /** The names that are known to the engine's compiler, and formulas compiled with a guard. */
    private static final class Context extends DMNCompilerContext {
        private final DMNCompilerContext inner;

        Context(DMNCompilerContext inner, DMNFEELHelper helper) {
            super(helper);
            this.inner = inner;
        }

        @Override
        public void enterFrame() {
            inner.enterFrame();
        }

        @Override
        public void exitFrame() {
            inner.exitFrame();
        }

        @Override
        public DMNType resolve(String name) {
            return inner.resolve(name);
        }

        @Override
        public void setVariable(String name, DMNType type) {
            inner.setVariable(name, type);
        }

        @Override
        public Map<String, DMNType> getVariables() {
            return inner.getVariables();
        }

        @Override
        public CompilerContext toCompilerContext() {
            return inner.toCompilerContext();
        }

        @Override
        public void setRelativeResolver(Function<String, Reader> resolver) {
            inner.setRelativeResolver(resolver);
        }

        @Override
        public Function<String, Reader> getRelativeResolver() {
            return inner.getRelativeResolver();
        }
    }

    private static final class Helper extends DMNFEELHelper {
        private final FEEL running;

        Helper(DMNCompilerConfigurationImpl configuration, DMNModelImpl model) {
            super(
                    configuration.getRootClassLoader(),
                    configuration.getFeelProfiles(),
                    model.getFeelDialect(),
                    model.getDMNVersion());
            // a boxed invocation finds FEEL's own functions here
            var profiles = new ArrayList<FEELProfile>(configuration.getFeelProfiles());
            profiles.add(Guard.FUNCTIONS);
            running = FEELBuilder.builder()
                    .withClassloader(configuration.getRootClassLoader())
                    .withProfiles(profiles)
                    .withFEELDialect(model.getFeelDialect())
                    .withDMNVersion(model.getDMNVersion())
                    .build();
        }

        @Override
        public FEEL newFEELInstance() {
            // while the engine's own part of this is made there is none yet
            return running == null ? super.newFEELInstance() : running;
        }

        @Override
        public CompiledExpression compileFeelExpression(
                DMNCompilerContext context,
                String expression,
                DMNModelImpl model,
                DMNElement element,
                Msg.Message message,
                Object... parameters) {
            return SimpleFeel.constant(expression).isPresent()
                    ? plain(
                            CONSTANTS,
                            expression,
                            model,
                            () -> super.compileFeelExpression(context, expression, model, element, message, parameters))
                    : guard(model, element, expression)
                            .expression(super.compileFeelExpression(
                                    context, expression, model, element, message, parameters));
        }

        @Override
        public List<UnaryTest> evaluateUnaryTests(
                DMNCompilerContext context,
                String tests,
                DMNModelImpl model,
                DMNElement element,
                Msg.Message message,
                Object... parameters) {
            if (SimpleFeel.tests(tests).isPresent()) {
                return plain(
                        TESTS,
                        tests,
                        model,
                        () -> List.copyOf(
                                super.evaluateUnaryTests(context, tests, model, element, message, parameters)));
            }
            var guard = guard(model, element, tests);
            return super.evaluateUnaryTests(context, tests, model, element, message, parameters).stream()
                    .map(guard::test)
                    .toList();
        }

        /** Of what the engine has something to say, that belongs to this model, and is said each time. */
        private static <T> T plain(Recent<Plain, T> known, String feel, DMNModelImpl model, Supplier<T> compile) {
            var key = Plain.of(feel, model);
            return known.get(key).orElseGet(() -> {
                int said = model.getMessages().size();
                var compiled = compile.get();
                if (model.getMessages().size() == said) {
                    known.put(key, compiled);
                }
                return compiled;
            });
        }
    }
}
