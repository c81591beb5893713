package io.shuangsuiji.plan;

import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.ValueType.Field;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the parts of a plan are called on pages, in workbooks and in scenarios: the labels that the edition itself gives to
 * the fields of its models.
 *
 * @param edition whose labels they are
 */
public record Headings(Edition edition) {
    /**
     * The label of a field.
     *
     * @param path a model's output or input and what is within it: {@code quota.required}, {@code object.objectType}
     * @return its label, or the last name of the path where the edition has no such field
     */
    public String of(String path) {
        var names = List.of(path.split("\\."));
        return edition.models().values().stream()
                .flatMap(model -> find(model, names).stream())
                .findFirst()
                .orElse(names.get(names.size() - 1));
    }

    /** What an object is known by: {@code id}, {@code name}, {@code team}, {@code creditCode}. */
    public String identity(String fact) {
        return edition.vocabulary().identity(fact, false).label();
    }

    /** Why a number of the plan is not known: the parameters that were not given, in words. */
    public String notGiven(Plan plan) {
        return "未填" + plan.notGiven().stream().map(this::of).collect(Collectors.joining("、"));
    }

    /** What a plan is called. */
    public String plan() {
        return edition.findings().word("plan");
    }

    private static Optional<String> find(DecisionModel model, List<String> names) {
        return model.outputs().stream()
                .filter(output -> output.name().equals(names.get(0)))
                .findFirst()
                .or(() -> model.input(names.get(0)))
                // tables that depend on no input
                .or(() -> model.steps().stream()
                        .filter(step -> step.name().equals(names.get(0)))
                        .findFirst())
                .flatMap(field -> within(field, names.subList(1, names.size())))
                .map(Field::label);
    }

    private static Optional<Field> within(Field field, List<String> names) {
        return names.isEmpty()
                ? Optional.of(field)
                : field.type().field(names.get(0)).flatMap(next -> within(next, names.subList(1, names.size())));
    }
}
