package io.shuangsuiji.kernel.logic;

import io.shuangsuiji.kernel.symbolic.FallbackToInterpreter;
import io.shuangsuiji.kernel.symbolic.MatchedRows;
import io.shuangsuiji.kernel.symbolic.SymbolicValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kie.dmn.api.core.DMNType;
import org.kie.dmn.core.impl.SimpleTypeImpl;
import org.kie.dmn.core.util.CoerceUtil;
import org.kie.dmn.feel.lang.ast.BaseNode;
import org.kie.dmn.feel.lang.types.BuiltInType;

/** The logic of a decision as KIE compiled it: a table, an expression or a context. */
public sealed interface Logic {
    /** Its value for the current combination of classes; each table that is evaluated on the way is recorded. */
    Object evaluate(PartialEvaluator specialiser, Map<String, Object> scope, List<MatchedRows> tables);

    /**
     * A decision.
     *
     * @param requires the names of the decisions that it requires
     */
    public record Step(String name, DMNType type, Set<String> requires, Logic logic) {}

    record Literal(BaseNode expression) implements Logic {
        @Override
        public Object evaluate(PartialEvaluator specialiser, Map<String, Object> scope, List<MatchedRows> tables) {
            return specialiser.evaluate(expression, scope);
        }
    }

    record ByTable(CompiledTable table) implements Logic {
        @Override
        public Object evaluate(PartialEvaluator specialiser, Map<String, Object> scope, List<MatchedRows> tables) {
            var hit = table.evaluate(specialiser, scope);
            tables.add(new MatchedRows(table.decision(), hit.matched()));
            return hit.value();
        }
    }

    record Entry(String name, DMNType type, Logic logic) {}

    /** A context; one with an entry that has no name gives that entry's value. */
    record Context(List<Entry> entries, String result) implements Logic {
        @Override
        public Object evaluate(PartialEvaluator specialiser, Map<String, Object> scope, List<MatchedRows> tables) {
            var inner = new LinkedHashMap<>(scope);
            var values = new LinkedHashMap<String, Object>();
            for (var entry : entries) {
                var value = coerced(entry.type(), entry.logic().evaluate(specialiser, inner, tables), specialiser);
                values.put(entry.name(), value);
                inner.put(entry.name(), value);
            }
            return values.containsKey(result) ? values.get(result) : values;
        }
    }

    record Relation(List<String> columns, List<List<Logic>> rows) implements Logic {
        @Override
        public Object evaluate(PartialEvaluator specialiser, Map<String, Object> scope, List<MatchedRows> tables) {
            return rows.stream()
                    .map(row -> {
                        var element = new LinkedHashMap<String, Object>();
                        for (int i = 0; i < columns.size(); i++) {
                            element.put(columns.get(i), row.get(i).evaluate(specialiser, scope, tables));
                        }
                        return element;
                    })
                    .toList();
        }
    }

    /** The value as KIE fits it to a declared type. */
    static Object coerced(DMNType type, Object value, PartialEvaluator specialiser) {
        if (type == null || value == null) {
            return value;
        }
        var fitted = value;
        var feel = type instanceof SimpleTypeImpl simple ? simple.getFeelType() : null;
        boolean reshaped = type.isCollection() && feel != BuiltInType.UNKNOWN || feel == BuiltInType.DATE_TIME;
        if (value instanceof SymbolicValue && reshaped) {
            fitted = specialiser.solid(value);
            if (fitted != null) {
                throw new FallbackToInterpreter(
                        "a value that depends on the input, fitted to the type " + type.getName());
            }
        }
        return CoerceUtil.coerceValue(type, fitted);
    }
}
