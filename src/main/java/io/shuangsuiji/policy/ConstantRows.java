package io.shuangsuiji.policy;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The rows of tables that depend on no input, of a model that decides nothing itself. */
public final class ConstantRows {
    private final KieEngine kie;
    private final String model;
    private final List<Message> messages;

    /**
     * Of a model.
     *
     * @param messages is told where a table is missing or malformed
     */
    public ConstantRows(KieEngine kie, String model, List<Message> messages) {
        this.kie = kie;
        this.model = model;
        this.messages = messages;
    }

    /** True where the edition has the model at all. */
    public boolean exist() {
        return kie.models().stream().anyMatch(any -> any.getName().equals(model));
    }

    /** The rows of a table, by the keys of its columns. */
    public List<Map<?, ?>> of(String table) {
        var found = kie.models().stream()
                .filter(any -> any.getName().equals(model) && any.getDecisionByName(table) != null)
                .findFirst();
        if (found.isPresent() && kie.constant(found.get(), table) instanceof Collection<?> rows) {
            return rows.stream()
                    .filter(Map.class::isInstance)
                    .<Map<?, ?>>map(row -> (Map<?, ?>) row)
                    .toList();
        }
        messages.add(Message.error(
                model + ".dmn", null, "缺少表「" + table + "」，或其内容有误 / the table " + table + " is missing or malformed"));
        return List.of();
    }

    /** The text of a cell, without white space around it; null where it has none. */
    public static String text(Map<?, ?> row, String column) {
        return row.get(column) instanceof String text && !text.isBlank() ? text.strip() : null;
    }
}
