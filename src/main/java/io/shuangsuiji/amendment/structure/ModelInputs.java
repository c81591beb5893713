package io.shuangsuiji.amendment.structure;

import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.TypeResolver;
import io.shuangsuiji.model.xml.DmnFile;
import java.util.List;
import java.util.stream.Stream;

/**
 * The inputs of a model. One whose name the service does not give itself is a parameter that plans are asked for:
 * {@link io.shuangsuiji.policy.PlanInputs}.
 */
public final class ModelInputs {
    private final EditionModel tables;
    private final DmnFile file;

    public ModelInputs(EditionModel tables, String fileName) throws StructureRefused {
        this.tables = tables;
        this.file = Types.file(tables, fileName);
    }

    /** Adds an input under a JSON key, to be used in tables and formulas. */
    public EditionModel add(String name, String label, String type) throws StructureRefused {
        Checks.label(file.name(), label);
        Checks.key(file.name(), name, Names.known(file));
        var reference = Checks.type(new TypeResolver(tables.files().values()), file, type);
        var edit = new FileEdit(file);
        var id = edit.id(file.modelName() + "-input-" + name);
        new Diagram(edit).show(id);
        edit.behind(
                Stream.of("inputData", "itemDefinition", "import", "description")
                        .map(file.xml().root()::children)
                        .filter(found -> !found.isEmpty())
                        .findFirst()
                        .orElse(List.of()),
                file.xml().root(),
                "<~inputData id=" + FileEdit.quoted(id) + " name=" + FileEdit.quoted(name) + " label="
                        + FileEdit.quoted(label.strip()) + ">\n  <~variable id=" + FileEdit.quoted(id + "-var")
                        + " name="
                        + FileEdit.quoted(name) + " typeRef=" + FileEdit.quoted(reference) + "/>\n</~inputData>");
        return edit.written(tables);
    }

    /** Deletes an input that nothing requires any more. */
    public EditionModel delete(String name) throws StructureRefused {
        var input = file.xml().root().children("inputData").stream()
                .filter(found -> name.equals(found.attribute("name")))
                .findFirst()
                .orElseThrow(
                        () -> new StructureRefused(file.name(), "没有输入「" + name + "」 / there is no input of that name"));
        return new Decisions(tables, file.name()).delete(input);
    }
}
