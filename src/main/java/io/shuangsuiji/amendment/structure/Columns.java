package io.shuangsuiji.amendment.structure;

import io.shuangsuiji.model.Boxed;
import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.TypeResolver;
import io.shuangsuiji.model.TypeResolver.Target;
import io.shuangsuiji.model.cell.CellText.Role;
import io.shuangsuiji.model.cell.FeelText;
import io.shuangsuiji.model.xml.DmnFile;
import io.shuangsuiji.model.xml.Splice;
import io.shuangsuiji.model.xml.XmlText.Element;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The columns of decision tables and relations. A new column asks nothing, or says nothing, in the rows that there are. */
public final class Columns {
    private final EditionModel tables;
    private final DmnFile file;
    private final TypeResolver resolver;
    /** By file: an output's part of the row type may stand elsewhere. */
    private final Map<String, FileEdit> edits = new LinkedHashMap<>();

    public Columns(EditionModel tables, String fileName) throws StructureRefused {
        this.tables = tables;
        this.file = Types.file(tables, fileName);
        this.resolver = new TypeResolver(tables.files().values());
    }

    private FileEdit edit(DmnFile of) {
        return edits.computeIfAbsent(of.name(), any -> new FileEdit(of));
    }

    private EditionModel written() throws StructureRefused {
        return FileEdit.written(tables, List.copyOf(edits.values()));
    }

    /**
     * Adds a condition to a decision table; what the table's decision requires follows.
     *
     * @param expression what it asks about, in FEEL
     * @param type of its values, or null for that which the expression leads to
     * @param index where it is to stand among the conditions, from 1; null for behind the others
     */
    public EditionModel addInput(String address, String label, String expression, String type, Integer index)
            throws StructureRefused {
        var table = table(address, "decisionTable");
        var where = file.name() + "#" + address;
        Checks.label(where, label);
        var feel = expression.strip();
        Requiring.check(file, where, Role.VALUE, feel);
        var reference = type == null
                ? resolver.typeAlong(file, feel)
                        .flatMap(found -> TypeResolver.reference(file, found))
                        .orElse(null)
                : Checks.type(resolver, file, type);
        var inputs = table.children("input");
        int at = Checks.place(where, index, inputs.size());
        var edit = edit(file);
        var id = childId(edit, table, inputs, "in");
        insert(
                edit,
                inputs,
                at,
                table,
                "<~input" + id + " label=" + FileEdit.quoted(label.strip()) + ">\n  <~inputExpression"
                        + (reference == null ? "" : " typeRef=" + FileEdit.quoted(reference)) + ">\n    <~text>"
                        + Splice.escaped(feel) + "</~text>\n  </~inputExpression>\n</~input>");
        entries(edit, table, "inputEntry", at, "in", "-");
        var owner = owner(table);
        if (owner.name().equals("decision")) {
            var used = Names.used(file, new FeelText(table, Role.VALUE, feel));
            new Requiring(edit, new Diagram(edit)).add(owner, used);
        }
        return written();
    }

    /**
     * Adds a conclusion to a decision table, or a column to a relation; the type of a row follows.
     *
     * @param name its JSON key, or null for the next free one
     * @param type of its values, as the file refers to it
     * @param index where it is to stand among its like, from 1; null for behind the others
     */
    public EditionModel addOutput(String address, String label, String name, String type, Integer index)
            throws StructureRefused {
        var table = table(address, "decisionTable", "relation");
        var where = file.name() + "#" + address;
        Checks.label(where, label);
        boolean relation = table.name().equals("relation");
        var columns = table.children(relation ? "column" : "output");
        if (columns.stream().anyMatch(column -> column.attribute("name") == null)) {
            throw new StructureRefused(
                    where, "这张表只有一个没有键名的结论，不能再加结论；请另建一张表 / a table of one unnamed conclusion takes no other");
        }
        var taken = columns.stream().map(column -> column.attribute("name")).toList();
        // a conclusion called like a part that no output gives yet is that part
        var open = parts(table).stream()
                .filter(part -> part.file() != null && !taken.contains(part.key()))
                .filter(part -> name == null ? part.label().equals(label.strip()) : name.equals(part.key()))
                .findFirst();
        var known = Stream.concat(taken.stream(), parts(table).stream().map(Table.Part::key))
                .toList();
        var key = open.isPresent()
                ? open.get().key()
                : name == null ? Checks.freeKey("column", columns.size() + 1, known) : Checks.key(where, name, taken);
        var reference = Checks.type(resolver, file, type);
        int at = Checks.place(where, index, columns.size());
        var edit = edit(file);
        var attributes = " name=" + FileEdit.quoted(key) + " label=" + FileEdit.quoted(label.strip()) + " typeRef="
                + FileEdit.quoted(reference) + "/>";
        if (relation) {
            insert(edit, columns, at, table, "<~column" + childId(edit, table, columns, "col") + attributes);
            for (var row : table.children("row")) {
                insert(
                        edit,
                        Boxed.in(row),
                        at,
                        row,
                        "<~literalExpression>\n  <~text>null</~text>\n</~literalExpression>");
            }
        } else {
            insert(edit, columns, at, table, "<~output" + childId(edit, table, columns, "out") + attributes);
            entries(edit, table, "outputEntry", at, "out", "null");
        }
        rowType(table).filter(any -> open.isEmpty()).ifPresent(structure -> {
            var item = TypeResolver.itemDefinition(structure.file(), structure.name())
                    .orElseThrow();
            TypeResolver.reference(structure.file(), resolver.target(file, reference))
                    .ifPresent(there -> edit(structure.file())
                            .behind(
                                    item.children("itemComponent"),
                                    item,
                                    "<~itemComponent name=" + FileEdit.quoted(key) + " label="
                                            + FileEdit.quoted(label.strip()) + ">\n  <~typeRef>" + there
                                            + "</~typeRef>\n</~itemComponent>"));
        });
        return written();
    }

    /** Adds a column of notes to a decision table. */
    public EditionModel addAnnotation(String address, String label) throws StructureRefused {
        var table = table(address, "decisionTable");
        Checks.label(file.name() + "#" + address, label);
        var annotations = table.children("annotation");
        refuseSame(address, annotations, label);
        var edit = edit(file);
        var behind = annotations.isEmpty() ? table.children("output") : annotations;
        edit.behind(behind, table, "<~annotation name=" + FileEdit.quoted(label.strip()) + "/>");
        for (var rule : table.children("rule")) {
            // notes that a row leaves out at its end are blank
            for (int i = rule.children("annotationEntry").size(); i <= annotations.size(); i++) {
                edit.behind(rule.children(), rule, "<~annotationEntry>\n  <~text></~text>\n</~annotationEntry>");
            }
        }
        return written();
    }

    /** Two notes of one name would leave open which of them is meant. */
    private void refuseSame(String address, List<Element> annotations, String label) throws StructureRefused {
        if (annotations.stream().anyMatch(other -> label.strip().equals(other.attribute("name")))) {
            throw new StructureRefused(
                    file.name() + "#" + address,
                    "这张表已有说明列「" + label.strip() + "」 / the table has an annotation of that name already");
        }
    }

    /**
     * Gives a column, or an entry of a boxed context, another header. The part of the row type that it is follows where it
     * has the same, and so do the scenarios that expect it under that name.
     */
    public Renaming.Outcome rename(String address, String label) throws StructureRefused {
        var column = named(address);
        Checks.label(file.name() + "#" + address, label);
        boolean annotation = column.name().equals("annotation");
        var before = annotation ? column.attribute("name") : column.label();
        if (annotation) {
            var others = column.parent().children("annotation").stream()
                    .filter(other -> other != column)
                    .toList();
            refuseSame(address, others, label);
        }
        edit(file).attribute(column, annotation ? "name" : "label", label.strip());
        var parts = new LinkedHashSet<Element>();
        var part = component(column)
                .filter(found -> before != null && before.equals(found.element().label()));
        if (part.isPresent()) {
            parts.add(part.get().element());
            relabel(part.get().file(), part.get().element(), label.strip(), column);
        }
        var key = annotation
                ? part.map(found -> found.element().attribute("name")).orElse(null)
                : column.attribute("name");
        if (key != null && before != null) {
            handOn(file.xml().root(), key, before, label.strip(), column, parts);
        }
        var headers = parts.isEmpty()
                ? Optional.<ScenarioHeaders>empty()
                : Optional.of(ScenarioHeaders.of(tables, file, before, label.strip(), parts));
        return new Renaming.Outcome(written(), List.of(), headers);
    }

    /** Gives a part another label, and with it the notes that give it because they are called so. */
    private void relabel(DmnFile of, Element component, String label, Element done) {
        edit(of).attribute(component, "label", label);
        for (var table : tables.tables()) {
            var other = tables.files().get(table.file());
            table.parts().stream()
                    .filter(part -> part.isNote()
                            && of.name().equals(part.file())
                            && of.addressOf(component).equals(part.address()))
                    .map(part -> other.at(part.column().address()).orElseThrow())
                    .filter(note -> note != done)
                    .forEach(note -> edit(other).attribute(note, "name", label));
        }
    }

    /** What hands the conclusion on under the same key and label (the structure that callers are given) is renamed with it. */
    private void handOn(Element element, String key, String before, String label, Element column, Set<Element> parts) {
        boolean part = element.name().equals("itemComponent");
        if ((part || element.name().equals("variable"))
                && element != column
                && !parts.contains(element)
                && key.equals(element.attribute("name"))
                && before.equals(element.attribute("label"))) {
            if (part) {
                parts.add(element);
                relabel(file, element, label, column);
            } else {
                edit(file).attribute(element, "label", label);
            }
        }
        element.children().forEach(child -> handOn(child, key, before, label, column, parts));
    }

    /**
     * Deletes a column with its cells; of a conclusion also its part of the row type, where no formula reads it. A part that
     * a note of its name gives from then on stays.
     */
    public EditionModel delete(String address) throws StructureRefused {
        var column = column(address);
        var table = column.parent();
        var like = table.children(column.name());
        if (like.size() == 1 && !column.name().equals("annotation")) {
            throw new StructureRefused(
                    file.name() + "#" + address, "这是表里唯一的一个，不能删除；可以删除整张表 / the last of its kind cannot be deleted");
        }
        int at = like.indexOf(column);
        var edit = edit(file);
        edit.remove(column);
        for (var row : table.children(table.name().equals("relation") ? "row" : "rule")) {
            var entries = column.name().equals("column") ? Boxed.in(row) : row.children(column.name() + "Entry");
            if (at < entries.size()) {
                edit.remove(entries.get(at));
            }
        }
        if (column.name().equals("input")) {
            dropped(edit, table, column, at);
        } else {
            var part = component(column).filter(found -> !givenByNote(column, found));
            var used = part.isEmpty()
                    ? List.<String>of()
                    : new Usage(tables)
                            .of(part.get().structure(), part.get().element().attribute("name"));
            if (!used.isEmpty()) {
                throw Places.stillUsed(file.name() + "#" + address, "列「" + column.label() + "」", used);
            }
            part.ifPresent(found -> edit(found.file()).remove(found.element()));
        }
        return written();
    }

    /** What only a deleted condition used is required no longer. */
    private void dropped(FileEdit edit, Element table, Element column, int at) {
        var owner = owner(table);
        var gone = new LinkedHashSet<>(Names.used(file, column));
        table.children("rule").stream()
                .map(rule -> rule.children("inputEntry"))
                .filter(entries -> at < entries.size())
                .forEach(entries -> gone.addAll(Names.used(file, entries.get(at))));
        FeelText.in(owner)
                .filter(text -> text.of() != column.child("inputExpression")
                        && !(text.of().name().equals("inputEntry")
                                && text.of().parent().parent() == table
                                && text.of().parent().children("inputEntry").indexOf(text.of()) == at))
                .forEach(text -> gone.removeAll(Names.used(file, text.of())));
        new Requiring(edit, new Diagram(edit)).remove(owner, gone);
    }

    /** A part of a structure, and the structure. */
    private record Part(DmnFile file, Element element, Target structure) {}

    private Optional<Part> component(Element column) {
        if (column.parent().name().equals("decisionTable")) {
            return parts(column.parent()).stream()
                    .filter(part -> part.file() != null
                            && part.column() != null
                            && part.column().address().equals(file.addressOf(column)))
                    .findFirst()
                    .flatMap(part -> declared(tables.files().get(part.file()), part));
        }
        return rowType(column.name().equals("variable") ? column.parent().parent() : column.parent())
                .flatMap(type -> TypeResolver.itemDefinition(type.file(), type.name())
                        .flatMap(item -> item.children("itemComponent").stream()
                                .filter(part -> Objects.equals(part.attribute("name"), column.attribute("name")))
                                .findFirst()
                                .map(part -> new Part(type.file(), part, type))));
    }

    private static Optional<Part> declared(DmnFile of, Table.Part part) {
        return of.at(part.address())
                .map(element ->
                        new Part(of, element, new Target(of, element.parent().attribute("name"))));
    }

    private List<Table.Part> parts(Element table) {
        return tables.table(file.name(), file.addressOf(table))
                .map(Table::parts)
                .orElse(List.of());
    }

    /** True for an output beside a note of the part's name, which can say what the part is. */
    private boolean givenByNote(Element column, Part part) {
        return column.name().equals("output")
                && parts(column.parent()).stream()
                        .filter(each ->
                                Objects.equals(each.key(), part.element().attribute("name")))
                        .anyMatch(each -> Table.Part.isWords(each.type()))
                && column.parent().children("annotation").stream()
                        .anyMatch(note -> part.element().label().equals(note.attribute("name")));
    }

    /** The structure that a row of the table is, where its decision declares one. */
    private Optional<Target> rowType(Element table) {
        var variable = table.parent().child("variable");
        var reference = variable == null ? null : variable.attribute("typeRef");
        return reference == null ? Optional.empty() : resolver.structure(resolver.target(file, reference));
    }

    private static Element owner(Element table) {
        var owner = table;
        while (owner.parent().parent() != null) {
            owner = owner.parent();
        }
        return owner;
    }

    private static void entries(FileEdit edit, Element table, String entry, int at, String kind, String text) {
        for (var rule : table.children("rule")) {
            var entries = rule.children(entry);
            var ruleId = rule.attribute("id");
            var id = ruleId == null || entries.stream().allMatch(each -> each.attribute("id") == null)
                    ? ""
                    : " id=" + FileEdit.quoted(edit.id(ruleId + "-" + kind + "-" + (entries.size() + 1)));
            insert(
                    edit,
                    entries,
                    Math.min(at, entries.size()),
                    rule,
                    "<~" + entry + id + ">\n  <~text>" + text + "</~text>\n</~" + entry + ">");
        }
    }

    private static void insert(FileEdit edit, List<Element> like, int at, Element parent, String lines) {
        if (at < like.size()) {
            edit.before(like.get(at), lines);
        } else {
            edit.behind(like, parent, lines);
        }
    }

    private static String childId(FileEdit edit, Element table, List<Element> like, String kind) {
        boolean has = like.stream().anyMatch(each -> each.attribute("id") != null);
        return table.attribute("id") == null || !like.isEmpty() && !has
                ? ""
                : " id=" + FileEdit.quoted(edit.id(table.attribute("id") + "-" + kind + "-" + (like.size() + 1)));
    }

    private Element table(String address, String... kinds) throws StructureRefused {
        return file.at(address)
                .filter(found -> List.of(kinds).contains(found.name()))
                .orElseThrow(() ->
                        new StructureRefused(file.name() + "#" + address, "这里没有这样的表 / there is no such table here"));
    }

    /** A column, or what an entry of a context is called. */
    private Element named(String address) throws StructureRefused {
        var entry = file.at(address)
                .filter(found -> found.name().equals("contextEntry"))
                .map(found -> found.child("variable"));
        return entry.isPresent() ? entry.get() : column(address);
    }

    private Element column(String address) throws StructureRefused {
        return file.at(address)
                .filter(found -> found.parent() != null
                        && (found.parent().name().equals("relation")
                                ? found.name().equals("column")
                                : found.parent().name().equals("decisionTable")
                                        && List.of("input", "output", "annotation")
                                                .contains(found.name())))
                .orElseThrow(
                        () -> new StructureRefused(file.name() + "#" + address, "找不到这一列 / there is no such column"));
    }
}
