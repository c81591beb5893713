package io.shuangsuiji.model;

import io.shuangsuiji.model.Table.Column;
import io.shuangsuiji.model.Table.ColumnKind;
import io.shuangsuiji.model.Table.Part;
import io.shuangsuiji.model.TypeResolver.Target;
import io.shuangsuiji.model.xml.DmnFile;
import io.shuangsuiji.model.xml.XmlText.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a row of a decision table concludes, and from which column it comes. The structure that the table's type declares
 * says what there is to conclude. An output gives the part of its name; a part that no output gives is taken from the note
 * that is called what the part is called, so that a rule's id and clause are written once. Only what says something in
 * words is taken from notes: a value that decides is a conclusion, for all to see.
 */
final class RowParts {
    private final TypeResolver types;
    private final Target structure;
    private final List<Element> declared;

    private RowParts(TypeResolver types, Target structure) {
        this.types = types;
        this.structure = structure;
        this.declared = structure == null
                ? List.of()
                : TypeResolver.itemDefinition(structure.file(), structure.name())
                        .map(item -> item.children("itemComponent"))
                        .orElse(List.of());
    }

    /**
     * Of a table.
     *
     * @param reference its type, or null where nothing says it
     */
    static RowParts of(TypeResolver types, DmnFile file, Element table, String reference) {
        // what sums rows up concludes none of them
        boolean rows = table.attribute("aggregation") == null && reference != null;
        return new RowParts(
                types, rows ? types.structure(types.target(file, reference)).orElse(null) : null);
    }

    /** The part of that name, where the type declares it. */
    Optional<Element> declared(String name) {
        return declared.stream()
                .filter(component -> component.attribute("name") != null
                        && component.attribute("name").equals(name))
                .findFirst();
    }

    /** The file that declares them. */
    DmnFile file() {
        return structure.file();
    }

    /** The parts in the order in which the type declares them, and behind them the outputs that it does not declare. */
    List<Part> from(List<Column> columns) {
        var outputs = of(ColumnKind.OUTPUT, columns);
        boolean whole =
                outputs.size() == 1 && declared(outputs.get(0).expression()).isEmpty();
        var parts = new ArrayList<Part>();
        if (!whole) {
            declared.forEach(component -> parts.add(part(component, columns, outputs)));
        }
        outputs.stream()
                .filter(output -> whole || declared(output.expression()).isEmpty())
                .map(output -> new Part(output.expression(), output.label(), output.type(), null, null, output))
                .forEach(parts::add);
        return List.copyOf(parts);
    }

    private Part part(Element component, List<Column> columns, List<Column> outputs) {
        var type = types.component(structure.file(), component);
        var output = outputs.stream()
                .filter(each -> component.attribute("name") != null
                        && component.attribute("name").equals(each.expression()))
                .findFirst();
        boolean words = Part.isWords(type);
        return new Part(
                component.attribute("name"),
                component.label(),
                type,
                structure.file().name(),
                structure.file().addressOf(component),
                output.orElseGet(() -> of(ColumnKind.ANNOTATION, columns).stream()
                        .filter(note -> words && note.label().equals(component.label()))
                        .findFirst()
                        .orElse(null)));
    }

    private static List<Column> of(ColumnKind kind, List<Column> columns) {
        return columns.stream().filter(column -> column.kind() == kind).toList();
    }
}
