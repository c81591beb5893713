package io.shuangsuiji.amendment.edit;

import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.Table.Cell;
import io.shuangsuiji.model.Table.Row;
import io.shuangsuiji.model.cell.CellText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Edits that were made on tables as they were, for the tables as they are: those that touch nothing that was changed
 * since are taken, places of rows counted anew. What both have changed is for people to decide.
 *
 * @param edits the edits for the tables as they are
 * @param conflicts what was changed since of what an edit touches, in words, by the place of the edit from 0
 */
public record Rebase(List<Edit> edits, SortedMap<Integer, String> conflicts) {
    /** A difference that only people can settle. */
    private static final class Conflict extends Exception {
        private static final long serialVersionUID = 1;

        Conflict(String words) {
            super(words, null, false, false);
        }
    }

    /** Compares what the edits touch. */
    public static Rebase of(EditionModel then, EditionModel now, List<? extends Edit> edits) {
        var rebased = new ArrayList<Edit>();
        var conflicts = new TreeMap<Integer, String>();
        for (var edit : edits) {
            try {
                rebased.add(one(then, now, edit));
            } catch (Conflict conflict) {
                conflicts.put(rebased.size(), conflict.getMessage());
                rebased.add(edit);
            }
        }
        return new Rebase(List.copyOf(rebased), Collections.unmodifiableSortedMap(conflicts));
    }

    private static Edit one(EditionModel then, EditionModel now, Edit edit) throws Conflict {
        if (edit instanceof Edit.SetCell set) {
            cell(then, now, set.file(), set.cell(), set.text());
            return edit;
        }
        if (edit instanceof Edit.SetFeel set) {
            cell(then, now, set.file(), set.cell(), null);
            return edit;
        }
        if (edit instanceof Edit.DeleteRow delete) {
            row(then, now, delete.file(), delete.row());
            return edit;
        }
        if (edit instanceof Edit.MoveRow move) {
            var table = row(then, now, move.file(), move.row());
            if (table != null && !order(table).equals(order(counterpart(now, table)))) {
                throw new Conflict("这张表的行已有增删或移动 / the rows of the table are no longer the same");
            }
            return edit;
        }
        if (edit instanceof Edit.AddRow add) {
            return place(then, now, add);
        }
        throw new Conflict("草案已有改动，请在最新的版本上改 / the draft has changed: change its newest version");
    }

    private static void cell(EditionModel then, EditionModel now, String file, String address, String wanted)
            throws Conflict {
        var before = then.cell(file, address);
        var table = tableOf(then, file, address);
        if (before.isEmpty() || table.isEmpty()) {
            // what was never there is for the editor to refuse
            return;
        }
        positional(table.get(), now, rowOf(table.get(), address).address());
        var after = now.cell(file, address);
        if (after.isEmpty()) {
            throw gone();
        }
        if (!same(before.get(), after.get()) && !after.get().text().equals(wanted)) {
            throw new Conflict("已改为「" + after.get().text() + "」 / it now says something else");
        }
    }

    /** The table of a row that is as it was; null where there never was such a row. */
    private static Table row(EditionModel then, EditionModel now, String file, String address) throws Conflict {
        var table = then.tables().stream()
                .filter(each -> each.file().equals(file) && each.row(address).isPresent())
                .findFirst();
        if (table.isEmpty()) {
            return null;
        }
        positional(table.get(), now, address);
        var before = table.get().row(address).orElseThrow();
        var after = counterpart(now, table.get()).row(address).orElseThrow(Rebase::gone);
        for (int i = 0; i < before.cells().size(); i++) {
            if (i >= after.cells().size()
                    || !same(before.cells().get(i), after.cells().get(i))) {
                throw new Conflict("这一行已被改动 / the row has changed");
            }
        }
        return table.get();
    }

    /** Behind the row that it was to stand behind. */
    private static Edit place(EditionModel then, EditionModel now, Edit.AddRow add) throws Conflict {
        var table = then.table(add.file(), add.table());
        if (add.copyOf() != null) {
            row(then, now, add.file(), add.copyOf());
        }
        if (table.isEmpty()) {
            return add;
        }
        var before = order(table.get());
        var after = order(counterpart(now, table.get()));
        if (before.equals(after) || add.index() < 2 || before.isEmpty()) {
            return add;
        }
        int behind = Math.min(add.index() - 2, before.size() - 1);
        positional(table.get(), now, before.get(behind));
        int place = after.indexOf(before.get(behind));
        if (place < 0) {
            throw new Conflict("旁边的行已被删除 / the row beside it is gone");
        }
        return new Edit.AddRow(add.file(), add.table(), add.index() + place - behind, add.copyOf(), add.cells());
    }

    /** A row that is known by its place alone is the same only where all rows are. */
    private static void positional(Table table, EditionModel now, String row) throws Conflict {
        if (row.contains("/")
                && counterpart(now, table).rows().size() != table.rows().size()) {
            throw new Conflict("这张表的行已有增删 / rows of the table were added or deleted");
        }
    }

    private static Table counterpart(EditionModel now, Table table) throws Conflict {
        return now.table(table.file(), table.address()).orElseThrow(() -> new Conflict("这张表已被删除 / the table is gone"));
    }

    private static Conflict gone() {
        return new Conflict("这一行已被删除 / the row is gone");
    }

    private static List<String> order(Table table) {
        return table.rows().stream().map(Row::address).toList();
    }

    private static boolean same(Cell before, Cell after) {
        return CellText.sameMeaning(before.role(), before.feel(), after.feel());
    }

    private static Optional<Table> tableOf(EditionModel tables, String file, String cell) {
        return tables.tables().stream()
                .filter(table -> table.file().equals(file))
                .filter(table -> table.rows().stream()
                        .flatMap(row -> row.cells().stream())
                        .anyMatch(each -> cell.equals(each.address())))
                .findFirst();
    }

    private static Row rowOf(Table table, String cell) {
        return table.rows().stream()
                .filter(row -> row.cells().stream().anyMatch(each -> cell.equals(each.address())))
                .findFirst()
                .orElseThrow();
    }
}
