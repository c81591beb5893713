package io.shuangsuiji.progress.output;

import io.shuangsuiji.decision.NoMatchingRule;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.findings.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tables of texts of an edition ({@code findings.dmn}): how reports and publications say what was found. */
public final class EditionTexts {
    private static final String MODEL = "findings";

    private EditionTexts() {}

    /**
     * The rows of a table by the keys of its columns; a cell without text is null.
     *
     * @throws NoMatchingRule where the edition has no such table
     */
    public static List<Map<String, String>> rows(Edition edition, String name) {
        var table = edition.tables().tables().stream()
                .filter(each ->
                        each.model().equals(MODEL) && each.name().equals(name) && each.kind() == Table.Kind.RELATION)
                .findFirst()
                .orElseThrow(() -> new NoMatchingRule(
                        MODEL, List.of("本版本的 " + MODEL + ".dmn 没有表「" + name + "」 / the edition has no table " + name)));
        return table.rows().stream().map(row -> cells(table, row)).toList();
    }

    private static Map<String, String> cells(Table table, Table.Row row) {
        var cells = new LinkedHashMap<String, String>();
        for (int i = 0; i < table.columns().size(); i++) {
            var cell = row.cells().get(i);
            boolean blank = cell.feel().isBlank()
                    || cell.feel().strip().equals("null")
                    || cell.text().isBlank();
            cells.put(
                    table.columns().get(i).expression(),
                    blank ? null : cell.text().strip());
        }
        return cells;
    }

    /**
     * A text of an edition with its places filled.
     *
     * @param table where it stands
     * @throws NoMatchingRule where it has a place that nothing fills
     */
    public static String fill(String table, String text, Map<String, ?> values) {
        var template = new Template(text);
        var unknown = template.names().stream()
                .filter(name -> !values.containsKey(name))
                .map(name -> "{" + name + "}")
                .toList();
        if (!unknown.isEmpty() || template.hasStrayBrace()) {
            throw new NoMatchingRule(
                    MODEL,
                    List.of("表「" + table + "」的「" + text + "」有"
                            + (unknown.isEmpty() ? "不成对的花括号" : "无法填写的" + String.join("、", unknown)) + "，可用："
                            + String.join("、", values.keySet()) + " / a text of table " + table
                            + " has places that nothing fills"));
        }
        return template.fill(values);
    }
}
