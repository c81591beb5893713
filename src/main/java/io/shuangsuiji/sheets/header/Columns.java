package io.shuangsuiji.sheets.header;

import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.Listed;
import io.shuangsuiji.sheets.Notation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells which columns the headers of a table, or the keys of an object, are. A header is compared as it is, and then
 * without what people add to names: hints in brackets, years, numbers before it, 是否.
 */
public final class Columns {
    private static final Pattern BRACKETS = Pattern.compile("\\([^()]*\\)|\\[[^\\[\\]]*\\]|【[^【】]*】|<[^<>]*>|\"");
    private static final Pattern YEARS = Pattern.compile("(19|20)\\d\\d([-~至]((19|20)?\\d\\d))?(年度|年)?|年度");
    private static final Pattern NUMBERING = Pattern.compile("^(第?[一二三四五六七八九十]+[.、:)]|\\d{1,2}[.、:)]?)");
    private static final Pattern EDGES = Pattern.compile("^是否|[*:]+");

    /** How many headers are remembered, so that the same keys of many objects are looked at once. */
    private static final int MOST_KNOWN = 4_096;

    private static final int LONGEST_KNOWN = 64;

    /** In characters, hints in brackets included; a longer header is the name of nothing, and is not held against names. */
    private static final int LONGEST = 1_000;

    /** By how much a header must resemble a name to be taken for something like it. */
    private static final double RESEMBLING = 0.6;

    private final List<Column> columns;
    private final Map<String, List<Named>> exact = new HashMap<>();
    private final Map<String, List<Named>> bare = new LinkedHashMap<>();
    // further names are so many that other columns come near to one of them
    private final List<Spelt> spelt = new ArrayList<>();
    private final Map<String, List<Candidate>> candidates = new ConcurrentHashMap<>();
    private final Map<String, List<Near>> near = new ConcurrentHashMap<>();

    /** A name of a column: by how much it is not the first choice, and the value that 是 stands for, or null. */
    private record Named(Column column, int rank, String mark) {}

    /** Of the columns that are known. */
    public Columns(List<Column> columns) {
        this.columns = List.copyOf(columns);
        // a label that is but the first of its names may serve another column less well
        var own = columns.stream()
                .flatMap(column -> column.names().contains(column.label())
                        ? Stream.of(column.key())
                        : Stream.of(column.key(), column.label()))
                .map(Columns::plain)
                .collect(Collectors.toSet());
        for (var column : columns) {
            var names = Stream.concat(
                            Stream.of(column.key(), column.label()),
                            column.names().stream().filter(name -> !own.contains(plain(name))))
                    .toList();
            for (int i = 0; i < names.size(); i++) {
                // key and label are equally good
                name(names.get(i), new Named(column, Math.max(0, i - 1), null));
            }
            column.marks().forEach((name, value) -> name(name, new Named(column, 0, value)));
            for (var name : List.of(column.key(), column.label())) {
                spelt.add(new Spelt(Spelling.plain(bare(name)), new Near(column, name)));
            }
        }
    }

    private void name(String name, Named named) {
        exact.computeIfAbsent(plain(name), none -> new ArrayList<>()).add(named);
        bare.computeIfAbsent(bare(name), none -> new ArrayList<>()).add(named);
    }

    /**
     * A column whose 是 gives a value to another.
     *
     * @param key of the column that it gives a value to
     * @param value the value
     * @param position where it stands
     */
    public record Mark(String key, String value, int position) {}

    /**
     * Which column stands where.
     *
     * @param positions by the column's key
     * @param others by the column's key, headers that name it too, less well, best first
     * @param marks columns of 是 and 否
     * @param missing required columns that are not there and that no misspelt header was meant to be
     * @param problems headers that are misspelt, or of which there are two
     */
    public record Assignment(
            Map<String, Integer> positions,
            Map<String, List<Integer>> others,
            List<Mark> marks,
            List<Column> missing,
            List<FieldProblem> problems) {
        /** Where the column of that key stands, or -1. */
        public int position(String key) {
            return positions.getOrDefault(key, -1);
        }

        /** True where a column is taken. */
        public boolean takes(int position) {
            return positions.containsValue(position) || marks.stream().anyMatch(mark -> mark.position() == position);
        }

        /** The same with another of the columns that bear the name of a key. */
        public Assignment with(String key, int position) {
            var moved = new LinkedHashMap<>(positions);
            var before = moved.put(key, position);
            var rest = new LinkedHashMap<>(others);
            rest.computeIfPresent(
                    key,
                    (same, list) -> Stream.concat(Stream.of(before), list.stream())
                            .filter(other -> other != null && other != position)
                            .toList());
            return new Assignment(moved, rest, marks, missing, problems);
        }
    }

    /** The columns that are known. */
    public List<Column> all() {
        return columns;
    }

    /** How many of the columns these headers name. */
    public long recognised(List<String> headers) {
        return headers.stream()
                .flatMap(header -> named(header).stream())
                .map(Candidate::column)
                .distinct()
                .count();
    }

    /** True where a header names a column. */
    public boolean knows(String header) {
        return !named(header).isEmpty();
    }

    /** The key of the column that a header names best; the header itself where it names none. */
    public String key(String header) {
        return named(header).stream()
                .min(Comparator.comparingInt(Candidate::rank))
                .map(candidate -> candidate.column().key())
                .orElse(header);
    }

    /** True where a header names no column, and nearly names none. */
    public boolean isForeign(String header) {
        return named(header).isEmpty() && near(header).isEmpty();
    }

    /** Assigns headers, as the file has them, to columns; one that is none of them is an extra column. */
    public Assignment assign(List<String> headers) {
        var found = new LinkedHashMap<String, List<Candidate>>();
        var marks = new ArrayList<Mark>();
        for (int i = 0; i < headers.size(); i++) {
            for (var candidate : named(headers.get(i))) {
                if (candidate.mark() != null) {
                    marks.add(new Mark(candidate.column().key(), candidate.mark(), i));
                } else {
                    found.computeIfAbsent(candidate.column().key(), none -> new ArrayList<>())
                            .add(new Candidate(candidate.column(), candidate.rank(), null, i));
                }
            }
        }
        var positions = new LinkedHashMap<String, Integer>();
        var others = new LinkedHashMap<String, List<Integer>>();
        var problems = new ArrayList<FieldProblem>();
        found.forEach((key, candidates) -> {
            candidates.sort(Comparator.comparingInt(Candidate::rank));
            var best = candidates.get(0);
            positions.put(key, best.position());
            others.put(key, candidates.stream().skip(1).map(Candidate::position).toList());
            if (candidates.size() > 1 && candidates.get(1).rank() == best.rank()) {
                problems.add(twice(headers, best, candidates.get(1)));
            }
        });
        var meant = misspelt(headers, positions.keySet(), problems);
        var missing = columns.stream()
                .filter(Column::required)
                .filter(column -> !positions.containsKey(column.key()) && !meant.contains(column.key()))
                .toList();
        return new Assignment(positions, others, marks, missing, problems);
    }

    private static FieldProblem twice(List<String> headers, Candidate one, Candidate other) {
        var first = Listed.shortened(headers.get(one.position()));
        var second = Listed.shortened(headers.get(other.position()));
        return new FieldProblem(
                FieldProblem.pointer("", headers.get(other.position())),
                "「" + first + "」与「" + second + "」是同一项「" + one.column().label() + "」，只能有一个 / \"" + first + "\" and \""
                        + second + "\" both stand for " + one.column().key() + "; keep one");
    }

    /** Adds a problem for each header that nearly names a column which is not there, and returns those columns' keys. */
    private Set<String> misspelt(List<String> headers, Set<String> present, List<FieldProblem> problems) {
        var meant = new HashSet<String>();
        for (var header : headers) {
            near(header).stream()
                    .filter(name -> !present.contains(name.column().key()))
                    .findFirst()
                    .ifPresent(near -> {
                        meant.add(near.column().key());
                        problems.add(new FieldProblem(FieldProblem.pointer("", header), misspelt(header, near.name())));
                    });
        }
        return meant;
    }

    /** A name that a header nearly spells. */
    private record Near(Column column, String name) {}

    /** The key or label of a column as spellings are compared. */
    private record Spelt(String word, Near near) {}

    /** The keys and labels that a header nearly spells; none where it is a name itself. */
    private List<Near> near(String header) {
        return remembered(near, header, () -> {
            if (header.length() > LONGEST || header.isBlank() || !named(header).isEmpty()) {
                return List.of();
            }
            var word = Spelling.plain(bare(header));
            var found = new LinkedHashMap<Column, Near>();
            for (var name : spelt) {
                if (Spelling.nearPlain(word, name.word())) {
                    found.putIfAbsent(name.near().column(), name.near());
                }
            }
            return List.copyOf(found.values());
        });
    }

    private static <T> T remembered(Map<String, T> known, String header, Supplier<T> found) {
        var before = known.get(header);
        if (before != null) {
            return before;
        }
        var made = found.get();
        if (known.size() < MOST_KNOWN && header.length() <= LONGEST_KNOWN) {
            known.put(header, made);
        }
        return made;
    }

    /** What to say of a key or header that nearly spells a declared one. */
    public static String misspelt(String got, String meant) {
        var shown = Listed.shortened(got);
        return "未知的「" + shown + "」，疑为「" + meant + "」之误 / unknown \"" + shown + "\": did you mean \"" + meant + "\"?";
    }

    /** The column that a header which names none might be about: it resembles one of its names. */
    public Optional<Column> resembling(String header) {
        if (header.length() > LONGEST) {
            return Optional.empty();
        }
        var word = bare(header);
        Column most = null;
        double best = RESEMBLING;
        for (var names : bare.entrySet()) {
            double resemblance = names.getKey().length() < 3 ? 0 : Spelling.resemblance(word, names.getKey());
            if (resemblance > best) {
                best = resemblance;
                most = names.getValue().get(0).column();
            }
        }
        return Optional.ofNullable(most);
    }

    /** The columns as a reader may be told to write them. */
    public String expected() {
        return columns.stream().map(Column::toString).collect(Collectors.joining("、"));
    }

    /** Key, label and names of a column. */
    public static Stream<String> allNames(Column column) {
        return Stream.of(
                        Stream.of(column.key(), column.label()),
                        column.names().stream(),
                        column.marks().keySet().stream())
                .flatMap(names -> names)
                .distinct();
    }

    private record Candidate(Column column, int rank, String mark, int position) {}

    private List<Candidate> named(String header) {
        return remembered(candidates, header, () -> find(header));
    }

    private List<Candidate> find(String header) {
        if (header.length() > LONGEST) {
            return List.of();
        }
        var literally = exact.get(plain(header));
        var found = literally == null ? bare.getOrDefault(bare(header), List.of()) : literally;
        int less = literally == null ? 1 : 0;
        return found.stream()
                .map(named -> new Candidate(named.column(), 2 * named.rank() + less, named.mark(), -1))
                .collect(Collectors.collectingAndThen(
                        Collectors.toMap(
                                candidate -> candidate.column().key(),
                                candidate -> candidate,
                                (a, b) -> a.rank() <= b.rank() ? a : b,
                                LinkedHashMap::new),
                        best -> List.copyOf(best.values())));
    }

    /** A header without what programs put around it: white space, stars, full-width forms, capitals. */
    private static String plain(String header) {
        return Notation.plain(header).replace("*", "");
    }

    /** A header without what people add to a name. */
    static String bare(String header) {
        var text = plain(header);
        for (var each : List.of(BRACKETS, YEARS, NUMBERING, EDGES)) {
            var less = each.matcher(text).replaceAll("");
            text = less.isEmpty() ? text : less;
        }
        return text;
    }
}
