package io.shuangsuiji.amendment.start;

import io.shuangsuiji.amendment.edit.DmnEditor;
import io.shuangsuiji.amendment.edit.Edit;
import io.shuangsuiji.amendment.edit.Edit.DeleteRow;
import io.shuangsuiji.amendment.edit.Edit.SetFeel;
import io.shuangsuiji.amendment.edit.EditRefused;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.cell.CellType;
import io.shuangsuiji.model.cell.NoteText;
import io.shuangsuiji.model.cell.SimpleFeel.Constant;
import io.shuangsuiji.model.cell.SimpleFeel.Test;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.policy.ValueType.Kind;
import io.shuangsuiji.policy.compile.RequiredModelInterface;
import io.shuangsuiji.policy.compile.RequiredModelInterface.Needs;
import io.shuangsuiji.policy.rules.RuleFacts;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The least edition: what {@link RequiredModelInterface} demands and nothing more, in the types and under the labels of an
 * edition at hand, with words to be replaced for all that another bureau says otherwise. What it answers is data
 * ({@code skeleton.properties}); it compiles, and its trial plan draws somebody.
 */
final class Skeleton {
    private static final Properties ANSWERS = answers();
    private static final Pattern PLACE = Pattern.compile("\\{([\\p{L}]+)}");
    private static final String TYPES = "types.dmn";
    private static final String REGISTRY = "registry.dmn";
    private static final String FINDINGS = "findings.dmn";

    private final Edition edition;
    /** The types that inputs have, by name, in FEEL. */
    private final Map<String, String> types = new LinkedHashMap<>();
    /** The values that a bureau's own words are begun with, by the name of the input. */
    private final Map<String, List<String>> words = new LinkedHashMap<>();

    private Skeleton(Edition edition) {
        this.edition = edition;
    }

    /** Its DMN files by name. */
    static SortedMap<String, byte[]> of(Edition edition) {
        return new Skeleton(edition).files();
    }

    private static Properties answers() {
        var read = new Properties();
        try (var in = Objects.requireNonNull(Skeleton.class.getResourceAsStream("/skeleton.properties"))) {
            read.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return read;
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private SortedMap<String, byte[]> files() {
        var files = new TreeMap<String, byte[]>();
        // all words first: a model may answer with those of another's inputs
        for (var needs : RequiredModelInterface.models()) {
            inputs(needs).forEach(input -> fields(input).forEach(this::typeOf));
        }
        for (var needs : RequiredModelInterface.models()) {
            for (var output : base(needs).outputs()) {
                output.type().fields().stream()
                        .filter(field -> ANSWERS.containsKey("rowType." + needs.model() + "." + field.name()))
                        .flatMap(field -> inSomeRows(needs, field.name()).stream())
                        .forEach(given -> words.put(given.column(), List.of(word(given))));
            }
        }
        for (var needs : RequiredModelInterface.models()) {
            files.put(needs.model() + ".dmn", bytes(model(needs)));
        }
        files.put(TYPES, bytes(types()));
        registry(files);
        findings(files);
        return files;
    }

    private static byte[] bytes(SkeletonXml xml) {
        return xml.toString().getBytes(StandardCharsets.UTF_8);
    }

    private DecisionModel base(Needs needs) {
        return edition.model(needs.model()).orElseThrow();
    }

    private List<Field> inputs(Needs needs) {
        var more = ANSWERS.getProperty("inputs." + needs.model(), "").split(" ");
        return needed(
                base(needs).inputs(),
                Stream.concat(needs.inputs().stream(), Stream.of(more)).toList());
    }

    /** The fields that paths name, their own fields among them as far as paths name these. */
    private static List<Field> needed(List<Field> all, List<String> paths) {
        return all.stream()
                .filter(field -> paths.stream().anyMatch(path -> path.split("[.]")[0].equals(field.name())))
                .map(field -> {
                    var below = paths.stream()
                            .filter(path -> path.startsWith(field.name() + "."))
                            .map(path -> path.substring(field.name().length() + 1))
                            .toList();
                    var type = field.type();
                    return below.isEmpty()
                            ? field
                            : new Field(
                                    field.name(),
                                    field.label(),
                                    new ValueType(
                                            type.name(),
                                            type.kind(),
                                            type.list(),
                                            type.constraint(),
                                            needed(type.fields(), below)));
                })
                .toList();
    }

    private static Stream<Field> fields(Field input) {
        return input.type().kind() == Kind.STRUCTURE ? input.type().fields().stream() : Stream.of(input);
    }

    /** The name of the type of an input's field; it is declared where it says more than its kind. */
    private String typeOf(Field field) {
        var type = field.type();
        var listed = type.constraint().enumeration();
        var values = new ArrayList<String>();
        if (type.kind() == Kind.TEXT && !listed.isEmpty()) {
            words.putIfAbsent(field.name(), List.of(field.label() + "一", field.label() + "二"));
            words.get(field.name()).forEach(word -> values.add("\"" + word + "\""));
        } else {
            listed.forEach(value -> values.add(value.toString()));
            type.constraint().ranges().forEach(range -> values.add("[" + range.low() + ".." + range.high() + "]"));
        }
        if (values.isEmpty()) {
            if (type.optional()) {
                return feel(type);
            }
            values.add("not(null)");
        } else if (type.optional()) {
            values.add("null");
        }
        types.put(field.label(), SkeletonXml.type(field.label(), feel(type), String.join(",", values)));
        return SkeletonXml.WORDS + "." + field.label();
    }

    private static String feel(ValueType type) {
        return switch (type.kind()) {
            case TEXT -> "string";
            case NUMBER -> "number";
            case BOOLEAN -> "boolean";
            case DATE -> "date";
            default -> "Any";
        };
    }

    private SkeletonXml types() {
        var xml = SkeletonXml.begin("types", SkeletonXml.WORDS);
        types.values().forEach(xml::add);
        return xml.end();
    }

    private SkeletonXml model(Needs needs) {
        var base = base(needs);
        var xml = SkeletonXml.begin(needs.model(), base.label()).importing(TYPES);
        var outputs = needed(base.outputs(), needs.outputs());
        var constants = needed(base.steps(), needs.constants());
        Stream.concat(outputs.stream(), constants.stream()).forEach(field -> declare(xml, field));
        for (var input : inputs(needs)) {
            if (input.type().kind() == Kind.STRUCTURE) {
                xml.structure(input.label(), input.type().fields(), this::typeOf);
                xml.input(input, input.label());
            } else {
                xml.input(input, typeOf(input));
            }
        }
        outputs.forEach(output -> decide(xml, needs, output));
        constants.forEach(constant -> xml.decision(constant, List.of(), value(constant, constant.name(), Map.of())));
        return xml.end();
    }

    /** The type of an output: a structure, or a list of one, and those within. */
    private static void declare(SkeletonXml xml, Field field) {
        if (field.type().kind() == Kind.STRUCTURE) {
            field.type().fields().forEach(part -> declare(xml, part));
            xml.structure(field.label(), field.type().fields(), part -> reference(xml, part));
            if (field.type().list()) {
                xml.list(field.label());
            }
        }
    }

    private static String reference(SkeletonXml xml, Field field) {
        if (field.type().kind() == Kind.STRUCTURE) {
            return field.type().list() ? SkeletonXml.listOf(field.label()) : field.label();
        }
        return field.type().list() ? xml.listOfFeel(feel(field.type())) : feel(field.type());
    }

    private void decide(SkeletonXml xml, Needs needs, Field output) {
        var inputs = inputs(needs);
        var inTable = output.type().fields().stream()
                .filter(field -> field.type().kind() != Kind.STRUCTURE)
                .filter(field -> !ANSWERS.containsKey("formula." + needs.model() + "." + field.name()))
                .toList();
        var asked = Stream.of(ANSWERS.getProperty("rows." + needs.model(), "").split(" "))
                .filter(path -> !path.isEmpty())
                .toList();
        var rows = rows(asked);
        // the edition at hand shows which of it is written in notes
        var notes = inTable.stream()
                .filter(field -> edition.decisionTables(needs.model()).stream()
                        .flatMap(known -> known.parts().stream())
                        .anyMatch(part -> part.isNote()
                                && field.name().equals(part.key())
                                && field.label().equals(part.label())))
                .toList();
        var given = inTable.stream().filter(field -> !notes.contains(field)).toList();
        boolean whole = inTable.size() == output.type().fields().size();
        var rules = output.label() + "规则";
        var table = new SkeletonXml.DecisionTable(
                whole ? output.name() : rules,
                output.label() + (whole ? "" : "规则"),
                whole ? reference(xml, output) : rules,
                output.type().list(),
                asked.stream().map(path -> column(inputs, path)).toList(),
                given.stream().map(field -> conclusion(xml, needs, field)).toList(),
                notes,
                rows.stream()
                        .map(row -> row(needs, asked, row, given, notes, rows.indexOf(row) + 1))
                        .toList());
        if (!whole) {
            xml.structure(rules, inTable, field -> reference(xml, field));
        }
        xml.table(table, inputs);
        if (!whole) {
            var entries = new LinkedHashMap<Field, String>();
            output.type().fields().forEach(field -> {
                var formula = ANSWERS.getProperty("formula." + needs.model() + "." + field.name());
                entries.put(
                        field,
                        formula != null
                                ? formula.replace("{rules}", rules)
                                : inTable.contains(field) ? rules + "." + field.name() : "[]");
            });
            xml.context(output, reference(xml, output), entries, inputs, table);
        }
    }

    /** A number that is a share of something is of the type for it, be it in some rows only. */
    private SkeletonXml.Column conclusion(SkeletonXml xml, Needs needs, Field field) {
        var path = needs.model() + "." + field.name();
        var always = ANSWERS.getProperty("type." + path);
        var sometimes = ANSWERS.getProperty("rowType." + path);
        var given = sometimes == null ? Optional.<CellType.Given>empty() : inSomeRows(needs, field.name());
        return new SkeletonXml.Column(
                field,
                always == null ? reference(xml, field) : number(always),
                given.map(type -> new SkeletonXml.RowType(type.column(), "\"" + word(type) + "\"", number(sometimes)))
                        .orElse(null));
    }

    /** The type that an output has in some rows of the edition at hand: in those in which another one says a word. */
    private Optional<CellType.Given> inSomeRows(Needs needs, String output) {
        return edition.decisionTables(needs.model()).stream()
                .flatMap(table -> table.columns().stream())
                .filter(column -> output.equals(column.expression()))
                .flatMap(column -> column.type().given().stream())
                .filter(given -> word(given) != null)
                .findFirst();
    }

    private static String word(CellType.Given given) {
        return given.tests().tests().stream()
                                        .findFirst()
                                        .filter(test -> !given.tests().negated())
                                        .orElse(null)
                                instanceof Test.Is is
                        && is.value() instanceof Constant.Text text
                ? text.value()
                : null;
    }

    private String number(String type) {
        types.put(type, SkeletonXml.type(type, "number", ANSWERS.getProperty("number." + type)));
        return SkeletonXml.WORDS + "." + type;
    }

    private SkeletonXml.Input column(List<Field> inputs, String path) {
        var steps = path.split("[.]");
        var fields = inputs;
        Field found = null;
        for (var step : steps) {
            found = fields.stream()
                    .filter(field -> field.name().equals(step))
                    .findFirst()
                    .orElseThrow();
            fields = found.type().fields();
        }
        return new SkeletonXml.Input(found.label(), path, typeOf(found));
    }

    /** Every combination of the words of the inputs that rows are about. */
    private List<Map<String, String>> rows(List<String> asked) {
        List<Map<String, String>> rows = List.of(Map.of());
        for (var path : asked) {
            var name = path.substring(path.lastIndexOf('.') + 1);
            rows = rows.stream()
                    .flatMap(row -> words.get(name).stream().map(word -> {
                        Map<String, String> more = new LinkedHashMap<>(row);
                        more.put(name, word);
                        return more;
                    }))
                    .toList();
        }
        return rows;
    }

    private List<String> row(
            Needs needs,
            List<String> asked,
            Map<String, String> row,
            List<Field> outputs,
            List<Field> notes,
            int number) {
        var cells = new ArrayList<String>();
        asked.forEach(path -> cells.add("\"" + row.get(path.substring(path.lastIndexOf('.') + 1)) + "\""));
        var filled = new LinkedHashMap<>(row);
        filled.put("row", String.valueOf(number));
        outputs.forEach(output -> cells.add(value(output, needs.model(), filled)));
        notes.forEach(note -> cells.add(NoteText.of(value(note, needs.model(), filled))));
        return cells;
    }

    /** What a field says, in FEEL: what the data gives, or something to be replaced. */
    private String value(Field field, String of, Map<String, String> row) {
        var given = ANSWERS.getProperty(of + "." + field.name());
        // a word of the edition at hand that it does not have is one to be replaced
        if (given != null && PLACE.matcher(given).results().allMatch(place -> isKnown(place.group(1), row))) {
            return PLACE.matcher(given).replaceAll(place -> word(place.group(1), row));
        }
        var type = field.type();
        if (type.kind() == Kind.STRUCTURE) {
            return type.list()
                    ? "[]"
                    : "{"
                            + String.join(
                                    ", ",
                                    type.fields().stream()
                                            .map(part -> part.name() + ": " + value(part, field.name(), row))
                                            .toList())
                            + "}";
        }
        if (type.kind() == Kind.TEXT) {
            var text = "\"（" + field.label() + "）\"";
            return type.list() ? "[" + text + "]" : text;
        }
        return type.list() ? "[]" : type.kind() == Kind.BOOLEAN ? "false" : "null";
    }

    private boolean isKnown(String name, Map<String, String> row) {
        return row.containsKey(name) || words.containsKey(name);
    }

    private String word(String name, Map<String, String> row) {
        return row.containsKey(name) ? row.get(name) : words.get(name).get(0);
    }

    /** How registries call what objects are known by; the words of the edition's own facts and values go. */
    private void registry(SortedMap<String, byte[]> files) {
        var own = new TreeMap<String, byte[]>();
        if (edition.files().containsKey(REGISTRY)) {
            own.put(REGISTRY, edition.files().get(REGISTRY));
            // from the last to the first: those below a deleted row stand elsewhere then
            var edits = new ArrayList<Edit>();
            for (var table : edition.tables().tables()) {
                for (int i = table.rows().size() - 1; table.file().equals(REGISTRY) && i >= 0; i--) {
                    var row = table.rows().get(i);
                    if (isOwn(table, row)) {
                        edits.add(new DeleteRow(REGISTRY, row.address()));
                    } else {
                        firstName(table, row).ifPresent(edits::add);
                    }
                }
            }
            try {
                var edited = DmnEditor.apply(own, edits).get(REGISTRY);
                files.put(REGISTRY, inOwnNamespace(edited, "registry"));
            } catch (EditRefused readAlready) {
                throw new IllegalStateException(readAlready);
            }
        }
    }

    /** How findings are told: those of the rules, without the ids and clauses of the edition at hand. */
    private void findings(SortedMap<String, byte[]> files) {
        var edits = new ArrayList<Edit>();
        for (var table : edition.tables().tables()) {
            var keys = table.columns().stream().map(Table.Column::expression).toList();
            for (int i = table.rows().size() - 1; table.file().equals(FINDINGS) && i >= 0; i--) {
                var row = table.rows().get(i);
                var code = keys.indexOf("code");
                if (code >= 0
                        && !RuleFacts.of(edition.rules())
                                .containsKey(row.cells().get(code).text())) {
                    edits.add(new DeleteRow(FINDINGS, row.address()));
                } else {
                    for (var own : List.of("rule", "clause")) {
                        if (keys.contains(own)) {
                            edits.add(new SetFeel(
                                    FINDINGS, row.cells().get(keys.indexOf(own)).address(), "null"));
                        }
                    }
                }
            }
        }
        try {
            var own = new TreeMap<>(Map.of(FINDINGS, edition.files().get(FINDINGS)));
            files.put(FINDINGS, inOwnNamespace(DmnEditor.apply(own, edits).get(FINDINGS), "findings"));
        } catch (EditRefused readAlready) {
            throw new IllegalStateException(readAlready);
        }
    }

    /** Of the names of a column the first; the others may be words of the edition's own registries. */
    private static Optional<SetFeel> firstName(Table table, Table.Row row) {
        return IntStream.range(0, table.columns().size())
                .filter(at -> "names".equals(table.columns().get(at).expression()))
                .mapToObj(at -> row.cells().get(at))
                .findFirst()
                .map(cell -> new SetFeel(
                        REGISTRY,
                        cell.address(),
                        "\"" + cell.text().split("[、；;\\n]", 2)[0].strip() + "\""));
    }

    private static byte[] inOwnNamespace(byte[] dmn, String name) {
        return new String(dmn, StandardCharsets.UTF_8)
                .replaceFirst("(?<= namespace=\")[^\"]*", SkeletonXml.NAMESPACE + name)
                .getBytes(StandardCharsets.UTF_8);
    }

    private boolean isOwn(Table table, Table.Row row) {
        var facts = edition.model("classification")
                .orElseThrow()
                .input("object")
                .orElseThrow()
                .type();
        return table.columns().stream()
                .anyMatch(column -> "value".equals(column.expression())
                        || "fact".equals(column.expression())
                                && facts.field(row.cells()
                                                .get(table.columns().indexOf(column))
                                                .text())
                                        .isPresent());
    }
}
