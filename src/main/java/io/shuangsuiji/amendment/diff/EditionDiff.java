package io.shuangsuiji.amendment.diff;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.ShownCell;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.Table.Column;
import io.shuangsuiji.model.Table.Kind;
import io.shuangsuiji.model.Table.Row;
import io.shuangsuiji.model.cell.CellText;
import io.shuangsuiji.model.xml.DmnFile;
import io.shuangsuiji.model.xml.MalformedXml;
import io.shuangsuiji.model.xml.XmlText.Element;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What differs between two editions or drafts: all of it but layout. First table by table, then what else the files say
 * ({@link OtherDifferences} lists what is layout), then the edition's other files.
 *
 * @param tables the tables that differ, in the order of the later edition; differences outside tables under a label of
 *     their own, without a table
 */
public record EditionDiff(List<TableChange> tables) {
    private static final String OTHER = "其他";

    /**
     * A table that differs.
     *
     * @param model the name of its model
     * @param label the table's Chinese name
     * @param before the earlier table, or null for a new one
     * @param after the later table, or null for one that is gone
     * @param changes from top to bottom
     */
    public record TableChange(String model, String label, Table before, Table after, List<Change> changes) {
        /** True for a workbook of scenarios. */
        @JsonIgnore
        public boolean isScenarios() {
            return label.startsWith(FileDifferences.BOOK);
        }
    }

    /** What kind of change. */
    public enum What {
        TABLE_ADDED,
        TABLE_REMOVED,
        HIT_POLICY,
        DESCRIPTION,
        COLUMN_ADDED,
        COLUMN_REMOVED,
        COLUMN_CHANGED,
        ROW_ADDED,
        ROW_REMOVED,
        ROW_MOVED,
        CELL,
        OTHER
    }

    /**
     * One change.
     *
     * @param what its kind
     * @param row what people call the row, or null
     * @param column the column's header, or null
     * @param before what was there, as staff read it, or null
     * @param after what is there, as staff read it, or null
     * @param at the address of the changed cell or row in the later edition, or in the earlier one where it is gone
     * @param words the change in one sentence
     */
    public record Change(What what, String row, String column, String before, String after, String at, String words) {}

    /** True where nothing differs. */
    public boolean isEmpty() {
        return tables.isEmpty();
    }

    /** All changes as sentences, each with its table. */
    public List<String> words() {
        return tables.stream()
                .flatMap(table -> table.changes().stream().map(change -> "「" + table.label() + "」" + change.words()))
                .toList();
    }

    /** Compares. */
    public static EditionDiff between(EditionModel before, EditionModel after) {
        return new EditionDiff(new Comparison(before, after).run());
    }

    /** Compares all files of editions by name, scenario workbooks as {@code test-scenarios/name}. */
    public static EditionDiff between(SortedMap<String, byte[]> before, SortedMap<String, byte[]> after)
            throws MalformedXml {
        return new EditionDiff(Stream.concat(
                        between(EditionModel.read(before), EditionModel.read(after)).tables().stream(),
                        FileDifferences.between(before, after).stream())
                .toList());
    }

    /** The earlier version of a table: of the same name, else in the same place, else the whole of the same decision. */
    public static Table counterpart(EditionModel before, Table now, Set<Table> taken) {
        List<Predicate<Table>> ways = List.of(
                old -> Objects.equals(old.name(), now.name()),
                old -> old.address().equals(now.address()),
                old -> old.whole() && now.whole() && old.decision().equals(now.decision()));
        return ways.stream()
                .flatMap(way -> before.tables().stream()
                        .filter(old -> !taken.contains(old)
                                && old.kind() == now.kind()
                                && old.model().equals(now.model()))
                        .filter(way))
                .findFirst()
                .orElse(null);
    }

    /** For each column of {@code before} its place in {@code after}, or -1: by what it reads or gives, else by its id. */
    public static int[] columns(Table before, Table after) {
        var places = new int[before.columns().size()];
        var taken = new HashSet<Integer>();
        for (int i = 0; i < places.length; i++) {
            places[i] = -1;
        }
        for (int pass = 0; pass < 3; pass++) {
            for (int i = 0; i < places.length; i++) {
                for (int j = 0; j < after.columns().size() && places[i] < 0; j++) {
                    if (!taken.contains(j)
                            && same(before.columns().get(i), after.columns().get(j), pass)) {
                        places[i] = j;
                        taken.add(j);
                    }
                }
            }
        }
        return places;
    }

    private static boolean same(Column old, Column now, int pass) {
        if (old.kind() != now.kind()) {
            return false;
        }
        boolean sameLabel = old.label().equals(now.label());
        boolean sameMeaning = Objects.equals(old.expression(), now.expression());
        return switch (pass) {
            case 0 -> sameLabel && sameMeaning;
            case 1 -> old.expression() == null ? sameLabel : sameMeaning;
            default -> !old.address().contains("/") && old.address().equals(now.address());
        };
    }

    private static Change change(
            What what, String row, String column, String before, String after, String at, String subject) {
        return new Change(
                what,
                row,
                column,
                before,
                after,
                at,
                subject + (subject.isEmpty() || subject.endsWith(" ") || subject.endsWith("」") ? "" : " ")
                        + DiffWords.blank(before) + " → " + DiffWords.blank(after));
    }

    /** One comparison under way. */
    private static final class Comparison {
        private final EditionModel before;
        private final EditionModel after;
        private final OtherDifferences others;
        private final List<TableChange> all = new ArrayList<>();

        Comparison(EditionModel before, EditionModel after) {
            this.before = before;
            this.after = after;
            this.others = new OtherDifferences(before, after);
        }

        List<TableChange> run() {
            var taken = Collections.<Table>newSetFromMap(new IdentityHashMap<>());
            var pairs = new LinkedHashMap<Table, Table>();
            for (var now : after.tables()) {
                var old = counterpart(before, now, taken);
                taken.add(old);
                pairs.put(now, old);
            }
            // first all tables are told: what is said of the elements around them leaves them out
            for (var table : before.tables()) {
                tell(before, table, taken.contains(table));
            }
            pairs.forEach((now, old) -> tell(after, now, old != null));
            pairs.forEach((now, old) -> add(old, now, old == null ? List.of(now(now)) : compare(old, now)));
            for (var old : before.tables()) {
                if (!taken.contains(old)) {
                    add(old, null, List.of(gone(old)));
                }
            }
            var changes = new ArrayList<Change>();
            var were = earlier();
            for (var file : after.files().values()) {
                var old = were.get(file);
                if (old != null && !old.name().equals(file.name())) {
                    changes.add(change(What.OTHER, null, null, old.name(), file.name(), "", "文件"));
                }
                var lines = old == null
                        ? others.only(file, true)
                        : others.between(old.xml().root(), file.xml().root(), labelOf(file));
                lines.forEach(line -> changes.add(of(line)));
            }
            for (var file : before.files().values()) {
                if (!were.containsValue(file)) {
                    others.only(file, false).forEach(line -> changes.add(of(line)));
                }
            }
            if (!changes.isEmpty()) {
                all.add(new TableChange("", OTHER, null, null, List.copyOf(changes)));
            }
            return List.copyOf(all);
        }

        private static String labelOf(DmnFile file) {
            return Objects.requireNonNullElse(file.xml().root().attribute("label"), file.modelName());
        }

        /** For each file the one that it was: the same name and model, else the same model, else the same name. */
        private Map<DmnFile, DmnFile> earlier() {
            var were = new IdentityHashMap<DmnFile, DmnFile>();
            List<BiPredicate<DmnFile, DmnFile>> ways = List.of(
                    (old, now) ->
                            old.name().equals(now.name()) && old.modelName().equals(now.modelName()),
                    (old, now) -> old.modelName().equals(now.modelName()),
                    (old, now) -> old.name().equals(now.name()));
            for (var way : ways) {
                for (var now : after.files().values()) {
                    before.files().values().stream()
                            .filter(old -> !were.containsKey(now) && !were.containsValue(old) && way.test(old, now))
                            .findFirst()
                            .ifPresent(old -> were.put(now, old));
                }
            }
            return were;
        }

        private void add(Table old, Table now, List<Change> changes) {
            if (!changes.isEmpty()) {
                var shown = now == null ? old : now;
                all.add(new TableChange(shown.model(), shown.label(), old, now, changes));
            }
        }

        private static Element at(EditionModel tables, Table table, String address) {
            return tables.files().get(table.file()).at(address).orElseThrow();
        }

        private void tell(EditionModel tables, Table table, boolean paired) {
            for (var row : table.rows()) {
                for (var cell : row.cells()) {
                    var text = cell.address() == null
                            ? null
                            : at(tables, table, cell.address()).child("text");
                    if (text != null) {
                        others.toldText(text);
                    }
                }
            }
            if (table.kind() != Kind.TYPES) {
                others.told(at(tables, table, table.address()));
                if (table.whole() && paired) {
                    others.told(at(tables, table, table.decision()));
                }
            }
        }

        private Change now(Table now) {
            return new Change(
                    What.TABLE_ADDED, null, null, null, content(now, true), now.address(), "新增：" + content(now, true));
        }

        private Change gone(Table old) {
            return new Change(
                    What.TABLE_REMOVED,
                    null,
                    null,
                    content(old, false),
                    null,
                    old.address(),
                    "已删除：" + content(old, false));
        }

        /** All that a table says which is there on one side only. */
        private String content(Table table, boolean isNew) {
            var said = new ArrayList<String>();
            if (table.hitPolicy() != null) {
                said.add(table.hitPolicyInWords());
            }
            for (var row : table.rows()) {
                said.add((table.hasRows() ? DiffWords.nameIn(table, row) + " " : "") + line(table, row, isNew));
                if (table.kind() != Kind.TYPES) {
                    others.told(at(isNew ? after : before, table, row.address()));
                }
            }
            said.add(
                    table.kind() == Kind.TYPES || table.kind() == Kind.LITERAL
                            ? ""
                            : others.describe(at(isNew ? after : before, table, table.address()), isNew));
            said.removeIf(String::isEmpty);
            return String.join("；", said);
        }

        /** A row that is there on one side only, with what its elements say besides the cells. */
        private String line(Table table, Row row, boolean isNew) {
            var more = table.kind() == Kind.TYPES
                    ? ""
                    : others.describe(at(isNew ? after : before, table, row.address()), isNew);
            return DiffWords.line(table, row) + (more.isEmpty() ? "" : "，" + more);
        }

        private Change of(OtherDifferences.Line line) {
            boolean description = line.of().name().equals("description")
                    && line.of().parent().name().equals("decision");
            return new Change(
                    description
                            ? What.DESCRIPTION
                            : line.row() == null && line.column() != null ? What.COLUMN_CHANGED : What.OTHER,
                    line.row(),
                    line.column(),
                    line.before(),
                    line.after(),
                    others.address(line.of()),
                    line.words());
        }

        private List<Change> compare(Table old, Table now) {
            var changes = new ArrayList<Change>();
            if (!Objects.equals(old.hitPolicy(), now.hitPolicy())) {
                changes.add(change(
                        What.HIT_POLICY,
                        null,
                        null,
                        old.hitPolicyInWords(),
                        now.hitPolicyInWords(),
                        now.address(),
                        DiffWords.term("hitPolicy")));
            }
            var places = columns(old, now);
            compareColumns(old, now, places, changes);
            var match = new RowMatch(old, now, places);
            for (var gone : match.removed()) {
                var name = DiffWords.nameIn(old, gone);
                var line = line(old, gone, false);
                tellRow(before, old, gone);
                changes.add(new Change(
                        What.ROW_REMOVED, name, null, line, null, gone.address(), "删除 " + name + "：" + line));
            }
            var moved = match.moved();
            var names = DiffWords.namesIn(now);
            for (var row : now.rows()) {
                var was = match.was(row);
                var name = names.get(row);
                if (was == null) {
                    var line = line(now, row, true);
                    tellRow(after, now, row);
                    changes.add(new Change(
                            What.ROW_ADDED, name, null, null, line, row.address(), "增加 " + name + "：" + line));
                    continue;
                }
                if (moved.contains(row)) {
                    changes.add(change(
                            What.ROW_MOVED,
                            name,
                            null,
                            "第 " + was.number() + " 行",
                            "第 " + row.number() + " 行",
                            row.address(),
                            name + " 移动"));
                }
                same(old, was, now, row, name, places);
                compareCells(now, was, row, places, changes);
            }
            if (now.kind() != Kind.TYPES) {
                if (now.whole()) {
                    others.between(at(before, old, old.decision()), at(after, now, now.decision()), "")
                            .forEach(line -> changes.add(of(line)));
                }
                others.between(at(before, old, old.address()), at(after, now, now.address()), "")
                        .forEach(line -> changes.add(of(line)));
            }
            return List.copyOf(changes);
        }

        private void tellRow(EditionModel tables, Table table, Row row) {
            if (table.kind() != Kind.TYPES) {
                others.told(at(tables, table, row.address()));
            }
        }

        /** Says which elements are the same, so that all else that they say is compared, too. */
        private void same(Table old, Row was, Table now, Row row, String name, int[] places) {
            if (now.kind() == Kind.TYPES || now.kind() == Kind.LITERAL) {
                return;
            }
            others.same(at(before, old, was.address()), at(after, now, row.address()), name, name, null);
            for (int i = 0; i < places.length && now.hasRows(); i++) {
                var cell = was.cells().get(i).address();
                var other = places[i] < 0 ? null : row.cells().get(places[i]).address();
                if (cell != null && other != null) {
                    var label = now.columns().get(places[i]).label();
                    others.same(at(before, old, cell), at(after, now, other), label, null, label);
                }
            }
        }

        private void compareColumns(Table old, Table now, int[] places, List<Change> changes) {
            boolean own = now.hasRows();
            var kept = new ArrayList<Integer>();
            for (int i = 0; i < places.length; i++) {
                var was = old.columns().get(i);
                if (places[i] < 0) {
                    var said = column(before, old, i, false);
                    changes.add(new Change(
                            What.COLUMN_REMOVED,
                            null,
                            was.label(),
                            said,
                            null,
                            was.address(),
                            "删除列「" + was.label() + "」：" + said));
                } else {
                    kept.add(places[i]);
                    if (own) {
                        var is = now.columns().get(places[i]);
                        others.same(
                                at(before, old, was.address()),
                                at(after, now, is.address()),
                                "列「" + is.label() + "」",
                                null,
                                is.label());
                    }
                }
            }
            for (int place : RowMatch.outOfOrder(kept)) {
                var is = now.columns().get(kept.get(place));
                changes.add(change(
                        What.COLUMN_CHANGED,
                        null,
                        is.label(),
                        "第 " + (1 + indexOf(places, kept.get(place))) + " 列",
                        "第 " + (1 + kept.get(place)) + " 列",
                        is.address(),
                        "列「" + is.label() + "」移动"));
            }
            for (int j = 0; j < now.columns().size(); j++) {
                if (!kept.contains(j)) {
                    var is = now.columns().get(j);
                    var said = column(after, now, j, true);
                    changes.add(new Change(
                            What.COLUMN_ADDED,
                            null,
                            is.label(),
                            null,
                            said,
                            is.address(),
                            "增加列「" + is.label() + "」：" + said));
                }
            }
        }

        private static int indexOf(int[] places, int place) {
            int i = 0;
            while (places[i] != place) {
                i++;
            }
            return i;
        }

        /** A column that is there on one side only, its cells and what it declares. */
        private String column(EditionModel tables, Table table, int place, boolean isNew) {
            if (!table.hasRows()) {
                return DiffWords.column(table, place);
            }
            var element = at(tables, table, table.columns().get(place).address());
            others.told(element);
            for (var row : table.rows()) {
                var cell = row.cells().get(place).address();
                if (cell != null) {
                    others.told(at(tables, table, cell));
                }
            }
            return Stream.of(others.describe(element, isNew), DiffWords.column(table, place))
                    .filter(said -> !said.isEmpty())
                    .collect(Collectors.joining("；"));
        }

        private static void compareCells(Table now, Row was, Row row, int[] places, List<Change> changes) {
            for (int i = 0; i < places.length; i++) {
                var before = was.cells().get(i);
                var after = places[i] < 0 ? before : row.cells().get(places[i]);
                if (before.address() == null && after.address() == null
                        || CellText.sameMeaning(after.role(), before.feel(), after.feel())) {
                    continue;
                }
                var column = now.columns().get(places[i]);
                var subject = switch (now.kind()) {
                    case LITERAL -> "";
                    case TYPES, CONTEXT -> "「" + row.name() + "」";
                    default -> DiffWords.nameIn(now, row) + " " + column.label() + " ";
                };
                var at = after.address() == null ? row.address() : after.address();
                if (now.kind() == Kind.TYPES) {
                    changes.add(new Change(
                            What.CELL,
                            row.name(),
                            column.label(),
                            before.text(),
                            after.text(),
                            at,
                            subject + DiffWords.values(before.text(), after.text())));
                } else {
                    changes.add(change(
                            What.CELL,
                            now.kind() == Kind.LITERAL ? null : DiffWords.nameIn(now, row),
                            column.label(),
                            ShownCell.of(before),
                            ShownCell.of(after),
                            at,
                            subject));
                }
            }
        }
    }
}
