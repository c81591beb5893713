package io.shuangsuiji.scenario.coverage;

import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.Table.ColumnKind;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.Trace;
import io.shuangsuiji.scenario.workbook.Scenario;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Gathers, from any thread, which scenarios reach which rows and bounds; keeps titles, not traces. */
public final class CoverageCollector {
    private final Edition edition;
    private final List<Table> tables;
    private final Map<String, List<BoundaryCondition>> bounds = new HashMap<>();
    private final Map<String, Map<Integer, SortedSet<String>>> rowsHit = new HashMap<>();
    private final Map<BoundaryCondition, Map<BoundaryCondition.Side, SortedSet<String>>> sidesTried = new HashMap<>();

    public CoverageCollector(Edition edition) {
        this.edition = edition;
        this.tables = edition.decisionTables();
        edition.models().forEach((name, model) -> bounds.put(name, BoundaryCondition.of(edition, model)));
    }

    public void add(String model, Scenario scenario, Trace trace) {
        var title = scenario.title();
        var sides = new HashMap<BoundaryCondition, BoundaryCondition.Side>();
        bounds.getOrDefault(model, List.of())
                .forEach(bound -> bound.side(trace).ifPresent(side -> sides.put(bound, side)));
        synchronized (this) {
            trace.tables()
                    .forEach(table -> table.matched()
                            .forEach(row -> rowsHit.computeIfAbsent(model + "/" + table.table(), id -> new HashMap<>())
                                    .computeIfAbsent(row, number -> new TreeSet<>())
                                    .add(title)));
            sides.forEach((bound, side) -> sidesTried
                    .computeIfAbsent(bound, tried -> new EnumMap<>(BoundaryCondition.Side.class))
                    .computeIfAbsent(side, tried -> new TreeSet<>())
                    .add(title));
        }
    }

    public synchronized Coverage coverage() {
        return new Coverage(
                tables.stream().map(this::table).toList(),
                edition.models().keySet().stream()
                        .flatMap(model -> bounds.get(model).stream())
                        .map(this::bound)
                        .toList());
    }

    private Coverage.Table table(Table table) {
        var hit = rowsHit.getOrDefault(table.model() + "/" + table.address(), Map.of());
        return new Coverage.Table(
                table.model(),
                table.label(),
                table.rows().stream()
                        .map(row -> new Coverage.Row(
                                row.number(),
                                TableRows.conditions(table, row),
                                TableRows.words(table, row, ColumnKind.OUTPUT, " | "),
                                TableRows.words(table, row, ColumnKind.ANNOTATION, " "),
                                List.copyOf(hit.getOrDefault(row.number(), new TreeSet<>())),
                                TableRows.unreachable(edition, table, row).orElse(null)))
                        .toList());
    }

    private Coverage.Bound bound(BoundaryCondition bound) {
        return new Coverage.Bound(
                bound.model(),
                bound.place(),
                bound.text(),
                side(bound, BoundaryCondition.Side.BELOW),
                side(bound, BoundaryCondition.Side.AT),
                side(bound, BoundaryCondition.Side.ABOVE));
    }

    private Coverage.Side side(BoundaryCondition bound, BoundaryCondition.Side side) {
        return new Coverage.Side(
                List.copyOf(sidesTried.getOrDefault(bound, Map.of()).getOrDefault(side, new TreeSet<>())),
                nowhere(bound) || bound.impossible(side, edition.models().get(bound.model())));
    }

    /** True where the bound is a column of a table in which the edition says nothing. */
    private boolean nowhere(BoundaryCondition bound) {
        int dot = bound.right().lastIndexOf('.');
        return dot > 0
                && edition.decisionTables(bound.model()).stream()
                        .filter(table -> table.whole()
                                && table.name().equals(bound.right().substring(0, dot)))
                        .anyMatch(table ->
                                edition.tables().leavesOpen(table, bound.right().substring(dot + 1)));
    }
}
