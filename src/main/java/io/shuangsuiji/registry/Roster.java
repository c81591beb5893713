package io.shuangsuiji.registry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.decision.Column;
import io.shuangsuiji.decision.Headers;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.UnreadableFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts the officers (执法人员) of a roster. */
public final class Roster {
    private static final String PARTICIPATES = "participates";
    private static final Column ID = Column.of("id", "人员编号", true, List.of("编号", "工号", "执法证号", "执法证件号"), List.of());
    private static final List<Column> COLUMNS = List.of(
            ID,
            Column.of("name", "姓名", false, List.of(), List.of()),
            Column.of("team", "执法队", false, List.of("所属执法队"), List.of()),
            Column.of(PARTICIPATES, "参与执法检查", false, List.of("是否参与执法检查", "参与检查"), List.of()));

    private static final String OFFICERS = "officers";
    private static final String PARTICIPATING = "participatingOfficers";
    private static final List<Column> NUMBERS = List.of(
            Column.of(OFFICERS, "执法人员数量", true, List.of(), List.of()),
            Column.of(PARTICIPATING, "参与执法检查人员总数", false, List.of(), List.of()));

    private static final ValueType TEXT = ValueType.any(ValueType.Kind.TEXT);
    private static final ValueType YES_OR_NO = ValueType.any(ValueType.Kind.BOOLEAN);

    private Roster() {}

    /**
     * Counts a roster of one officer a row (CSV or XLSX; columns 人员编号, 姓名, 执法队, 参与执法检查), or takes the two numbers of
     * <code>{"officers": 36, "participatingOfficers": 12}</code>. A blank 参与执法检查 counts as 否; without that column the
     * second number is not known.
     *
     * @throws UnreadableFile with every bad row, because a number that leaves some out would be wrong
     */
    public static Staffing read(Path file) throws IOException {
        var name = file.getFileName().toString();
        return switch (RegistryFormat.detect(file, null, name)) {
            case JSON, NDJSON -> numbers(TextFile.of(file));
            case CSV -> count(file, RegistryFormat.CSV);
            case XLSX -> count(file, RegistryFormat.XLSX);
        };
    }

    private static Staffing count(Path file, RegistryFormat format) throws IOException {
        var problems = new ArrayList<FieldProblem>();
        var lines = new HashMap<String, Long>();
        int officers = 0;
        int participating = 0;
        try (var table = Tables.open(file, format, new Headers(COLUMNS))) {
            for (var row = table.next(); row != null; row = table.next()) {
                var found = table.problems(row);
                if (found.isEmpty()) {
                    officers++;
                    participating += officer(table, row, lines, found) ? 1 : 0;
                }
                long line = row.line();
                found.forEach(problem -> problems.add(atLine(line, problem)));
            }
            if (problems.isEmpty() && officers == 0) {
                throw UnreadableFile.because(
                        "第 " + table.headerLine() + " 行是表头，其后没有任何人员",
                        "there are no officers after the header on line " + table.headerLine());
            }
            if (!problems.isEmpty()) {
                throw new UnreadableFile(problems);
            }
            return new Staffing(officers, table.position(PARTICIPATES) < 0 ? null : participating);
        }
    }

    private static boolean officer(
            HeadedTable table, Table.Row row, Map<String, Long> lines, List<FieldProblem> problems) {
        var id = (String) ObjectColumns.cell(table, row, ID.key(), TEXT, problems);
        if (id != null) {
            var before = lines.putIfAbsent(id, row.line());
            if (before != null) {
                problems.add(new FieldProblem(
                        table.pointer(ID.key()),
                        "「" + id + "」与第 " + before + " 行重复，同一人不能计两次 / \"" + id + "\" is already on line " + before));
            }
        } else if (problems.isEmpty()) {
            problems.add(new FieldProblem(table.pointer(ID.key()), "缺少人员编号 / the officer's id is required"));
        }
        return Boolean.TRUE.equals(ObjectColumns.cell(table, row, PARTICIPATES, YES_OR_NO, problems));
    }

    private static FieldProblem atLine(long line, FieldProblem problem) {
        return new FieldProblem(problem.pointer(), "第 " + line + " 行 / line " + line + ": " + problem.detail());
    }

    private static Staffing numbers(TextFile file) throws IOException {
        var problems = new ArrayList<FieldProblem>();
        JsonNode node;
        try (var parser = new JsonFactory().createParser(file.open())) {
            parser.nextToken();
            node = JsonTree.read(parser, problems);
            if (!node.isObject() || parser.nextToken() != null) {
                throw UnreadableFile.because(
                        "应为一个对象 {\"officers\": 36, \"participatingOfficers\": 12}",
                        "expected one object {\"officers\": 36, \"participatingOfficers\": 12}");
            }
        } catch (JsonProcessingException malformed) {
            throw UnreadableFile.because(
                    "第 " + malformed.getLocation().getLineNr() + " 行：JSON 格式有误",
                    "malformed JSON on line " + malformed.getLocation().getLineNr() + " (" + JsonTree.reason(malformed)
                            + ")");
        }
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        var columns = new Headers(NUMBERS).assign(keys);
        problems.addAll(columns.problems());
        columns.missing()
                .forEach(column -> problems.add(new FieldProblem(
                        "/" + column.key(), "缺少「" + column.label() + "」 / " + column.key() + " is required")));
        var officers = number(node, keys, columns.position(OFFICERS), problems);
        var participating = number(node, keys, columns.position(PARTICIPATING), problems);
        if (officers == null && problems.isEmpty()) {
            problems.add(new FieldProblem("/" + OFFICERS, "不能为空 / must not be null"));
        }
        if (!problems.isEmpty()) {
            throw new UnreadableFile(problems);
        }
        return new Staffing(officers, participating);
    }

    private static Integer number(JsonNode node, List<String> keys, int position, List<FieldProblem> problems) {
        var value = position < 0 ? null : node.get(keys.get(position));
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 0) {
            problems.add(new FieldProblem(
                    FieldProblem.pointer("", keys.get(position)),
                    "应为不小于 0 的整数，收到 " + value + " / expected an integer of 0 or more, got " + value));
            return null;
        }
        return value.intValue();
    }
}
