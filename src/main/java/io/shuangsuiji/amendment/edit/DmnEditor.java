package io.shuangsuiji.amendment.edit;

import io.shuangsuiji.amendment.structure.StructureRefused;
import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.Table.Cell;
import io.shuangsuiji.model.Table.Row;
import io.shuangsuiji.model.cell.CellText;
import io.shuangsuiji.model.cell.CellType;
import io.shuangsuiji.model.xml.DmnFile;
import io.shuangsuiji.model.xml.ElementText;
import io.shuangsuiji.model.xml.MalformedXml;
import io.shuangsuiji.model.xml.Splice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes edits into DMN files. Only the characters that an edit is about change: comments, layout, the order of
 * attributes and the line ends of the rest stay as they are.
 */
public final class DmnEditor {
    private EditionModel tables;
    private Map<String, Target> cells;
    private final Map<String, List<Splice>> pending = new HashMap<>();
    /** The edits of rows that are still to be written, or null. */
    private RowEditor rows;

    /** What the rows that are still to be written are to say. */
    private final List<Filling> fillings = new ArrayList<>();

    private final Set<String> touched = new HashSet<>();
    private final Map<String, Integer> changed = new HashMap<>();
    private final List<EditRefused> refused = new ArrayList<>();
    private final Set<String> refusedCells = new HashSet<>();
    /** The columns of the cells of new rows, by their addresses. */
    private final Map<String, String> filled = new HashMap<>();

    private int index;

    /** What a row is to say that an edit adds. */
    private record Filling(Object row, int edit, Map<String, String> cells) {}

    /** A cell, and the type of its column: in which row type it ends is known when all edits are made. */
    private record Target(Cell cell, CellType type) {}

    private DmnEditor(EditionModel tables) {
        show(tables);
    }

    private void show(EditionModel now) {
        tables = now;
        cells = null;
    }

    /** The cells by file and address, found when one is asked for: mostly none is after the last edit. */
    private Map<String, Target> cells() {
        if (cells != null) {
            return cells;
        }
        cells = new HashMap<>();
        for (var table : tables.tables()) {
            for (var row : table.rows()) {
                for (int i = 0; i < row.cells().size(); i++) {
                    var cell = row.cells().get(i);
                    var column = table.columns().get(i).type();
                    if (cell.address() != null) {
                        cells.put(
                                table.file() + "#" + cell.address(),
                                new Target(cell, column.given().isEmpty() ? cell.type() : column));
                    }
                }
            }
        }
        return cells;
    }

    /**
     * The files after the edits.
     *
     * @param files an edition's files by name; those that are no DMN are passed on
     * @throws EditRefused where an edit cannot be taken; then none is, and every cell that cannot is named
     */
    public static SortedMap<String, byte[]> apply(SortedMap<String, byte[]> files, List<? extends Edit> edits)
            throws EditRefused {
        try {
            var changed = new TreeMap<>(files);
            apply(EditionModel.read(files), edits)
                    .files()
                    .forEach((name, file) -> changed.put(name, file.xml().bytes()));
            return changed;
        } catch (MalformedXml malformed) {
            throw new EditRefused("", malformed.getMessage());
        }
    }

    /** The tables after the edits. */
    public static EditionModel apply(EditionModel tables, List<? extends Edit> edits) throws EditRefused {
        var editor = new DmnEditor(tables);
        for (var edit : edits) {
            try {
                editor.take(edit);
            } catch (EditRefused refused) {
                editor.refused.add(refused.at(editor.index));
                throw EditRefused.of(editor.refused);
            }
            editor.index++;
        }
        editor.write();
        editor.checkRows();
        if (!editor.refused.isEmpty()) {
            throw EditRefused.of(editor.refused);
        }
        return editor.tables;
    }

    /** A cell whose type depends on its row is judged by the row as all edits left it. */
    private void checkRows() {
        for (var table : tables.tables()) {
            if (table.columns().stream()
                    .allMatch(column -> column.type().given().isEmpty())) {
                continue;
            }
            for (var row : table.rows()) {
                var last = row.cells().stream()
                        .map(cell -> changed.get(table.file() + "#" + cell.address()))
                        .filter(Objects::nonNull)
                        .max(Integer::compare);
                boolean partial = row.cells().stream()
                        .anyMatch(cell -> refusedCells.contains(table.file() + "#" + cell.address()));
                for (var cell : last.isEmpty() || partial ? List.<Cell>of() : row.cells()) {
                    var where = table.file() + "#" + cell.address();
                    var problem = CellText.problem(cell.role(), cell.type(), cell.feel());
                    if (problem != null) {
                        refused.add(new EditRefused(where, row.name() + "：" + problem)
                                .at(changed.getOrDefault(where, last.get()))
                                .in(filled.get(where)));
                    }
                }
            }
        }
    }

    private void take(Edit edit) throws EditRefused {
        if (edit instanceof StructureEdit structure) {
            write();
            try {
                show(structure.in(tables));
            } catch (StructureRefused refused) {
                throw new EditRefused(refused.where(), refused.getMessage());
            }
            return;
        }
        var name = edit.file();
        if (!tables.files().containsKey(name)) {
            throw new EditRefused(
                    name,
                    "没有这个 DMN 文件，可改：" + String.join("、", tables.files().keySet()) + " / there is no such DMN file");
        }
        if (edit instanceof Edit.SetCell set) {
            setCell(set.file(), set.cell(), set.text(), true);
        } else if (edit instanceof Edit.SetFeel set) {
            setCell(set.file(), set.cell(), set.feel(), false);
        } else if (edit instanceof Edit.SetDescription set) {
            setDescription(set);
        } else {
            takeRow(edit);
        }
    }

    /** Edits of rows of one table that follow each other are written together. */
    private void takeRow(Edit edit) throws EditRefused {
        if (rows == null || !rows.isAbout(edit)) {
            write();
            rows = RowEditor.of(tables.files().get(edit.file()), edit);
        }
        rows.take(edit);
        if (edit instanceof Edit.AddRow add && add.cells() != null) {
            fillings.add(new Filling(rows.added(), index, add.cells()));
        }
    }

    private void fill(RowEditor written, List<Filling> asked) throws EditRefused {
        var table = tables.table(written.file().name(), written.table()).orElseThrow();
        int before = index;
        for (var filling : asked) {
            int place = written.place(filling.row());
            if (place < 0) {
                continue;
            }
            var row = table.rows().get(place);
            index = filling.edit();
            for (var cell : filling.cells().entrySet()) {
                fill(table, row, cell.getKey(), cell.getValue());
            }
        }
        index = before;
    }

    private void fill(Table table, Row row, String column, String text) throws EditRefused {
        for (int i = 0; i < table.columns().size(); i++) {
            var address = row.cells().get(i).address();
            if (table.columns().get(i).address().equals(column) && address != null) {
                int known = refused.size();
                filled.put(table.file() + "#" + address, column);
                setCell(table.file(), address, text, true);
                for (int at = known; at < refused.size(); at++) {
                    refused.set(at, refused.get(at).in(column));
                }
                return;
            }
        }
        refused.add(new EditRefused(
                        table.file() + "#" + table.address(), "这张表没有列 " + column + " / the table has no such column")
                .at(index));
    }

    /** A cell that is not taken keeps the others from being taken, but not from being looked at. */
    private void setCell(String name, String address, String text, boolean notation) throws EditRefused {
        try {
            set(name, address, text, notation);
        } catch (EditRefused notTaken) {
            refused.add(notTaken.at(index));
            refusedCells.add(name + "#" + address);
        }
    }

    private void set(String name, String address, String text, boolean notation) throws EditRefused {
        var where = name + "#" + address;
        if (rows != null || !touched.add(where)) {
            write();
            touched.add(where);
        }
        var file = tables.files().get(name);
        var target = cells().get(where);
        if (target == null) {
            throw noSuch(file, address);
        }
        var cell = target.cell();
        var entry = file.at(address).orElseThrow(() -> noSuch(file, address));
        if (notation) {
            changed.put(where, index);
        }
        // the notation's own limits hold for FEEL too
        var read = notation
                ? CellText.typed(cell.role(), target.type(), text)
                : CellText.read(CellText.Role.PLAIN, target.type(), text);
        if (!read.allowed()) {
            throw new EditRefused(where, read.problem());
        }
        // a cell that says what it said keeps its spelling
        if (notation
                ? CellText.sameMeaning(cell.role(), cell.feel(), read.feel())
                : cell.feel().equals(read.feel())) {
            return;
        }
        pending.computeIfAbsent(name, any -> new ArrayList<>())
                .add(ElementText.set(file.xml(), entry, "text", read.feel()));
        if (entry.name().equals("allowedValues")) {
            // the words that other cells may hold have changed
            write();
        }
    }

    private void setDescription(Edit.SetDescription set) throws EditRefused {
        write();
        var file = tables.files().get(set.file());
        var element = file.at(set.element()).orElseThrow(() -> noSuch(file, set.element()));
        var read = CellText.read(CellText.Role.PLAIN, CellType.PLAIN, set.text());
        if (!read.allowed()) {
            throw new EditRefused(set.file() + "#" + set.element(), read.problem());
        }
        pending.put(set.file(), List.of(ElementText.set(file.xml(), element, "description", read.feel())));
        write();
    }

    private void write() throws EditRefused {
        touched.clear();
        var written = rows;
        var asked = List.copyOf(fillings);
        if (rows != null) {
            pending.put(rows.file().name(), rows.splices());
            rows = null;
            fillings.clear();
        }
        splice();
        if (!asked.isEmpty()) {
            fill(written, asked);
            splice();
        }
    }

    private void splice() throws EditRefused {
        if (pending.isEmpty()) {
            return;
        }
        var files = new TreeMap<>(tables.files());
        for (var changed : pending.entrySet()) {
            var file = files.get(changed.getKey());
            try {
                files.put(changed.getKey(), file.with(Splice.apply(file.xml().text(), changed.getValue())));
            } catch (MalformedXml limit) {
                throw new EditRefused(changed.getKey(), limit.getMessage());
            }
        }
        pending.clear();
        show(EditionModel.of(files));
    }

    static EditRefused noSuch(DmnFile file, String address) {
        return new EditRefused(
                file.name() + "#" + address,
                "找不到这个单元格或行，可能已被删除 / there is no such cell or row; it may have been deleted");
    }
}
