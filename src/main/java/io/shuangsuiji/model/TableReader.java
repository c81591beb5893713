package io.shuangsuiji.model;

import io.shuangsuiji.model.Table.Cell;
import io.shuangsuiji.model.Table.Column;
import io.shuangsuiji.model.Table.ColumnKind;
import io.shuangsuiji.model.Table.Kind;
import io.shuangsuiji.model.Table.Part;
import io.shuangsuiji.model.Table.Row;
import io.shuangsuiji.model.cell.CellText;
import io.shuangsuiji.model.cell.CellText.Role;
import io.shuangsuiji.model.cell.CellType;
import io.shuangsuiji.model.cell.SimpleFeel;
import io.shuangsuiji.model.xml.DmnFile;
import io.shuangsuiji.model.xml.XmlText.Element;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads the tables of one file: those of decisions and of business knowledge models, and, wherever they stand in boxed
 * expressions, the tables within. A boxed expression of parts (a context, a list, an invocation, a condition …) is read
 * as names and values; a part that is a boxed expression again is a table of its own.
 */
final class TableReader {
    /** The name of the annotation or output that holds a rule's id, as the editions of this service write it. */
    private static final List<String> RULE_ID = List.of("规则编号", "编号", "rule");

    private final DmnFile file;
    private final TypeResolver types;
    private final List<Table> tables = new ArrayList<>();
    private final Map<String, Element> decisions = new HashMap<>();
    /** How cells of a type are shown, by how they are read and what they say: those of a column mostly say the same. */
    private final Map<CellType, Map<String, String>> shown = new IdentityHashMap<>();

    /** The tables of a file, read once for as long as neither it nor what it refers to changes. */
    static List<Table> read(DmnFile file, TypeResolver types) {
        return file.derived(types.within(file), () -> List.copyOf(new TableReader(file, types).read()));
    }

    private TableReader(DmnFile file, TypeResolver types) {
        this.file = file;
        this.types = types;
        root().children("decision").forEach(decision -> decisions.put(decision.attribute("id"), decision));
    }

    /**
     * Where a boxed expression stands.
     *
     * @param owner the decision or business knowledge model
     * @param name that of the owner, and of the parts on the way
     * @param label the same as people read it
     * @param reference the type that its surroundings give it, or null
     * @param depth how many parts lie between
     * @param constant true where no input of the model can change it
     * @param names what a formula there may refer to
     */
    private record Place(
            Element owner,
            String name,
            String label,
            String reference,
            int depth,
            boolean constant,
            List<String> names) {
        Place part(String part, String type, List<String> known) {
            return new Place(
                    owner,
                    name + Table.WITHIN + part,
                    label + Table.WITHIN + part,
                    type,
                    depth + 1,
                    constant,
                    List.copyOf(known));
        }

        String reference(Element expression) {
            var own = expression.attribute("typeRef");
            return own == null ? reference : own;
        }

        /** What the value itself is called. */
        String value() {
            return label.substring(depth == 0 ? 0 : label.lastIndexOf(Table.WITHIN) + Table.WITHIN.length());
        }
    }

    private Element root() {
        return file.xml().root();
    }

    private List<Table> read() {
        typesTable().ifPresent(tables::add);
        for (var owner : root().children()) {
            if (owner.name().equals("decision")) {
                var variable = owner.child("variable");
                var place = new Place(
                        owner,
                        Objects.requireNonNullElse(owner.attribute("name"), ""),
                        labelOf(owner),
                        variable == null ? null : variable.attribute("typeRef"),
                        0,
                        dependsOnNoInput(owner),
                        names(owner));
                Boxed.in(owner).forEach(expression -> boxed(place, expression));
            } else if (owner.name().equals("businessKnowledgeModel")) {
                var name = Objects.requireNonNullElse(owner.attribute("name"), "");
                var place = new Place(owner, name, labelOf(owner), null, 0, false, names(owner));
                owner.children("encapsulatedLogic").forEach(function -> boxed(place, function));
            }
        }
        return tables;
    }

    private void boxed(Place place, Element expression) {
        switch (expression.name()) {
            case "decisionTable" -> tables.add(decisionTable(place, expression));
            case "relation" -> relation(place, expression);
            case "literalExpression" -> tables.add(literal(place, expression));
            case "functionDefinition", "encapsulatedLogic" ->
                Boxed.in(expression)
                        .forEach(body -> boxed(
                                new Place(
                                        place.owner(),
                                        place.name(),
                                        place.label(),
                                        null,
                                        place.depth(),
                                        false,
                                        parameters(place, expression)),
                                body));
            default -> parts(place, expression);
        }
    }

    private Table view(Place place, Element table, Kind kind, String hitPolicy, List<Column> columns, List<Row> rows) {
        return view(place, table, kind, hitPolicy, columns, rows, List.of());
    }

    private Table view(
            Place place,
            Element table,
            Kind kind,
            String hitPolicy,
            List<Column> columns,
            List<Row> rows,
            List<Part> parts) {
        return new Table(
                file.name(),
                file.modelName(),
                file.addressOf(table),
                kind,
                file.addressOf(place.owner()),
                place.name(),
                place.label(),
                place.depth() == 0 ? textOf(place.owner().child("description")) : "",
                hitPolicy,
                place.constant(),
                List.copyOf(columns),
                List.copyOf(rows),
                parts);
    }

    private Table decisionTable(Place place, Element table) {
        var columns = new ArrayList<Column>();
        for (var input : table.children("input")) {
            var expression = input.child("inputExpression");
            var feel = expression == null ? "" : textOf(expression.child("text"));
            var label = Objects.requireNonNullElse(input.attribute("label"), feel);
            var reference = expression == null ? null : expression.attribute("typeRef");
            var type = reference == null ? types.along(file, feel) : types.resolve(file, reference);
            columns.add(new Column(
                    file.addressOf(input),
                    ColumnKind.INPUT,
                    label,
                    feel,
                    Role.TESTS,
                    TypeResolver.allowing(type, input.child("inputValues")).naming(place.names())));
        }
        var outputs = table.children("output");
        var parts = RowParts.of(types, file, table, place.reference(table));
        for (var output : outputs) {
            var name = output.attribute("name");
            var label =
                    output.attribute("label") != null ? output.attribute("label") : name != null ? name : place.value();
            var own = output.attribute("typeRef");
            var part = parts.declared(name);
            var type = own == null && part.isPresent()
                    ? types.component(parts.file(), part.get())
                    : types.resolve(file, own == null && outputs.size() == 1 ? place.reference(table) : own);
            columns.add(new Column(
                    file.addressOf(output),
                    ColumnKind.OUTPUT,
                    label,
                    name,
                    Role.VALUE,
                    TypeResolver.allowing(type, output.child("outputValues"))
                            .naming(place.names())
                            .given(narrower(output))));
        }
        for (var annotation : table.children("annotation")) {
            columns.add(new Column(
                    file.addressOf(annotation),
                    ColumnKind.ANNOTATION,
                    Objects.requireNonNullElse(annotation.attribute("name"), "说明"),
                    null,
                    Role.PLAIN,
                    CellType.PLAIN));
        }
        var rows = new ArrayList<Row>();
        for (var rule : table.children("rule")) {
            var entries = new ArrayList<Element>();
            align(rule.children("inputEntry"), table.children("input").size(), entries);
            align(rule.children("outputEntry"), outputs.size(), entries);
            align(rule.children("annotationEntry"), table.children("annotation").size(), entries);
            rows.add(row(rule, rows.size() + 1, columns, entries));
        }
        var hitPolicy = Objects.requireNonNullElse(table.attribute("hitPolicy"), "UNIQUE");
        var aggregation = table.attribute("aggregation");
        return view(
                place,
                table,
                Kind.DECISION_TABLE,
                aggregation == null ? hitPolicy : hitPolicy + " " + aggregation,
                columns,
                rows,
                parts.from(columns));
    }

    /** What a function's body may refer to: what its owner may, and the parameters. */
    private static List<String> parameters(Place place, Element function) {
        var names = new ArrayList<>(place.names());
        function.children("formalParameter").stream()
                .map(parameter -> parameter.attribute("name"))
                .filter(Objects::nonNull)
                .forEach(names::add);
        return List.copyOf(names);
    }

    /** As many entries as there are columns of their kind, so that one too few or too many shifts no other. */
    private static void align(List<Element> entries, int columns, List<Element> all) {
        for (int i = 0; i < columns; i++) {
            all.add(i < entries.size() ? entries.get(i) : null);
        }
    }

    private void relation(Place place, Element relation) {
        var columns = new ArrayList<Column>();
        for (var column : relation.children("column")) {
            var label = labelOf(column);
            columns.add(new Column(
                    file.addressOf(column),
                    ColumnKind.VALUE,
                    label,
                    column.attribute("name"),
                    Role.VALUE,
                    types.resolve(file, column.attribute("typeRef")).naming(place.names())));
        }
        var rows = new ArrayList<Row>();
        int at = tables.size();
        for (var element : relation.children("row")) {
            var cells = new ArrayList<Element>();
            align(Boxed.in(element), columns.size(), cells);
            var row = row(element, rows.size() + 1, columns, cells);
            rows.add(row);
            for (int i = 0; i < columns.size(); i++) {
                var column = relation.children("column").get(i);
                within(
                        place.part(
                                row.name() + " " + columns.get(i).label(), column.attribute("typeRef"), place.names()),
                        cells.get(i));
            }
        }
        tables.add(at, view(place, relation, Kind.RELATION, null, columns, rows));
    }

    private void within(Place place, Element expression) {
        if (expression != null && !expression.name().equals("literalExpression")) {
            boxed(place, expression);
        }
    }

    private Row row(Element row, int number, List<Column> columns, List<Element> entries) {
        var cells = new ArrayList<Cell>();
        for (int i = 0; i < columns.size(); i++) {
            var column = columns.get(i);
            var type = column.type().in(name -> feelOf(name, columns, entries));
            cells.add(cell(entries.get(i), column.role(), type));
        }
        return new Row(file.addressOf(row), number, nameOf(columns, cells, number), List.copyOf(cells));
    }

    private static String feelOf(String name, List<Column> columns, List<Element> entries) {
        for (int i = 0; i < Math.min(columns.size(), entries.size()); i++) {
            if (name.equals(columns.get(i).expression()) && entries.get(i) != null) {
                return textOf(entries.get(i).child("text"));
            }
        }
        return null;
    }

    /** The types that an output has in some rows only: {@code <rowType column="measure" is='"占总体比例"' typeRef="比例"/>}. */
    private List<CellType.Given> narrower(Element output) {
        var narrower = new ArrayList<CellType.Given>();
        var extension = output.child("extensionElements");
        for (var type : extension == null ? List.<Element>of() : extension.children()) {
            if (!type.localName().equals("rowType")) {
                continue;
            }
            SimpleFeel.tests(Objects.requireNonNullElse(type.attribute("is"), ""))
                    .ifPresent(tests -> narrower.add(new CellType.Given(
                            type.attribute("column"), tests, types.resolve(file, type.attribute("typeRef")))));
        }
        return List.copyOf(narrower);
    }

    /** What a formula of a decision may refer to: what it requires, and what the model imports. */
    private List<String> names(Element decision) {
        var names = new LinkedHashSet<String>();
        for (var requirement : decision.children()) {
            for (var required : requirement.children()) {
                var href = required.attribute("href");
                if (requirement.name().endsWith("Requirement") && href != null && href.startsWith("#")) {
                    file.at(href.substring(1))
                            .map(element -> element.attribute("name"))
                            .ifPresent(names::add);
                }
            }
        }
        root().children("import").stream()
                .map(imported -> imported.attribute("name"))
                .filter(Objects::nonNull)
                .forEach(names::add);
        return List.copyOf(names);
    }

    private Cell cell(Element entry, Role role, CellType type) {
        if (entry == null) {
            return readOnly("");
        }
        return entry.name().endsWith("Entry") || entry.name().equals("literalExpression")
                ? cell(file.addressOf(entry), textOf(entry.child("text")), role, type)
                : readOnly("（另成一表）");
    }

    private Cell cell(String address, String feel, Role role, CellType type) {
        var text = shown.computeIfAbsent(type, any -> new HashMap<>())
                .computeIfAbsent(role + " " + feel, any -> CellText.show(role, type, feel));
        return new Cell(address, feel, text, role, type);
    }

    private static String nameOf(List<Column> columns, List<Cell> cells, int number) {
        for (var wanted : RULE_ID) {
            for (int i = 0; i < columns.size(); i++) {
                var column = columns.get(i);
                var text = cells.get(i).text();
                if ((wanted.equals(column.label()) || wanted.equals(column.expression()))
                        && column.kind() != ColumnKind.INPUT
                        && !text.isBlank()
                        && !text.equals(CellText.NULL)) {
                    return text;
                }
            }
        }
        return "第 " + number + " 行";
    }

    private Table literal(Place place, Element literal) {
        var type = types.resolve(file, place.reference(literal)).naming(place.names());
        var address = file.addressOf(literal);
        var column = new Column(address, ColumnKind.VALUE, place.value(), null, Role.VALUE, type);
        var cell = Cell.of(address, textOf(literal.child("text")), Role.VALUE, type);
        return view(
                place,
                literal,
                Kind.LITERAL,
                null,
                List.of(column),
                List.of(new Row(address, 1, place.label(), List.of(cell))));
    }

    /** An expression made of others, each in an element of its own that names it, or directly. */
    private void parts(Place place, Element boxed) {
        var rows = new ArrayList<Row>();
        var names = new ArrayList<>(place.names());
        int at = tables.size();
        for (var part : boxed.children()) {
            var inside = Boxed.is(part) ? List.of(part) : Boxed.in(part);
            if (inside.isEmpty()) {
                continue;
            }
            var named = part.child(part.name().equals("binding") ? "parameter" : "variable");
            var label = named != null ? labelOf(named) : partLabel(boxed, part, rows.size() + 1);
            var reference = named == null ? null : named.attribute("typeRef");
            var value = inside.get(0);
            var type = types.resolve(file, reference != null ? reference : value.attribute("typeRef"))
                    .naming(List.copyOf(names));
            if (named != null && named.attribute("name") != null && boxed.name().equals("context")) {
                names.add(named.attribute("name"));
            }
            rows.add(new Row(
                    file.addressOf(part),
                    rows.size() + 1,
                    label,
                    List.of(readOnly(label), cell(value, Role.VALUE, type))));
            // the last entry of a context, without a name, is what the context is
            boolean result = named == null && boxed.name().equals("context");
            within(place.part(label, result ? place.reference(boxed) : reference, names), value);
        }
        tables.add(at, view(place, boxed, Kind.CONTEXT, null, nameAndValue(boxed, "值"), rows));
    }

    private static String partLabel(Element boxed, Element part, int number) {
        return switch (part.name()) {
            case "contextEntry" -> "结果";
            case "if" -> "如果";
            case "then" -> "那么";
            case "else" -> "否则";
            case "in" -> "取自";
            case "return" -> "得出";
            case "satisfies", "match" -> "满足";
            default -> boxed.name().equals("invocation") ? "调用" : "第 " + number + " 项";
        };
    }

    /** One row a type that lists or bounds its values. */
    private Optional<Table> typesTable() {
        var rows = new ArrayList<Row>();
        for (var item : root().children("itemDefinition")) {
            var allowed = item.child("allowedValues");
            var name = item.attribute("name");
            if (allowed == null || name == null) {
                continue;
            }
            var base = types.resolve(file, item.text("typeRef"));
            rows.add(new Row(
                    file.addressOf(item),
                    rows.size() + 1,
                    name,
                    List.of(
                            readOnly(name),
                            Cell.of(
                                    file.addressOf(allowed),
                                    textOf(allowed.child("text")),
                                    Role.TESTS,
                                    CellType.of(base.name(), base.kind()).naming(List.of())))));
        }
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new Table(
                        file.name(),
                        file.modelName(),
                        "",
                        Kind.TYPES,
                        file.addressOf(root()),
                        "types",
                        labelOf(root()) + "：取值范围",
                        textOf(root().child("description")),
                        null,
                        true,
                        nameAndValue(root(), "允许的取值"),
                        List.copyOf(rows),
                        List.of()));
    }

    private List<Column> nameAndValue(Element of, String value) {
        var address = file.addressOf(of);
        return List.of(
                new Column(address, ColumnKind.VALUE, "名称", null, Role.PLAIN, CellType.PLAIN),
                new Column(address, ColumnKind.VALUE, value, null, Role.VALUE, CellType.PLAIN));
    }

    private boolean dependsOnNoInput(Element decision) {
        var reached = new LinkedHashSet<Element>(List.of(decision));
        var open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            for (var requirement : open.remove().children("informationRequirement")) {
                var required = requirement.child("requiredDecision");
                var other = required == null
                        ? null
                        : decisions.get(
                                String.valueOf(required.attribute("href")).replaceFirst("^.*#", ""));
                if (other == null) {
                    return false;
                }
                if (reached.add(other)) {
                    open.add(other);
                }
            }
        }
        return true;
    }

    private static Cell readOnly(String text) {
        return new Cell(null, text, text, Role.PLAIN, CellType.PLAIN);
    }

    private static String textOf(Element element) {
        return element == null ? "" : element.content().strip();
    }

    private static String labelOf(Element element) {
        return Objects.requireNonNullElse(element.label(), "");
    }
}
