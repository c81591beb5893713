package io.shuangsuiji.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.decision.input.Values;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.Limits;
import io.shuangsuiji.sheets.Notation;
import io.shuangsuiji.sheets.Row;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.UnreadableFile;
import io.shuangsuiji.sheets.file.FileFormat;
import io.shuangsuiji.sheets.file.SheetFile;
import io.shuangsuiji.sheets.header.Columns;
import io.shuangsuiji.sheets.header.HeadedTable;
import io.shuangsuiji.sheets.text.JsonObjects;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A table of one thing a row of which none may be left out: a roster, a history. Every row that cannot be read is a problem of
 * the whole file.
 */
final class PeopleTable {
    private static final Pattern BETWEEN = Pattern.compile("[、，,；;/|\\s]+");
    private static final ValueType TEXT = ValueType.any(ValueType.Kind.TEXT);

    private final Columns columns;
    private final String what;
    private final String inEnglish;

    /**
     * Of tables of a kind.
     *
     * @param what such a table is called in Chinese
     * @param inEnglish and in English
     */
    PeopleTable(Columns columns, String what, String inEnglish) {
        this.columns = columns;
        this.what = what;
        this.inEnglish = inEnglish;
    }

    /** One row of a table, or one object of an array. */
    abstract static class Line {
        /** Where people find it: 第 3 行. */
        final String place;

        private final String inEnglish;
        private final List<FieldProblem> problems;

        private Line(String place, String inEnglish, List<FieldProblem> problems) {
            this.place = place;
            this.inEnglish = inEnglish;
            this.problems = problems;
        }

        /** True where the table has the column, or the object the key. */
        abstract boolean has(String key);

        abstract Object value(String key, ValueType type, Consumer<FieldProblem> problem);

        /** What a cell, or a list of JSON, says. */
        abstract List<String> texts(String key);

        abstract String pointer(String key);

        /** The cell's address, or null. */
        abstract String address(String key);

        /** The value of a column; null where it is not there or cannot be read, which is told. */
        Object value(String key, ValueType type) {
            return has(key) ? value(key, type, found -> refuse(found, address(key))) : null;
        }

        /** The tidy text, null where there is none. */
        String text(String key) {
            var text = (String) value(key, TEXT);
            return text == null || text.isBlank() ? null : Notation.line(text);
        }

        /** The text as an identifier, empty where there is none. */
        String identifier(String key) {
            return Notation.identifier(Objects.requireNonNullElse(text(key), ""));
        }

        /** What a column lists, as identifiers, each once, sorted; words for nothing are nothing. */
        List<String> list(String key) {
            return !has(key)
                    ? List.of()
                    : texts(key).stream()
                            .flatMap(text -> Stream.of(BETWEEN.split(Notation.line(text))))
                            .map(Notation::identifier)
                            .filter(each -> !each.isEmpty() && !Notation.none(each))
                            .distinct()
                            .sorted()
                            .toList();
        }

        /** Tells what is wrong with a column of this line. */
        void refuse(String key, String chinese, String english) {
            refuse(new FieldProblem(pointer(key), chinese + " / " + english), address(key));
        }

        void refuse(FieldProblem problem, String address) {
            var told = new FieldProblem(
                    problem.pointer(), place + " / " + inEnglish + ": " + problem.detail(), null, problem.cause());
            problems.add(address == null ? told : told.at(address));
        }
    }

    /**
     * Reads a file.
     *
     * @param each is given every row that has the right number of cells
     * @return how many rows there were
     * @throws UnreadableFile with every bad row, and those that {@code each} refuses
     */
    int read(Source file, FileFormat format, Consumer<Line> each) throws IOException {
        var problems = new ArrayList<FieldProblem>();
        int lines = format == FileFormat.JSON || format == FileFormat.NDJSON
                ? objects(file, format, each, problems)
                : rows(file, format, each, problems);
        if (!problems.isEmpty()) {
            throw new UnreadableFile(problems);
        }
        return lines;
    }

    private int rows(Source file, FileFormat format, Consumer<Line> each, List<FieldProblem> problems)
            throws IOException {
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
                        "工作簿里有几个工作表都是" + what + "：" + names + "；请合并为一个，或隐藏不用的",
                        "several sheets are " + inEnglish + ": " + names + "; merge them, or hide those not meant");
            }
            var table = opened.stream()
                    .max(Comparator.comparing(HeadedTable::complete).thenComparing(HeadedTable::recognised))
                    .orElseThrow(() -> UnreadableFile.because("工作簿里没有可见的工作表", "the workbook has no visible sheet"))
                    .orRefuse();
            int lines = 0;
            for (var row = table.next(); row != null; row = table.next()) {
                lines++;
                var line = new OfTable(table, row, problems);
                var broken = table.problem(row);
                if (broken == null) {
                    each.accept(line);
                } else {
                    line.refuse(broken, null);
                }
            }
            return lines;
        } finally {
            for (var table : opened) {
                table.close();
            }
        }
    }

    private int objects(Source file, FileFormat format, Consumer<Line> each, List<FieldProblem> problems)
            throws IOException {
        int lines = 0;
        try (var objects = JsonObjects.open(file, format.byLine(), Limits.SMALL)) {
            for (var item = objects.next(); item != null; item = objects.next()) {
                lines++;
                var node = item.node();
                var keys = new ArrayList<String>();
                if (node != null && node.isObject()) {
                    node.fieldNames().forEachRemaining(keys::add);
                }
                var at = columns.assign(keys);
                var line = new OfJson(node, keys, at, item.position(), problems);
                item.problems().forEach(problem -> line.refuse(problem, null));
                at.problems().forEach(problem -> line.refuse(problem, null));
                if (node == null || !node.isObject()) {
                    line.refuse(UnreadableFile.whole("应为对象 {…}", "expected an object"), null);
                } else if (item.problems().isEmpty()) {
                    each.accept(line);
                }
            }
        }
        return lines;
    }

    private static final class OfTable extends Line {
        private final HeadedTable table;
        private final Row row;

        private OfTable(HeadedTable table, Row row, List<FieldProblem> problems) {
            super("第 " + row.number() + " 行", "line " + row.number(), problems);
            this.table = table;
            this.row = row;
        }

        @Override
        boolean has(String key) {
            return table.columns().position(key) >= 0;
        }

        @Override
        Object value(String key, ValueType type, Consumer<FieldProblem> problem) {
            int position = table.columns().position(key);
            var fault = row.cell(position).fault();
            if (fault != null) {
                problem.accept(new FieldProblem(table.pointer(key), fault));
                return null;
            }
            var found = new ArrayList<FieldProblem>();
            var value = Values.fromText(type, row.text(position), table.pointer(key), found);
            found.forEach(problem);
            return value;
        }

        @Override
        List<String> texts(String key) {
            var text = text(key);
            return text == null ? List.of() : List.of(text);
        }

        @Override
        String pointer(String key) {
            return table.pointer(key);
        }

        @Override
        String address(String key) {
            int position = table.columns().position(key);
            return position < 0 ? null : table.sheet().address(row.number(), position);
        }
    }

    private static final class OfJson extends Line {
        private final JsonNode node;
        private final List<String> keys;
        private final Columns.Assignment at;

        private OfJson(
                JsonNode node, List<String> keys, Columns.Assignment at, long position, List<FieldProblem> problems) {
            super("第 " + position + " 条", "item " + position, problems);
            this.node = node;
            this.keys = keys;
            this.at = at;
        }

        private JsonNode node(String key) {
            return node.get(keys.get(at.position(key)));
        }

        @Override
        boolean has(String key) {
            return at.position(key) >= 0 && !node(key).isNull();
        }

        @Override
        Object value(String key, ValueType type, Consumer<FieldProblem> problem) {
            var value = node(key);
            if (value.isContainerNode() || type.kind() == ValueType.Kind.TEXT && value.isBoolean()) {
                problem.accept(new FieldProblem(
                        pointer(key),
                        "应为单个的值，收到 " + value.getNodeType() + " / expected a single value, got " + value.getNodeType()));
                return null;
            }
            var found = new ArrayList<FieldProblem>();
            var read = Values.fromPeople(type, value, pointer(key), found);
            found.forEach(problem);
            return read;
        }

        @Override
        List<String> texts(String key) {
            var value = node(key);
            if (!value.isArray()) {
                var text = text(key);
                return text == null ? List.of() : List.of(text);
            }
            var each = StreamSupport.stream(value.spliterator(), false).toList();
            if (each.stream().anyMatch(element -> !element.isTextual() && !element.isNumber())) {
                refuse(key, "应为文字的数组", "expected an array of texts");
                return List.of();
            }
            return each.stream().map(Values::written).toList();
        }

        @Override
        String pointer(String key) {
            return FieldProblem.pointer("", at.position(key) < 0 ? key : keys.get(at.position(key)));
        }

        @Override
        String address(String key) {
            return null;
        }
    }
}
