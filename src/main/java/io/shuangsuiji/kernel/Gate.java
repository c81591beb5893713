package io.shuangsuiji.kernel;

import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.KieEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Compares a kernel with KIE before it may serve. The cases are: for every decision, every situation that it can be in
 * (each combination of the classes of the atoms that it tests and of the values of the decisions that it requires; for a
 * table, every combination of the classes of its columns), with an input for each; every pair of values of two inputs,
 * where the values tried are all that a type lists, null, each bound, and one unit below and above it; and inputs that the
 * types forbid, which the kernel must hand to KIE or answer as KIE does.
 */
final class Gate {
    /** If there are more situations than this, an evenly spaced sample of them is compared. */
    static final int MOST = 20_000;

    private final DecisionModel model;
    private final KieEngine kie;
    private final Kernel kernel;

    Gate(DecisionModel model, KieEngine kie, Kernel kernel) {
        this.model = model;
        this.kie = kie;
        this.kernel = kernel;
    }

    /**
     * The outcome.
     *
     * @param cases compared
     * @param unreached situations for which no input was found
     * @param counterexample the first difference, or null
     */
    record Proof(int cases, int unreached, String counterexample) {}

    Proof prove(List<Integer> situations) {
        var samples = new Samples(kernel);
        var cases = new ArrayList<Map<String, Object>>();
        int unreached = 0;
        int every = 1 + situations.size() / MOST;
        for (int i = 0; i < situations.size(); i += every) {
            var row = samples.in(situations.get(i));
            if (row == null) {
                unreached++;
            } else {
                cases.add(kernel.inputs(row));
            }
        }
        samples.pairs().forEach(row -> cases.add(kernel.inputs(row)));
        cases.addAll(samples.forbidden());
        var difference = cases.parallelStream()
                .map(this::difference)
                .filter(Objects::nonNull)
                .findFirst();
        return new Proof(cases.size(), unreached, difference.orElse(null));
    }

    /** Null where both agree. */
    private String difference(Map<String, Object> inputs) {
        var answer = KernelEngine.answer(kernel, inputs);
        if (answer == null) {
            return null;
        }
        var expected = kie.evaluate(model, inputs);
        return answer.equals(expected) ? null : inputs + " → " + answer + " ≠ KIE " + expected;
    }
}
