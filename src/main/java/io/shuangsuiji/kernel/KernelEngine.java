package io.shuangsuiji.kernel;

import io.shuangsuiji.kernel.symbolic.FallbackToInterpreter;
import io.shuangsuiji.kernel.symbolic.InputVector;
import io.shuangsuiji.policy.ByteEvaluator;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Engine;
import io.shuangsuiji.policy.Evaluation;
import io.shuangsuiji.policy.KieEngine;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Answers by kernels, and by KIE where there is no kernel or it cannot answer. */
public final class KernelEngine implements Engine {
    private final KieEngine kie;
    private final Map<String, Kernel> kernels;
    private final Map<String, KernelReport> reports;
    private final Map<String, ByteEvaluator> lines;

    KernelEngine(KieEngine kie, Map<String, Kernel> kernels, Map<String, KernelReport> reports) {
        this(kie, Map.copyOf(kernels), reports, Map.of());
    }

    private KernelEngine(
            KieEngine kie,
            Map<String, Kernel> kernels,
            Map<String, KernelReport> reports,
            Map<String, ByteEvaluator> lines) {
        this.kie = kie;
        this.kernels = kernels;
        this.reports = reports;
        this.lines = lines;
    }

    /** The same with a way from JSON to JSON for each model that has a kernel. */
    public KernelEngine withLines(BiFunction<String, Kernel, ByteEvaluator> maker) {
        var made = new HashMap<String, ByteEvaluator>();
        kernels.forEach((model, kernel) -> made.put(model, maker.apply(model, kernel)));
        return new KernelEngine(kie, kernels, reports, Map.copyOf(made));
    }

    @Override
    public Optional<ByteEvaluator> lines(DecisionModel model) {
        return Optional.ofNullable(lines.get(model.name()));
    }

    /** The kernel of a model, where it has one that agrees with KIE. */
    public Optional<Kernel> kernel(String model) {
        return Optional.ofNullable(kernels.get(model));
    }

    /** How each model is answered, by name. */
    public Map<String, KernelReport> reports() {
        return reports;
    }

    @Override
    public Evaluation evaluate(DecisionModel model, Map<String, Object> inputs) {
        var kernel = kernels.get(model.name());
        if (kernel != null) {
            var answer = answer(kernel, inputs);
            if (answer != null) {
                return answer;
            }
        }
        return kie.evaluate(model, inputs);
    }

    /** The answer to a filled row: the kernel's, or KIE's if the kernel cannot answer. */
    public Evaluation evaluate(DecisionModel model, Kernel kernel, InputVector row) {
        var outcome = kernel.decide(row);
        if (!outcome.isLeft()) {
            try {
                return outcome.evaluation(row);
            } catch (FallbackToInterpreter undefined) {
                // KIE says what is wrong
            }
        }
        return kie.evaluate(model, kernel.inputs(row));
    }

    /** The kernel's answer; null if it cannot answer and KIE must. */
    public static Evaluation answer(Kernel kernel, Map<String, Object> inputs) {
        var row = kernel.newRow();
        if (kernel.read(inputs, row)) {
            var outcome = kernel.decide(row);
            if (!outcome.isLeft()) {
                try {
                    return outcome.evaluation(row);
                } catch (FallbackToInterpreter undefined) {
                    return null;
                }
            }
        }
        return null;
    }
}
