package io.shuangsuiji.amendment.check;

import io.shuangsuiji.decision.Decisions;
import io.shuangsuiji.decision.Examples;
import io.shuangsuiji.decision.NoMatchingRule;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.jobs.Cancellation;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is declared and has no answer: every object type with every category is asked of the quotas, and with every task
 * type of the routing. The models are asked as a plan asks them, so that it does not matter by what tables they answer.
 */
final class DeclaredGaps {
    private static final List<Asked> ASKED =
            List.of(new Asked("quota", "objectType", "category"), new Asked("routing", "objectType", "taskType"));

    /** A model, and the two inputs of which every combination must have an answer. */
    private record Asked(String model, String one, String other) {}

    /**
     * A combination without an answer.
     *
     * @param model the model asked
     * @param table the table of which no row applies; empty where a formula gives no answer
     * @param inputs the combination in words
     */
    record Gap(DecisionModel model, Optional<Table> table, String inputs) {
        /** What was found, as the analysis of tables says it. */
        String words() {
            return (table.isPresent() ? "没有一行适用于 " : "没有答案：") + inputs;
        }
    }

    private DeclaredGaps() {}

    static List<Gap> in(Edition edition) {
        var gaps = new ArrayList<Gap>();
        for (var asked : ASKED) {
            var model = edition.model(asked.model()).orElseThrow();
            var inputs = Examples.input(edition, model);
            for (var one : declared(model, asked.one())) {
                for (var other : declared(model, asked.other())) {
                    Cancellation.check();
                    inputs.put(asked.one(), one);
                    inputs.put(asked.other(), other);
                    if (!answers(edition, model, inputs)) {
                        gaps.add(new Gap(
                                model,
                                empty(edition, model, inputs),
                                label(model, asked.one()) + " " + one + "，" + label(model, asked.other()) + " "
                                        + other));
                    }
                }
            }
        }
        return gaps;
    }

    private static boolean answers(Edition edition, DecisionModel model, Map<String, Object> inputs) {
        try {
            return Decisions.decide(edition, model, inputs).get(model.name()) != null;
        } catch (NoMatchingRule none) {
            return false;
        } catch (InvalidInput lacking) {
            // a row was found that asks for more than the example gives
            return true;
        }
    }

    private static Optional<Table> empty(Edition edition, DecisionModel model, Map<String, Object> inputs) {
        return edition.kie().trace(model, inputs).tables().stream()
                .filter(table -> table.matched().isEmpty())
                .flatMap(table -> edition.tables().table(model.file(), table.table()).stream())
                .findFirst();
    }

    private static List<Object> declared(DecisionModel model, String input) {
        return model.input(input).orElseThrow().type().constraint().enumeration();
    }

    private static String label(DecisionModel model, String input) {
        return model.input(input).orElseThrow().label();
    }
}
