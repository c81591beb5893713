package io.shuangsuiji.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.decision.Column;
import io.shuangsuiji.decision.Headers;
import io.shuangsuiji.decision.Values;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.registry.Table.Row;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.UnreadableFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a registry says of an object: who it is, and the facts that the edition's model declares. */
final class ObjectColumns {
    private static final String ID = "id";
    private static final String NAME = "name";
    private static final String TEAM = "team";

    private static final List<Column> IDENTITY = List.of(
            Column.of(
                    ID,
                    "对象编号",
                    true,
                    List.of("编号", "检查对象编号", "对象编码", "污染源编号", "污染源编码", "单位编号", "企业编号"),
                    List.of("统一社会信用代码")),
            Column.of(
                    NAME,
                    "单位名称",
                    false,
                    List.of("名称", "对象名称", "检查对象名称", "污染源名称"),
                    List.of("企业名称", "项目名称", "检查对象", "污染源")),
            Column.of(TEAM, "执法队", false, List.of("所属执法队", "执法队伍", "管辖执法队", "负责执法队"), List.of()));

    private static final ValueType TEXT = ValueType.any(ValueType.Kind.TEXT);

    private final List<Field> fields;
    private final Headers headers;

    /** @param type the model's type of an object */
    ObjectColumns(ValueType type) {
        this.fields = type.fields();
        var declared = new HashSet<String>();
        fields.forEach(field -> declared.addAll(List.of(field.name(), field.label())));
        var columns = new LinkedHashMap<String, Column>();
        IDENTITY.forEach(column -> columns.put(column.key(), column.without(declared)));
        fields.forEach(field -> columns.merge(
                field.name(),
                Column.of(field.name(), field.label(), !field.type().optional(), List.of(), List.of()),
                // a model may declare what identifies an object as a fact too
                (identity, fact) -> Column.of(
                        identity.key(),
                        fact.label(),
                        identity.required() || fact.required(),
                        List.copyOf(identity.allNames()),
                        List.copyOf(identity.substitutes()))));
        this.headers = new Headers(List.copyOf(columns.values()));
    }

    Headers headers() {
        return headers;
    }

    /** The object that a row of a table stands for. */
    RegistryRow read(HeadedTable table, Row row) {
        var problems = table.problems(row);
        if (!problems.isEmpty()) {
            return rejected(row, problems);
        }
        var id = identity(table, row, ID, problems);
        if (id == null && problems.isEmpty()) {
            problems.add(missingId(table.pointer(ID)));
        }
        var name = identity(table, row, NAME, problems);
        var team = identity(table, row, TEAM, problems);
        var facts = new LinkedHashMap<String, Object>();
        for (var field : fields) {
            facts.put(field.name(), cell(table, row, field.name(), field.type(), problems));
        }
        return problems.isEmpty() ? object(row.line(), id, name, team, facts) : rejected(row, problems);
    }

    /** The object that a JSON object stands for. */
    RegistryRow read(long line, JsonNode node, List<FieldProblem> problems) {
        if (!node.isObject()) {
            problems.add(UnreadableFile.whole(
                    "应为对象 {…}，收到 " + node.getNodeType(), "expected an object, got " + node.getNodeType()));
            return new RejectedRow(line, problems);
        }
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        var columns = headers.assign(keys);
        problems.addAll(columns.problems());
        int before = problems.size();
        var id = identity(node, keys, columns.position(ID), ID, problems);
        if (id == null && problems.size() == before) {
            problems.add(missingId(FieldProblem.pointer("", ID)));
        }
        var name = identity(node, keys, columns.position(NAME), NAME, problems);
        var team = identity(node, keys, columns.position(TEAM), TEAM, problems);
        var facts = new LinkedHashMap<String, Object>();
        for (var field : fields) {
            int position = columns.position(field.name());
            var key = position < 0 ? field.name() : keys.get(position);
            var value = position < 0 ? null : node.get(key);
            facts.put(field.name(), Values.fromJson(field.type(), value, FieldProblem.pointer("", key), problems));
        }
        return problems.isEmpty() ? object(line, id, name, team, facts) : new RejectedRow(line, problems);
    }

    private static RegistryObject object(long line, String id, String name, String team, Map<String, Object> facts) {
        return new RegistryObject(line, id, name, team, Collections.unmodifiableMap(facts));
    }

    private static RejectedRow rejected(Row row, List<FieldProblem> problems) {
        if (row.lastLine() > row.line()) {
            problems.add(UnreadableFile.whole(
                    "这一行从第 " + row.line() + " 行延续到第 " + row.lastLine() + " 行：单元格的双引号里有换行，若非本意请检查双引号",
                    "this row runs from line " + row.line() + " to line " + row.lastLine()
                            + ": a quoted cell holds line breaks; if it should not, look at its quotes"));
        }
        return new RejectedRow(row.line(), problems);
    }

    private static FieldProblem missingId(String pointer) {
        return new FieldProblem(pointer, "缺少对象编号 / the object's id is required");
    }

    static Object cell(HeadedTable table, Row row, String key, ValueType type, List<FieldProblem> problems) {
        int position = table.position(key);
        if (position < 0) {
            return null;
        }
        var fault = row.faults().get(position);
        if (fault != null) {
            problems.add(new FieldProblem(table.pointer(key), fault));
            return null;
        }
        return Values.fromText(type, row.cell(position), table.pointer(key), problems);
    }

    private static String identity(HeadedTable table, Row row, String key, List<FieldProblem> problems) {
        return (String) cell(table, row, key, TEXT, problems);
    }

    private static String identity(
            JsonNode node, List<String> keys, int position, String key, List<FieldProblem> problems) {
        if (position < 0) {
            return null;
        }
        var value = node.get(keys.get(position));
        if (key.equals(ID) && value.isIntegralNumber()) {
            return value.asText();
        }
        var text = (String) Values.fromJson(TEXT, value, FieldProblem.pointer("", keys.get(position)), problems);
        return text == null || text.isBlank() ? null : text.strip();
    }
}
