package io.shuangsuiji.kernel;

import io.shuangsuiji.jobs.Cancellation;
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
 *
 * <p>Of a kernel that looks rows up the cases are inputs made for rows of its tables, those pairs, and inputs that no type
 * allows; as many are compared as KIE decides in a bounded time: an even sample.
 */
final class EquivalenceCheck {
    /** If there are more situations than this, an evenly spaced sample of them is compared. */
    static final int MOST = 20_000;

    /** Cells that KIE may go through, beyond which a sample of the cases is compared. */
    private static final int MOST_CELLS = 1_500_000;

    /** Steps of KIE's, beyond which a model is left to KIE: its formulas are too laborious to be compared. */
    private static final long MOST_STEPS = 100_000_000;

    private final DecisionModel model;
    private final KieEngine kie;
    private final Kernel kernel;

    EquivalenceCheck(DecisionModel model, KieEngine kie, Kernel kernel) {
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
        return compared(cases, unreached);
    }

    Proof prove(Lookup lookup) {
        var samples = new Samples(kernel);
        long cells = lookup.tables().stream()
                .mapToLong(table -> (long) table.rows().size() * table.columns().size())
                .sum();
        int most = (int) Math.max(100, Math.min(MOST, MOST_CELLS / Math.max(1, cells)));
        var cases = new ArrayList<Map<String, Object>>();
        int unreached = 0;
        for (var table : lookup.tables()) {
            int every = 1 + table.rows().size() * lookup.tables().size() / most;
            for (int row = 0; row < table.rows().size(); row += every) {
                var found = samples.matching(table, row);
                if (found == null) {
                    unreached++;
                } else {
                    cases.add(kernel.inputs(found));
                }
            }
        }
        var pairs = samples.pairs();
        for (int i = 0; i < pairs.size(); i += 1 + pairs.size() / most) {
            cases.add(kernel.inputs(pairs.get(i)));
        }
        cases.addAll(samples.forbidden());
        return compared(cases, unreached);
    }

    private Proof compared(List<Map<String, Object>> cases, int unreached) {
        long before = kie.steps();
        var cancellation = Cancellation.current();
        var difference = cases.parallelStream()
                .map(each -> cancellation.during(() -> difference(each, before)))
                .filter(Objects::nonNull)
                .findFirst();
        return new Proof(cases.size(), unreached, difference.orElse(null));
    }

    /** Null where both agree. */
    private String difference(Map<String, Object> inputs, long before) {
        Cancellation.check();
        if (kie.stopped().isPresent() || kie.steps() - before > MOST_STEPS) {
            return "计算量太大，无法逐一比较 / too much work to be compared";
        }
        var answer = KernelEngine.answer(kernel, inputs);
        if (answer == null) {
            return null;
        }
        var expected = kie.evaluate(model, inputs);
        return answer.equals(expected) ? null : inputs + " → " + answer + " ≠ KIE " + expected;
    }
}
