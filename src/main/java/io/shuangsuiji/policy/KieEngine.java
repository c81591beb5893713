package io.shuangsuiji.policy;

import io.shuangsuiji.model.work.Guard;
import io.shuangsuiji.model.work.TooMuchWork;
import io.shuangsuiji.model.work.Work;
import io.shuangsuiji.policy.Evaluation.InputError;
import io.shuangsuiji.policy.ValueType.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.kie.dmn.api.core.DMNContext;
import org.kie.dmn.api.core.DMNDecisionResult.DecisionEvaluationStatus;
import org.kie.dmn.api.core.DMNMessage;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.DMNResult;
import org.kie.dmn.api.core.DMNRuntime;
import org.kie.dmn.api.core.event.AfterEvaluateDecisionTableEvent;
import org.kie.dmn.api.core.event.DMNRuntimeEventListener;
import org.kie.dmn.feel.runtime.FEELFunction;
import org.kie.dmn.feel.runtime.functions.BuiltInFunctions;

/** KIE's own DMN runtime: the reference by which every other engine is judged. */
public final class KieEngine implements Engine {
    private final DMNRuntime runtime;
    private final LongAdder steps = new LongAdder();
    private final AtomicReference<TooMuchWork> stopped = new AtomicReference<>();

    /** The trace under way on this thread; unset while none is. */
    private final ThreadLocal<Tracing> tracing = new ThreadLocal<>();

    /** What a trace has come to. */
    private record Tracing(DMNModel model, List<TableMatch> tables, Map<String, Map<String, Object>> scopes) {
        void add(AfterEvaluateDecisionTableEvent event) {
            var table = event.getDecisionTableId() == null ? addressOf(event) : event.getDecisionTableId();
            tables.add(new TableMatch(
                    event.getNodeName(), table, List.copyOf(event.getMatches()), List.copyOf(event.getSelected())));
            scopes.computeIfAbsent(
                    String.valueOf(table), first -> named(event.getResult().getContext()));
        }

        /** A table without an id is found by what it is the logic of; null where it is but a part of that. */
        private String addressOf(AfterEvaluateDecisionTableEvent event) {
            var decision = model.getDecisionByName(event.getNodeName());
            var function = model.getBusinessKnowledgeModelByName(event.getNodeName());
            return !event.getNodeName().equals(event.getDecisionTableName())
                    ? null
                    : decision != null
                            ? decision.getId() + "/decisionTable[1]"
                            : function != null ? function.getId() + "/encapsulatedLogic[1]/decisionTable[1]" : null;
        }

        /** The values in a context, FEEL's own functions left out. */
        private static Map<String, Object> named(DMNContext context) {
            var values = new HashMap<>(context.getAll());
            values.values().removeAll(BUILT_IN);
            return values;
        }
    }

    private static final Set<FEELFunction> BUILT_IN = new HashSet<>(Arrays.asList(BuiltInFunctions.getFunctions()));

    static {
        BUILT_IN.addAll(Guard.FUNCTIONS.getFEELFunctions());
    }

    public KieEngine(DMNRuntime runtime) {
        this.runtime = runtime;
        // a runtime is shared and has its listeners for good, so this one sorts events by the thread they arise on
        runtime.addListener(new DMNRuntimeEventListener() {
            @Override
            public void afterEvaluateDecisionTable(AfterEvaluateDecisionTableEvent event) {
                var under = tracing.get();
                if (under != null) {
                    under.add(event);
                }
            }
        });
    }

    @Override
    public Evaluation evaluate(DecisionModel model, Map<String, Object> inputs) {
        var wanted = Stream.concat(
                        model.outputs().stream().map(Field::name),
                        model.checksInputs() ? Stream.of(DecisionModel.INPUT_ERRORS) : Stream.empty())
                .toArray(String[]::new);
        DMNResult result;
        try {
            result = within(() -> runtime.evaluateByName(model.dmn(), context(inputs), wanted));
        } catch (TooMuchWork tooMuch) {
            return new Evaluation(Map.of(), List.of(), List.of(tooMuch.getMessage()));
        } catch (CancellationException nobodyWaits) {
            throw nobodyWaits;
        } catch (RuntimeException | StackOverflowError unforeseen) {
            // what the engine makes of a model's formulas and an input is that model's answer to that input
            return new Evaluation(Map.of(), List.of(), List.of("引擎计算中断 / the engine gave up: " + unforeseen));
        }
        var outputs = new LinkedHashMap<String, Object>();
        var failures = new ArrayList<String>();
        for (var output : model.outputs()) {
            var decision = result.getDecisionResultByName(output.name());
            outputs.put(output.name(), decision.getResult());
            if (decision.getEvaluationStatus() != DecisionEvaluationStatus.SUCCEEDED) {
                failures.add("「" + output.label() + "」没有结果 / " + output.name() + ": " + decision.getEvaluationStatus());
            } else {
                output.misfit(decision.getResult()).ifPresent(failures::add);
            }
        }
        boolean undecided = !failures.isEmpty() || result.hasErrors();
        result.getMessages().stream()
                .filter(message ->
                        undecided && (message.getSeverity() == DMNMessage.Severity.ERROR || KieMessages.noRow(message)))
                .map(KieMessages::failure)
                .distinct()
                .forEach(failures::add);
        return new Evaluation(outputs, inputErrors(model, result), List.copyOf(failures));
    }

    /** How many steps all evaluations have taken since this was made. */
    public long steps() {
        return steps.sum();
    }

    /** The formula that took too much work first, since this was made. */
    public Optional<TooMuchWork> stopped() {
        return Optional.ofNullable(stopped.get());
    }

    private <T> T within(Supplier<T> evaluation) {
        try {
            return Work.within(() -> {
                try {
                    return evaluation.get();
                } finally {
                    steps.add(Work.spent());
                }
            });
        } catch (TooMuchWork tooMuch) {
            stopped.compareAndSet(null, tooMuch);
            throw tooMuch;
        }
    }

    /**
     * Everything that KIE has to say of every decision of the model, and the rules that matched in each table.
     *
     * @throws TooMuchWork where a formula was stopped
     */
    public Trace trace(DecisionModel model, Map<String, Object> inputs) {
        var under = new Tracing(model.dmn(), new ArrayList<>(), new HashMap<>());
        tracing.set(under);
        try {
            var result = within(() -> runtime.evaluateAll(model.dmn(), context(inputs)));
            var values = new HashMap<>(result.getContext().getAll());
            result.getDecisionResults()
                    .forEach(decision -> values.put(decision.getDecisionName(), decision.getResult()));
            return new Trace(values, List.copyOf(under.tables()), under.scopes(), inputErrors(model, result), result);
        } finally {
            tracing.remove();
        }
    }

    @Override
    public Optional<List<TableMatch>> matches(DecisionModel model, Map<String, Object> inputs) {
        return Optional.of(trace(model, inputs).tables());
    }

    /** The compiled models, those that only declare types included. */
    public Collection<DMNModel> models() {
        return runtime.getModels();
    }

    /** The value of a decision that depends on no input, or null where it cannot be decided. */
    public Object constant(DMNModel model, String decision) {
        try {
            return within(() -> runtime.evaluateByName(model, runtime.newContext(), decision))
                    .getDecisionResultByName(decision)
                    .getResult();
        } catch (TooMuchWork cannotBeDecided) {
            return null;
        }
    }

    private DMNContext context(Map<String, Object> inputs) {
        var context = runtime.newContext();
        inputs.forEach(context::set);
        return context;
    }

    private static List<InputError> inputErrors(DecisionModel model, DMNResult result) {
        return model.checksInputs()
                ? InputError.list(result.getDecisionResultByName(DecisionModel.INPUT_ERRORS)
                        .getResult())
                : List.of();
    }
}
