package io.shuangsuiji.policy.tables;

import io.shuangsuiji.policy.tables.CellText.Role;
import io.shuangsuiji.policy.tables.TableView.Cell;
import io.shuangsuiji.policy.tables.TableView.Column;
import io.shuangsuiji.policy.tables.TableView.ColumnKind;
import io.shuangsuiji.policy.tables.TableView.Kind;
import io.shuangsuiji.policy.tables.TableView.Row;
import io.shuangsuiji.policy.tables.XmlText.Element;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads the tables of one file. */
final class TableReader {
    /** The name of the annotation or output that holds a rule's id, as the editions of this service write it. */
    private static final List<String> RULE_ID = List.of("规则编号", "编号", "rule");

    private final DmnFile file;
    private final TypeNames types;
    private final Map<String, Element> decisions = new HashMap<>();

    TableReader(DmnFile file, TypeNames types) {
        this.file = file;
        this.types = types;
        root().children("decision").forEach(decision -> decisions.put(decision.attribute("id"), decision));
    }

    private Element root() {
        return file.xml().root();
    }

    void read(List<TableView> tables) {
        typesTable().ifPresent(tables::add);
        for (var decision : root().children("decision")) {
            for (var child : decision.children()) {
                switch (child.name()) {
                    case "decisionTable" -> tables.add(decisionTable(decision, child));
                    case "relation" -> tables.add(relation(decision, child));
                    case "literalExpression" -> tables.add(literal(decision, child));
                    case "context" -> tables.add(context(decision, child));
                    default -> {
                        // requirements, variables, texts; other boxed expressions are edited as DMN
                    }
                }
            }
        }
    }

    private TableView view(
            Element decision, Element table, Kind kind, String hitPolicy, List<Column> columns, List<Row> rows) {
        return new TableView(
                file.name(),
                file.modelName(),
                file.addressOf(table),
                kind,
                file.addressOf(decision),
                decision.attribute("name"),
                labelOf(decision),
                textOf(decision.child("description")),
                hitPolicy,
                dependsOnNoInput(decision),
                List.copyOf(columns),
                List.copyOf(rows));
    }

    private TableView decisionTable(Element decision, Element table) {
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
                    TypeNames.allowing(type, input.child("inputValues")).labelled(label)));
        }
        var outputs = table.children("output");
        for (var output : outputs) {
            var name = output.attribute("name");
            var label = output.attribute("label") != null
                    ? output.attribute("label")
                    : name != null ? name : labelOf(decision);
            var variable = decision.child("variable");
            var reference = output.attribute("typeRef") == null && outputs.size() == 1 && variable != null
                    ? variable.attribute("typeRef")
                    : output.attribute("typeRef");
            columns.add(new Column(
                    file.addressOf(output),
                    ColumnKind.OUTPUT,
                    label,
                    name,
                    Role.VALUE,
                    TypeNames.allowing(types.resolve(file, reference), output.child("outputValues"))
                            .labelled(label)));
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
            entries.addAll(rule.children("inputEntry"));
            entries.addAll(rule.children("outputEntry"));
            entries.addAll(rule.children("annotationEntry"));
            rows.add(row(rule, rows.size() + 1, columns, entries));
        }
        var hitPolicy = Objects.requireNonNullElse(table.attribute("hitPolicy"), "UNIQUE");
        var aggregation = table.attribute("aggregation");
        return view(
                decision,
                table,
                Kind.DECISION_TABLE,
                aggregation == null ? hitPolicy : hitPolicy + " " + aggregation,
                columns,
                rows);
    }

    private TableView relation(Element decision, Element relation) {
        var columns = new ArrayList<Column>();
        for (var column : relation.children("column")) {
            var label = labelOf(column);
            columns.add(new Column(
                    file.addressOf(column),
                    ColumnKind.VALUE,
                    label,
                    column.attribute("name"),
                    Role.VALUE,
                    types.resolve(file, column.attribute("typeRef")).labelled(label)));
        }
        var rows = new ArrayList<Row>();
        for (var row : relation.children("row")) {
            rows.add(row(row, rows.size() + 1, columns, row.children()));
        }
        return view(decision, relation, Kind.RELATION, null, columns, rows);
    }

    private Row row(Element row, int number, List<Column> columns, List<Element> entries) {
        var cells = new ArrayList<Cell>();
        for (int i = 0; i < columns.size(); i++) {
            var column = columns.get(i);
            cells.add(i < entries.size() ? cell(entries.get(i), column.role(), column.type()) : readOnly(""));
        }
        return new Row(file.addressOf(row), number, nameOf(columns, cells, number), List.copyOf(cells));
    }

    private Cell cell(Element entry, Role role, CellType type) {
        if (!entry.name().endsWith("Entry") && !entry.name().equals("literalExpression")) {
            return readOnly("（" + entry.name() + "）");
        }
        return Cell.of(file.addressOf(entry), textOf(entry.child("text")), role, type);
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

    private TableView literal(Element decision, Element literal) {
        var variable = decision.child("variable");
        var label = labelOf(decision);
        var reference = literal.attribute("typeRef") != null || variable == null
                ? literal.attribute("typeRef")
                : variable.attribute("typeRef");
        var type = types.resolve(file, reference).labelled(label);
        var column = new Column(file.addressOf(literal), ColumnKind.VALUE, label, null, Role.VALUE, type);
        var cell = Cell.of(file.addressOf(literal), textOf(literal.child("text")), Role.VALUE, type);
        return view(
                decision,
                literal,
                Kind.LITERAL,
                null,
                List.of(column),
                List.of(new Row(file.addressOf(literal), 1, label, List.of(cell))));
    }

    private TableView context(Element decision, Element context) {
        var rows = new ArrayList<Row>();
        for (var entry : context.children("contextEntry")) {
            var variable = entry.child("variable");
            var label = variable == null ? "结果" : labelOf(variable);
            var type = types.resolve(file, variable == null ? null : variable.attribute("typeRef"))
                    .labelled(label);
            var value = entry.child("literalExpression");
            rows.add(new Row(
                    file.addressOf(entry),
                    rows.size() + 1,
                    label,
                    List.of(readOnly(label), value == null ? readOnly("（DMN 表达式）") : cell(value, Role.VALUE, type))));
        }
        return view(decision, context, Kind.CONTEXT, null, nameAndValue(context, "值"), rows);
    }

    /** One row a type that lists or bounds its values. */
    private Optional<TableView> typesTable() {
        var rows = new ArrayList<Row>();
        for (var item : root().children("itemDefinition")) {
            var allowed = item.child("allowedValues");
            var name = item.attribute("name");
            if (allowed == null || name == null) {
                continue;
            }
            var base = types.resolve(file, item.child("typeRef") == null ? null : textOf(item.child("typeRef")));
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
                                    CellType.of(base.name(), base.kind())))));
        }
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new TableView(
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
                        List.copyOf(rows)));
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
        var label = element.attribute("label");
        return label != null ? label : Objects.requireNonNullElse(element.attribute("name"), "");
    }
}
