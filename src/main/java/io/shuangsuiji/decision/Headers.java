package io.shuangsuiji.decision;

import io.shuangsuiji.sheets.FieldProblem;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells which columns the headers of a table, or the keys of an object, are. */
public final class Headers {
    private final List<Column> columns;
    private final Map<String, Column> byName = new HashMap<>();
    private final Map<String, Column> bySubstitute = new HashMap<>();

    /** Of the columns that are known. */
    public Headers(List<Column> columns) {
        this.columns = List.copyOf(columns);
        columns.forEach(column -> column.allNames().forEach(name -> byName.putIfAbsent(plain(name), column)));
        columns.forEach(column -> column.substitutes().forEach(name -> bySubstitute.putIfAbsent(plain(name), column)));
    }

    /**
     * Which column stands where.
     *
     * @param positions by the column's key
     * @param missing required columns that are not there and that no misspelt header was meant to be
     * @param problems headers that are misspelt, or of which there are two
     */
    public record Assignment(Map<String, Integer> positions, List<Column> missing, List<FieldProblem> problems) {
        /** Where the column of that key stands, or -1. */
        public int position(String key) {
            return positions.getOrDefault(key, -1);
        }
    }

    /** How many of the columns these headers name. */
    public long recognised(List<String> headers) {
        return headers.stream()
                .map(Headers::plain)
                .map(name -> byName.getOrDefault(name, bySubstitute.get(name)))
                .filter(column -> column != null)
                .distinct()
                .count();
    }

    /** Assigns headers, as the file has them, to columns; one that is none of them is an extra column. */
    public Assignment assign(List<String> headers) {
        var positions = new LinkedHashMap<String, Integer>();
        var problems = new ArrayList<FieldProblem>();
        var plain = headers.stream().map(Headers::plain).toList();
        take(
                headers,
                plain,
                byName,
                columns.stream().map(Column::key).collect(Collectors.toSet()),
                positions,
                problems);
        take(headers, plain, bySubstitute, absent(positions), positions, problems);
        var meant = new HashSet<String>();
        var absent = absent(positions);
        for (int i = 0; i < plain.size(); i++) {
            var header = headers.get(i);
            if (!byName.containsKey(plain.get(i)) && !bySubstitute.containsKey(plain.get(i))) {
                nearest(plain.get(i), absent).ifPresent(name -> {
                    meant.add(byName.get(plain(name)).key());
                    problems.add(new FieldProblem(FieldProblem.pointer("", header), Values.misspelt(header, name)));
                });
            }
        }
        var missing = columns.stream()
                .filter(Column::required)
                .filter(column -> !positions.containsKey(column.key()) && !meant.contains(column.key()))
                .toList();
        return new Assignment(positions, missing, problems);
    }

    /** The columns as a reader may be told to write them. */
    public String expected() {
        return columns.stream().map(Column::toString).collect(Collectors.joining("、"));
    }

    private void take(
            List<String> headers,
            List<String> plain,
            Map<String, Column> known,
            Set<String> wanted,
            Map<String, Integer> positions,
            List<FieldProblem> problems) {
        for (int i = 0; i < plain.size(); i++) {
            var column = known.get(plain.get(i));
            if (column != null && wanted.contains(column.key())) {
                var before = positions.putIfAbsent(column.key(), i);
                if (before != null) {
                    var first = headers.get(before);
                    var second = headers.get(i);
                    problems.add(new FieldProblem(
                            FieldProblem.pointer("", second),
                            "「" + first + "」与「" + second + "」是同一项「" + column.label() + "」，只能有一个 / \"" + first
                                    + "\" and \"" + second + "\" both stand for " + column.key() + "; keep one"));
                }
            }
        }
    }

    private Set<String> absent(Map<String, Integer> positions) {
        return columns.stream()
                .map(Column::key)
                .filter(key -> !positions.containsKey(key))
                .collect(Collectors.toSet());
    }

    private Optional<String> nearest(String header, Set<String> absent) {
        return Spelling.nearest(
                header,
                columns.stream()
                        .filter(column -> absent.contains(column.key()))
                        .flatMap(column -> column.allNames().stream())
                        .toList());
    }

    /** A header without what people and programs put around it: white space, stars, full-width forms, capitals. */
    private static String plain(String header) {
        return Normalizer.normalize(header, Normalizer.Form.NFKC)
                .replaceAll("[\\s\\p{Z}\\p{Cf}*]", "")
                .toLowerCase(Locale.ROOT);
    }
}
