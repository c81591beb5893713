package io.shuangsuiji.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.decision.input.Values;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.Limits;
import io.shuangsuiji.sheets.Listed;
import io.shuangsuiji.sheets.Notation;
import io.shuangsuiji.sheets.Row;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.UnreadableFile;
import io.shuangsuiji.sheets.file.FileFormat;
import io.shuangsuiji.sheets.file.SheetFile;
import io.shuangsuiji.sheets.header.Column;
import io.shuangsuiji.sheets.header.Columns;
import io.shuangsuiji.sheets.header.HeadedTable;
import io.shuangsuiji.sheets.text.JsonTree;
import io.shuangsuiji.sheets.text.Utf8Stream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Counts the officers (执法人员) of a roster. */
public final class Roster {
    private static final String ID = "officer.id";
    private static final String PARTICIPATES = "officer.participates";
    private static final List<String> FACTS = List.of(ID, "officer.name", "officer.team", PARTICIPATES);

    private static final String OFFICERS = "officers";
    private static final String PARTICIPATING = "participatingOfficers";

    private static final ValueType TEXT = ValueType.any(ValueType.Kind.TEXT);

    private Roster() {}

    /**
     * Counts a roster of one officer a row (CSV or XLSX; columns 人员编号, 姓名, 执法队, 参与执法检查), or takes the two numbers of
     * <code>{"officers": 36, "participatingOfficers": 12}</code>. A blank 参与执法检查 counts as 否; without that column the
     * second number is not known.
     *
     * @param edition whose table says what the columns may be called
     * @throws UnreadableFile with every bad row, because a number that leaves some out would be wrong
     */
    public static Staffing read(Source file, Edition edition) throws IOException {
        var format = FileFormat.of(file, null);
        return format == FileFormat.JSON || format == FileFormat.NDJSON
                ? numbers(file, edition)
                : count(file, format, edition);
    }

    private static Staffing count(Source file, FileFormat format, Edition edition) throws IOException {
        var columns = new Columns(FACTS.stream()
                .map(fact -> edition.vocabulary().identity(fact, fact.equals(ID)))
                .toList());
        var opened = new ArrayList<HeadedTable>();
        try (var sheets = SheetFile.open(file, format, Limits.SMALL)) {
            for (var sheet : sheets.sheets()) {
                if (!sheet.hidden()) {
                    opened.add(HeadedTable.of(sheet, columns));
                }
            }
            var complete = opened.stream().filter(HeadedTable::complete).toList();
            if (complete.size() > 1) {
                var names = String.join(
                        "、",
                        complete.stream().map(table -> table.sheet().name()).toList());
                throw UnreadableFile.because(
                        "工作簿里有几个工作表都是名册：" + names + "；请合并为一个，或隐藏不用的",
                        "several sheets are rosters: " + names + "; merge them, or hide those not meant");
            }
            return count(opened.stream()
                    .max(Comparator.comparing(HeadedTable::complete).thenComparing(HeadedTable::recognised))
                    .orElseThrow(() -> UnreadableFile.because("工作簿里没有可见的工作表", "the workbook has no visible sheet"))
                    .orRefuse());
        } finally {
            for (var table : opened) {
                table.close();
            }
        }
    }

    private static Staffing count(HeadedTable table) throws IOException {
        var problems = new ArrayList<FieldProblem>();
        var lines = new HashMap<String, Long>();
        int officers = 0;
        int participating = 0;
        for (var row = table.next(); row != null; row = table.next()) {
            var found = new ArrayList<FieldProblem>();
            var broken = table.problem(row);
            if (broken == null) {
                officers++;
                participating += officer(table, row, lines, found) ? 1 : 0;
            } else {
                found.add(broken);
            }
            long line = row.number();
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
        return new Staffing(officers, table.columns().position(PARTICIPATES) < 0 ? null : participating);
    }

    private static boolean officer(HeadedTable table, Row row, Map<String, Long> lines, List<FieldProblem> problems) {
        var id = Notation.identifier((String) Objects.requireNonNullElse(cell(table, row, ID, TEXT, problems), ""));
        if (!id.isEmpty()) {
            var before = lines.putIfAbsent(id, row.number());
            if (before != null) {
                problems.add(new FieldProblem(
                        table.pointer(ID),
                        "「" + Listed.shortened(id) + "」与第 " + before + " 行重复，同一人不能计两次 / \"" + Listed.shortened(id)
                                + "\" is already on line " + before));
            }
        } else if (problems.isEmpty()) {
            problems.add(new FieldProblem(table.pointer(ID), "缺少人员编号 / the officer's id is required"));
        }
        return Boolean.TRUE.equals(cell(table, row, PARTICIPATES, Values.YES_OR_NO, problems));
    }

    private static Object cell(HeadedTable table, Row row, String key, ValueType type, List<FieldProblem> problems) {
        int position = table.columns().position(key);
        if (position < 0) {
            return null;
        }
        var fault = row.cell(position).fault();
        if (fault != null) {
            problems.add(new FieldProblem(table.pointer(key), fault));
            return null;
        }
        return Values.fromText(type, row.text(position), table.pointer(key), problems);
    }

    private static FieldProblem atLine(long line, FieldProblem problem) {
        return new FieldProblem(problem.pointer(), "第 " + line + " 行 / line " + line + ": " + problem.detail());
    }

    private static Staffing numbers(Source file, Edition edition) throws IOException {
        var problems = new ArrayList<FieldProblem>();
        JsonNode node;
        try (var parser = JsonTree.parser(new Utf8Stream(file.open(), null))) {
            node = parser.nextToken() == JsonToken.START_OBJECT ? JsonTree.read(parser, problems) : null;
            if (node == null || parser.nextToken() != null) {
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
        var quota = edition.model("quota").orElseThrow();
        var numbers = new Columns(Stream.of(OFFICERS, PARTICIPATING)
                .map(name -> Column.of(
                        name,
                        quota.input(name).map(ValueType.Field::label).orElse(name),
                        name.equals(OFFICERS),
                        List.of()))
                .toList());
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        var columns = numbers.assign(keys);
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
            var shown = Listed.shortened(value.toString());
            problems.add(new FieldProblem(
                    FieldProblem.pointer("", keys.get(position)),
                    "应为不小于 0 的整数，收到 " + shown + " / expected an integer of 0 or more, got " + shown));
            return null;
        }
        return value.intValue();
    }
}
