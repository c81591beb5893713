package io.shuangsuiji.amendment.start;

import io.shuangsuiji.policy.ValueType.Field;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Writes a DMN file of the plainest kind. */
final class SkeletonXml {
    /** Under what name files import the types. */
    static final String WORDS = "词汇";

    private static final String DMN = "https://www.omg.org/spec/DMN/20230324/";
    static final String NAMESPACE = "https://shuangsuiji.io/plan/";

    /** A column of conditions. */
    record Input(String label, String expression, String type) {}

    /**
     * A column of conclusions.
     *
     * @param inSomeRows the type that it has in some rows only, or null
     */
    record Column(Field field, String type, RowType inSomeRows) {}

    /** A type that a conclusion has in the rows in which another one says something: in FEEL, as a test. */
    record RowType(String column, String is, String type) {}

    /** A decision that is a table. */
    record DecisionTable(
            String name,
            String label,
            String type,
            boolean collects,
            List<Input> inputs,
            List<Column> outputs,
            List<Field> notes,
            List<List<String>> rows) {}

    private final String model;
    private final StringBuilder head = new StringBuilder();
    private final StringBuilder types = new StringBuilder();
    private final StringBuilder body = new StringBuilder();
    private final Set<String> declared = new LinkedHashSet<>();
    private int requirements;

    private SkeletonXml(String model) {
        this.model = model;
    }

    static SkeletonXml begin(String model, String label) {
        var xml = new SkeletonXml(model);
        xml.head
                .append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<definitions xmlns=\"")
                .append(DMN)
                .append("MODEL/\" id=\"")
                .append(model)
                .append("\" name=\"")
                .append(model)
                .append("\" label=\"")
                .append(text(label))
                .append("\" namespace=\"")
                .append(NAMESPACE)
                .append(model)
                .append("\"\n             expressionLanguage=\"")
                .append(DMN)
                .append("FEEL/\" typeLanguage=\"")
                .append(DMN)
                .append("FEEL/\">\n");
        return xml;
    }

    SkeletonXml importing(String file) {
        head.append("  <import name=\"")
                .append(WORDS)
                .append("\" namespace=\"")
                .append(NAMESPACE)
                .append(file.replace(".dmn", ""))
                .append("\" importType=\"")
                .append(DMN)
                .append("MODEL/\" locationURI=\"")
                .append(file)
                .append("\"/>\n");
        return this;
    }

    static String type(String name, String of, String values) {
        return "  <itemDefinition name=\"" + text(name) + "\">\n    <typeRef>" + of
                + "</typeRef>\n    <allowedValues>\n      <text>" + text(values)
                + "</text>\n    </allowedValues>\n  </itemDefinition>\n";
    }

    void add(String type) {
        types.append(type);
    }

    void structure(String name, List<Field> fields, Function<Field, String> typeOf) {
        // written to the end first: the types of fields may be declared meanwhile
        var components = new StringBuilder();
        fields.forEach(field -> components
                .append("    <itemComponent name=\"")
                .append(field.name())
                .append("\" label=\"")
                .append(text(field.label()))
                .append("\">\n      <typeRef>")
                .append(typeOf.apply(field))
                .append("</typeRef>\n    </itemComponent>\n"));
        if (declared.add(name)) {
            types.append("  <itemDefinition name=\"")
                    .append(text(name))
                    .append("\">\n")
                    .append(components)
                    .append("  </itemDefinition>\n");
        }
    }

    static String listOf(String name) {
        return name + "列表";
    }

    void list(String name) {
        declareList(listOf(name), name);
    }

    String listOfFeel(String feel) {
        var name = listOf(feel);
        declareList(name, feel);
        return name;
    }

    private void declareList(String name, String of) {
        if (declared.add(name)) {
            types.append("  <itemDefinition name=\"")
                    .append(name)
                    .append("\" isCollection=\"true\">\n    <typeRef>")
                    .append(of)
                    .append("</typeRef>\n  </itemDefinition>\n");
        }
    }

    void input(Field input, String type) {
        body.append("  <inputData id=\"")
                .append(id("input", input.name()))
                .append("\" name=\"")
                .append(input.name())
                .append("\" label=\"")
                .append(text(input.label()))
                .append("\">\n    <variable name=\"")
                .append(input.name())
                .append("\" typeRef=\"")
                .append(type)
                .append("\"/>\n  </inputData>\n");
    }

    private String id(String kind, String name) {
        return model + "-" + kind + "-" + name;
    }

    private void open(String name, String label, String type, List<Field> inputs, List<String> decisions) {
        body.append("  <decision id=\"")
                .append(id("decision", name))
                .append("\" name=\"")
                .append(name)
                .append("\" label=\"")
                .append(text(label))
                .append("\">\n    <variable name=\"")
                .append(name)
                .append("\"")
                .append(type == null ? "" : " typeRef=\"" + type + "\"")
                .append("/>\n");
        inputs.forEach(input -> require("requiredInput", id("input", input.name())));
        decisions.forEach(decision -> require("requiredDecision", id("decision", decision)));
    }

    private void require(String what, String id) {
        body.append("    <informationRequirement id=\"")
                .append(model)
                .append("-req-")
                .append(requirements++)
                .append("\">\n      <")
                .append(what)
                .append(" href=\"#")
                .append(id)
                .append("\"/>\n    </informationRequirement>\n");
    }

    /** A decision that is one expression. */
    void decision(Field field, List<Field> inputs, String feel) {
        var type = field.type().list() ? listOf(field.label()) : field.label();
        open(field.name(), field.label(), type, inputs, List.of());
        literal("    ", feel);
        body.append("  </decision>\n");
    }

    private void literal(String indent, String feel) {
        body.append(indent)
                .append("<literalExpression>\n")
                .append(indent)
                .append("  <text>")
                .append(text(feel))
                .append("</text>\n")
                .append(indent)
                .append("</literalExpression>\n");
    }

    /** A decision whose fields come from a table and from formulas. */
    void context(Field output, String type, Map<Field, String> entries, List<Field> inputs, DecisionTable table) {
        open(output.name(), output.label(), type, inputs, List.of(table.name()));
        body.append("    <context>\n");
        entries.forEach((field, feel) -> {
            body.append("      <contextEntry>\n        <variable name=\"")
                    .append(field.name())
                    .append("\" label=\"")
                    .append(text(field.label()))
                    .append("\"/>\n");
            literal("        ", feel);
            body.append("      </contextEntry>\n");
        });
        body.append("    </context>\n  </decision>\n");
    }

    void table(DecisionTable table, List<Field> inputs) {
        open(table.name(), table.label(), table.type(), inputs, List.of());
        var id = id("decision", table.name()) + "-table";
        body.append("    <decisionTable id=\"")
                .append(id)
                .append("\" hitPolicy=\"")
                .append(table.collects() ? "COLLECT" : "UNIQUE")
                .append("\">\n");
        // a table needs a condition; this one holds for everything
        var conditions = new ArrayList<>(table.inputs());
        if (conditions.isEmpty()) {
            conditions.add(new Input(inputs.get(0).label(), inputs.get(0).name(), null));
        }
        int column = 0;
        for (var input : conditions) {
            body.append("      <input id=\"")
                    .append(id)
                    .append("-in-")
                    .append(++column)
                    .append("\" label=\"")
                    .append(text(input.label()))
                    .append("\">\n        <inputExpression")
                    .append(input.type() == null ? "" : " typeRef=\"" + input.type() + "\"")
                    .append(">\n          <text>")
                    .append(input.expression())
                    .append("</text>\n        </inputExpression>\n      </input>\n");
        }
        column = 0;
        for (var output : table.outputs()) {
            body.append("      <output id=\"")
                    .append(id)
                    .append("-out-")
                    .append(++column)
                    .append("\" name=\"")
                    .append(output.field().name())
                    .append("\" label=\"")
                    .append(text(output.field().label()))
                    .append("\" typeRef=\"")
                    .append(output.type())
                    .append(output.inSomeRows() == null ? "\"/>\n" : "\">\n" + rowType(output.inSomeRows()));
        }
        table.notes()
                .forEach(note -> body.append("      <annotation name=\"")
                        .append(text(note.label()))
                        .append("\"/>\n"));
        for (int row = 0; row < table.rows().size(); row++) {
            var cells = new ArrayList<>(table.rows().get(row));
            if (table.inputs().isEmpty()) {
                cells.add(0, "-");
            }
            var rule = id + "-rule-" + (row + 1);
            body.append("      <rule id=\"").append(rule).append("\">\n");
            for (int i = 0; i < cells.size(); i++) {
                int conclusion = i + 1 - conditions.size();
                var entry = conclusion < 1
                        ? "inputEntry"
                        : conclusion <= table.outputs().size() ? "outputEntry" : "annotationEntry";
                var entryId = conclusion < 1 ? "-in-" + (i + 1) : "-out-" + conclusion;
                body.append("        <")
                        .append(entry)
                        .append(entry.equals("annotationEntry") ? "" : " id=\"" + rule + entryId + "\"")
                        .append(">\n          <text>")
                        .append(text(cells.get(i)))
                        .append("</text>\n        </")
                        .append(entry)
                        .append(">\n");
            }
            body.append("      </rule>\n");
        }
        body.append("    </decisionTable>\n  </decision>\n");
    }

    private static String rowType(RowType type) {
        return "        <extensionElements>\n          <rowType xmlns=\"https://shuangsuiji.io/dmn\" column=\""
                + type.column()
                + "\" is=\"" + text(type.is()) + "\" typeRef=\"" + text(type.type())
                + "\"/>\n        </extensionElements>\n      </output>\n";
    }

    SkeletonXml end() {
        return this;
    }

    @Override
    public String toString() {
        return head.toString() + types + body + "</definitions>\n";
    }

    private static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
