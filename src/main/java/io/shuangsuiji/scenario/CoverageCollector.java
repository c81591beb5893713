package io.shuangsuiji.scenario;

import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.Trace;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Gathers, from any thread, which scenarios reach which rows and bounds; keeps titles, not traces. */
final class CoverageCollector {
    private final Edition edition;
    private final List<TableView> tables;
    private final Map<String, List<BoundView>> bounds = new HashMap<>();
    private final Map<String, Map<Integer, SortedSet<String>>> rowsHit = new HashMap<>();
    private final Map<BoundView, Map<BoundView.Side, SortedSet<String>>> sidesTried = new HashMap<>();

    CoverageCollector(Edition edition) {
        this.edition = edition;
        this.tables = TableView.all(edition);
        edition.models().forEach((name, model) -> bounds.put(name, BoundView.of(model)));
    }

    void add(String model, Scenario scenario, Trace trace) {
        var title = scenario.title();
        var values = trace.result().getContext().getAll();
        var sides = new HashMap<BoundView, BoundView.Side>();
        bounds.getOrDefault(model, List.of())
                .forEach(bound -> bound.side(values).ifPresent(side -> sides.put(bound, side)));
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
        var hit = rowsHit.getOrDefault(table.model() + "/" + table.id(), Map.of());
        return new Coverage.Table(
                table.model(),
                table.label(),
                IntStream.range(0, table.rules().size())
                        .mapToObj(index -> {
                            var rule = table.rules().get(index);
                            return new Coverage.Row(
                                    index + 1,
                                    table.conditions(rule),
                                    table.answers(rule),
                                    table.clause(rule),
                                    List.copyOf(hit.getOrDefault(index + 1, new TreeSet<>())),
                                    table.unreachable(edition, rule).orElse(null));
                        })
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
