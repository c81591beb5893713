package io.shuangsuiji.amendment;

import io.shuangsuiji.policy.tables.CellText;
import io.shuangsuiji.policy.tables.TableView;
import io.shuangsuiji.policy.tables.TableView.Column;
import io.shuangsuiji.policy.tables.TableView.Kind;
import io.shuangsuiji.policy.tables.TableView.Row;
import io.shuangsuiji.policy.tables.Tables;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What differs between two editions or drafts, table by table. Spelling, order of elements, ids, diagrams and the DMN
 * version of the files are no difference.
 *
 * @param tables the tables that differ, in the order of the later edition
 */
public record EditionDiff(List<TableChange> tables) {
    /** The most words that a difference outside the tables is told in. */
    private static final int MAX_OTHER = 20;

    /**
     * A table that differs.
     *
     * @param model the name of its model
     * @param label the table's Chinese name
     * @param before the earlier table, or null for a new one
     * @param after the later table, or null for one that is gone
     * @param changes from top to bottom
     */
    public record TableChange(String model, String label, TableView before, TableView after, List<Change> changes) {}

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
    public static EditionDiff between(Tables before, Tables after) {
        var changes = new ArrayList<TableChange>();
        var taken = new HashSet<TableView>();
        for (var now : after.tables()) {
            var old = counterpart(before, now, taken);
            if (old == null) {
                add(
                        changes,
                        null,
                        now,
                        List.of(new Change(
                                What.TABLE_ADDED,
                                null,
                                null,
                                null,
                                null,
                                now.address(),
                                "新增，" + now.rows().size() + " 行")));
            } else {
                taken.add(old);
                add(changes, old, now, compare(old, now));
            }
        }
        for (var old : before.tables()) {
            if (!taken.contains(old)) {
                add(
                        changes,
                        old,
                        null,
                        List.of(new Change(What.TABLE_REMOVED, null, null, null, null, old.address(), "已删除")));
            }
        }
        var other = OtherDifferences.between(before, after);
        if (!other.isEmpty()) {
            var told = other.stream()
                    .limit(MAX_OTHER)
                    .map(words -> new Change(What.OTHER, null, null, null, null, null, words))
                    .collect(Collectors.toCollection(ArrayList::new));
            if (other.size() > MAX_OTHER) {
                told.add(new Change(
                        What.OTHER, null, null, null, null, null, "另有 " + (other.size() - MAX_OTHER) + " 处"));
            }
            changes.add(new TableChange("", "表格以外", null, null, List.copyOf(told)));
        }
        return new EditionDiff(List.copyOf(changes));
    }

    private static void add(List<TableChange> all, TableView old, TableView now, List<Change> changes) {
        if (!changes.isEmpty()) {
            var shown = now == null ? old : now;
            all.add(new TableChange(shown.model(), shown.label(), old, now, changes));
        }
    }

    static TableView counterpart(Tables before, TableView now, Set<TableView> taken) {
        return before.tables().stream()
                .filter(old -> !taken.contains(old)
                        && old.kind() == now.kind()
                        && old.model().equals(now.model()))
                .filter(old -> Objects.equals(old.name(), now.name()))
                .findFirst()
                .or(() -> before.tables().stream()
                        .filter(old -> !taken.contains(old) && old.kind() == now.kind())
                        .filter(old -> old.model().equals(now.model())
                                && old.decision().equals(now.decision()))
                        .findFirst())
                .orElse(null);
    }

    /** For each column of {@code before} its place in {@code after}, or -1: by what it reads or gives, else by its id. */
    static int[] columns(TableView before, TableView after) {
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

    private static List<Change> compare(TableView old, TableView now) {
        var changes = new ArrayList<Change>();
        if (!Objects.equals(old.hitPolicy(), now.hitPolicy())) {
            changes.add(change(
                    What.HIT_POLICY,
                    null,
                    "命中策略",
                    old.hitPolicyInWords(),
                    now.hitPolicyInWords(),
                    now.address(),
                    "命中策略"));
        }
        if (!old.description().equals(now.description())) {
            changes.add(
                    change(What.DESCRIPTION, null, "说明", old.description(), now.description(), now.decision(), "说明"));
        }
        var places = columns(old, now);
        compareColumns(old, now, places, changes);
        var match = new RowMatch(old, now, places);
        for (var gone : match.removed()) {
            changes.add(new Change(
                    What.ROW_REMOVED,
                    DiffWords.nameIn(old, gone),
                    null,
                    DiffWords.line(old, gone),
                    null,
                    gone.address(),
                    "删除 " + DiffWords.nameIn(old, gone) + "：" + DiffWords.line(old, gone)));
        }
        var moved = match.moved();
        for (var row : now.rows()) {
            var was = match.was(row);
            var name = DiffWords.nameIn(now, row);
            if (was == null) {
                changes.add(new Change(
                        What.ROW_ADDED,
                        name,
                        null,
                        null,
                        DiffWords.line(now, row),
                        row.address(),
                        "增加 " + name + "：" + DiffWords.line(now, row)));
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
            compareCells(now, was, row, places, changes);
        }
        return List.copyOf(changes);
    }

    private static void compareColumns(TableView old, TableView now, int[] places, List<Change> changes) {
        var kept = new HashSet<Integer>();
        for (int i = 0; i < places.length; i++) {
            var was = old.columns().get(i);
            if (places[i] < 0) {
                changes.add(new Change(
                        What.COLUMN_REMOVED, null, was.label(), null, null, was.address(), "删除列「" + was.label() + "」"));
                continue;
            }
            kept.add(places[i]);
            var is = now.columns().get(places[i]);
            if (!was.label().equals(is.label()) || !Objects.equals(was.expression(), is.expression())) {
                changes.add(change(What.COLUMN_CHANGED, null, is.label(), named(was), named(is), is.address(), "列"));
            } else if (now.kind() != Kind.TYPES
                    && !was.type().name().equals(is.type().name())) {
                changes.add(change(
                        What.COLUMN_CHANGED,
                        null,
                        is.label(),
                        was.type().name(),
                        is.type().name(),
                        is.address(),
                        "列「" + is.label() + "」的类型"));
            }
        }
        for (int j = 0; j < now.columns().size(); j++) {
            if (!kept.contains(j)) {
                var is = now.columns().get(j);
                changes.add(new Change(
                        What.COLUMN_ADDED, null, is.label(), null, null, is.address(), "增加列「" + is.label() + "」"));
            }
        }
    }

    private static String named(Column column) {
        return "「" + column.label() + "」" + (column.expression() == null ? "" : " " + column.expression());
    }

    private static void compareCells(TableView now, Row was, Row row, int[] places, List<Change> changes) {
        for (int i = 0; i < places.length; i++) {
            if (places[i] < 0) {
                continue;
            }
            var before = was.cells().get(i);
            var after = row.cells().get(places[i]);
            if (CellText.sameMeaning(after.role(), before.feel(), after.feel())) {
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
                        before.text(),
                        after.text(),
                        at,
                        subject));
            }
        }
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
}
