package io.shuangsuiji.scenario.subject;

import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.Trace;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.sheets.FieldProblem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What the scenarios of a sheet are about: a decision model, the plan of a whole registry, or the progress of a ledger. */
public interface Subject {
    /** The model's name, or what stands in its place. */
    String name();

    /** What a path of inputs may begin with. */
    List<Field> inputs();

    /** What a path of expectations begins with. */
    List<Field> outputs();

    /** Where else a path of expectations may begin, if no output is so called: the other decisions. */
    List<Field> steps();

    /** Asks an edition, not necessarily the one from whose types the sheet was read. */
    Answer ask(Edition edition, JsonNode input);

    /**
     * An answer.
     *
     * @param outputs the values of the outputs, by name; empty where the input was refused or no answer found
     * @param problems what is wrong with the input
     * @param failures why the edition has no answer
     * @param trace how the reference engine comes to it, worked out when asked for; empty where no table was reached
     */
    public record Answer(
            Map<String, Object> outputs,
            List<FieldProblem> problems,
            List<String> failures,
            Supplier<Optional<Trace>> trace) {

        static Answer refused(List<FieldProblem> problems, Supplier<Optional<Trace>> trace) {
            return new Answer(Map.of(), problems, List.of(), trace);
        }

        /** True where there are outputs. */
        public boolean decided() {
            return problems.isEmpty() && failures.isEmpty();
        }

        /** Why there is none, for testers; what the engine says of it in English is for systems. */
        public String undecided() {
            return failures.stream()
                    .map(failure -> failure.split(" / ", 2)[0])
                    .distinct()
                    // the first are the causes of the others
                    .limit(4)
                    .collect(Collectors.joining("；", "无法判定：", ""));
        }

        /** The value of an output, or of any other decision. */
        public Object value(String name) {
            return outputs.containsKey(name)
                    ? outputs.get(name)
                    : trace.get().map(found -> found.values().get(name)).orElse(null);
        }
    }
}
