package io.shuangsuiji.scenario.workbook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.scenario.workbook.Column.Role;
import io.shuangsuiji.scenario.workbook.Grid.Row;
import io.shuangsuiji.scenario.workbook.Scenario.Expectation;
import io.shuangsuiji.scenario.workbook.Scenario.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the rows below the headers. */
final class ScenarioRows {
    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);
    private static final Pattern ERROR = Pattern.compile("^(?:错误|error)\\s*[:：]\\s*", Pattern.CASE_INSENSITIVE);

    private static final Pattern BETWEEN = Pattern.compile("[,，;；、\\s]+");

    private ScenarioRows() {}

    static List<Scenario> read(Grid grid, Headers headers) {
        return grid.rows().stream()
                .filter(row -> row.index() > headers.groups() + 1)
                .flatMap(row -> scenario(grid, headers, row).stream())
                .toList();
    }

    /** The scenario of a row; none in a row that says nothing of input and answer, such as a heading. */
    private static Optional<Scenario> scenario(Grid grid, Headers headers, Row row) {
        var input = NODES.objectNode();
        var cells = new LinkedHashMap<String, Integer>();
        var expectations = new ArrayList<Expectation>();
        Refusal refusal = null;
        String select = null;
        for (var column : headers.columns()) {
            var value = row.cells().get(column.index());
            if (value == null) {
                continue;
            }
            switch (column.role()) {
                case INPUT -> {
                    put(
                            input,
                            column.path().steps(),
                            InputCell.toJson(column.path().type(), value));
                    cells.put(column.path().pointer(), column.index());
                }
                case SELECT -> select = value;
                case ERROR -> refusal = refusal(ERROR.matcher(value).replaceFirst(""));
                case EXPECTATION -> {
                    var written = ERROR.matcher(value);
                    if (written.find()) {
                        refusal = refusal(written.replaceFirst(""));
                    } else {
                        expectations.add(new Expectation(column, value));
                    }
                }
                default -> {}
            }
        }
        if (cells.isEmpty() && expectations.isEmpty() && refusal == null) {
            return Optional.empty();
        }
        var id = text(headers, row, Role.ID);
        return Optional.of(new Scenario(
                grid.name(),
                row.index(),
                id.isEmpty() ? grid.name() + "!" + (row.index() + 1) : id,
                text(headers, row, Role.SENTENCE),
                text(headers, row, Role.BASIS),
                input,
                cells,
                select,
                List.copyOf(expectations),
                refusal));
    }

    private static String text(Headers headers, Row row, Role role) {
        return headers.of(role).stream()
                .map(column -> row.text(column.index()))
                .findFirst()
                .orElse("");
    }

    /** {@code /a，/b}, or {@code /a = what is said of it}. */
    private static Refusal refusal(String written) {
        var parts = written.split("\\s*=\\s*", 2);
        var pointers = BETWEEN.splitAsStream(parts[0])
                .filter(pointer -> !pointer.isEmpty())
                .toList();
        return new Refusal(pointers, parts.length < 2 ? null : parts[1]);
    }

    private static void put(ObjectNode object, List<Field> way, JsonNode value) {
        var key = way.get(0).name();
        if (way.size() == 1) {
            object.set(key, value);
        } else {
            put(object.withObjectProperty(key), way.subList(1, way.size()), value);
        }
    }
}
