package io.shuangsuiji.kernel.logic;

import io.shuangsuiji.kernel.symbolic.FallbackToInterpreter;
import io.shuangsuiji.kernel.symbolic.Symbols;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kie.dmn.feel.lang.ast.BaseNode;
import org.kie.dmn.feel.runtime.UnaryTest;
import org.kie.dmn.feel.runtime.decisiontables.DTDecisionRule;
import org.kie.dmn.feel.runtime.decisiontables.DTOutputClause;
import org.kie.dmn.feel.runtime.decisiontables.DecisionTableImpl;
import org.kie.dmn.feel.runtime.decisiontables.HitPolicy;

/**
 * A decision table, each column of which says for a value which rows it matches. KIE's own tests match the cells, and
 * KIE's own hit policy combines the rows.
 *
 * @param shell KIE's table, for its name and outputs
 * @param defaults the default of each output; empty where any lacks one
 */
public record CompiledTable(
        String decision, DecisionTableImpl shell, List<Column> columns, List<RuleRow> rows, List<BaseNode> defaults) {

    /** A row: KIE's number and id of it, and its output cells. */
    record RuleRow(DTDecisionRule rule, List<BaseNode> outputs) {}

    /**
     * A column.
     *
     * @param allowed the values that its input may have; empty where there is no limit
     * @param tests of each row, of which one must hold
     * @param bounds the constants in its cells
     * @param index what was found out beforehand
     */
    public record Column(
            BaseNode input,
            boolean collection,
            List<UnaryTest> allowed,
            List<List<UnaryTest>> tests,
            List<Object> bounds,
            RowIndex index) {

        Matches matches(Object value, KieFeel feel) {
            var indexed = index.of(value);
            return indexed != null ? indexed : match(value, feel);
        }

        /** Goes through the cells one by one. */
        Matches match(Object value, KieFeel feel) {
            var rows = new BitSet();
            var failing = new BitSet();
            for (int row = 0; row < tests.size(); row++) {
                try {
                    if (any(tests.get(row), value, feel)) {
                        rows.set(row);
                    }
                } catch (FallbackToInterpreter error) {
                    failing.set(row);
                }
            }
            boolean admitted = allowed.isEmpty()
                    || (collection && value instanceof Collection<?> elements
                            ? elements.stream().allMatch(element -> any(allowed, element, feel))
                            : any(allowed, value, feel));
            return new Matches(admitted, rows, failing);
        }

        static boolean any(List<UnaryTest> tests, Object value, KieFeel feel) {
            return feel.checked(() -> tests.stream().anyMatch(test -> {
                var result = test.apply(feel.bare(), value);
                return result != null && result;
            }));
        }
    }

    /** What one value matches in a column: whether it is allowed, the rows, and those whose test is an error. */
    record Matches(boolean admitted, BitSet rows, BitSet failing) {}

    /**
     * What the table gives.
     *
     * @param value its result
     * @param matched the numbers of the rows that match, from 1
     */
    public record Hit(Object value, List<Integer> matched) {}

    Hit evaluate(PartialEvaluator specialiser, Map<String, Object> scope) {
        return hit(matching(specialiser, scope), specialiser, scope);
    }

    /** The rows that match; {@link FallbackToInterpreter} where an input is not allowed or a test is an error. */
    public BitSet matching(PartialEvaluator specialiser, Map<String, Object> scope) {
        var feel = specialiser.feel;
        var live = new BitSet();
        if (rows.isEmpty()) {
            return live;
        }
        var found = new ArrayList<Matches>();
        for (var column : columns) {
            var input = specialiser.evaluate(column.input(), scope);
            found.add(
                    Symbols.constant(input)
                            ? column.matches(input, feel)
                            : (Matches)
                                    specialiser.asked(input, column.bounds(), value -> column.matches(value, feel)));
        }
        specialiser.met.addAll(found);
        live.set(0, rows.size());
        for (var matches : found) {
            if (!matches.admitted()) {
                throw new FallbackToInterpreter(
                        "an input of the table " + shell.getName() + " is not an allowed value");
            }
            if (live.intersects(matches.failing())) {
                throw new FallbackToInterpreter("a cell of the table " + shell.getName() + " is an error");
            }
            live.and(matches.rows());
        }
        return live;
    }

    /** What the table gives where those rows match. */
    public Hit hit(BitSet matching, PartialEvaluator specialiser, Map<String, Object> scope) {
        if (rows.isEmpty()) {
            return new Hit(null, List.of());
        }
        var matched = matching.stream().mapToObj(rows::get).toList();
        var numbers = matched.stream().map(row -> row.rule().getIndex() + 1).toList();
        return new Hit(result(matched, specialiser, scope), numbers);
    }

    /** True where its outputs are the same whatever the scope. */
    public boolean isFixed(PartialEvaluator specialiser) {
        return Stream.concat(rows.stream().flatMap(row -> row.outputs().stream()), defaults.stream())
                .allMatch(specialiser::isFixed);
    }

    private Object result(List<RuleRow> matched, PartialEvaluator specialiser, Map<String, Object> scope) {
        if (matched.isEmpty()) {
            return defaults.isEmpty() ? shell.getHitPolicy().getDefaultValue() : outputs(defaults, specialiser, scope);
        }
        var evaluated = shell.getHitPolicy() == HitPolicy.FIRST ? matched.subList(0, 1) : matched;
        List<Object> results = evaluated.stream()
                .map(row -> outputs(row.outputs(), specialiser, scope))
                .collect(Collectors.toCollection(ArrayList::new));
        boolean aggregates = shell.getHitPolicy().getShortName().matches("C.");
        if ((aggregates || shell.getHitPolicy() == HitPolicy.ANY && results.size() > 1) && !Symbols.constant(results)) {
            throw new FallbackToInterpreter(
                    "the table " + shell.getName() + " aggregates or compares outputs that depend on the input");
        }
        var rules = matched.stream().map(RuleRow::rule).toList();
        var feel = specialiser.feel;
        return feel.checked(() -> {
            var wrong = DecisionTableImpl.checkResults(shell.getOutputs(), feel.bare(), rules, results);
            if (!wrong.isEmpty()) {
                throw new FallbackToInterpreter(wrong.values().iterator().next());
            }
            return shell.getHitPolicy().getDti().dti(feel.bare(), shell, rules, results);
        });
    }

    private Object outputs(List<BaseNode> cells, PartialEvaluator specialiser, Map<String, Object> scope) {
        if (cells.size() == 1) {
            return specialiser.evaluate(cells.get(0), scope);
        }
        var result = new LinkedHashMap<String, Object>();
        var clauses = shell.getOutputs();
        for (int i = 0; i < clauses.size(); i++) {
            result.put(clauses.get(i).getName(), specialiser.evaluate(cells.get(i), scope));
        }
        return result;
    }

    static DecisionTableImpl shell(String name, HitPolicy policy, List<DTOutputClause> outputs) {
        return new DecisionTableImpl(name, List.of(), List.of(), outputs, List.of(), policy, null);
    }
}
