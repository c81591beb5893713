package io.shuangsuiji.amendment;

import io.shuangsuiji.policy.tables.TableView;
import io.shuangsuiji.policy.tables.TableView.ColumnKind;
import io.shuangsuiji.policy.tables.TableView.Row;
import java.util.ArrayList;
import java.util.List;

/** Rows and values as a difference names them. */
final class DiffWords {
    private DiffWords() {}

    /** What came and what went, where both are lists of words. */
    static String values(String before, String after) {
        var old = List.of(before.split("、"));
        var now = List.of(after.split("、"));
        var added = now.stream().filter(word -> !old.contains(word)).toList();
        var removed = old.stream().filter(word -> !now.contains(word)).toList();
        if (old.size() + now.size() <= 3 || added.isEmpty() && removed.isEmpty()) {
            return "取值 " + before + " → " + after;
        }
        return (added.isEmpty() ? "" : "增加取值「" + String.join("、", added) + "」")
                + (added.isEmpty() || removed.isEmpty() ? "" : "，")
                + (removed.isEmpty() ? "" : "删除取值「" + String.join("、", removed) + "」");
    }

    /** What people call a row: its name, with its number where others share the name. */
    static String nameIn(TableView table, Row row) {
        long alike = table.rows().stream()
                .filter(other -> other.name().equals(row.name()))
                .count();
        return alike > 1 ? row.name() + "（第 " + row.number() + " 行）" : row.name();
    }

    static String line(TableView table, Row row) {
        var inputs = new ArrayList<String>();
        var outputs = new ArrayList<String>();
        for (int i = 0; i < table.columns().size(); i++) {
            var column = table.columns().get(i);
            var text = row.cells().get(i).text();
            if (column.kind() == ColumnKind.INPUT && !text.equals("-")) {
                inputs.add(column.label() + " " + text);
            } else if (column.kind() == ColumnKind.OUTPUT || column.kind() == ColumnKind.VALUE) {
                outputs.add(column.label() + " " + text);
            }
        }
        var line = (inputs.isEmpty() ? "" : String.join("，", inputs) + " → ") + String.join("，", outputs);
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }

    static String blank(String text) {
        return text == null || text.isEmpty() ? "（空白）" : text;
    }
}
