package io.shuangsuiji.decision.batch;

import io.shuangsuiji.decision.input.DecisionId;
import io.shuangsuiji.decision.input.InputKeys;
import io.shuangsuiji.decision.input.JsonInputBinder;
import io.shuangsuiji.decision.json.OutcomeTexts;
import io.shuangsuiji.kernel.Kernel;
import io.shuangsuiji.kernel.KernelEngine;
import io.shuangsuiji.kernel.Kernels;
import io.shuangsuiji.policy.ByteEvaluator;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Answers JSON inputs by a kernel, from bytes to bytes: an {@link JsonInputBinder} reads the input, each different value is
 * checked once, and the text of the outputs is remembered for each outcome. Thread-safe.
 */
public final class CompiledJsonEvaluator implements ByteEvaluator {
    private final Kernel kernel;
    private final OutcomeTexts texts;
    private final ThreadLocal<JsonInputBinder> passes;

    private CompiledJsonEvaluator(Edition edition, DecisionModel model, Kernel kernel) {
        this.kernel = kernel;
        this.texts = new OutcomeTexts(model, kernel);
        var keys = InputKeys.of(model, kernel);
        var begun = DecisionId.begun(edition.digest(), model.name()).getBytes(StandardCharsets.UTF_8);
        this.passes = ThreadLocal.withInitial(() -> new JsonInputBinder(keys, kernel, begun));
    }

    /** An edition answered by kernels, from JSON to JSON too: {@code new EditionCompiler(TypedLines::accelerate)}. */
    public static Edition accelerate(Edition edition) {
        var fast = Kernels.accelerate(edition);
        return fast.withEngine(((KernelEngine) fast.engine())
                .withLines((name, kernel) ->
                        new CompiledJsonEvaluator(edition, edition.model(name).orElseThrow(), kernel)));
    }

    @Override
    public boolean outputs(byte[] json, int from, int to, ByteArrayOutputStream out) {
        var pass = passes.get();
        return pass.read(json, from, to) && texts.write(kernel.decide(pass.row()), pass.row(), out);
    }

    @Override
    public String identified(
            byte[] json, int from, int to, ByteArrayOutputStream input, ByteArrayOutputStream outputs) {
        if (!outputs(json, from, to, outputs)) {
            return null;
        }
        var pass = passes.get();
        input.write(pass.json().array(), 0, pass.json().size());
        return DecisionId.of(pass.canonical());
    }
}
