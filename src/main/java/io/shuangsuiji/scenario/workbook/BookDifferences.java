package io.shuangsuiji.scenario.workbook;

import io.shuangsuiji.scenario.workbook.Grid.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What differs between two versions of a tester's workbook, scenario by scenario. It is read by its headers alone, so that
 * workbooks of two editions can be compared; what an earlier run wrote, and the order of scenarios, are no difference.
 */
public final class BookDifferences {
    private BookDifferences() {}

    /**
     * A difference.
     *
     * @param scenario the scenario's number and sentence, or null
     * @param column the column's group and header, or null
     * @param before what was there, or null for nothing
     * @param after what is there, or null for nothing
     * @param at the place in the later workbook, or in the earlier one where it is gone
     * @param words the difference in one sentence
     */
    public record Line(String scenario, String column, String before, String after, String at, String words) {}

    /** A row: a scenario, or what else somebody wrote. */
    private record Entry(String id, String sentence, String place, Map<String, String> cells) {
        String title() {
            var title = (id + " " + sentence).strip();
            return title.isEmpty() ? place : title;
        }

        Entry under(Map<String, String> renamed) {
            var now = new LinkedHashMap<String, String>();
            cells.forEach((column, text) -> now.put(renamed.getOrDefault(column, column), text));
            return new Entry(id, sentence, place, now);
        }

        String said() {
            return cells.entrySet().stream()
                    .map(cell -> cell.getKey() + " " + cell.getValue())
                    .collect(Collectors.joining("，"));
        }
    }

    /**
     * What is on a sheet.
     *
     * @param columns what the columns are called, by their place
     */
    private record Written(Map<Integer, String> columns, List<Entry> entries) {
        private static final Written NOTHING = new Written(Map.of(), List.of());

        /** The rows under the headers of a later version: a column that was renamed alone holds what it held. */
        private List<Entry> under(Map<Integer, String> later) {
            var renamed = new HashMap<String, String>();
            columns.forEach((place, old) -> {
                var now = later.get(place);
                if (now != null && !later.containsValue(old) && !columns.containsValue(now)) {
                    renamed.put(old, now);
                }
            });
            return entries.stream().map(entry -> entry.under(renamed)).toList();
        }
    }

    /**
     * Compares.
     *
     * @param before the earlier workbook's bytes, or null for none
     * @param after the later one's, or null for none
     * @throws BadWorkbook where one of them cannot be read
     */
    public static List<Line> between(String name, byte[] before, byte[] after) {
        var was = sheets(name, before);
        var is = sheets(name, after);
        var lines = new ArrayList<Line>();
        var names = new LinkedHashSet<>(is.keySet());
        names.addAll(was.keySet());
        for (var sheet : names) {
            if (was.containsKey(sheet) != is.containsKey(sheet)) {
                lines.add(line(
                        null, null, null, null, sheet, (is.containsKey(sheet) ? "增加" : "删除") + "工作表「" + sheet + "」"));
            }
            var now = is.getOrDefault(sheet, Written.NOTHING);
            compare(was.getOrDefault(sheet, Written.NOTHING).under(now.columns()), now.entries(), lines);
        }
        return lines;
    }

    private static Line line(String scenario, String column, String before, String after, String at, String words) {
        return new Line(scenario, column, before, after, at, words);
    }

    private static void compare(List<Entry> before, List<Entry> after, List<Line> lines) {
        var gone = new ArrayList<>(before);
        var was = new LinkedHashMap<Entry, Entry>();
        // the same number and sentence, the same content, the same number, the same sentence
        match(
                gone,
                after,
                was,
                (a, b) -> !a.id().isEmpty()
                        && a.id().equals(b.id())
                        && a.sentence().equals(b.sentence()));
        match(gone, after, was, (a, b) -> a.cells().equals(b.cells()));
        match(gone, after, was, (a, b) -> named(a, b, Entry::id));
        match(gone, after, was, (a, b) -> named(a, b, Entry::sentence));
        match(gone, after, was, (a, b) -> a.title().equals(b.title()));
        for (var now : after) {
            var old = was.get(now);
            if (old == null) {
                lines.add(
                        line(now.title(), null, null, now.said(), now.place(), "增加 " + now.title() + "：" + now.said()));
                continue;
            }
            var columns = new LinkedHashSet<>(now.cells().keySet());
            columns.addAll(old.cells().keySet());
            for (var column : columns) {
                var from = old.cells().get(column);
                var to = now.cells().get(column);
                if (!Objects.equals(from, to)) {
                    var words = now.title() + "：" + column + " " + Objects.requireNonNullElse(from, "无") + " → "
                            + Objects.requireNonNullElse(to, "无");
                    lines.add(line(now.title(), column, from, to, now.place(), words));
                }
            }
        }
        gone.forEach(old -> lines.add(
                line(old.title(), null, old.said(), null, old.place(), "删除 " + old.title() + "：" + old.said())));
    }

    private static boolean named(Entry a, Entry b, Function<Entry, String> name) {
        return !name.apply(a).isEmpty() && name.apply(a).equals(name.apply(b));
    }

    private static void match(
            List<Entry> free, List<Entry> after, Map<Entry, Entry> was, BiPredicate<Entry, Entry> same) {
        for (var now : after) {
            if (!was.containsKey(now)) {
                free.stream().filter(old -> same.test(old, now)).findFirst().ifPresent(old -> {
                    was.put(now, old);
                    free.remove(old);
                });
            }
        }
    }

    private static Map<String, Written> sheets(String name, byte[] file) {
        var sheets = new LinkedHashMap<String, Written>();
        if (file != null) {
            for (var grid : GridReader.read(name, file)) {
                boolean written =
                        !grid.rows().isEmpty() && grid.rows().get(0).text(0).startsWith(ScenarioBook.REPORT);
                if (!written) {
                    sheets.put(grid.name(), written(grid));
                }
            }
        }
        return sheets;
    }

    private static Written written(Grid grid) {
        var groups = Headers.find(grid);
        var labels = groups.flatMap(found -> grid.rows().stream()
                .filter(row -> row.index() == found.index() + 1)
                .findFirst());
        var entries = new ArrayList<Entry>();
        for (var row : grid.rows()) {
            boolean scenario = labels.isPresent() && row.index() > labels.get().index();
            entries.add(entry(grid, row, scenario ? groups.get() : null, scenario ? labels.get() : null));
        }
        var columns = new HashMap<Integer, String>();
        labels.ifPresent(row ->
                row.cells().keySet().forEach(index -> columns.put(index, column(grid, row, groups.get(), row, index))));
        return new Written(columns, entries);
    }

    /** What a column is called: its group and its header, or its place where it has none. */
    private static String column(Grid grid, Row row, Row groups, Row labels, int index) {
        var header = labels == null ? "" : labels.text(index);
        var group = group(groups, labels, index);
        return header.isEmpty()
                ? Grid.address(row.index(), index)
                : group.equals(Headers.INFO) ? header : group + "「" + header + "」";
    }

    private static String group(Row groups, Row labels, int index) {
        var above = labels == null ? null : groups.cells().floorEntry(index);
        return above == null ? "" : Headers.group(above.getValue());
    }

    private static Entry entry(Grid grid, Row row, Row groups, Row labels) {
        var id = "";
        var sentence = "";
        var cells = new LinkedHashMap<String, String>();
        for (var cell : row.cells().entrySet()) {
            int index = cell.getKey();
            var header = labels == null ? "" : labels.text(index);
            var group = group(groups, labels, index);
            if (group.equals(Headers.RESULT)) {
                continue;
            }
            if (group.equals(Headers.INFO) && Headers.info(header) == Column.Role.ID) {
                id = cell.getValue();
            } else if (group.equals(Headers.INFO) && Headers.info(header) == Column.Role.SENTENCE) {
                sentence = cell.getValue();
            }
            cells.merge(column(grid, row, groups, labels, index), cell.getValue(), (one, other) -> one + "；" + other);
        }
        return new Entry(id, sentence, grid.name() + " 第 " + (row.index() + 1) + " 行", cells);
    }
}
