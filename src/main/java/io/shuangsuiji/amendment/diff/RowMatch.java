package io.shuangsuiji.amendment.diff;

import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.Table.Row;
import io.shuangsuiji.model.cell.CellText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which row of a table is which of another version of it. Rows of one content come first, by Heckel's algorithm: what is
 * there as often on either side is the same, and so are the equal neighbours of what is the same, so that of rows alike
 * the right one is told to be gone. Then the same content elsewhere, the same id, all cells but one alike, the same unique
 * name, at least half of the cells alike. That both leave a cell empty makes them no more alike: else a new row that says
 * nothing yet would be taken for one that is gone.
 */
public final class RowMatch {
    /** A note left blank, a condition that anything meets, a conclusion of nothing. */
    private static final Set<String> EMPTY = Set.of("", "-", "null");

    private final List<Row> before;
    private final List<Row> after;
    private final int[] columns;
    private final List<List<String>> old;
    private final List<List<String>> now;
    /** For each row of the later table the place of what it was, or -1; and the other way round. */
    private final int[] was;

    private final int[] became;

    /**
     * Matches rows.
     *
     * @param columns for each column of {@code before} its place in {@code after}, or -1
     */
    public RowMatch(Table before, Table after, int[] columns) {
        this.before = before.rows();
        this.after = after.rows();
        this.columns = columns;
        this.old = contents(this.before, true);
        this.now = contents(this.after, false);
        this.was = filled(this.after.size());
        this.became = filled(this.before.size());
        matchGroups(now::get, old::get);
        matchGroups(i -> withId(this.after, now, i), j -> withId(this.before, old, j));
        for (int i = -1; i < was.length; i++) {
            follow(i, i < 0 ? -1 : was[i], 1);
        }
        for (int i = was.length; i >= 0; i--) {
            follow(i, i == was.length ? became.length : was[i], -1);
        }
        match((i, j) -> now.get(i).equals(old.get(j)));
        match((i, j) -> sameId(this.before.get(j), this.after.get(i)));
        match((i, j) -> said(i, j) > 2 && alike(i, j) >= said(i, j) - 1);
        var names = unique(this.before);
        names.retainAll(unique(this.after));
        match((i, j) -> this.before.get(j).name().equals(this.after.get(i).name())
                && names.contains(this.before.get(j).name())
                && !this.before.get(j).name().equals("第 " + (j + 1) + " 行"));
        match((i, j) -> alike(i, j) > 0 && 2 * alike(i, j) >= said(i, j));
    }

    /** The row of the earlier table that this row was, or null for a new one. */
    public Row was(Row row) {
        int place = was[row.number() - 1];
        return place < 0 ? null : before.get(place);
    }

    /** The rows of the earlier table that are gone. */
    List<Row> removed() {
        return before.stream().filter(row -> became[row.number() - 1] < 0).toList();
    }

    /** The rows of the later table that stand elsewhere among the rows that both have: as few as can be named. */
    public Set<Row> moved() {
        var common = after.stream().filter(row -> was(row) != null).toList();
        Set<Row> moved = Collections.newSetFromMap(new IdentityHashMap<>());
        outOfOrder(common.stream().map(row -> was(row).number()).toList())
                .forEach(place -> moved.add(common.get(place)));
        return moved;
    }

    /** The places of the fewest numbers without which the rest rise: all but a longest increasing subsequence. */
    public static List<Integer> outOfOrder(List<Integer> numbers) {
        int n = numbers.size();
        int[] previous = new int[n];
        // by length less one, the place of the least number that such a rising subsequence ends in
        var ends = new ArrayList<Integer>();
        for (int i = 0; i < n; i++) {
            int number = numbers.get(i);
            int length = 0;
            for (int high = ends.size(); length < high; ) {
                int middle = (length + high) / 2;
                if (numbers.get(ends.get(middle)) < number) {
                    length = middle + 1;
                } else {
                    high = middle;
                }
            }
            previous[i] = length == 0 ? -1 : ends.get(length - 1);
            if (length == ends.size()) {
                ends.add(i);
            } else {
                ends.set(length, i);
            }
        }
        var kept = new boolean[n];
        for (int i = ends.isEmpty() ? -1 : ends.get(ends.size() - 1); i >= 0; i = previous[i]) {
            kept[i] = true;
        }
        var places = new ArrayList<Integer>();
        for (int i = 0; i < n; i++) {
            if (!kept[i]) {
                places.add(i);
            }
        }
        return places;
    }

    /** Matches in their order what is there as often on either side: which is which shows nowhere. */
    private void matchGroups(Function<Integer, Object> later, Function<Integer, Object> earlier) {
        var places = new HashMap<Object, List<Integer>>();
        for (int j = 0; j < became.length; j++) {
            if (became[j] < 0) {
                places.computeIfAbsent(earlier.apply(j), any -> new ArrayList<>())
                        .add(j);
            }
        }
        var groups = new HashMap<Object, List<Integer>>();
        for (int i = 0; i < was.length; i++) {
            if (was[i] < 0) {
                groups.computeIfAbsent(later.apply(i), any -> new ArrayList<>()).add(i);
            }
        }
        groups.forEach((key, group) -> {
            var others = places.getOrDefault(key, List.of());
            for (int k = 0; k < group.size() && others.size() == group.size(); k++) {
                pair(group.get(k), others.get(k));
            }
        });
    }

    /** A row's content and id, or what equals nothing where its address is no id. */
    private static Object withId(List<Row> rows, List<List<String>> contents, int place) {
        var address = rows.get(place).address();
        return address.contains("/") ? new Object() : Map.entry(address, contents.get(place));
    }

    /** The neighbour of a row that is matched, where it has the content of the neighbour of what that row was. */
    private void follow(int i, int j, int step) {
        int next = i + step;
        int other = j + step;
        if ((j >= 0 || i < 0)
                && next >= 0
                && next < was.length
                && other >= 0
                && other < became.length
                && was[next] < 0
                && became[other] < 0
                && now.get(next).equals(old.get(other))) {
            pair(next, other);
        }
    }

    private void match(BiPredicate<Integer, Integer> same) {
        var free = new ArrayList<Integer>();
        for (int j = 0; j < became.length; j++) {
            if (became[j] < 0) {
                free.add(j);
            }
        }
        for (int i = 0; i < was.length && !free.isEmpty(); i++) {
            int row = i;
            if (was[i] < 0) {
                free.stream().filter(j -> same.test(row, j)).findFirst().ifPresent(j -> {
                    pair(row, j);
                    free.remove(j);
                });
            }
        }
    }

    private void pair(int i, int j) {
        was[i] = j;
        became[j] = i;
    }

    private static int[] filled(int size) {
        var places = new int[size];
        Arrays.fill(places, -1);
        return places;
    }

    private static boolean sameId(Row old, Row now) {
        return !old.address().contains("/") && old.address().equals(now.address());
    }

    private int alike(int i, int j) {
        int alike = 0;
        for (int k = 0; k < now.get(i).size(); k++) {
            alike += says(now.get(i).get(k))
                            && now.get(i).get(k).equals(old.get(j).get(k))
                    ? 1
                    : 0;
        }
        return alike;
    }

    /** In how many columns at least one of two rows says something. */
    private int said(int i, int j) {
        int said = 0;
        for (int k = 0; k < now.get(i).size(); k++) {
            said += says(now.get(i).get(k)) || says(old.get(j).get(k)) ? 1 : 0;
        }
        return said;
    }

    private static boolean says(String content) {
        return !EMPTY.contains(content);
    }

    /** What the cells of the columns that both tables have mean, by row. */
    private List<List<String>> contents(List<Row> rows, boolean isBefore) {
        var contents = new ArrayList<List<String>>();
        // cells mostly say what others say
        var meanings = new HashMap<String, String>();
        for (var row : rows) {
            var content = new ArrayList<String>();
            for (int i = 0; i < columns.length; i++) {
                if (columns[i] >= 0) {
                    var cell = row.cells().get(isBefore ? i : columns[i]);
                    content.add(meanings.computeIfAbsent(
                            cell.role() + " " + cell.feel(), any -> CellText.meaning(cell.role(), cell.feel())));
                }
            }
            contents.add(content);
        }
        return contents;
    }

    private static Set<String> unique(List<Row> rows) {
        return rows.stream().collect(Collectors.groupingBy(Row::name, Collectors.counting())).entrySet().stream()
                .filter(entry -> entry.getValue() == 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
