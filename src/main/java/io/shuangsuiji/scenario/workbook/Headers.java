package io.shuangsuiji.scenario.workbook;

import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.policy.ValueType.Kind;
import io.shuangsuiji.scenario.subject.Subject;
import io.shuangsuiji.scenario.workbook.Column.Role;
import io.shuangsuiji.scenario.workbook.Grid.Row;
import io.shuangsuiji.sheets.header.Columns;
import io.shuangsuiji.sheets.header.Spelling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The two header rows of a scenario sheet: groups, then labels or paths. A title may stand above them.
 *
 * @param groups the index of the row of groups; labels stand in the next
 * @param columns the columns, from left to right
 * @param problems headers that are not understood
 */
public record Headers(int groups, List<Column> columns, List<Problem> problems) {
    public static final String INFO = "说明";
    public static final String INPUT = "输入";
    public static final String EXPECTATION = "期望";
    public static final String RESULT = "结果";
    public static final String ID = "编号";
    public static final String SENTENCE = "场景";
    public static final String BASIS = "依据";
    public static final String SELECT = "选取";
    public static final String ERROR = "错误";

    private static final Map<String, String> GROUPS = Map.of(
            INFO,
            INFO,
            "info",
            INFO,
            INPUT,
            INPUT,
            "input",
            INPUT,
            EXPECTATION,
            EXPECTATION,
            "expected",
            EXPECTATION,
            RESULT,
            RESULT,
            "result",
            RESULT);
    private static final Map<String, Role> INFO_ROLES = Map.of(
            ID,
            Role.ID,
            "id",
            Role.ID,
            SENTENCE,
            Role.SENTENCE,
            "scenario",
            Role.SENTENCE,
            BASIS,
            Role.BASIS,
            "basis",
            Role.BASIS);
    private static final Map<String, Role> EXPECTED_ROLES =
            Map.of(SELECT, Role.SELECT, "select", Role.SELECT, ERROR, Role.ERROR, "error", Role.ERROR);
    /** What a header says behind its label where the order of a list counts. */
    public static final Pattern ORDERED = Pattern.compile("\\s*[(（](?:有序|ordered)[)）]$");

    private static final int LOOKED_AT = 10;

    /** The index of the row of groups, where the sheet has one. */
    public static Optional<Row> find(Grid grid) {
        return grid.rows().stream().limit(LOOKED_AT).filter(Headers::isGroups).findFirst();
    }

    private static boolean isGroups(Row row) {
        var words = row.cells().keySet().stream().map(row::text).toList();
        return words.stream().anyMatch(word -> INPUT.equals(group(word)) || EXPECTATION.equals(group(word)))
                && words.stream().allMatch(word -> group(word) != null);
    }

    /** The group that a word names, or null. */
    public static String group(String word) {
        return GROUPS.get(word.toLowerCase(Locale.ROOT));
    }

    /** What the cells of the columns of information below a header are for. */
    static Role info(String header) {
        return INFO_ROLES.getOrDefault(header.toLowerCase(Locale.ROOT), Role.NOTE);
    }

    /** Reads the headers of a sheet about a subject. */
    static Headers read(Grid grid, Row groups, Subject subject) {
        var columns = new ArrayList<Column>();
        var problems = new ArrayList<Problem>();
        var labels = grid.rows().stream()
                .filter(row -> row.index() == groups.index() + 1)
                .findFirst();
        if (labels.isEmpty()) {
            problems.add(new Problem(
                    grid.name(),
                    Grid.address(groups.index() + 1, 0),
                    "分组行下面一行应写各列的名称 / the row below the groups must name the columns"));
            return new Headers(groups.index(), columns, problems);
        }
        for (int index : labels.get().cells().keySet()) {
            var above = groups.cells().floorKey(index);
            var header = labels.get().text(index);
            if (above == null) {
                problems.add(new Problem(
                        grid.name(),
                        Grid.address(groups.index(), index),
                        "「" + header + "」上方没有分组，应为 说明、输入 或 期望 / no group above this column"));
                continue;
            }
            column(grid, labels.get().index(), index, group(groups.text(above)), header, subject, problems)
                    .ifPresent(columns::add);
        }
        doubled(grid, labels.get().index(), columns, problems);
        if (problems.isEmpty() && columns.stream().noneMatch(column -> column.is(Role.INPUT))) {
            problems.add(new Problem(grid.name(), null, "没有输入列 / there is no input column"));
        }
        return new Headers(groups.index(), List.copyOf(columns), problems);
    }

    private static Optional<Column> column(
            Grid grid, int row, int index, String group, String written, Subject subject, List<Problem> problems) {
        var ordered = ORDERED.matcher(written).find();
        var header = ORDERED.matcher(written).replaceFirst("");
        var word = header.toLowerCase(Locale.ROOT);
        if (group.equals(RESULT)) {
            return Optional.of(new Column(index, Role.RESULT, header, null, null, false));
        }
        if (group.equals(INFO)) {
            return Optional.of(new Column(index, info(header), header, null, null, false));
        }
        var input = group.equals(INPUT);
        if (!input && EXPECTED_ROLES.containsKey(word)) {
            var role = EXPECTED_ROLES.get(word);
            if (role == Role.SELECT && keyedList(subject).isEmpty()) {
                problems.add(new Problem(
                        grid.name(), Grid.address(row, index), "「选取」只用于答案是一列条目的表 / only for answers that are lists"));
            }
            return Optional.of(new Column(index, role, header, null, null, false));
        }
        var found = input ? FieldPath.named(header, subject.inputs()) : expected(header, subject);
        if (found.size() == 1) {
            return readable(
                    grid,
                    row,
                    new Column(index, input ? Role.INPUT : Role.EXPECTATION, header, found.get(0), null, ordered),
                    problems);
        }
        if (found.isEmpty() && !input) {
            var element = ofElement(header, subject);
            if (element.isPresent()) {
                var parts = header.split("[.]", 2);
                return readable(
                        grid,
                        row,
                        new Column(index, Role.EXPECTATION, header, element.get(), parts[0], ordered),
                        problems);
            }
        }
        problems.add(new Problem(
                grid.name(),
                Grid.address(row, index),
                found.isEmpty() ? unknown(header, input, subject) : ambiguous(header, found)));
        return Optional.empty();
    }

    private static Optional<Column> readable(Grid grid, int row, Column column, List<Problem> problems) {
        var type = column.path().type();
        if (type.kind() == Kind.STRUCTURE && column.is(Role.INPUT)) {
            problems.add(new Problem(
                    grid.name(),
                    Grid.address(row, column.index()),
                    "「" + column.header() + "」不能写在一个单元格里 / cannot be written in one cell"));
            return Optional.empty();
        }
        if (type.kind() == Kind.STRUCTURE) {
            return Optional.of(new Column(
                    column.index(),
                    column.role(),
                    column.header(),
                    readable(column.path()),
                    column.select(),
                    column.ordered()));
        }
        return Optional.of(column);
    }

    /** The elements of a list of structures are known by their first field: the rule's id, mostly. */
    public static FieldPath readable(FieldPath path) {
        if (path.type().kind() != Kind.STRUCTURE) {
            return path;
        }
        var steps = new ArrayList<>(path.steps());
        steps.add(path.type().fields().get(0));
        return new FieldPath(steps);
    }

    private static List<FieldPath> expected(String header, Subject subject) {
        var found = FieldPath.named(header, subject.outputs());
        return found.isEmpty() ? FieldPath.named(header, subject.steps()) : found;
    }

    /** The output that is a list of structures, of which the rows of a sheet may select one by its first field. */
    public static Optional<Field> keyedList(Subject subject) {
        return subject.outputs().stream()
                .filter(output -> output.type().list() && output.type().kind() == Kind.STRUCTURE)
                .findFirst();
    }

    /** {@code R36.起算日期}: a field of the element whose key is R36. */
    private static Optional<FieldPath> ofElement(String header, Subject subject) {
        var parts = header.split("[.]", 2);
        return parts.length < 2
                ? Optional.empty()
                : keyedList(subject).flatMap(list -> {
                    var ways = FieldPath.named(parts[1], List.of(list));
                    return ways.size() == 1 ? Optional.of(ways.get(0)) : Optional.empty();
                });
    }

    private static void doubled(Grid grid, int row, List<Column> columns, List<Problem> problems) {
        var seen = new HashMap<String, Column>();
        for (var column : columns) {
            var what = column.path() == null
                    ? column.role().name()
                    : column.role() + " " + column.select() + " "
                            + column.path().keys();
            var before = column.is(Role.NOTE) || column.is(Role.RESULT) ? null : seen.putIfAbsent(what, column);
            if (before != null) {
                problems.add(new Problem(
                        grid.name(),
                        Grid.address(row, column.index()),
                        "「" + column.header() + "」与 " + Grid.address(row, before.index())
                                + " 重复 / this column is there twice"));
            }
        }
    }

    private static String ambiguous(String header, List<FieldPath> found) {
        var ways = found.stream().map(FieldPath::labels).collect(Collectors.joining("、"));
        return "「" + header + "」有几种意思，请写全：" + ways + " / ambiguous; write one of "
                + found.stream().map(FieldPath::keys).collect(Collectors.joining(", "));
    }

    private static String unknown(String header, boolean input, Subject subject) {
        var fields = FieldPath.all(input ? subject.inputs() : subject.outputs());
        var words = Stream.concat(
                        fields.stream().map(FieldPath::label), fields.stream().map(FieldPath::keys))
                .distinct()
                .toList();
        return Spelling.nearest(header, words)
                .map(meant -> Columns.misspelt(header, meant))
                .orElseGet(() -> "未知的" + (input ? "输入" : "期望") + "列「" + header + "」，可用："
                        + fields.stream().map(FieldPath::label).distinct().collect(Collectors.joining("、"))
                        + " / unknown column; allowed: "
                        + fields.stream().map(FieldPath::keys).collect(Collectors.joining(", ")));
    }

    /** The columns of a role. */
    public List<Column> of(Role role) {
        return columns.stream().filter(column -> column.is(role)).toList();
    }
}
