package io.shuangsuiji.amendment.edit;

import io.shuangsuiji.model.xml.DmnFile;
import io.shuangsuiji.model.xml.FreshIds;
import io.shuangsuiji.model.xml.Splice;
import io.shuangsuiji.model.xml.XmlText.Element;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Adds, deletes and moves rows of one decision table or relation, touching their own lines only. Edits are taken one after
 * the other, each in the table as the ones before left it, and written together.
 */
final class RowEditor {
    /** What stands in a cell that matches everything or says nothing; one that concludes nothing is null. */
    private static final Map<String, String> BLANK = Map.of("inputEntry", "-", "annotationEntry", "");

    private final DmnFile file;
    private final Element table;
    private final String text;
    private final List<Piece> pieces = new ArrayList<>();
    private final Map<String, Piece> byId = new HashMap<>();
    private final FreshIds ids;

    /** What stands before the end of the rows, behind the last of them. */
    private String behind = "";

    /** A row: what stands before its line (a comment, say), its line with the white space before it, and the row of the file that it is or was copied from. */
    private static final class Piece {
        private String before;
        private final String line;
        private final Element source;
        private final boolean blank;
        /** Of a new row, with that of the row itself first. */
        private final List<String> ids;

        Piece(String before, String line, Element source, boolean blank, List<String> ids) {
            this.before = before;
            this.line = line;
            this.source = source;
            this.blank = blank;
            this.ids = ids;
        }
    }

    /** The row that was added last. */
    private Piece added;

    private RowEditor(DmnFile file, Element table) {
        this.file = file;
        this.table = table;
        this.text = file.xml().text();
        this.ids = new FreshIds(file);
        int at = -1;
        for (var row : table.children(rowName(table))) {
            int gap = row.gapStart();
            var piece =
                    new Piece(at < 0 ? "" : text.substring(at, gap), text.substring(gap, row.end()), row, false, null);
            pieces.add(piece);
            if (row.attribute("id") != null) {
                byId.putIfAbsent(row.attribute("id"), piece);
            }
            at = row.end();
        }
    }

    /** For the table that an edit is about. */
    static RowEditor of(DmnFile file, Edit edit) throws EditRefused {
        if (edit instanceof Edit.AddRow add) {
            var table = file.at(add.table()).orElseThrow(() -> DmnEditor.noSuch(file, add.table()));
            if (rowName(table).isEmpty() || table.selfClosed()) {
                throw new EditRefused(
                        file.name() + "#" + add.table(),
                        "只有决策表和清单可以加行 / rows can be added to decision tables and relations only");
            }
            return new RowEditor(file, table);
        }
        var address = rowOf(edit);
        var row = file.at(address).orElseThrow(() -> DmnEditor.noSuch(file, address));
        if (row.parent() == null || !rowName(row.parent()).equals(row.name())) {
            throw DmnEditor.noSuch(file, address);
        }
        return new RowEditor(file, row.parent());
    }

    /** True where an edit is about this table, too, and there is still a row of the file to go by. */
    boolean isAbout(Edit edit) {
        return edit.file().equals(file.name())
                && !pieces.isEmpty()
                && pieces.get(0).source != null
                && (edit instanceof Edit.AddRow add
                        ? file.at(add.table()).orElse(null) == table
                        : piece(rowOf(edit)) != null);
    }

    private static String rowOf(Edit edit) {
        return edit instanceof Edit.DeleteRow delete ? delete.row() : ((Edit.MoveRow) edit).row();
    }

    /** The row that was added last, to be asked for by {@link #place}. */
    Object added() {
        return added;
    }

    /** Where a row that was added stands by now, from 0; -1 where it was deleted again. */
    int place(Object row) {
        return pieces.indexOf(row);
    }

    /** The address of the table. */
    String table() {
        return file.addressOf(table);
    }

    /** The file in which the edits are written by the splices. */
    DmnFile file() {
        return file;
    }

    void take(Edit edit) throws EditRefused {
        if (edit instanceof Edit.AddRow add) {
            add(add);
            return;
        }
        var piece = piece(rowOf(edit));
        int from = pieces.indexOf(piece);
        if (edit instanceof Edit.MoveRow move) {
            if (move.index() < 1 || move.index() > pieces.size()) {
                throw outOfRange(file, move.row(), move.index(), pieces.size());
            }
            if (move.index() != from + 1) {
                remove(from);
                insert(move.index() - 1, piece, move.index() <= from);
            }
        } else {
            remove(from);
            ids.release(piece.ids == null ? piece.source.ids().toList() : piece.ids);
        }
    }

    /** What the edits come to. */
    List<Splice> splices() {
        var rows = table.children(rowName(table));
        var all = new StringBuilder();
        pieces.forEach(piece -> all.append(piece.before).append(piece.line));
        all.append(behind);
        if (rows.isEmpty()) {
            int end = table.children().get(table.children().size() - 1).end();
            return List.of(new Splice(end, end, all.toString()));
        }
        return List.of(
                new Splice(rows.get(0).gapStart(), rows.get(rows.size() - 1).end(), all.toString()));
    }

    /** The row at an address as the edits so far left it, or null. */
    private Piece piece(String address) {
        var piece = byId.get(address);
        if (piece != null) {
            return pieces.contains(piece) ? piece : null;
        }
        var place = file.addressOf(table) + "/" + rowName(table) + "[";
        if (!address.startsWith(place) || !address.substring(place.length()).matches("[1-9]\\d{0,5}]")) {
            return null;
        }
        int number = Integer.parseInt(address.substring(place.length(), address.length() - 1));
        return number > pieces.size() ? null : pieces.get(number - 1);
    }

    /** What stands before a row stays where it is. */
    private void remove(int index) {
        var before = pieces.remove(index).before;
        if (index < pieces.size()) {
            pieces.get(index).before = before + pieces.get(index).before;
        } else {
            behind = before + behind;
        }
    }

    /** Puts a row right before the one that is there, or right behind the one before. */
    private void insert(int index, Piece piece, boolean up) {
        piece.before = "";
        if (up && index < pieces.size()) {
            piece.before = pieces.get(index).before;
            pieces.get(index).before = "";
        }
        pieces.add(index, piece);
    }

    private static String rowName(Element table) {
        return switch (table.name()) {
            case "decisionTable" -> "rule";
            case "relation" -> "row";
            default -> "";
        };
    }

    private void add(Edit.AddRow add) throws EditRefused {
        if (add.index() < 1 || add.index() > pieces.size() + 1) {
            throw outOfRange(file, add.table(), add.index(), pieces.size() + 1);
        }
        if (pieces.isEmpty()) {
            var last = table.children().get(table.children().size() - 1);
            var gap = text.substring(last.gapStart(), last.start());
            added = new Piece("", gap + blankRow(gap), null, true, List.of());
            pieces.add(added);
            return;
        }
        var model = add.copyOf() == null ? pieces.get(pieces.size() - 1) : piece(add.copyOf());
        if (model == null) {
            throw DmnEditor.noSuch(file, add.copyOf());
        }
        boolean blank = add.copyOf() == null || model.blank;
        var given = new ArrayList<String>();
        var line = text.substring(model.source.gapStart(), model.source.start()) + copy(model, blank, given);
        var piece = new Piece("", line, model.source, blank, given);
        added = piece;
        insert(add.index() - 1, piece, true);
        if (model.source.attribute("id") != null) {
            byId.put(given.get(0), piece);
        }
    }

    /**
     * A copy with ids of its own: the row's number counted on, and its cells named after it where they were.
     *
     * @param blank true where the copy is to match everything and conclude nothing
     */
    private String copy(Piece model, boolean blank, List<String> given) {
        var row = model.source;
        var splices = new ArrayList<Splice>();
        var own = model.ids == null ? row.ids().toList() : model.ids;
        var rowId = row.attribute("id") == null ? null : own.get(0);
        var newRowId = rowId == null ? null : ids.next(rowId);
        rename(row, own.iterator(), rowId, newRowId, splices, given);
        for (var child : blank ? row.children() : List.<Element>of()) {
            var cell = child.child("text");
            if (child.name().equals("description")) {
                splices.add(new Splice(child.gapStart(), child.end(), ""));
            } else if (cell != null && !cell.selfClosed()) {
                splices.add(new Splice(cell.openEnd(), cell.closeStart(), BLANK.getOrDefault(child.name(), "null")));
            }
        }
        return Splice.apply(
                row.outer(),
                splices.stream()
                        .map(splice ->
                                new Splice(splice.from() - row.start(), splice.to() - row.start(), splice.text()))
                        .toList());
    }

    private void rename(
            Element element,
            Iterator<String> own,
            String rowId,
            String newRowId,
            List<Splice> splices,
            List<String> given) {
        if (element.attribute("id") != null) {
            var id = own.next();
            var named = rowId != null && id.startsWith(rowId) ? newRowId + id.substring(rowId.length()) : id;
            var renamed = named.equals(newRowId) || !ids.isTaken(named) ? named : ids.next(id);
            given.add(renamed);
            ids.take(renamed);
            var span = element.attributeSpan("id");
            splices.add(new Splice(span[0], span[1], renamed));
        }
        element.children().forEach(child -> rename(child, own, rowId, newRowId, splices, given));
    }

    /** The first row of a table, laid out as the table's columns are. */
    private String blankRow(String gap) {
        var p = table.prefix();
        boolean lines = gap.contains("\n");
        var deeper = lines ? gap + "  " : "";
        var deepest = lines ? gap + "    " : "";
        var cells = new StringBuilder();
        var id = table.attribute("id");
        boolean relation = table.name().equals("relation");
        var stem = relation || id == null ? null : ids.next(id + "-rule-0");
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
