package io.shuangsuiji.policy;

import io.shuangsuiji.model.Requirements;
import io.shuangsuiji.model.xml.DmnFile;
import io.shuangsuiji.model.xml.XmlText.Element;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.sheets.header.Columns;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.kie.dmn.api.core.DMNModel;

/**
 * One decision model of an edition, as callers see it.
 *
 * @param name the model's name, which callers use ({@code classification})
 * @param label its Chinese name
 * @param description what it decides, and under which clause
 * @param inputs its input data, in the model's order
 * @param columns by what keys and headers the inputs may be given
 * @param outputs its answers: the decisions on which no other depends and that themselves depend on an input
 * @param steps every decision of it with its type, in the order of the file
 * @param xml the DMN file's bytes
 * @param dmn KIE's compiled model
 */
public record DecisionModel(
        String name,
        String label,
        String description,
        List<Field> inputs,
        Columns columns,
        List<Field> outputs,
        List<Field> steps,
        byte[] xml,
        DMNModel dmn) {
    /** The decision by which a model refuses an input for reasons that its types cannot express. */
    public static final String INPUT_ERRORS = "inputErrors";

    /** The model as its file has it. */
    public static DecisionModel of(DMNModel dmn, DmnFile file, ValueTypes types) {
        var root = file.xml().root();
        var decisions = root.children("decision");
        var required = decisions.stream()
                .flatMap(decision -> Requirements.of(file, decision).stream())
                .collect(Collectors.toSet());
        var inputs = fields(root.children("inputData"), file, types);
        var steps = fields(decisions, file, types);
        var outputs = IntStream.range(0, decisions.size())
                .filter(at -> !required.contains(decisions.get(at)))
                .filter(at -> !steps.get(at).name().equals(INPUT_ERRORS))
                .filter(at -> !dmn.getRequiredInputsForDecisionName(
                                steps.get(at).name())
                        .isEmpty())
                .mapToObj(steps::get)
                .toList();
        return new DecisionModel(
                dmn.getName(),
                root.label(),
                root.text("description"),
                inputs,
                types.columns(inputs),
                outputs,
                steps,
                file.xml().utf8(),
                dmn);
    }

    private static List<Field> fields(List<Element> elements, DmnFile file, ValueTypes types) {
        return elements.stream()
                .map(element -> new Field(
                        element.attribute("name"),
                        element.label(),
                        types.resolve(
                                element.child("variable") == null
                                        ? null
                                        : element.child("variable").attribute("typeRef"),
                                file)))
                .toList();
    }

    /** The name of its file in the edition's folder. */
    public String file() {
        return fileOf(dmn);
    }

    /** The input of that name. */
    public Optional<Field> input(String inputName) {
        return inputs.stream().filter(input -> input.name().equals(inputName)).findFirst();
    }

    /** True where the model can refuse inputs by its decision {@value #INPUT_ERRORS}. */
    public boolean checksInputs() {
        return dmn.getDecisionByName(INPUT_ERRORS) != null;
    }

    /** The name of the file that a model was read from. */
    public static String fileOf(DMNModel model) {
        return model.getResource().getSourcePath();
    }
}
