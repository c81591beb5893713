package io.shuangsuiji.amendment;

import io.shuangsuiji.policy.tables.CellText;
import io.shuangsuiji.policy.tables.TableView;
import io.shuangsuiji.policy.tables.TableView.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * Which row of a table is which of another version of it: the same content as often, else the same id and content, else the same content, else the same
 * id, else the same unique name, else at least half of the cells alike.
 */
final class RowMatch {
    private final TableView before;
    private final TableView after;
    private final int[] columns;
    // by identity: a row's own hash would read all its cells
    private final Map<Row, Row> beforeOf = new IdentityHashMap<>();
    private final Set<Row> taken = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<Row, List<String>> meanings = new IdentityHashMap<>();

    /**
     * Matches rows.
     *
     * @param columns for each column of {@code before} its place in {@code after}, or -1
     */
    RowMatch(TableView before, TableView after, int[] columns) {
        this.before = before;
        this.after = after;
        this.columns = columns;
        for (var row : before.rows()) {
            meanings.put(row, meanings(row));
        }
        for (var row : after.rows()) {
            meanings.put(row, meanings(row));
        }
        var beforeNames = unique(before.rows());
        var afterNames = unique(after.rows());
        matchInOrder();
        match((old, now) -> sameId(old, now) && alike(old, now) == shared());
        match((old, now) -> alike(old, now) == shared());
        match(RowMatch::sameId);
        match((old, now) -> old.name().equals(now.name())
                && beforeNames.contains(old.name())
                && afterNames.contains(now.name())
                && !old.name().equals("第 " + old.number() + " 行"));
        match((old, now) -> 2 * alike(old, now) >= shared());
    }

    /** The row of the earlier table that this row was, or null for a new one. */
    Row was(Row now) {
        return beforeOf.get(now);
    }

    /** The rows of the earlier table that are gone. */
    List<Row> removed() {
        return before.rows().stream().filter(row -> !taken.contains(row)).toList();
    }

    /** The rows of the later table that stand elsewhere among the rows that both have: as few as can be named. */
    Set<Row> moved() {
        var common = after.rows().stream().filter(row -> was(row) != null).toList();
        Set<Row> moved = Collections.newSetFromMap(new IdentityHashMap<>());
        outOfOrder(common.stream().map(row -> was(row).number()).toList())
                .forEach(place -> moved.add(common.get(place)));
        return moved;
    }

    /** The places of the fewest numbers without which the rest rise: all but a longest increasing subsequence. */
    static List<Integer> outOfOrder(List<Integer> numbers) {
        int n = numbers.size();
        int[] length = new int[n];
        int[] previous = new int[n];
        int best = -1;
        for (int i = 0; i < n; i++) {
            previous[i] = -1;
            length[i] = 1;
            for (int j = 0; j < i; j++) {
                if (numbers.get(j) < numbers.get(i) && length[j] + 1 > length[i]) {
                    length[i] = length[j] + 1;
                    previous[i] = j;
                }
            }
            best = best < 0 || length[i] > length[best] ? i : best;
        }
        var places = new ArrayList<Integer>();
        for (int i = 0; i < n; i++) {
            places.add(i);
        }
        for (int i = best; i >= 0; i = previous[i]) {
            places.remove(Integer.valueOf(i));
        }
        return places;
    }

    /** Rows of one content, as often there before as after, are the same in their order: which is which shows nowhere. */
    private void matchInOrder() {
        var old = before.rows().stream().collect(Collectors.groupingBy(row -> shared(row, true)));
        var now = after.rows().stream().collect(Collectors.groupingBy(row -> shared(row, false)));
        now.forEach((content, rows) -> {
            var were = old.getOrDefault(content, List.of());
            for (int i = 0; i < rows.size() && were.size() == rows.size(); i++) {
                beforeOf.put(rows.get(i), were.get(i));
                taken.add(were.get(i));
            }
        });
    }

    private List<String> shared(Row row, boolean isBefore) {
        var content = new ArrayList<String>();
        for (int i = 0; i < columns.length; i++) {
            if (columns[i] >= 0) {
                content.add(meanings.get(row).get(isBefore ? i : columns[i]));
            }
        }
        return content;
    }

    private void match(BiPredicate<Row, Row> same) {
        var free = new ArrayList<>(before.rows());
        free.removeIf(taken::contains);
        for (var now : after.rows()) {
            if (!beforeOf.containsKey(now)) {
                free.stream().filter(old -> same.test(old, now)).findFirst().ifPresent(old -> {
                    beforeOf.put(now, old);
                    taken.add(old);
                    free.remove(old);
                });
            }
        }
    }

    private static boolean sameId(Row old, Row now) {
        return !old.address().contains("/") && old.address().equals(now.address());
    }

    private int shared() {
        int shared = 0;
        for (int column : columns) {
            shared += column >= 0 ? 1 : 0;
        }
        return shared;
    }

    private int alike(Row old, Row now) {
        int alike = 0;
        var a = meanings.get(old);
        var b = meanings.get(now);
        for (int i = 0; i < columns.length; i++) {
            alike += columns[i] >= 0 && a.get(i).equals(b.get(columns[i])) ? 1 : 0;
        }
        return alike;
    }

    private static List<String> meanings(Row row) {
        return row.cells().stream()
                .map(cell -> CellText.meaning(cell.role(), cell.feel()))
                .toList();
    }

    private static Set<String> unique(List<Row> rows) {
        return rows.stream().collect(Collectors.groupingBy(Row::name, Collectors.counting())).entrySet().stream()
                .filter(entry -> entry.getValue() == 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
