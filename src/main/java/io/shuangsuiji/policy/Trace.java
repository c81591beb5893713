package io.shuangsuiji.policy;

import io.shuangsuiji.policy.Evaluation.InputError;
import java.util.List;
import java.util.Map;
import org.kie.dmn.api.core.DMNResult;

/**
 * How an engine came to its answer: all that an explanation needs of it.
 *
 * @param values the value of each input and decision by name; a name may be missing where nothing was decided
 * @param tables the decision tables in the order of their evaluation
 * @param scopes the values that each table could refer to, by its address: in a function or a boxed context they are others
 * @param inputErrors inputs that the model itself asks for or refuses, mostly empty
 * @param result the reference engine's full answer; null of another engine
 */
public record Trace(
        Map<String, Object> values,
        List<TableMatch> tables,
        Map<String, Map<String, Object>> scopes,
        List<InputError> inputErrors,
        DMNResult result) {

    /** What a table could refer to. */
    public Map<String, Object> scope(String table) {
        return scopes.getOrDefault(table, values);
    }
}
