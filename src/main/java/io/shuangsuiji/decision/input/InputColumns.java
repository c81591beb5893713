package io.shuangsuiji.decision.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.shuangsuiji.decision.json.FeelJson;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.Listed;
import io.shuangsuiji.sheets.Row;
import io.shuangsuiji.sheets.header.Column;
import io.shuangsuiji.sheets.header.Columns;
import io.shuangsuiji.sheets.header.HeadedTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * How the columns of a table are the inputs of a model: a column may be headed by the Chinese label of an input or a
 * structure's field ({@code 对象类型}), by its name ({@code objectType}), or by its path ({@code object.objectType}).
 */
public final class InputColumns {
    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

    /** How many cells of a column are remembered, so that a word, count or date is read once. */
    private static final int MOST_KNOWN = 16_384;

    private static final int LONGEST_KNOWN = 64;

    /**
     * What a cell was read as.
     *
     * @param sent as a JSON caller would have sent it
     */
    public record Cell(Object value, JsonNode sent) {}

    /** A value that a column may give. */
    private record Leaf(
            String input, String field, String pointer, String label, String qualified, ValueType type, Column column) {
        String path() {
            return field == null ? input : input + "." + field;
        }

        String name() {
            return field == null ? input : field;
        }
    }

    /**
     * What a row says.
     *
     * @param sent the row as a JSON caller would have sent it, extra columns included
     */
    public record Read(Inputs inputs, ObjectNode sent) {}

    private final DecisionModel model;
    private final List<String> headers;
    private final List<Leaf> leaves;
    private final Columns.Assignment columns;
    private final Map<String, String> defaults;
    private final Map<String, String> headersByPointer = new HashMap<>();
    private final Map<Integer, String> extras = new LinkedHashMap<>();
    private final String extrasIn;
    /** Columns whose header names a value that another column names more exactly; the columns of an earlier answer do not count. */
    private final Map<Integer, Leaf> compared = new LinkedHashMap<>();

    private final Map<String, Map<String, Cell>> cells = new HashMap<>();

    private InputColumns(
            DecisionModel model,
            List<String> headers,
            List<Leaf> leaves,
            Columns.Assignment columns,
            Map<String, String> defaults) {
        this.model = model;
        this.headers = headers;
        this.leaves = leaves;
        this.columns = columns;
        this.defaults = defaults;
        for (var leaf : leaves) {
            cells.put(leaf.path(), new ConcurrentHashMap<>());
            int position = columns.position(leaf.path());
            if (position >= 0) {
                headersByPointer.put(leaf.pointer(), headers.get(position));
            }
        }
        // a corrected answer file may be sent again: its result columns of the last time are replaced
        var answered = new HashSet<>(new OutputColumns(model, true, List.of()).headers());
        for (int i = 0; i < headers.size(); i++) {
            if (!columns.takes(i) && !headers.get(i).isBlank() && !answered.contains(headers.get(i))) {
                extras.put(i, headers.get(i));
            }
        }
        for (var leaf : leaves) {
            columns.others().getOrDefault(leaf.path(), List.of()).stream()
                    .filter(other -> !columns.takes(other) && !answered.contains(headers.get(other)))
                    .forEach(other -> compared.put(other, leaf));
        }
        // what a JSON caller may add to the one structure (an id, a name) stands in further columns
        var structures = model.inputs().stream()
                .filter(input -> input.type().kind() == ValueType.Kind.STRUCTURE)
                .toList();
        this.extrasIn = structures.size() == 1 ? structures.get(0).name() : null;
    }

    /** The columns that a table for a model may have. */
    public static Columns known(Edition edition, DecisionModel model, Map<String, String> defaults) {
        return known(leaves(edition, model), defaults);
    }

    /**
     * Assigns the headers.
     *
     * @param defaults texts of inputs that no column gives, by the input's name
     * @throws InvalidInput where a required column is missing, or one is misspelt or there twice
     */
    public static InputColumns of(
            Edition edition, DecisionModel model, List<String> headers, Map<String, String> defaults) {
        var leaves = leaves(edition, model);
        var known = known(leaves, defaults);
        var assigned = known.assign(headers);
        var problems = new ArrayList<>(assigned.problems());
        assigned.missing()
                .forEach(column -> problems.add(new FieldProblem(
                        pointerOf(leaves, column.key()),
                        "缺少必需的列「" + column.label() + "」，可写作："
                                + String.join(
                                        "、", Columns.allNames(column).limit(12).toList()) + "；已有："
                                + Listed.names(headers, "、") + " / the column " + column.key()
                                + " is required; found: " + Listed.names(headers, ", "))));
        for (var input : model.inputs()) {
            if (!tabular(input.type()) && !input.type().optional()) {
                problems.add(new FieldProblem(
                        FieldProblem.pointer("", input.name()),
                        "输入「" + input.label() + "」不是单个的值，不能写成一列，请用 NDJSON / the input " + input.name()
                                + " is not a single value and fits no column; use NDJSON"));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
        return new InputColumns(model, List.copyOf(headers), leaves, assigned, defaults);
    }

    private static Columns known(List<Leaf> leaves, Map<String, String> defaults) {
        var uses = leaves.stream()
                .flatMap(leaf -> List.of(leaf.name(), leaf.label()).stream().distinct())
                .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
        return new Columns(leaves.stream()
                .map(leaf -> {
                    var names = new ArrayList<>(List.of(leaf.pointer(), leaf.qualified()));
                    if (uses.get(leaf.name()) == 1) {
                        names.add(leaf.name());
                    }
                    names.addAll(leaf.column().names());
                    return new Column(
                            leaf.path(),
                            uses.get(leaf.label()) == 1 ? leaf.label() : leaf.qualified(),
                            names,
                            leaf.column().marks(),
                            !leaf.type().optional() && !defaults.containsKey(leaf.path()));
                })
                .toList());
    }

    private static List<Leaf> leaves(Edition edition, DecisionModel model) {
        var vocabulary = edition.vocabulary();
        var leaves = new ArrayList<Leaf>();
        for (var input : model.inputs()) {
            var pointer = FieldProblem.pointer("", input.name());
            if (scalar(input.type())) {
                leaves.add(new Leaf(
                        input.name(),
                        null,
                        pointer,
                        input.label(),
                        input.label(),
                        input.type(),
                        vocabulary.column(input)));
            } else if (tabular(input.type())) {
                for (var field : input.type().fields()) {
                    if (scalar(field.type())) {
                        leaves.add(new Leaf(
                                input.name(),
                                field.name(),
                                FieldProblem.pointer(pointer, field.name()),
                                field.label(),
                                input.label() + "." + field.label(),
                                field.type(),
                                vocabulary.column(field)));
                    }
                }
            }
        }
        return leaves;
    }

    private static boolean scalar(ValueType type) {
        return !type.list() && type.kind() != ValueType.Kind.STRUCTURE && type.kind() != ValueType.Kind.OTHER;
    }

    private static boolean tabular(ValueType type) {
        return scalar(type)
                || !type.list()
                        && type.kind() == ValueType.Kind.STRUCTURE
                        && type.fields().stream().map(Field::type).allMatch(field -> scalar(field) || field.optional());
    }

    private static String pointerOf(List<Leaf> leaves, String path) {
        return leaves.stream()
                .filter(leaf -> leaf.path().equals(path))
                .map(Leaf::pointer)
                .findFirst()
                .orElse("");
    }

    /** True where most columns are headed in Chinese rather than by names of JSON. */
    public boolean labelled() {
        long chinese = headersByPointer.values().stream()
                .filter(header -> header.chars().anyMatch(Character::isIdeographic))
                .count();
        return chinese * 2 > headersByPointer.size();
    }

    /** The headers of the columns that give inputs. */
    public Collection<String> assignedHeaders() {
        return headersByPointer.values();
    }

    /** True where the column at that position gives an input. */
    public boolean assigned(int position) {
        return columns.takes(position);
    }

    /** The header of the column that gives what a pointer points at, or else the pointer's own words. */
    public String header(String pointer) {
        return headersByPointer.getOrDefault(pointer, pointer.replaceFirst("^/", ""));
    }

    /** The paths of the values that a row can give, one after the other. */
    public List<String> paths() {
        return leaves.stream().map(Leaf::path).toList();
    }

    /** How many columns there are. */
    public int columns() {
        return headers.size();
    }

    /** Where the column of a value of {@link #paths} stands; negative where there is none. */
    public int position(int leaf) {
        return columns.position(leaves.get(leaf).path());
    }

    /** Reads one cell of a value of {@link #paths}; empty where something is wrong with it. */
    public Optional<Cell> cell(int leaf, String text) {
        var problems = new ArrayList<FieldProblem>();
        var cell = read(leaves.get(leaf), orDefault(leaves.get(leaf), text), problems);
        return problems.isEmpty() ? Optional.of(cell) : Optional.empty();
    }

    /** How to write the canonical form of rows without errors; empty if only {@link #read} can work it out. */
    public Optional<CanonicalRows> canonical() {
        if (!columns.marks().isEmpty() || !compared.isEmpty()) {
            // two cells give the same value
            return Optional.empty();
        }
        var structures = new HashMap<String, List<CanonicalRows.Member>>();
        for (int i = 0; i < leaves.size(); i++) {
            var leaf = leaves.get(i);
            structures
                    .computeIfAbsent(leaf.field() == null ? "" : leaf.input(), none -> new ArrayList<>())
                    .add(new CanonicalRows.Member(leaf.name(), i, -1));
        }
        if (extrasIn != null) {
            extras.forEach((position, header) -> structures
                    .computeIfAbsent(extrasIn, none -> new ArrayList<>())
                    .add(new CanonicalRows.Member(header, -1, position)));
        }
        return CanonicalRows.of(structures);
    }

    /** Reads the values of a row. */
    public Read read(Row row, char separator) {
        var problems = new ArrayList<FieldProblem>();
        var values = new HashMap<String, Object>();
        var sent = NODES.objectNode();
        model.inputs().forEach(input -> values.put(input.name(), null));
        for (var leaf : leaves) {
            var text = cell(leaf, row);
            var cell = read(leaf, text, problems);
            put(leaf, cell, values, text.isBlank() ? NODES.objectNode() : sent);
        }
        compared.forEach((position, leaf) -> {
            var text = row.text(position);
            var pointer = FieldProblem.pointer("", headers.get(position));
            int before = problems.size();
            var other = Values.fromText(leaf.type(), text, pointer, problems);
            var taken = read(leaf, cell(leaf, row), new ArrayList<>()).value();
            if (problems.size() == before && !Objects.equals(other, taken)) {
                problems.add(
                        Values.differing(pointer, headers.get(columns.position(leaf.path())), headers.get(position)));
            }
        });
        for (var mark : columns.marks()) {
            var leaf = leaves.stream()
                    .filter(any -> any.path().equals(mark.key()))
                    .findFirst()
                    .orElseThrow();
            var pointer = FieldProblem.pointer("", headers.get(mark.position()));
            if (Boolean.TRUE.equals(Values.fromText(Values.YES_OR_NO, row.text(mark.position()), pointer, problems))) {
                put(leaf, read(leaf, mark.value(), problems), values, sent);
            }
        }
        if (extrasIn != null) {
            extras.forEach((position, header) -> {
                if (!row.text(position).isBlank()) {
                    var structure = structure(sent, extrasIn);
                    if (!structure.has(header)) {
                        structure.put(header, row.text(position));
                    }
                }
            });
        }
        var problem = HeadedTable.problem(row, headers.size(), separator);
        if (problem != null) {
            problems.add(0, problem);
        }
        return new Read(new Inputs(values, problems), sent);
    }

    private static void put(Leaf leaf, Cell cell, Map<String, Object> values, ObjectNode sent) {
        if (leaf.field() == null) {
            values.put(leaf.input(), cell.value());
        } else {
            structure(values, leaf.input()).put(leaf.field(), cell.value());
        }
        (leaf.field() == null ? sent : structure(sent, leaf.input())).set(leaf.name(), cell.sent());
    }

    private Cell read(Leaf leaf, String text, List<FieldProblem> problems) {
        var known = cells.get(leaf.path());
        var cell = known.get(text);
        if (cell != null) {
            return cell;
        }
        int before = problems.size();
        var value = Values.fromText(leaf.type(), text, leaf.pointer(), problems);
        if (problems.size() > before) {
            return new Cell(value, TextNode.valueOf(text));
        }
        cell = new Cell(value, FeelJson.toJson(value, leaf.type()));
        if (known.size() < MOST_KNOWN && text.length() <= LONGEST_KNOWN) {
            known.put(text, cell);
        }
        return cell;
    }

    private static ObjectNode structure(ObjectNode sent, String name) {
        return sent.get(name) instanceof ObjectNode there ? there : sent.putObject(name);
    }

    private String cell(Leaf leaf, Row row) {
        return orDefault(leaf, row.text(columns.position(leaf.path())));
    }

    private String orDefault(Leaf leaf, String cell) {
        return cell.isBlank() ? defaults.getOrDefault(leaf.path(), cell) : cell;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> structure(Map<String, Object> values, String input) {
        return (Map<String, Object>)
                values.compute(input, (name, known) -> known == null ? new LinkedHashMap<String, Object>() : known);
    }
}
