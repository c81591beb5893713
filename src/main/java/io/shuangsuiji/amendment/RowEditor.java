package io.shuangsuiji.amendment;

import io.shuangsuiji.policy.tables.DmnFile;
import io.shuangsuiji.policy.tables.Splice;
import io.shuangsuiji.policy.tables.XmlText.Element;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Adds, deletes and moves rows of decision tables and relations, touching their own lines only. */
final class RowEditor {
    /** The most rows that a table may have. */
    static final int MAX_ROWS = 1000;

    private static final Pattern NUMBERED = Pattern.compile("(.*?)(\\d{1,6})", Pattern.DOTALL);

    /** What stands in a cell that matches everything or says nothing; one that concludes nothing is null. */
    private static final Map<String, String> BLANK = Map.of("inputEntry", "-", "annotationEntry", "");

    private RowEditor() {}

    static List<Splice> splices(DmnFile file, Edit edit) throws EditRefused {
        if (edit instanceof Edit.AddRow add) {
            return List.of(added(file, add));
        }
        if (edit instanceof Edit.DeleteRow delete) {
            var row = row(file, delete.row());
            return List.of(new Splice(gapStart(file.xml().text(), row), row.end(), ""));
        }
        var move = (Edit.MoveRow) edit;
        return moved(file, row(file, move.row()), move);
    }

    private static Element row(DmnFile file, String address) throws EditRefused {
        var row = file.at(address).orElseThrow(() -> DmnEditor.noSuch(file, address));
        if (row.parent() == null || !rowName(row.parent()).equals(row.name())) {
            throw DmnEditor.noSuch(file, address);
        }
        return row;
    }

    private static String rowName(Element table) {
        return switch (table.name()) {
            case "decisionTable" -> "rule";
            case "relation" -> "row";
            default -> "";
        };
    }

    /** Where the white space before an element begins: with it goes the element's line. */
    private static int gapStart(String text, Element element) {
        int at = element.start();
        while (Character.isWhitespace(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    private static List<Splice> moved(DmnFile file, Element row, Edit.MoveRow move) throws EditRefused {
        var rows = row.parent().children(row.name());
        if (move.index() < 1 || move.index() > rows.size()) {
            throw outOfRange(file, move.row(), move.index(), rows.size());
        }
        if (row.ordinal() == move.index()) {
            return List.of();
        }
        var text = file.xml().text();
        var target = rows.get(move.index() - 1);
        int cut = gapStart(text, row);
        int paste = row.ordinal() < move.index() ? target.end() : gapStart(text, target);
        return List.of(new Splice(cut, row.end(), ""), new Splice(paste, paste, text.substring(cut, row.end())));
    }

    private static Splice added(DmnFile file, Edit.AddRow add) throws EditRefused {
        var table = file.at(add.table()).orElseThrow(() -> DmnEditor.noSuch(file, add.table()));
        var name = rowName(table);
        if (name.isEmpty() || table.selfClosed()) {
            throw new EditRefused(
                    file.name() + "#" + add.table(),
                    "只有决策表和清单可以加行 / rows can be added to decision tables and relations only");
        }
        var rows = table.children(name);
        if (add.index() < 1 || add.index() > rows.size() + 1) {
            throw outOfRange(file, add.table(), add.index(), rows.size() + 1);
        }
        if (rows.size() >= MAX_ROWS) {
            throw new EditRefused(
                    file.name() + "#" + add.table(),
                    "一张表最多 " + MAX_ROWS + " 行 / a table may have at most " + MAX_ROWS + " rows");
        }
        var text = file.xml().text();
        if (rows.isEmpty()) {
            var last = table.children().get(table.children().size() - 1);
            var gap = text.substring(gapStart(text, last), last.start());
            return new Splice(last.end(), last.end(), gap + blankRow(file, table, gap));
        }
        var model = add.copyOf() == null ? rows.get(rows.size() - 1) : row(file, add.copyOf());
        if (model.parent() != table) {
            throw DmnEditor.noSuch(file, add.copyOf());
        }
        int at = add.index() <= rows.size()
                ? gapStart(text, rows.get(add.index() - 1))
                : rows.get(rows.size() - 1).end();
        return new Splice(
                at, at, text.substring(gapStart(text, model), model.start()) + copy(file, model, add.copyOf() == null));
    }

    /**
     * A copy with ids of its own: the row's number counted on, and its cells named after it where they were.
     *
     * @param blank true where the copy is to match everything and conclude nothing
     */
    private static String copy(DmnFile file, Element row, boolean blank) {
        var splices = new ArrayList<Splice>();
        var rowId = row.attribute("id");
        var taken = new HashSet<String>();
        var newRowId = rowId == null ? null : fresh(file, rowId, taken);
        rename(file, row, rowId, newRowId, taken, splices);
        for (var child : blank ? row.children() : List.<Element>of()) {
            var text = child.child("text");
            if (child.name().equals("description")) {
                splices.add(new Splice(gapStart(file.xml().text(), child), child.end(), ""));
            } else if (text != null && !text.selfClosed()) {
                splices.add(new Splice(text.openEnd(), text.closeStart(), BLANK.getOrDefault(child.name(), "null")));
            }
        }
        return Splice.apply(
                row.outer(),
                splices.stream()
                        .map(splice ->
                                new Splice(splice.from() - row.start(), splice.to() - row.start(), splice.text()))
                        .toList());
    }

    private static void rename(
            DmnFile file, Element element, String rowId, String newRowId, Set<String> taken, List<Splice> splices) {
        var id = element.attribute("id");
        if (id != null) {
            var named = rowId != null && id.startsWith(rowId) ? newRowId + id.substring(rowId.length()) : id;
            var renamed = named.equals(newRowId) || !file.hasId(named) && !taken.contains(named)
                    ? named
                    : fresh(file, id, taken);
            taken.add(renamed);
            var span = element.attributeSpan("id");
            splices.add(new Splice(span[0], span[1], renamed));
        }
        element.children().forEach(child -> rename(file, child, rowId, newRowId, taken, splices));
    }

    /**
     * The next id in the series of the given one, past the greatest there is: predictable, so that the same edits give
     * the same file, and never that of a row which was deleted in between.
     */
    private static String fresh(DmnFile file, String id, Set<String> taken) {
        var numbered = NUMBERED.matcher(id);
        var stem = numbered.matches() ? numbered.group(1) : id + "-";
        int greatest = numbered.matches() ? Integer.parseInt(numbered.group(2)) : 1;
        for (var ids : List.of(file.ids(), taken)) {
            for (var other : ids) {
                var same = other.startsWith(stem) ? NUMBERED.matcher(other) : null;
                if (same != null && same.matches() && same.group(1).equals(stem)) {
                    greatest = Math.max(greatest, Integer.parseInt(same.group(2)));
                }
            }
        }
        return stem + (greatest + 1);
    }

    /** The first row of a table, laid out as the table's columns are. */
    private static String blankRow(DmnFile file, Element table, String gap) {
        var p = table.prefix();
        boolean lines = gap.contains("\n");
        var deeper = lines ? gap + "  " : "";
        var deepest = lines ? gap + "    " : "";
        var cells = new StringBuilder();
        var id = table.attribute("id");
        boolean relation = table.name().equals("relation");
        var stem = relation || id == null ? null : fresh(file, id + "-rule-0", Set.of());
        String[][] kinds = relation
                ? new String[][] {{"column", "literalExpression", "null", null}}
                : new String[][] {
                    {"input", "inputEntry", "-", "in"},
                    {"output", "outputEntry", "null", "out"},
                    {"annotation", "annotationEntry", "", null}
                };
        for (var kind : kinds) {
            for (int i = 1; i <= table.children(kind[0]).size(); i++) {
                var cellId = stem == null || kind[3] == null ? "" : " id=\"" + stem + "-" + kind[3] + "-" + i + "\"";
                cells.append(deeper + "<" + p + kind[1] + cellId + ">" + deepest + "<" + p + "text>" + kind[2] + "</"
                        + p + "text>" + deeper + "</" + p + kind[1] + ">");
            }
        }
        var name = p + rowName(table);
        return "<" + name + (stem == null ? "" : " id=\"" + stem + "\"") + ">" + cells + gap + "</" + name + ">";
    }

    private static EditRefused outOfRange(DmnFile file, String address, int index, int most) {
        return new EditRefused(
                file.name() + "#" + address,
                "行的位置应为 1 至 " + most + "，收到 " + index + " / the row's place must be from 1 to " + most + ", got "
                        + index);
    }
}
