package io.shuangsuiji.policy;

import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.sheets.header.Columns;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.model.api.Decision;
import org.kie.dmn.model.api.InputData;
import org.kie.dmn.model.api.NamedElement;

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

    public static DecisionModel of(DMNModel dmn, byte[] xml, ValueTypes types) {
        var definitions = dmn.getDefinitions();
        var elements = definitions.getDrgElement();
        var decisions = only(elements, Decision.class);
        Set<String> required = new HashSet<>();
        for (var decision : decisions) {
            for (var requirement : decision.getInformationRequirement()) {
                if (requirement.getRequiredDecision() != null) {
                    required.add(requirement.getRequiredDecision().getHref().replaceFirst("^.*#", ""));
                }
            }
        }
        var inputs = only(elements, InputData.class).stream()
                .map(input -> new Field(
                        input.getName(),
                        labelOf(input),
                        types.resolve(input.getVariable().getTypeRef(), definitions)))
                .toList();
        var steps = decisions.stream()
                .map(decision -> new Field(
                        decision.getName(),
                        labelOf(decision),
                        types.resolve(decision.getVariable().getTypeRef(), definitions)))
                .toList();
        var outputs = decisions.stream()
                .filter(decision -> !required.contains(decision.getId()))
                .filter(decision -> !decision.getName().equals(INPUT_ERRORS))
                .filter(decision -> dependsOnInput(decision, decisions))
                .map(decision -> steps.get(decisions.indexOf(decision)))
                .toList();
        return new DecisionModel(
                dmn.getName(),
                labelOf(definitions),
                definitions.getDescription(),
                inputs,
                types.columns(inputs),
                outputs,
                steps,
                xml,
                dmn);
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

    /** The decisions of the model in the order of the file, those on which others depend first where it was drawn so. */
    public List<Decision> decisions() {
        return only(dmn.getDefinitions().getDrgElement(), Decision.class);
    }

    private static boolean dependsOnInput(Decision decision, List<Decision> all) {
        return decision.getInformationRequirement().stream().anyMatch(requirement -> {
            if (requirement.getRequiredInput() != null) {
                return true;
            }
            var id = requirement.getRequiredDecision().getHref().replaceFirst("^.*#", "");
            return all.stream().filter(d -> d.getId().equals(id)).anyMatch(d -> dependsOnInput(d, all));
        });
    }

    private static <T> List<T> only(Collection<?> elements, Class<T> kind) {
        return elements.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static String labelOf(NamedElement element) {
        return element.getLabel() == null ? element.getName() : element.getLabel();
    }

    /** The name of the file that a model was read from. */
    public static String fileOf(DMNModel model) {
        return model.getResource().getSourcePath();
    }
}
