package io.shuangsuiji.amendment.structure;

import io.shuangsuiji.model.Boxed;
import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.TypeResolver;
import io.shuangsuiji.model.TypeResolver.Target;
import io.shuangsuiji.model.cell.SimpleFeel;
import io.shuangsuiji.model.cell.SimpleFeel.Constant;
import io.shuangsuiji.model.xml.DmnFile;
import io.shuangsuiji.model.xml.XmlText.Element;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The declared type of what stands in a cell or is given by a formula. */
final class TextTypes {
    private static final String FEEL_TEXT = "string";

    private final TypeResolver resolver;
    /** The types that a row of a relation may name: a listing type by its name, that of a fact by its key. */
    private final Map<String, Target> named = new HashMap<>();

    TextTypes(EditionModel tables, TypeResolver resolver) {
        this.resolver = resolver;
        for (var file : tables.files().values()) {
            for (var item : file.xml().root().children("itemDefinition")) {
                if (item.child("allowedValues") != null && item.attribute("name") != null) {
                    named.putIfAbsent(item.attribute("name"), new Target(file, item.attribute("name")));
                }
            }
        }
        ObjectType.of(tables)
                .ifPresent(object -> object.item().children("itemComponent").forEach(component -> {
                    if (component.attribute("name") != null && component.text("typeRef") != null) {
                        named.putIfAbsent(
                                component.attribute("name"), resolver.target(object.file(), component.text("typeRef")));
                    }
                }));
    }

    /** The type of the text of an element: an entry, a literal expression, allowed values. */
    Optional<Target> of(DmnFile file, Element element) {
        var parent = element.parent();
        return switch (element.name()) {
            case "inputEntry" -> input(file, column(parent, "input", element));
            case "inputValues" -> input(file, parent);
            case "outputEntry" -> output(file, column(parent, "output", element));
            case "outputValues", "defaultOutputEntry" -> output(file, parent);
            case "allowedValues" ->
                parent.name().equals("itemDefinition")
                        ? Optional.of(new Target(file, parent.attribute("name")))
                        : reference(file, parent.text("typeRef"));
            case "literalExpression" -> literal(file, element, parent);
            default -> Optional.empty();
        };
    }

    private Optional<Target> literal(DmnFile file, Element element, Element parent) {
        if (element.attribute("typeRef") != null) {
            return reference(file, element.attribute("typeRef"));
        }
        if (parent.name().equals("row")) {
            int index = Boxed.in(parent).indexOf(element);
            var columns = parent.parent().children("column");
            var declared = index < columns.size()
                    ? reference(file, columns.get(index).attribute("typeRef"))
                    : Optional.<Target>empty();
            return declared.filter(type -> !type.name().equals(FEEL_TEXT)).or(() -> row(parent, element));
        }
        return variable(file, parent);
    }

    /** A row that names a type or a fact in one cell speaks of its values in the others. */
    private Optional<Target> row(Element row, Element asking) {
        return Boxed.in(row).stream()
                .filter(cell -> cell != asking && cell.text("text") != null)
                .map(cell -> SimpleFeel.constant(cell.text("text")))
                .flatMap(Optional::stream)
                .filter(Constant.Text.class::isInstance)
                .map(text -> named.get(((Constant.Text) text).value()))
                .filter(Objects::nonNull)
                .findFirst();
    }

    private Optional<Target> variable(DmnFile file, Element owner) {
        var variable = owner == null ? null : owner.child("variable");
        return variable == null ? Optional.empty() : reference(file, variable.attribute("typeRef"));
    }

    private Optional<Target> input(DmnFile file, Element input) {
        var expression = input == null ? null : input.child("inputExpression");
        if (expression == null) {
            return Optional.empty();
        }
        return reference(file, expression.attribute("typeRef"))
                .or(() -> resolver.typeAlong(file, String.valueOf(expression.text("text"))));
    }

    private Optional<Target> output(DmnFile file, Element output) {
        if (output == null) {
            return Optional.empty();
        }
        return reference(file, output.attribute("typeRef"))
                .or(() -> output.parent().children("output").size() > 1
                        ? Optional.empty()
                        : variable(file, output.parent().parent()));
    }

    private static Element column(Element rule, String kind, Element entry) {
        var columns = rule.parent().children(kind);
        int index = rule.children(entry.name()).indexOf(entry);
        return index < columns.size() ? columns.get(index) : null;
    }

    private Optional<Target> reference(DmnFile file, String reference) {
        return reference == null ? Optional.empty() : Optional.of(resolver.target(file, reference));
    }
}
