package io.shuangsuiji.amendment.diff;

import io.shuangsuiji.model.ShownCell;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.Table.Row;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** Rows and values as a difference names them. */
public final class DiffWords {
    private static final Properties TERMS = terms();

    private DiffWords() {}

    /** What an element or attribute of DMN is called. */
    static String term(String name) {
        return TERMS.getProperty(name, name);
    }

    private static Properties terms() {
        var terms = new Properties();
        try (var in = new InputStreamReader(
                DiffWords.class.getResourceAsStream("/dmn-terms.properties"), StandardCharsets.UTF_8)) {
            terms.load(in);
            return terms;
        } catch (IOException ownResource) {
            throw new UncheckedIOException(ownResource);
        }
    }

    /** What came and what went, where both are lists of words. */
    static String values(String before, String after) {
        var old = List.of(before.split("、"));
        var now = List.of(after.split("、"));
        var added = now.stream().filter(word -> !old.contains(word)).toList();
        var removed = old.stream().filter(word -> !now.contains(word)).toList();
        boolean inOrder = old.stream()
                .filter(now::contains)
                .toList()
                .equals(now.stream().filter(old::contains).toList());
        if (old.size() + now.size() <= 3 || added.isEmpty() && removed.isEmpty() || !inOrder) {
            return "取值 " + before + " → " + after;
        }
        return (added.isEmpty() ? "" : "增加取值「" + String.join("、", added) + "」")
                + (added.isEmpty() || removed.isEmpty() ? "" : "，")
                + (removed.isEmpty() ? "" : "删除取值「" + String.join("、", removed) + "」");
    }

    /** What people call a row: its name, with its number where others share the name. */
    public static String nameIn(Table table, Row row) {
        long alike = table.rows().stream()
                .filter(other -> other.name().equals(row.name()))
                .count();
        return nameAmong(row, alike);
    }

    /** The same of all rows of a table. */
    static Map<Row, String> namesIn(Table table) {
        var alike = table.rows().stream().collect(Collectors.groupingBy(Row::name, Collectors.counting()));
        var names = new IdentityHashMap<Row, String>();
        table.rows().forEach(row -> names.put(row, nameAmong(row, alike.get(row.name()))));
        return names;
    }

    private static String nameAmong(Row row, long alike) {
        return alike > 1 ? row.name() + "（第 " + row.number() + " 行）" : row.name();
    }

    /** A row in one line: conditions → conclusions（what is said of it）. */
    static String line(Table table, Row row) {
        var inputs = new ArrayList<String>();
        var outputs = new ArrayList<String>();
        var notes = new ArrayList<String>();
        for (int i = 0; i < table.columns().size(); i++) {
            var column = table.columns().get(i);
            var cell = row.cells().get(i);
            var text = ShownCell.of(cell);
            var said = column.label() + " " + text;
            switch (column.kind()) {
                case INPUT -> inputs.add(cell.demandsNothing() ? "" : said);
                case ANNOTATION -> notes.add(text.isEmpty() ? "" : said);
                default -> outputs.add(said);
            }
        }
        inputs.removeIf(String::isEmpty);
        notes.removeIf(String::isEmpty);
        return (inputs.isEmpty() ? "" : String.join("，", inputs) + " → ")
                + String.join("，", outputs)
                + (notes.isEmpty() ? "" : "（" + String.join("，", notes) + "）");
    }

    /** What a column says, row by row. */
    static String column(Table table, int place) {
        return table.rows().stream()
                .map(row -> nameIn(table, row) + " "
                        + blank(ShownCell.of(row.cells().get(place))))
                .collect(Collectors.joining("，"));
    }

    /** A text, or the word for none. */
    public static String blank(String text) {
        return text == null || text.isEmpty() ? "无" : text;
    }
}
