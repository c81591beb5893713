package io.shuangsuiji.amendment.edit;

import io.shuangsuiji.amendment.diff.EditionDiff;
import io.shuangsuiji.amendment.diff.RowMatch;
import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.Table.Row;
import io.shuangsuiji.model.cell.CellText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The edits that make of a table what somebody sent: as few as can be, whichever way the table was edited. */
public final class TableEdits {
    private EditionModel tables;
    private final String file;
    private final String table;
    private final List<Edit> edits = new ArrayList<>();
    private final List<String> before;

    private TableEdits(EditionModel tables, String file, String table) {
        this.tables = tables;
        this.file = file;
        this.table = table;
        this.before = now().rows().stream().map(Row::address).toList();
    }

    /**
     * A row as it should be.
     *
     * @param was the row's address now, or null for a new one
     * @param cells the text of each cell in the order of the table's columns; null for one that stays as it is
     */
    record Wanted(String was, List<Text> cells) {}

    /**
     * The text of a cell.
     *
     * @param text in staff's notation or in FEEL
     * @param feel true for FEEL
     */
    record Text(String text, boolean feel) {
        Edit edit(String file, String address) {
            return feel ? new Edit.SetFeel(file, address, text) : new Edit.SetCell(file, address, text);
        }
    }

    /**
     * The edits from the tables as they are.
     *
     * @param wanted all rows in order, or, for a table without rows of its own, those that it has
     * @param movable the rows that may be moved; the others keep their order
     * @throws EditRefused where a cell does not take its text
     */
    static List<Edit> towards(EditionModel tables, Table table, List<Wanted> wanted, List<String> movable)
            throws EditRefused {
        var towards = new TableEdits(tables, table.file(), table.address());
        towards.cells(wanted);
        if (table.hasRows()) {
            towards.deletions(wanted);
            towards.places(wanted, movable);
        }
        return towards.edits;
    }

    /**
     * The edits that make of the earlier tables the later ones, or empty where a difference lies outside what edits can
     * say; then the later files are taken as they are.
     */
    public static Optional<List<Edit>> between(EditionModel before, EditionModel after) {
        try {
            var edits = new ArrayList<Edit>();
            var now = before;
            var taken = new HashSet<Table>();
            for (var later : after.tables()) {
                var old = EditionDiff.counterpart(before, later, taken);
                if (old == null) {
                    return Optional.empty();
                }
                taken.add(old);
                var places = EditionDiff.columns(old, later);
                var match = new RowMatch(old, later, places);
                var wanted = new ArrayList<Wanted>();
                for (var row : later.rows()) {
                    wanted.add(wanted(old, match.was(row), row, places));
                }
                var movable = match.moved().stream()
                        .map(row -> match.was(row).address())
                        .toList();
                var steps = new ArrayList<>(
                        towards(now, now.table(old.file(), old.address()).orElseThrow(), wanted, movable));
                if (!old.description().equals(later.description()) && old.kind() != Table.Kind.TYPES) {
                    steps.add(new Edit.SetDescription(old.file(), old.decision(), later.description()));
                }
                now = DmnEditor.apply(now, steps);
                edits.addAll(steps);
            }
            return EditionDiff.between(now, after).isEmpty() ? Optional.of(List.copyOf(edits)) : Optional.empty();
        } catch (EditRefused cannotSay) {
            return Optional.empty();
        }
    }

    private static Wanted wanted(Table old, Row was, Row row, int[] places) {
        var cells = new ArrayList<Text>();
        for (int i = 0; i < places.length; i++) {
            if (places[i] < 0) {
                cells.add(null);
                continue;
            }
            var before = was == null ? null : was.cells().get(i);
            var after = row.cells().get(places[i]);
            boolean same = before != null
                    && (before.address() == null || CellText.sameMeaning(before.role(), before.feel(), after.feel()));
            cells.add(same ? null : new Text(after.feel(), true));
        }
        return new Wanted(was == null ? null : was.address(), cells);
    }

    private Table now() {
        return tables.table(file, table).orElseThrow();
    }

    private void step(List<Edit> steps) throws EditRefused {
        if (steps.isEmpty()) {
            return;
        }
        tables = DmnEditor.apply(tables, steps);
        edits.addAll(steps);
    }

    private void cells(List<Wanted> wanted) throws EditRefused {
        var steps = new ArrayList<Edit>();
        var byAddress = now().rows().stream().collect(Collectors.toMap(Row::address, Function.identity()));
        for (var row : wanted) {
            if (row.was() != null) {
                set(byAddress.get(row.was()), row, steps);
            }
        }
        step(steps);
    }

    private void set(Row row, Wanted wanted, List<Edit> steps) {
        for (int i = 0; i < wanted.cells().size(); i++) {
            var address = row.cells().get(i).address();
            if (wanted.cells().get(i) != null && address != null) {
                steps.add(wanted.cells().get(i).edit(file, address));
            }
        }
    }

    private void deletions(List<Wanted> wanted) throws EditRefused {
        var kept = new HashSet<String>();
        wanted.forEach(row -> kept.add(row.was()));
        var steps = new ArrayList<Edit>();
        var rows = now().rows();
        // from below, so that rows without an id keep their place while others go
        for (int i = rows.size() - 1; i >= 0; i--) {
            if (!kept.contains(rows.get(i).address())) {
                steps.add(new Edit.DeleteRow(file, rows.get(i).address()));
            }
        }
        step(steps);
    }

    /**
     * Puts each new or moved row right behind the one that it follows; the others are in order already. All rows are placed
     * before the new ones are filled: rows are written together where nothing else comes between.
     */
    private void places(List<Wanted> wanted, List<String> movable) throws EditRefused {
        // rows are known by the address that they had at the beginning: without an id it was their place
        var kept = wanted.stream().map(Wanted::was).collect(Collectors.toSet());
        var mayMove = Set.copyOf(movable);
        var order = new ArrayList<>(before.stream().filter(kept::contains).toList());
        var steps = new ArrayList<Edit>();
        var added = new LinkedHashMap<String, Wanted>();
        int place = 0;
        for (var row : wanted) {
            var name = row.was();
            if (name == null) {
                name = "new " + added.size();
                added.put(name, row);
                steps.add(new Edit.AddRow(file, table, place + 1, null));
                order.add(place, name);
            } else if (mayMove.contains(name)) {
                int from = order.indexOf(name);
                int to = from < place ? place - 1 : place;
                if (from != to) {
                    steps.add(new Edit.MoveRow(file, addressNow(name, from), to + 1));
                    order.add(to, order.remove(from));
                }
            }
            place = place < order.size() && order.get(place).equals(name) ? place + 1 : order.indexOf(name) + 1;
        }
        step(steps);
        var cells = new ArrayList<Edit>();
        for (int i = 0; i < order.size(); i++) {
            var row = added.get(order.get(i));
            if (row != null) {
                set(now().rows().get(i), row, cells);
            }
        }
        step(cells);
    }

    /** The address of a row that stands at a place by now: its id, or the place. */
    private static String addressNow(String address, int place) {
        return address.contains("/") ? address.substring(0, address.lastIndexOf('[') + 1) + (place + 1) + "]" : address;
    }
}
