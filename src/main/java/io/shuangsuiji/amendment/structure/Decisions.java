package io.shuangsuiji.amendment.structure;

import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.TypeResolver;
import io.shuangsuiji.model.cell.CellText;
import io.shuangsuiji.model.cell.CellText.Role;
import io.shuangsuiji.model.cell.FeelText;
import io.shuangsuiji.model.cell.Formula;
import io.shuangsuiji.model.xml.DmnFile;
import io.shuangsuiji.model.xml.Splice;
import io.shuangsuiji.model.xml.XmlText.Element;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The decisions of a model: tables, lists, formulas and constants. */
public final class Decisions {
    private final EditionModel tables;
    private final DmnFile file;
    private final TypeResolver resolver;

    public Decisions(EditionModel tables, String fileName) throws StructureRefused {
        this.tables = tables;
        this.file = Types.file(tables, fileName);
        this.resolver = new TypeResolver(tables.files().values());
    }

    /** A condition of a new table: its header, and what it asks about in FEEL. */
    public record Input(String label, String expression) {}

    /** A conclusion of a new table, or a column of a new list: its header, its JSON key and its type. */
    public record Output(String label, String name, String type) {}

    /** Adds a constant, its value as staff write it. */
    public EditionModel addConstant(String name, String type, String text) throws StructureRefused {
        var reference = Checks.type(resolver, file, type);
        var cell = resolver.resolve(file, reference).naming(List.of());
        var read = CellText.typed(Role.VALUE, cell, text);
        if (!read.allowed()) {
            throw new StructureRefused(file.name(), name + "：" + read.problem());
        }
        return add(name, reference, List.of(), id -> formula(id, read.feel()), List.of());
    }

    /** Adds a formula; what it requires follows from the names that it uses. */
    public EditionModel addFormula(String name, String type, String feel) throws StructureRefused {
        Requiring.check(file, file.name(), Role.VALUE, feel);
        return add(name, Checks.type(resolver, file, type), used(feel), id -> formula(id, feel.strip()), List.of());
    }

    /** Adds a decision table without rows, and a type for what a row concludes. */
    public EditionModel addTable(String name, List<Input> inputs, List<Output> outputs) throws StructureRefused {
        refuseNone(inputs.isEmpty() || outputs.isEmpty());
        var used = new LinkedHashSet<String>();
        var references = new ArrayList<String>();
        for (var input : inputs) {
            Checks.label(file.name(), input.label());
            Requiring.check(file, file.name(), Role.VALUE, input.expression());
            used.addAll(used(input.expression()));
            references.add(resolver.typeAlong(file, input.expression().strip())
                    .flatMap(type -> TypeResolver.reference(file, type))
                    .map(type -> " typeRef=" + FileEdit.quoted(type))
                    .orElse(""));
        }
        return add(
                name,
                name,
                used,
                id -> {
                    var lines = new StringBuilder("<~decisionTable id=" + FileEdit.quoted(id + "-table")
                            + " hitPolicy=\"UNIQUE\" preferredOrientation=\"Rule-as-Row\">\n");
                    for (int i = 0; i < inputs.size(); i++) {
                        lines.append("  <~input id=" + FileEdit.quoted(id + "-table-in-" + (i + 1)) + " label="
                                + FileEdit.quoted(inputs.get(i).label().strip()) + ">\n    <~inputExpression"
                                + references.get(i) + ">\n      <~text>"
                                + Splice.escaped(inputs.get(i).expression().strip())
                                + "</~text>\n    </~inputExpression>\n  </~input>\n");
                    }
                    for (int i = 0; i < outputs.size(); i++) {
                        lines.append("  <~output id=" + FileEdit.quoted(id + "-table-out-" + (i + 1))
                                + attributes(outputs.get(i)) + "/>\n");
                    }
                    return lines + "</~decisionTable>";
                },
                outputs);
    }

    /** Adds a list without rows, and types for a row and for all of them. */
    public EditionModel addRelation(String name, List<Output> columns) throws StructureRefused {
        refuseNone(columns.isEmpty());
        return add(
                name,
                name + "列表",
                List.of(),
                id -> "<~relation id=" + FileEdit.quoted(id + "-expr") + ">\n"
                        + columns.stream()
                                .map(column -> "  <~column" + attributes(column) + "/>\n")
                                .collect(Collectors.joining())
                        + "</~relation>",
                columns);
    }

    private static String attributes(Output output) {
        return " name=" + FileEdit.quoted(output.name()) + " label="
                + FileEdit.quoted(output.label().strip()) + " typeRef=" + FileEdit.quoted(output.type());
    }

    private void refuseNone(boolean none) throws StructureRefused {
        if (none) {
            throw new StructureRefused(file.name(), "新表至少要有一列 / a new table needs columns");
        }
    }

    private static String formula(String id, String feel) {
        return "<~literalExpression id=" + FileEdit.quoted(id + "-expr") + ">\n  <~text>" + Splice.escaped(feel)
                + "</~text>\n</~literalExpression>";
    }

    /** The lines of a decision's logic, given its id. */
    private interface Logic {
        String lines(String id);
    }

    private EditionModel add(
            String name, String typeReference, Iterable<String> used, Logic logic, List<Output> structure)
            throws StructureRefused {
        refuseTaken(name);
        var edit = new FileEdit(file);
        var decisions = file.xml().root().children("decision");
        var id = edit.id(file.modelName() + "-decision-" + (decisions.size() + 1));
        if (!structure.isEmpty()) {
            declare(edit, name, structure, !typeReference.equals(name));
        }
        var diagram = new Diagram(edit);
        diagram.show(id);
        var requiring = new Requiring(edit, diagram);
        var lines = new StringBuilder("<~decision id=" + FileEdit.quoted(id) + " name=" + FileEdit.quoted(name)
                + " label=" + FileEdit.quoted(name) + ">\n  <~variable id=" + FileEdit.quoted(id + "-var") + " name="
                + FileEdit.quoted(name) + " typeRef=" + FileEdit.quoted(typeReference) + "/>\n");
        for (var required : used) {
            var target = requiring.named(required);
            if (target != null) {
                lines.append(deeper(requiring.lines(target, id)));
            }
        }
        lines.append(deeper(logic.lines(id))).append("</~decision>");
        var behind = Stream.of("decision", "inputData", "itemDefinition", "import", "description")
                .map(file.xml().root()::children)
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
        edit.behind(behind, file.xml().root(), lines.toString());
        return edit.written(tables);
    }

    private static String deeper(String lines) {
        return lines.lines().map(line -> "  " + line + "\n").collect(Collectors.joining());
    }

    private void declare(FileEdit edit, String name, List<Output> structure, boolean list) throws StructureRefused {
        Types.refuseTaken(file, name);
        var lines = new StringBuilder("<~itemDefinition id=" + FileEdit.quoted(edit.id(Types.series(file))) + " name="
                + FileEdit.quoted(name) + ">\n");
        var keys = new LinkedHashSet<String>();
        for (var column : structure) {
            Checks.label(file.name(), column.label());
            keys.add(Checks.key(file.name(), column.name(), keys));
            lines.append("  <~itemComponent name=" + FileEdit.quoted(column.name()) + " label="
                    + FileEdit.quoted(column.label().strip()) + ">\n    <~typeRef>"
                    + Checks.type(resolver, file, column.type()) + "</~typeRef>\n  </~itemComponent>\n");
        }
        Types.insert(edit, lines + "</~itemDefinition>");
        if (list) {
            Types.refuseTaken(file, name + "列表");
            Types.insert(
                    edit,
                    "<~itemDefinition id=" + FileEdit.quoted(edit.id(Types.series(file))) + " name="
                            + FileEdit.quoted(name + "列表") + " isCollection=\"true\">\n  <~typeRef>"
                            + Splice.escaped(name) + "</~typeRef>\n</~itemDefinition>");
        }
    }

    private void refuseTaken(String name) throws StructureRefused {
        if (Names.known(file).contains(name)) {
            throw new StructureRefused(file.name(), "已有「" + name + "」 / there is one of that name already");
        }
        var problem = name.isBlank() || name.contains(".") || !name.equals(name.strip())
                ? "/"
                : Formula.problem(Role.VALUE, name, List.of(name));
        if (problem != null || name.length() > 100) {
            throw new StructureRefused(
                    file.name(), "「" + name + "」不能作名称：应能写进公式，不含点和运算符号 / not a name that a formula can use");
        }
    }

    /** Deletes a decision that nothing requires any more. */
    public EditionModel delete(String address) throws StructureRefused {
        var where = file.name() + "#" + address;
        var decision = file.at(address)
                .filter(found -> found.name().equals("decision"))
                .orElseThrow(() -> new StructureRefused(where, "这里没有决策 / there is no decision here"));
        return delete(decision);
    }

    /** Deletes a decision or an input that nothing requires any more. */
    EditionModel delete(Element decision) throws StructureRefused {
        var where = file.name() + "#" + decision.attribute("id");
        var places = new Places(tables);
        var used = new ArrayList<String>();
        for (var other : tables.files().values()) {
            var reference = (other == file ? "" : file.namespace()) + "#" + decision.attribute("id");
            referring(other.xml().root(), reference)
                    .filter(from -> !from.name().startsWith("dmndi"))
                    .forEach(from -> used.add(places.words(other, from)));
        }
        if (!used.isEmpty()) {
            throw Places.stillUsed(
                    where,
                    "「" + decision.label() + "」",
                    used.stream().distinct().toList());
        }
        var edit = new FileEdit(file);
        edit.remove(decision);
        new Diagram(edit).forget(decision.ids().collect(Collectors.toSet()));
        return edit.written(tables);
    }

    private static Stream<Element> referring(Element element, String reference) {
        return Stream.concat(
                reference.equals(element.attribute("href")) ? Stream.of(element) : Stream.empty(),
                element.children().stream().flatMap(child -> referring(child, reference)));
    }

    /** Sets a formula; what its decision requires follows from the names that it uses, and used to use. */
    public EditionModel setFormula(String address, String feel) throws StructureRefused {
        var where = file.name() + "#" + address;
        var formula = file.at(address)
                .filter(found -> found.name().equals("literalExpression"))
                .orElseThrow(() -> new StructureRefused(where, "这里没有公式 / there is no formula here"));
        var written = feel.strip();
        var known = new ArrayList<>(Names.known(file));
        tables.cell(file.name(), address).map(cell -> cell.type().names()).ifPresent(known::addAll);
        var problem = written.isEmpty()
                ? "公式不能空着 / a formula may not be blank"
                : Formula.problem(Role.VALUE, written, known.stream().distinct().toList());
        if (problem != null) {
            throw new StructureRefused(where, problem);
        }
        var owner = formula;
        while (owner.parent().parent() != null) {
            owner = owner.parent();
        }
        var edit = new FileEdit(file);
        edit.text(formula, "text", written);
        var now = used(written);
        var gone = new LinkedHashSet<>(Names.used(file, formula));
        gone.removeAll(now);
        FeelText.in(owner).filter(text -> text.of() != formula).forEach(text -> gone.removeAll(Names.used(file, text)));
        var requiring = new Requiring(edit, new Diagram(edit));
        requiring.remove(owner, gone);
        requiring.add(owner, now);
        return edit.written(tables);
    }

    private Set<String> used(String feel) {
        return Names.used(file, new FeelText(file.xml().root(), Role.VALUE, feel.strip()));
    }
}
