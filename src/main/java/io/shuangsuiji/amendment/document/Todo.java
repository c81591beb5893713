package io.shuangsuiji.amendment.document;

import io.shuangsuiji.amendment.document.DocumentDiff.Pair;
import io.shuangsuiji.amendment.document.DocumentDiff.What;
import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.Table.Cell;
import io.shuangsuiji.model.Table.Row;
import io.shuangsuiji.policy.Digests;
import io.shuangsuiji.policy.document.DocumentText;
import io.shuangsuiji.policy.document.Marks;
import io.shuangsuiji.policy.document.Marks.Confirmed;
import io.shuangsuiji.policy.document.Quotation;
import io.shuangsuiji.policy.document.QuoteColumns;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The rows that another document asks to look at (待改的行): those that quote a sentence which it changes, renumbers or
 * leaves out, each until it is changed, deleted or confirmed to need no change.
 *
 * @param items those whose quotes are gone first, then in the order of the tables
 */
public record Todo(List<Item> items) {
    /** Of a draft whose document is that of its edition. */
    public static final Todo NONE = new Todo(List.of());

    /** What has become of a row. */
    public enum State {
        OPEN("待改"),
        CHANGED("已改"),
        DELETED("已删除"),
        CONFIRMED("确认不需要改");

        private final String label;

        State(String label) {
            this.label = label;
        }

        /** In Chinese. */
        public String label() {
            return label;
        }
    }

    /**
     * A row to look at.
     *
     * @param quotation the row as the edition has it, and what it quotes
     * @param reasons what became of the sentences that it quotes; empty where it quotes what stood in no document before
     * @param row the row as the draft has it; null where it is deleted
     * @param state what has become of it
     * @param stands true where what it quotes now stands in the new document
     * @param confirmed who confirmed it, or null
     */
    public record Item(
            Quotation quotation, List<Pair> reasons, Row row, State state, boolean stands, Confirmed confirmed) {
        /** What people call the row. */
        public String name() {
            return Todo.name(quotation);
        }

        /** True where nothing is left to do. */
        public boolean done() {
            return state != State.OPEN;
        }

        /** Where its table stands in the edition's files. */
        public String file() {
            return quotation.table().file();
        }
    }

    /**
     * The rows to look at.
     *
     * @param before the document of the edition; null where it has none
     * @param tables those of the edition
     * @param after the document of the draft
     * @param now the tables of the draft
     * @param marks those of the draft
     */
    public static Todo of(DocumentText before, EditionModel tables, DocumentText after, EditionModel now, Marks marks) {
        if (before != null && before.text().equals(after.text())) {
            return NONE;
        }
        var diff = before == null ? null : DocumentDiff.between(before, after);
        var columns = QuoteColumns.of(now);
        // what must be changed in any case comes first
        var items = new ArrayList<Item>();
        var rest = new ArrayList<Item>();
        for (var quotation : Quotation.of(tables)) {
            var reasons = diff == null ? List.<Pair>of() : reasons(diff, quotation, before);
            boolean misquotes = quotation.in(after).isEmpty();
            if (!reasons.isEmpty() || misquotes) {
                (misquotes ? items : rest).add(item(quotation, reasons, now, columns, after, marks));
            }
        }
        items.addAll(rest);
        return new Todo(List.copyOf(items));
    }

    private static List<Pair> reasons(DocumentDiff diff, Quotation quotation, DocumentText before) {
        return quotation.in(before).stream()
                .flatMap(List::stream)
                .flatMap(sentence -> diff.of(sentence).stream())
                .filter(pair -> pair.what() != What.UNCHANGED || pair.renumbered() && quotation.clause() != null)
                .toList();
    }

    private static Item item(
            Quotation quotation,
            List<Pair> reasons,
            EditionModel now,
            QuoteColumns columns,
            DocumentText after,
            Marks marks) {
        var file = quotation.table().file();
        var there = now.tables().stream()
                .filter(table -> table.file().equals(file)
                        && table.row(quotation.row().address()).isPresent())
                .findFirst();
        if (there.isEmpty()) {
            return new Item(quotation, reasons, null, State.DELETED, true, null);
        }
        var table = there.get();
        var row = table.row(quotation.row().address()).orElseThrow();
        var quotes = columns.quote() == null || !table.hasRows()
                ? Optional.of(quotation)
                : Quotation.of(table, row, columns);
        boolean stands = quotes.isEmpty() || quotes.get().in(after).isPresent();
        var confirmed = marks.confirmed().stream()
                .filter(one -> one.file().equals(file) && one.row().equals(row.address()))
                .filter(one -> one.content().equals(content(row)))
                .findFirst()
                .orElse(null);
        return new Item(
                quotation,
                reasons,
                row,
                isChanged(quotation, table, row)
                        ? State.CHANGED
                        : confirmed != null && stands ? State.CONFIRMED : State.OPEN,
                stands,
                confirmed);
    }

    /** True where a cell says something else; columns that one of the tables lacks tell nothing of this row. */
    private static boolean isChanged(Quotation quotation, Table table, Row row) {
        var before = cells(quotation.table(), quotation.row());
        var now = cells(table, row);
        before.keySet().retainAll(now.keySet());
        return !before.entrySet().stream()
                .allMatch(cell -> now.get(cell.getKey()).equals(cell.getValue()));
    }

    private static Map<String, String> cells(Table table, Row row) {
        var cells = new HashMap<String, String>();
        for (int i = 0; i < table.columns().size(); i++) {
            var column = table.columns().get(i);
            cells.put(column.kind() + " " + column.label(), row.cells().get(i).feel());
        }
        return cells;
    }

    /** The digest of what stands in a row. */
    public static String content(Row row) {
        return Digests.of(row.cells().stream()
                .map(Cell::feel)
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8));
    }

    private static String name(Quotation quotation) {
        return "「" + quotation.table().label() + "」" + quotation.row().name();
    }

    /** The row of that file and address. */
    public Optional<Item> of(String file, String row) {
        return items.stream()
                .filter(item -> item.file().equals(file)
                        && item.quotation().row().address().equals(row))
                .findFirst();
    }

    /** How many are left to do. */
    public long open() {
        return items.stream().filter(item -> !item.done()).count();
    }

    /** True where there was nothing to look at. */
    public boolean isEmpty() {
        return items.isEmpty();
    }
}
