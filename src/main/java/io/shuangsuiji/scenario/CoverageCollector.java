package io.shuangsuiji.scenario;

import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.Trace;
import io.shuangsuiji.policy.tables.TableView;
import io.shuangsuiji.policy.tables.TableView.ColumnKind;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Gathers, from any thread, which scenarios reach which rows and bounds; keeps titles, not traces. */
final class CoverageCollector {
    private final Edition edition;
    private final List<TableView> tables;
    private final Map<String, List<BoundView>> bounds = new HashMap<>();
    private final Map<String, Map<Integer, SortedSet<String>>> rowsHit = new HashMap<>();
    private final Map<BoundView, Map<BoundView.Side, SortedSet<String>>> sidesTried = new HashMap<>();

    CoverageCollector(Edition edition) {
        this.edition = edition;
        this.tables = edition.decisionTables();
        edition.models().forEach((name, model) -> bounds.put(name, BoundView.of(edition, model)));
    }

    void add(String model, Scenario scenario, Trace trace) {
        var title = scenario.title();
        var sides = new HashMap<BoundView, BoundView.Side>();
        bounds.getOrDefault(model, List.of())
                .forEach(bound -> bound.side(trace).ifPresent(side -> sides.put(bound, side)));
        synchronized (this) {
            trace.tables()
                    .forEach(table -> table.matched()
                            .forEach(row -> rowsHit.computeIfAbsent(model + "/" + table.table(), id -> new HashMap<>())
                                    .computeIfAbsent(row, number -> new TreeSet<>())
                                    .add(title)));
            sides.forEach((bound, side) -> sidesTried
                    .computeIfAbsent(bound, tried -> new EnumMap<>(BoundView.Side.class))
                    .computeIfAbsent(side, tried -> new TreeSet<>())
                    .add(title));
        }
    }

    synchronized Coverage coverage() {
        return new Coverage(
                tables.stream().map(this::table).toList(),
                edition.models().keySet().stream()
                        .flatMap(model -> bounds.get(model).stream())
                        .map(this::bound)
                        .toList());
    }

    private Coverage.Table table(TableView table) {
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

    private Coverage.Bound bound(BoundView bound) {
        return new Coverage.Bound(
                bound.model(),
                bound.place(),
                bound.text(),
                side(bound, BoundView.Side.BELOW),
                side(bound, BoundView.Side.AT),
                side(bound, BoundView.Side.ABOVE));
    }

    private Coverage.Side side(BoundView bound, BoundView.Side side) {
        return new Coverage.Side(
                List.copyOf(sidesTried.getOrDefault(bound, Map.of()).getOrDefault(side, new TreeSet<>())),
                bound.impossible(side, edition.models().get(bound.model())));
    }
}
