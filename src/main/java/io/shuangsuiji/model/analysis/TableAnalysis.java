package io.shuangsuiji.model.analysis;

import io.shuangsuiji.jobs.Cancellation;
import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.Table.Column;
import io.shuangsuiji.model.Table.ColumnKind;
import io.shuangsuiji.model.Table.Row;
import io.shuangsuiji.model.cell.CellText;
import io.shuangsuiji.model.xml.DmnFile;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Gaps and overlaps of a decision table, each with an input that shows it. Inputs are taken to vary independently: a
 * combination may never occur in practice. What formulas in cells keep from being proved is said.
 */
public final class TableAnalysis {
    private static final int MAX_FINDINGS = 10;
    private static final int MAX_STEPS = 200_000;

    /** What was found. */
    public enum What {
        /** An input to which no row applies. */
        GAP,
        /** An input to which two rows apply. */
        OVERLAP,
        /** A row whose every input an earlier row takes. */
        MASKED,
        /** Two rows of the same conditions and conclusions. */
        DUPLICATE,
        /** A row that can apply to no input. */
        NEVER,
        /** Something that could not be proved. */
        UNPROVED
    }

    /**
     * A finding.
     *
     * @param what its kind
     * @param at the address of the last row concerned, or of the table
     * @param rows the numbers of the rows concerned, from 1
     * @param example an input that shows it, by column header as staff write it; empty where there is none
     * @param conflicting true for an overlap of rows whose conclusions differ
     * @param words the finding in a sentence
     */
    public record Finding(
            What what, String at, List<Integer> rows, Map<String, String> example, boolean conflicting, String words) {}

    /** How much the search for gaps may remember, in words of 64 rows. */
    private static final int MAX_MEMORY = 1 << 22;

    private final Table table;
    private final int rows;
    private final List<Column> inputs = new ArrayList<>();
    private final List<ColumnPartition> domains = new ArrayList<>();
    /** By column and row: the classes of values for which the cell holds. */
    private final List<List<BitSet>> cells = new ArrayList<>();

    private final List<Runs> index = new ArrayList<>();
    /** By column: the rows that take everything from there on; they leave no gap. */
    private final List<BitSet> takingAll = new ArrayList<>();

    /** Numbers for equal conclusions, by row. */
    private final List<Integer> conclusions;

    private final List<Finding> findings = new ArrayList<>();
    /** The rows with a condition that is more than constants and comparisons, and the column where it stands. */
    private final TreeMap<Integer, String> unknown = new TreeMap<>();

    private final Set<State> visited = new HashSet<>();
    private int steps;
    private int gaps;

    /** Where the search for gaps came to: the rows that still apply before a column. */
    private record State(int column, BitSet rows) {}

    private TableAnalysis(Table table) {
        this.table = table;
        this.rows = table.rows().size();
        this.conclusions = conclusions();
    }

    /** Analyses a decision table; other tables have no findings. */
    public static List<Finding> of(EditionModel tables, Table table) {
        if (table.kind() != Table.Kind.DECISION_TABLE || table.rows().isEmpty()) {
            return List.of();
        }
        var analysis = new TableAnalysis(table);
        analysis.read();
        analysis.pairs();
        // where no row applies, these collect nothing, and count nothing
        boolean none = table.hitPolicy().equals("COLLECT") || table.hitPolicy().equals("COLLECT COUNT");
        if (!none && !hasDefaults(tables.files().get(table.file()), table)) {
            analysis.gaps();
        }
        return List.copyOf(analysis.findings);
    }

    /** True where every output says what it is if no row applies; as long as one does not, the engine answers none of them. */
    private static boolean hasDefaults(DmnFile file, Table table) {
        return table.columns().stream()
                .filter(column -> column.kind() == ColumnKind.OUTPUT)
                .allMatch(column -> file.at(column.address())
                        .filter(output -> output.child("defaultOutputEntry") != null)
                        .isPresent());
    }

    private void read() {
        var columns = new LinkedHashMap<String, List<Integer>>();
        for (int i = 0; i < table.columns().size(); i++) {
            if (table.columns().get(i).kind() == ColumnKind.INPUT) {
                // columns of one input vary together
                columns.computeIfAbsent(table.columns().get(i).expression(), any -> new ArrayList<>())
                        .add(i);
            }
        }
        columns.values().forEach(this::read);
        var taking = new BitSet();
        taking.set(0, rows);
        takingAll.add(taking);
        for (int column = inputs.size() - 1; column >= 0; column--) {
            var from = (BitSet) takingAll.get(0).clone();
            for (int row = from.nextSetBit(0); row >= 0; row = from.nextSetBit(row + 1)) {
                from.set(
                        row,
                        cells.get(column).get(row).cardinality()
                                == domains.get(column).list().size());
            }
            takingAll.add(0, from);
        }
        unknown.entrySet().stream()
                .limit(MAX_FINDINGS)
                .forEach(row -> add(
                        What.UNPROVED,
                        List.of(row.getKey() + 1),
                        Map.of(),
                        false,
                        named(row.getKey()) + "「" + row.getValue() + "」的条件不是可以逐一比较的取值，与这一行有关的空缺和重叠不能证明"));
    }

    private void read(List<Integer> places) {
        var column = table.columns().get(places.get(0));
        var feels = places.stream()
                .flatMap(place ->
                        table.rows().stream().map(row -> row.cells().get(place).feel()))
                .toList();
        // what another decision computes as a truth value is one; only what a caller gives may be missing
        boolean given = column.expression().matches("[A-Za-z_][A-Za-z0-9_.]*");
        var atoms = new ColumnPartition(column.type(), feels, given);
        var sets = new ArrayList<BitSet>();
        for (int row = 0; row < rows; row++) {
            var all = new BitSet();
            all.set(0, atoms.list().size());
            for (int cell = row; cell < feels.size(); cell += rows) {
                var set = atoms.of(feels.get(cell));
                if (set.isEmpty()) {
                    unknown.putIfAbsent(row, column.label());
                } else {
                    all.and(set.get());
                }
            }
            sets.add(all);
        }
        inputs.add(column);
        domains.add(atoms);
        cells.add(sets);
        index.add(new Runs(sets));
    }

    private void pairs() {
        var candidates = new BitSet();
        for (int i = 0; i < rows; i++) {
            int row = i;
            if (cells.stream().anyMatch(column -> column.get(row).isEmpty())) {
                add(What.NEVER, List.of(i + 1), Map.of(), false, named(i) + "对任何允许的取值都不成立");
            } else {
                candidates.set(row, !unknown.containsKey(row));
            }
        }
        // under the other policies rows may meet as they like, but none should lie within another
        boolean meeting =
                table.hitPolicy().equals("UNIQUE") || table.hitPolicy().equals("ANY");
        int overlaps = 0;
        for (int i = candidates.nextSetBit(0); i >= 0 && overlaps < MAX_FINDINGS; i = candidates.nextSetBit(i + 1)) {
            Cancellation.check();
            var others = (BitSet) candidates.clone();
            others.clear(0, i + 1);
            for (int column = 0; column < inputs.size() && !others.isEmpty(); column++) {
                var cell = cells.get(column).get(i);
                others.and(
                        meeting
                                ? index.get(column).meeting(cell)
                                : index.get(column).within(cell));
            }
            for (int j = others.nextSetBit(0); j >= 0 && overlaps < MAX_FINDINGS; j = others.nextSetBit(j + 1)) {
                overlaps += overlap(i, j) ? 1 : 0;
            }
        }
    }

    private boolean overlap(int i, int j) {
        boolean conflicting = !conclusions.get(i).equals(conclusions.get(j));
        var policy = table.hitPolicy();
        if (!conflicting
                && !policy.equals("UNIQUE")
                && cells.stream().allMatch(column -> column.get(i).equals(column.get(j)))) {
            return add(What.DUPLICATE, i, j, false, "条件和结论都相同");
        }
        if (policy.equals("FIRST")) {
            var pair = List.of(i + 1, j + 1);
            return add(What.MASKED, pair, common(i, j), conflicting, named(j) + "永远用不到：" + named(i) + "在它之前");
        }
        return (policy.equals("UNIQUE") || policy.equals("ANY") && conflicting)
                && add(
                        What.OVERLAP,
                        i,
                        j,
                        conflicting,
                        (conflicting ? "同时成立而结论不同" : "同时成立") + "，例如 " + shown(common(i, j)));
    }

    private boolean add(What what, int i, int j, boolean conflicting, String words) {
        return add(what, List.of(i + 1, j + 1), common(i, j), conflicting, named(i) + "和" + named(j) + words);
    }

    private List<Integer> conclusions() {
        var numbers = new HashMap<List<String>, Integer>();
        return table.rows().stream()
                .map(row -> {
                    var conclusion = table.conclusions(row).stream()
                            .map(placed -> CellText.meaning(
                                    CellText.Role.VALUE, placed.cell().feel()))
                            .toList();
                    return numbers.computeIfAbsent(conclusion, another -> numbers.size());
                })
                .toList();
    }

    /** An input to which both rows apply, where there is one. */
    private Map<String, String> common(int i, int j) {
        var example = new LinkedHashMap<String, String>();
        for (int column = 0; column < inputs.size(); column++) {
            var both = (BitSet) cells.get(column).get(i).clone();
            both.and(cells.get(column).get(j));
            example.put(
                    inputs.get(column).label(),
                    domains.get(column).list().get(both.nextSetBit(0)).shown());
        }
        return example;
    }

    private void gaps() {
        for (int column = 0; column < inputs.size(); column++) {
            if (domains.get(column).isOpen()) {
                add(
                        What.UNPROVED,
                        List.of(),
                        Map.of(),
                        false,
                        "「" + inputs.get(column).label() + "」没有声明类型，不能证明没有缺口");
                return;
            }
        }
        var all = new BitSet();
        all.set(0, rows);
        search(0, all, new ArrayList<>());
        if (steps >= MAX_STEPS) {
            add(What.UNPROVED, List.of(), Map.of(), false, "组合太多，只查了一部分，不能证明没有缺口");
        }
    }

    private void search(int column, BitSet live, List<Integer> chosen) {
        Cancellation.check();
        if (gaps >= MAX_FINDINGS || ++steps >= MAX_STEPS) {
            return;
        }
        if (live.isEmpty()) {
            gap(column, chosen);
            return;
        }
        if (live.intersects(takingAll.get(column)) || !isNew(new State(column, live))) {
            return;
        }
        var atom = new BitSet();
        for (int i = 0; i < domains.get(column).list().size(); i++) {
            atom.set(i);
            var left = index.get(column).meeting(atom);
            atom.clear(i);
            left.and(live);
            chosen.add(i);
            search(column + 1, left, chosen);
            chosen.remove(chosen.size() - 1);
        }
    }

    private boolean isNew(State state) {
        return visited.size() * (1L + rows / Long.SIZE) < MAX_MEMORY ? visited.add(state) : !visited.contains(state);
    }

    private void gap(int upTo, List<Integer> chosen) {
        var example = new LinkedHashMap<String, String>();
        for (int column = 0; column < inputs.size(); column++) {
            example.put(
                    inputs.get(column).label(),
                    column < upTo
                            ? domains.get(column).list().get(chosen.get(column)).shown()
                            : "任意");
        }
        gaps++;
        add(What.GAP, List.of(), example, false, "没有一行适用于 " + shown(example));
    }

    private static String shown(Map<String, String> example) {
        var parts = new ArrayList<String>();
        example.forEach((label, value) -> {
            if (!value.equals("任意")) {
                parts.add(label + " " + value);
            }
        });
        return parts.isEmpty() ? "任何输入" : String.join("，", parts);
    }

    private String named(int index) {
        return named(table.rows().get(index));
    }

    /** A row by its number, and by the rule's id where it has one. */
    public static String named(Row row) {
        return "第 " + row.number() + " 行"
                + (row.name().startsWith("第 ") || row.name().matches("\\P{Alnum}") ? "" : "（" + row.name() + "）");
    }

    private boolean add(What what, List<Integer> rows, Map<String, String> example, boolean conflicting, String words) {
        var at = rows.isEmpty()
                ? table.address()
                : table.rows().get(rows.get(rows.size() - 1) - 1).address();
        findings.add(new Finding(what, at, rows, example, conflicting, words));
        return true;
    }
}
