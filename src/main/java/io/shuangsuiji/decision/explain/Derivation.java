package io.shuangsuiji.decision.explain;

import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.Evaluation.InputError;
import io.shuangsuiji.policy.TableMatch;
import io.shuangsuiji.policy.Trace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kie.dmn.api.core.DMNMessage;

/**
 * How an engine came to its answer. All that an explanation needs of an engine: any that can tell its matched rules can
 * be explained.
 *
 * @param values the value of each input and decision by name; a name may be missing where nothing was decided
 * @param tables the rules that held, table by table
 * @param inputErrors inputs that the model itself refuses
 * @param failures the engine's own words where it could not decide
 */
public record Derivation(
        Map<String, Object> values, List<TableMatch> tables, List<InputError> inputErrors, List<String> failures) {

    /** By the edition's reference engine. */
    public static Derivation of(Edition edition, DecisionModel model, Map<String, Object> inputs) {
        return of(edition.kie().trace(model, inputs));
    }

    /** The same, from a trace that was taken already. */
    public static Derivation of(Trace trace) {
        var values = new HashMap<>(trace.result().getContext().getAll());
        trace.result()
                .getDecisionResults()
                .forEach(decision -> values.put(decision.getDecisionName(), decision.getResult()));
        var failures = trace.result().getMessages(DMNMessage.Severity.ERROR).stream()
                .map(DMNMessage::getText)
                .distinct()
                .toList();
        return new Derivation(values, trace.tables(), trace.inputErrors(), failures);
    }
}
