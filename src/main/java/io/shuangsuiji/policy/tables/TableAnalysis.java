package io.shuangsuiji.policy.tables;

import io.shuangsuiji.policy.tables.TableView.Column;
import io.shuangsuiji.policy.tables.TableView.ColumnKind;
import io.shuangsuiji.policy.tables.TableView.Row;
import java.util.ArrayList;
import java.util.BitSet;
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

    private final TableView table;
    private final List<Column> inputs = new ArrayList<>();
    private final List<Atoms> domains = new ArrayList<>();
    /** By column and row: the classes of values for which the cell holds. */
    private final List<List<BitSet>> cells = new ArrayList<>();

    private final List<Finding> findings = new ArrayList<>();
    /** The rows with a condition that is more than constants and comparisons, and the column where it stands. */
    private final TreeMap<Integer, String> unknown = new TreeMap<>();

    private final Set<String> visited = new HashSet<>();
    private int steps;

    private TableAnalysis(TableView table) {
        this.table = table;
    }

    /** Analyses a decision table; other tables have no findings. */
    public static List<Finding> of(Tables tables, TableView table) {
        if (table.kind() != TableView.Kind.DECISION_TABLE || table.rows().isEmpty()) {
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
    private static boolean hasDefaults(DmnFile file, TableView table) {
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
        int rows = table.rows().size();
        var feels = places.stream()
                .flatMap(place ->
                        table.rows().stream().map(row -> row.cells().get(place).feel()))
                .toList();
        // what another decision computes as a truth value is one; only what a caller gives may be missing
        boolean given = column.expression().matches("[A-Za-z_][A-Za-z0-9_.]*");
        var atoms = new Atoms(column.type(), feels, given);
        var sets = new ArrayList<BitSet>();
        for (int row = 0; row < rows; row++) {
            var all = new BitSet();
            all.set(0, atoms.list().size());
            for (int cell = row; cell < feels.size(); cell += rows) {
                var set = atoms.of(cell);
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
    }

    private void pairs() {
        int n = table.rows().size();
        for (int i = 0; i < n; i++) {
            int row = i;
            if (cells.stream().anyMatch(column -> column.get(row).isEmpty())) {
                add(What.NEVER, List.of(i + 1), Map.of(), false, named(i) + "对任何允许的取值都不成立");
            }
        }
        int overlaps = 0;
        for (int i = 0; i < n && overlaps < MAX_FINDINGS; i++) {
            for (int j = i + 1; j < n && overlaps < MAX_FINDINGS; j++) {
                var example = common(i, j);
                if (example != null && !unknown.containsKey(i) && !unknown.containsKey(j)) {
                    overlaps += overlap(i, j, example) ? 1 : 0;
                }
            }
        }
    }

    private boolean overlap(int i, int j, Map<String, String> example) {
        boolean conflicting = !conclusions(i).equals(conclusions(j));
        var both = named(i) + "和" + named(j);
        boolean alike = cells.stream().allMatch(column -> column.get(i).equals(column.get(j)));
        var policy = table.hitPolicy();
        if (alike && !conflicting && !policy.equals("UNIQUE")) {
            return add(What.DUPLICATE, List.of(i + 1, j + 1), example, false, both + "条件和结论都相同");
        }
        boolean within = cells.stream().allMatch(column -> {
            var outside = (BitSet) column.get(j).clone();
            outside.andNot(column.get(i));
            return outside.isEmpty();
        });
        if (policy.equals("FIRST")) {
            return within
                    && add(
                            What.MASKED,
                            List.of(i + 1, j + 1),
                            example,
                            conflicting,
                            named(j) + "永远用不到：" + named(i) + "在它之前");
        }
        if (policy.equals("UNIQUE") || policy.equals("ANY") && conflicting) {
            return add(
                    What.OVERLAP,
                    List.of(i + 1, j + 1),
                    example,
                    conflicting,
                    both + (conflicting ? "同时成立而结论不同" : "同时成立") + "，例如 " + shown(example));
        }
        return false;
    }

    private List<String> conclusions(int row) {
        var conclusions = new ArrayList<String>();
        for (int i = 0; i < table.columns().size(); i++) {
            if (table.columns().get(i).kind() == ColumnKind.OUTPUT) {
                conclusions.add(CellText.meaning(
                        CellText.Role.VALUE,
                        table.rows().get(row).cells().get(i).feel()));
            }
        }
        return conclusions;
    }

    /** An input to which both rows apply, or null. */
    private Map<String, String> common(int i, int j) {
        var example = new LinkedHashMap<String, String>();
        for (int column = 0; column < inputs.size(); column++) {
            var both = (BitSet) cells.get(column).get(i).clone();
            both.and(cells.get(column).get(j));
            if (both.isEmpty()) {
                return null;
            }
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
        all.set(0, table.rows().size());
        search(0, all, new ArrayList<>());
        if (steps >= MAX_STEPS) {
            add(What.UNPROVED, List.of(), Map.of(), false, "组合太多，只查了一部分，不能证明没有缺口");
        }
    }

    private void search(int column, BitSet rows, List<Integer> chosen) {
        if (++steps >= MAX_STEPS
                || findings.stream().filter(found -> found.what() == What.GAP).count() >= MAX_FINDINGS) {
            return;
        }
        if (rows.isEmpty() || column == inputs.size()) {
            if (rows.isEmpty()) {
                gap(column, chosen);
            }
            return;
        }
        // a row that takes everything from here on leaves no gap
        for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
            if (takesAll(row, column)) {
                return;
            }
        }
        if (!visited.add(column + ":" + rows)) {
            return;
        }
        for (int atom = 0; atom < domains.get(column).list().size(); atom++) {
            var left = new BitSet();
            for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
                left.set(row, cells.get(column).get(row).get(atom));
            }
            chosen.add(atom);
            search(column + 1, left, chosen);
            chosen.remove(chosen.size() - 1);
        }
    }

    private boolean takesAll(int row, int from) {
        for (int column = from; column < inputs.size(); column++) {
            if (cells.get(column).get(row).cardinality()
                    < domains.get(column).list().size()) {
                return false;
            }
        }
        return true;
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
