package io.shuangsuiji.amendment.structure;

import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.TypeResolver;
import io.shuangsuiji.model.TypeResolver.Target;
import io.shuangsuiji.model.xml.DmnFile;
import io.shuangsuiji.model.xml.XmlText.Element;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The type whose parts are the facts of an object: that of the input {@code object} of the model {@code classification},
 * as the contract of an edition has it.
 *
 * @param file the file that declares it
 * @param item its definition
 */
public record ObjectType(DmnFile file, Element item) {
    static final String MODEL = "classification";
    /** The input that an object is. */
    public static final String INPUT = "object";

    /**
     * A fact.
     *
     * @param key the JSON key
     * @param label what people call it
     * @param type the name of its type
     */
    public record Fact(String key, String label, String type) {}

    /** That of an edition; empty where it has none. */
    public static Optional<ObjectType> of(EditionModel tables) {
        var resolver = new TypeResolver(tables.files().values());
        return tables.files().values().stream()
                .filter(file -> file.modelName().equals(MODEL))
                .flatMap(file -> file.xml().root().children("inputData").stream()
                        .filter(input -> INPUT.equals(input.attribute("name")))
                        .map(input -> input.child("variable"))
                        .filter(variable -> variable != null && variable.attribute("typeRef") != null)
                        .map(variable -> resolver.target(file, variable.attribute("typeRef"))))
                .flatMap(target -> of(target).stream())
                .findFirst();
    }

    private static Optional<ObjectType> of(Target target) {
        return TypeResolver.itemDefinition(target.file(), target.name())
                .map(item -> new ObjectType(target.file(), item));
    }

    /** The facts, in order. */
    public List<Fact> facts() {
        return item.children("itemComponent").stream()
                .map(component -> new Fact(
                        Objects.requireNonNullElse(component.attribute("name"), ""),
                        Objects.requireNonNullElse(component.label(), ""),
                        Objects.requireNonNullElse(component.text("typeRef"), "")))
                .toList();
    }
}
